from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.raw_text import FOLD, RawText, folded, unfolded


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
    shown.fill(text)
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
    shown.fill("<b>as sent</b>")
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
    shown.fill("\n".join(map(str, range(500))))
    shown.moveCursor(QTextCursor.MoveOperation.End)
    assert shown.verticalScrollBar().value() > 0
    shown.fill("\n".join(map(str, range(500))))
    assert shown.verticalScrollBar().value() == 0
