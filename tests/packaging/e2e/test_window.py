"""The person at the keyboard, with a program that is played: what is pressed moves what is seen."""

from __future__ import annotations

from typing import Any

import pytest

from e2e import waiting
from e2e.names import Thing
from e2e.reader import Heard
from e2e.waiting import StoryError
from e2e.window import Window

FIELD = Thing("text", "Task")
MASKED = Thing("password text", "Token")
BOX = Thing("check box", "tags")
TREE_TAB, RAW_TAB = Thing("page tab", "Tree"), Thing("page tab", "Raw")
ENTRY = Thing("menu item", "Token…")
TABLE = Thing("table", "Rows")
STOPS = [FIELD, MASKED, BOX, Thing("page tab list", "Bar")]


class Played:
    """A program and both ends of it: Keyboard and Reader in one."""

    def __init__(self) -> None:
        self.at = 0
        self.stuck = False
        self.disabled: set[Thing] = set()
        self.texts = {FIELD: "old", MASKED: "old"}
        self.swallowed = 0
        self.all_marked = False
        self.checked = False
        self.tab = 0
        self.menu: int | None = None
        self.chosen = ""
        self.heard: tuple[Heard, ...] = ()

    # The keyboard

    def press(self, *keys: str) -> None:
        for key in keys:
            self._press(key)

    def _press(self, key: str) -> None:
        if key == "Tab" and not self.stuck:
            self.at = (self.at + 1) % len(STOPS)
        elif key == "ctrl+a":
            self.all_marked = True
        elif key == "space":
            self.checked = not self.checked
        elif key in ("Left", "Right") and self.at == 3:
            self.tab = max(0, min(2, self.tab + (1 if key == "Right" else -1)))
        elif key == "Down":
            self.menu = 0 if self.menu is None else min(self.menu + 1, 1)
        elif key == "Return":
            self.chosen = self.focus[0]

    def type(self, text: str) -> None:
        field = STOPS[self.at]
        before = "" if self.all_marked else self.texts[field]
        self.texts[field] = before + text[self.swallowed :]

    def take(self, title: str) -> None:
        raise AssertionError(title)

    # The reader

    @property
    def focus(self) -> tuple[str, str]:
        if self.menu is not None:
            return ("Other", "Token…")[self.menu], "menu item"
        return STOPS[self.at].name, STOPS[self.at].role

    def has_focus(self, thing: Thing) -> bool:
        return thing.is_called(*self.focus)

    def await_thing(self, thing: Thing) -> Any:
        return thing

    def is_there(self, thing: Thing) -> bool:
        return thing in STOPS

    def is_enabled(self, thing: Thing) -> bool:
        return thing not in self.disabled

    def is_selected(self, tab: Thing) -> bool:
        return self.tab == {TREE_TAB: 0, RAW_TAB: 2}[tab]

    def is_bar_focused(self, _tab: Thing) -> bool:
        return self.at == 3

    def steps_to(self, tab: Thing) -> int:
        return {TREE_TAB: 0, RAW_TAB: 2}[tab] - self.tab

    def text(self, field: Thing) -> str:
        return self.texts[field] if field is FIELD else "•" * len(self.texts[field])

    def rows(self, _table: Thing) -> list[str]:
        return ["id, string", "owners, object"]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting.until, "__defaults__", (0.1,))
    monkeypatch.setattr("e2e.window._TAB_PATIENCE", 0.0)


@pytest.fixture
def played() -> Played:
    return Played()


@pytest.fixture
def window(played: Played) -> Window:
    both: Any = played
    return Window(both, both)


def test_tab_leads_there(window: Window, played: Played) -> None:
    window.go_to(BOX)
    assert played.at == 2
    window.go_to(BOX)  # already
    assert played.at == 2


def test_where_tab_leads_instead_is_said(window: Window, played: Played) -> None:
    played.stuck = True
    with pytest.raises(StoryError, match="Tab does not lead to check box “tags”, only to Task, Task"):
        window.go_to(BOX)


@pytest.mark.parametrize(("field", "tabs"), [(FIELD, 0), (MASKED, 1)])
def test_what_is_written_takes_the_place_of_what_was_there(
    window: Window, played: Played, field: Thing, tabs: int
) -> None:
    played.at = tabs
    window.write(field, "new text")
    assert played.texts[field] == "new text"


@pytest.mark.parametrize(("field", "tabs"), [(FIELD, 0), (MASKED, 1)])
def test_a_sign_that_does_not_arrive_is_said_without_the_text(
    window: Window, played: Played, field: Thing, tabs: int
) -> None:
    played.at, played.swallowed = tabs, 1
    with pytest.raises(StoryError, match="8 signs were typed, 7 are in") as caught:
        window.write(field, "new text")
    assert "ew text" not in str(caught.value)


def test_nothing_is_typed_into_another_field(window: Window, played: Played) -> None:
    with pytest.raises(StoryError, match="not in password text “Token” but in"):
        window.write(MASKED, "secret")
    assert played.texts == {FIELD: "old", MASKED: "old"}


def test_the_space_bar_presses(window: Window, played: Played) -> None:
    window.activate(BOX)
    assert played.checked
    played.disabled.add(BOX)
    with pytest.raises(StoryError, match="cannot be pressed"):
        window.activate(BOX)


def test_a_tab_is_brought_to_the_front_and_back(window: Window, played: Played) -> None:
    window.open_tab(RAW_TAB)
    assert (played.at, played.tab) == (3, 2)
    played.at = 0
    window.open_tab(RAW_TAB)  # already: the keyboard stays where it is
    assert played.at == 0
    window.open_tab(TREE_TAB)
    assert played.tab == 0


def test_an_entry_of_a_menu_is_chosen(window: Window, played: Played) -> None:
    window.choose(ENTRY)
    assert played.chosen == "Token…"


def test_an_announcement_comes_once_and_as_urgently_as_it_is(window: Window, played: Played) -> None:
    played.heard = (Heard("Loading", urgent=False), Heard("Problem: x", urgent=True))
    assert window.await_heard("Load") == "Loading"
    assert window.await_heard("Problem", urgent=True) == "Problem: x"
    for words, urgent in (("Problem", False), ("Loading", True), ("Stopped", False)):
        with pytest.raises(StoryError, match="not announced"):
            window.await_heard(words, urgent=urgent)
    played.heard *= 2
    with pytest.raises(StoryError, match="not announced once"):
        window.await_heard("Loading")


def test_a_row_is_found_by_its_beginning(window: Window) -> None:
    assert window.await_row(TABLE, "owners, ") == "owners, object"
    with pytest.raises(StoryError, match=r"no row of table “Rows” begins with “users”: \['id, string', 'own"):
        window.await_row(TABLE, "users")


def test_what_has_to_go_is_waited_for(window: Window) -> None:
    window.await_gone(TREE_TAB)
    with pytest.raises(StoryError, match="there is still a text “Task”"):
        window.await_gone(FIELD)
