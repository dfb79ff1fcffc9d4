from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.part_details import PartDetails
from tallyfy_inspector.ui.panels.part_words import Detail
from tests.support.ui import in_font, wearing

SAID = (Detail("Sam", "bold"), Detail("Issue, open", "bad"), Detail("<b>One</b>\ntwo"))


@pytest.fixture
def details(qtbot: QtBot) -> PartDetails:
    made = PartDetails("Selected entry", "Select a row.")
    qtbot.addWidget(made)
    made.show()
    return made


def ink(details: PartDetails, word: str) -> str:
    cursor = details.document().find(word)
    return cursor.charFormat().foreground().color().name()


def test_paragraphs_letter_by_letter(details: PartDetails) -> None:
    details.show_details(SAID)
    assert details.toPlainText() == "Sam\nIssue, open\n<b>One</b>\ntwo"
    assert details.document().find("Sam").charFormat().fontWeight() > 500
    assert details.textCursor().position() == 0
    details.show_details(())
    assert details.toPlainText() == ""
    assert details.placeholderText() == "Select a row."


def test_colours_follow_the_palette(details: PartDetails, qapp: Any) -> None:
    details.show_details(SAID)
    for dark in (False, True):
        with wearing(qapp, theme.palette(dark)):
            qapp.processEvents()
            assert ink(details, "Issue") == QColor(theme.roles(theme.palette(dark)).bad).name()


def test_what_cannot_be_seen_is_spelled_out(details: PartDetails) -> None:
    details.show_details((Detail("a\u202eb\x00\tc"),))
    assert details.toPlainText() == "a\\u202eb\\u0000\tc"


def test_a_very_long_text_is_cut_and_says_so(details: PartDetails) -> None:
    details.show_details((Detail("x" * 60_000),))
    assert details.toPlainText().endswith("(10,000 more characters; “Copy value” takes them all)")


def test_what_is_copied_is_text_alone(details: PartDetails) -> None:
    details.show_details(SAID)
    details.selectAll()
    QTest.keyClick(details, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]
    assert QGuiApplication.clipboard().text().startswith("Sam\nIssue")


def test_it_is_read_by_keyboard_left_by_tab_and_changed_by_nobody(details: PartDetails) -> None:
    details.show_details(SAID)
    assert details.accessibleName() == "Selected entry"
    assert details.tabChangesFocus()
    QTest.keyClicks(details, "typed")
    assert "typed" not in details.toPlainText()
    details.moveCursor(QTextCursor.MoveOperation.End)
    assert not details.textCursor().atStart()


def test_it_is_as_high_as_some_lines_of_its_font(qtbot: QtBot, qapp: Any) -> None:
    def height() -> int:
        made = PartDetails("a", "b")
        qtbot.addWidget(made)
        return made.sizeHint().height()

    before = height()
    with in_font(qapp, 2.0):
        assert height() > 1.7 * before
