"""A person at the keyboard who is told by a screen reader what is there: the words the steps are told in.

    window.go_to(FETCH)              Tab until the keyboard is there
    window.write(TASK, "1a96…")      into the field that the keyboard is in, and see that it arrived
    window.await_thing(OK)

Knows how such a person works, and nothing of what the program is for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from e2e.keyboard import Keyboard
from e2e.names import Thing
from e2e.reader import Heard, Reader
from e2e.waiting import StoryError, came_true, until

_MOST_TABS = 60
_TAB_PATIENCE = 1.0  # seconds


class Window:
    """Eyes and hands on the program that is running."""

    def __init__(self, reader: Reader, keyboard: Keyboard) -> None:
        self.reader = reader
        self._keyboard = keyboard

    def take(self, title: str) -> None:
        """Give the keyboard to the window with `title` in its title."""
        self._keyboard.take(title)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        if keys:
            self._keyboard.press(*keys)

    def await_thing(self, thing: Thing) -> Any:
        """Until `thing` can be seen."""
        return self.reader.await_thing(thing)

    def await_gone(self, thing: Thing) -> None:
        """Until `thing` cannot be seen any more."""
        until(lambda: not self.reader.is_there(thing), f"there is still a {thing}")

    def await_focus(self, thing: Thing) -> None:
        """Until the keyboard is in `thing`."""
        until(lambda: self.reader.has_focus(thing), lambda: f"not in {thing} but in {self.reader.focus}")

    def await_heard(self, words: str, *, urgent: bool = False) -> str:
        """Until something that begins with `words` is announced, as urgently as said; all of it. It must be
        announced once."""

        def matching() -> list[Heard]:
            return [each for each in self.reader.heard if each.text.startswith(words)]

        found = until(matching, lambda: f"“{words}” is not announced, but {self.reader.heard}")
        if [each.urgent for each in found] != [urgent]:
            raise StoryError(f"“{words}” is not announced once and with urgent={urgent}: {found}")
        return found[0].text

    def go_to(self, thing: Thing, key: str = "Tab") -> None:
        """Press `key` until the keyboard is in `thing`, which has to be there."""
        self.await_thing(thing)
        self._press_until(lambda: self.reader.has_focus(thing), key, thing)

    def open_tab(self, tab: Thing) -> None:
        """Bring `tab` to the front with the arrow keys, unless it is there."""
        self.await_thing(tab)
        if self.reader.is_selected(tab):
            return
        self._press_until(lambda: self.reader.is_bar_focused(tab), "Tab", tab)
        steps = self.reader.steps_to(tab)
        self.press(*(["Right" if steps > 0 else "Left"] * abs(steps)))
        until(lambda: self.reader.is_selected(tab), f"the arrow keys do not lead to {tab}")

    def choose(self, entry: Thing) -> None:
        """Go down the menu that was opened to `entry`, and press Enter. Qt shows an open menu to nobody but
        who listens: its entries are known by what is heard when the keyboard comes to them."""
        self._press_until(lambda: entry.is_called(*self.reader.focus), "Down", entry)
        self.press("Return")

    def _press_until(self, arrived: Callable[[], bool], key: str, thing: Thing) -> None:
        passed: list[str] = []
        while not arrived():
            if len(passed) == _MOST_TABS:
                raise StoryError(f"{key} does not lead to {thing}, only to {', '.join(passed)}")
            before = self.reader.focus
            self.press(key)
            came_true(self._moved_from(before), _TAB_PATIENCE)
            passed.append(self.reader.focus[0])

    def _moved_from(self, before: tuple[str, str]) -> Callable[[], bool]:
        return lambda: self.reader.focus != before

    def write(self, field: Thing, text: str) -> None:
        """Put `text` in place of what stands in `field`, where the keyboard already is; see it arrive."""
        self.await_focus(field)
        self.press("ctrl+a")
        self._keyboard.type(text)
        masked = field.role == "password text"

        def arrived() -> bool:
            read = self.reader.text(field)
            return len(read) == len(text) if masked else read == text

        until(arrived, lambda: f"{len(text)} signs were typed, {len(self.reader.text(field))} are in {field}")

    def activate(self, thing: Thing) -> None:
        """Go to a button or box with Tab, and press it with the space bar."""
        until(lambda: self.reader.is_enabled(thing), f"{thing} cannot be pressed")
        self.go_to(thing)
        self.press("space")

    def await_row(self, table: Thing, begins: str) -> str:
        """Until a row of `table` begins with these words; what is read out of its first cell."""
        rows: list[str] = []

        def look() -> str | None:
            rows[:] = self.reader.rows(table)
            return next((row for row in rows if row.startswith(begins)), None)

        return until(look, lambda: f"no row of {table} begins with “{begins}”: {[row[:40] for row in rows]}")
