from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.raw_text import FOLD, RawText, folded, unfolded
from tests.support.ui import wearing


def test_only_long_lines_are_folded() -> None:
    assert folded("ab\n\nc", 2) == ("ab\n\nc", frozenset())
    assert folded("abcde\nf", 2) == ("ab\ncd\ne\nf", frozenset({0, 1}))
    assert folded("", 2) == ("", frozenset())


@given(st.text(alphabet="ab\n", max_size=60), st.integers(min_value=1, max_value=7))
def test_unfolding_undoes_folding(text: str, width: int) -> None:
    shown, goes_on = folded(text, width)
    assert unfolded(shown.split("\n"), 0, goes_on) == text
    assert max(map(len, shown.split("\n"))) <= width


def test_what_is_copied_has_no_breaks_of_ours(qtbot: QtBot) -> None:
    text = "first\n" + "x" * (2 * FOLD + 5) + "\nlast"
    shown = RawText()
    qtbot.addWidget(shown)
    shown.fill([text])
    assert shown.blockCount() == 5
    shown.selectAll()
    shown.copy()
    assert QGuiApplication.clipboard().text() == text
    cursor = shown.textCursor()
    cursor.setPosition(len("first\n") + FOLD - 2)
    cursor.setPosition(len("first\n") + FOLD + 3, QTextCursor.MoveMode.KeepAnchor)
    shown.setTextCursor(cursor)
    shown.copy()
    assert QGuiApplication.clipboard().text() == "xxxx"


def test_it_is_named_read_only_and_left_by_tab(qtbot: QtBot) -> None:
    shown = RawText()
    qtbot.addWidget(shown)
    shown.fill(["<b>as sent</b>"])
    QTest.keyClicks(shown, "typed")
    assert shown.toPlainText() == "<b>as sent</b>"
    assert shown.accessibleName() == "Raw answer"
    assert shown.tabChangesFocus()
    flags = shown.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not flags & Qt.TextInteractionFlag.TextEditable


def test_a_new_text_is_shown_from_its_beginning(qtbot: QtBot, qapp: Any) -> None:
    shown = RawText()
    qtbot.addWidget(shown)
    shown.resize(200, 100)
    shown.show()
    shown.fill(["\n".join(map(str, range(500)))])
    shown.moveCursor(QTextCursor.MoveOperation.End)
    assert shown.verticalScrollBar().value() > 0
    shown.fill(["\n".join(map(str, range(500)))])
    assert shown.verticalScrollBar().value() == 0


@given(st.lists(st.text(alphabet="ab\n", max_size=20), max_size=6), st.integers(min_value=1, max_value=7))
def test_what_comes_in_parts_is_folded_as_the_whole_is(parts: list[str], width: int) -> None:
    shown, goes_on, column, lines = "", set[int](), 0, 0
    for part in parts:
        more, on = folded(part, width, column)
        goes_on |= {lines + number for number in on}
        shown += more
        lines += more.count("\n")
        column = len(shown) - shown.rfind("\n") - 1
    assert unfolded(shown.split("\n"), 0, goes_on) == "".join(parts)
    assert max(map(len, shown.split("\n"))) <= width


def made(qtbot: QtBot, *parts: str | None) -> RawText:
    shown = RawText()
    qtbot.addWidget(shown)
    shown.resize(300, 120)
    shown.show()
    shown.fill(parts)
    return shown


def test_more_is_added_behind_and_the_cursor_stays(qtbot: QtBot) -> None:
    shown = made(qtbot, "x" * (FOLD - 3))
    shown.moveCursor(QTextCursor.MoveOperation.End)
    shown.append("yyyyy")
    shown.append("z\nlast")
    assert shown.textCursor().position() == FOLD - 3
    assert shown.blockCount() == 3
    shown.selectAll()
    shown.copy()
    assert QGuiApplication.clipboard().text() == "x" * (FOLD - 3) + "yyyyyz\nlast"


def test_refilling_moves_nothing_of_what_is_seen(qtbot: QtBot) -> None:
    lines = "\n".join(map(str, range(300)))
    shown = made(qtbot, lines)
    shown.moveCursor(QTextCursor.MoveOperation.End)
    before = shown.verticalScrollBar().value(), shown.textCursor().position()
    shown.refill([lines[:100], lines[100:], "\nand more"])
    assert (shown.verticalScrollBar().value(), shown.textCursor().position()) == before
    assert shown.toPlainText() == lines + "\nand more"
    shown.refill(["short"])
    assert shown.textCursor().position() == len("short")


def marked(shown: RawText) -> list[str]:
    """The texts of line, rest and sign, as they are marked."""
    marks: list[Any] = shown.extraSelections()
    return [mark.cursor.selectedText() for mark in marks]


def test_a_place_is_marked_and_what_follows_is_dim(qtbot: QtBot) -> None:
    shown = made(qtbot, '{"a": \U0001f600', None, "x}\nrest")
    at = len('{"a": ') + 2  # Qt counts in UTF-16
    assert (shown.place, marked(shown)) == (at, ["", "}\u2029rest", "x"])
    shown.append(" and more")
    assert marked(shown)[1:] == ["}\u2029rest and more", "x"]
    shown.go_to_place()
    assert shown.textCursor().position() == at
    shown.fill(["no place"])
    assert (shown.place, marked(shown)) == (None, [])


@pytest.mark.parametrize(("text", "sign"), [('{"a', "a"), ("", "")])
def test_a_place_at_the_end_marks_the_last_character(qtbot: QtBot, text: str, sign: str) -> None:
    shown = made(qtbot, text, None)
    assert shown.place == len(text)
    assert marked(shown)[1:] == ["", sign]


def test_going_to_a_place_brings_it_into_sight(qtbot: QtBot) -> None:
    shown = made(qtbot, "line\n" * 500, None, "here\n" + "line\n" * 500)
    assert shown.verticalScrollBar().value() == 0
    shown.go_to_place()
    assert shown.viewport().rect().contains(shown.cursorRect().center())


def test_the_marks_follow_the_palette(qtbot: QtBot, qapp: Any) -> None:
    shown = made(qtbot, "a", None, "b")
    for dark in (False, True):
        with wearing(qapp, theme.palette(dark)):
            qapp.processEvents()
            marks: list[Any] = shown.extraSelections()
            wanted = theme.roles(theme.palette(dark)).bad_wash
            assert marks[0].format.background().color().name() == wanted
