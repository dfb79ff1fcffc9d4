"""The eyes and ears: what one program's windows tell a screen reader, over the accessibility bus.

Needs the environment of `surroundings` in os.environ before it is made, and Debian's python3-pyatspi. Reads
only: nothing here presses or writes. Nothing is cached, so what it answers is what is there now. To read
another kind of thing: a method here, and its rows in `names`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from e2e.names import Thing
from e2e.waiting import until

Found = TypeVar("Found")
_TABLES = ("table", "tree table")
_ASSERTIVE = 2  # in an announcement's first number; 1 is polite
_EVENTS = ("object:announcement", "object:state-changed:focused")


@dataclass(frozen=True)
class Heard:
    """One announcement; `urgent` interrupts what is being read."""

    text: str
    urgent: bool


@dataclass(frozen=True)
class Seen:
    """A thing with a name, in one of the windows."""

    name: str
    role: str
    showing: bool
    focused: bool


class Reader:
    """Reads the program whose process ID `watch` was told, and hears what it announces."""

    def __init__(self) -> None:
        importlib.import_module("gi").require_version("Atspi", "2.0")
        self._atspi: Any = importlib.import_module("gi.repository.Atspi")
        self._glib: Any = importlib.import_module("gi.repository.GLib")
        self._atspi.init()
        self._process = 0
        self._focus: tuple[str, str] = ("", "")
        self._heard: list[Heard] = []
        self._listener = self._atspi.EventListener.new(self._on_event)
        for event in _EVENTS:
            self._listener.register(event)

    def watch(self, process: int) -> None:
        """Look at this process from now on, and forget the one before."""
        self._process = process
        self._focus = ("", "")
        self._heard = []

    # What is heard

    def _on_event(self, event: Any, *_more: Any) -> None:
        # An event that waited for long may be of a program that has gone meanwhile.
        self._gone_is_none(lambda: self._take(event))

    def _take(self, event: Any) -> None:
        if event.source.get_process_id() != self._process:
            return
        if event.type.startswith("object:announcement"):
            self._heard.append(Heard(str(event.any_data), event.detail1 == _ASSERTIVE))
        elif event.detail1:
            self._focus = (event.source.get_name(), event.source.get_role_name())

    def _listen(self) -> None:
        context = self._glib.MainContext.default()
        while context.iteration(False):
            pass

    @property
    def heard(self) -> tuple[Heard, ...]:
        """What was announced since `watch` or `forget`, in that order."""
        self._listen()
        return tuple(self._heard)

    def forget(self) -> None:
        """Count announcements from here."""
        self._listen()
        self._heard = []

    @property
    def focus(self) -> tuple[str, str]:
        """Name and role of what the keyboard went to last, as it was announced."""
        self._listen()
        return self._focus

    # What is seen

    def all(self) -> list[Seen]:
        """Everything with a name in the program's windows, but for the cells of tables."""
        return [self._seen(each) for each in self._walk()]

    def find(self, thing: Thing) -> Any | None:
        """The accessible of `thing` where it can be seen now; None when it cannot."""
        return next((each for each in self._walk() if self._is(each, thing)), None)

    def is_there(self, thing: Thing) -> bool:
        """Whether `thing` can be seen now."""
        return self.find(thing) is not None

    def await_thing(self, thing: Thing) -> Any:
        """The accessible of `thing`, once it can be seen. StoryError tells what can be seen instead."""
        return until(lambda: self.find(thing), lambda: f"there is no {thing}; there is {self.told()}")

    def told(self) -> str:
        """What can be seen, in a line."""
        return ", ".join(f"{each.role} “{each.name}”" for each in self.all() if each.showing) or "nothing"

    def has_focus(self, thing: Thing) -> bool:
        """Whether the keyboard is in `thing`."""
        return self._has(self.find(thing), self._atspi.StateType.FOCUSED)

    def is_checked(self, thing: Thing) -> bool:
        """Whether the box `thing` is ticked."""
        return self._has(self.find(thing), self._atspi.StateType.CHECKED)

    def is_enabled(self, thing: Thing) -> bool:
        """Whether `thing` can be pressed."""
        return self._has(self.find(thing), self._atspi.StateType.ENABLED)

    def is_selected(self, thing: Thing) -> bool:
        """Whether the tab `thing` is the one in front."""
        return self._has(self.find(thing), self._atspi.StateType.SELECTED)

    def is_bar_focused(self, tab: Thing) -> bool:
        """Whether the keyboard is in the bar that `tab` stands in."""
        found = self.find(tab)
        return found is not None and self._has(
            self._gone_is_none(found.get_parent), self._atspi.StateType.FOCUSED
        )

    def steps_to(self, tab: Thing) -> int:
        """How many tabs `tab` stands to the right of the one in front; to the left it is less than 0."""
        found = self.find(tab)
        if found is None:
            return 0
        return self._gone_is_none(lambda: self._steps(found.get_parent(), tab)) or 0

    def _steps(self, bar: Any, tab: Thing) -> int:
        children = (bar.get_child_at_index(at) for at in range(bar.get_child_count()))
        tabs = [each for each in children if each.get_role_name() == tab.role]
        front = [self._has(each, self._atspi.StateType.SELECTED) for each in tabs].index(True)
        return [each.get_name() for each in tabs].index(tab.name) - front

    def text(self, thing: Thing) -> str:
        """What stands in the field `thing`; of a masked one as many signs as it holds."""
        found = self.find(thing)
        if found is None:
            return ""
        read = self._gone_is_none(lambda: self._atspi.Text.get_text(found, 0, -1))
        return str(read or "")

    def rows(self, table: Thing, most: int = 80) -> list[str]:
        """The first cells of the first rows of `table`, as they are read out; [] where it cannot be seen."""
        found = self.find(table)
        return [] if found is None else self._gone_is_none(lambda: self._first_column(found, most)) or []

    def cells(self, table: Thing, row: int) -> list[str]:
        """What is read out of one row of `table`, from the left."""
        found = self.find(table)
        return [] if found is None else self._gone_is_none(lambda: self._row(found, row)) or []

    def selected_row(self, table: Thing) -> str:
        """The first cell of the selected row of `table`, "" for none."""
        found = self.find(table)
        if found is None:
            return ""
        return self._gone_is_none(lambda: self._selected(found)) or ""

    def _first_column(self, found: Any, most: int) -> list[str]:
        table = self._atspi.Table
        count = min(table.get_n_rows(found), most)
        return [table.get_accessible_at(found, row, 0).get_name() for row in range(count)]

    def _row(self, found: Any, row: int) -> list[str]:
        table = self._atspi.Table
        columns = range(table.get_n_columns(found))
        return [table.get_accessible_at(found, row, column).get_name() for column in columns]

    def _selected(self, found: Any) -> str:
        table = self._atspi.Table
        chosen = table.get_selected_rows(found)
        return str(table.get_accessible_at(found, chosen[0], 0).get_name()) if chosen else ""

    def _walk(self) -> Iterator[Any]:
        """Every accessible with a name. What goes away while it is looked at is passed over."""
        self._listen()
        waiting = [self._application()]
        while waiting:
            each = waiting.pop()
            if each is None:
                continue
            if self._gone_is_none(each.get_name):
                yield each
            if self._gone_is_none(each.get_role_name) not in _TABLES:
                count = self._gone_is_none(each.get_child_count) or 0
                waiting += [self._child(each, at) for at in range(count)]

    def _application(self) -> Any | None:
        desktop = self._atspi.get_desktop(0)
        desktop.clear_cache()
        for at in range(desktop.get_child_count()):
            each = self._child(desktop, at)
            if each is not None and self._gone_is_none(each.get_process_id) == self._process:
                each.set_cache_mask(self._atspi.Cache.NONE)
                return each
        return None

    def _child(self, each: Any, at: int) -> Any | None:
        return self._gone_is_none(lambda: each.get_child_at_index(at))

    def _is(self, each: Any, thing: Thing) -> bool:
        name, role = self._gone_is_none(each.get_name), self._gone_is_none(each.get_role_name)
        if not thing.is_called(name or "", role or ""):
            return False
        if thing.state and thing.state not in (self._gone_is_none(each.get_description) or ""):
            return False
        return self._has(each, self._atspi.StateType.SHOWING)

    def _has(self, each: Any | None, state: Any) -> bool:
        if each is None:
            return False
        states = self._gone_is_none(each.get_state_set)
        return states is not None and bool(states.contains(state))

    def _seen(self, each: Any) -> Seen:
        kinds = self._atspi.StateType
        name, role = self._gone_is_none(each.get_name), self._gone_is_none(each.get_role_name)
        return Seen(name or "", role or "", self._has(each, kinds.SHOWING), self._has(each, kinds.FOCUSED))

    def _gone_is_none(self, ask: Callable[[], Found]) -> Found | None:
        """What `ask` answers; None when the thing, or its program, has gone since it was found."""
        try:
            return ask()
        except (self._glib.Error, LookupError, ValueError, AttributeError):
            return None
