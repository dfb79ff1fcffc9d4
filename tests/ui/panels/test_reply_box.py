from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.reply_box import ReplyBox

LONG = "One sentence that goes on for a while. " * 8


@pytest.fixture
def box(qtbot: QtBot) -> ReplyBox:
    made = ReplyBox("Suggested reply")
    qtbot.addWidget(made)
    return made


def test_it_is_read_and_not_written(box: ReplyBox) -> None:
    box.show_text("a <b>c</b>\u202e")
    assert box.toPlainText() == "a <b>c</b>\\u202e"
    assert (box.isReadOnly(), box.accessibleName(), box.tabChangesFocus()) == (True, "Suggested reply", True)
    QTest.keyClick(box, Qt.Key.Key_X)
    assert box.toPlainText() == "a <b>c</b>\\u202e"


def test_it_is_as_high_as_its_text(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    box = ReplyBox("Suggested reply", window)
    column.addWidget(box)
    column.addStretch(1)
    window.resize(300, 600)
    window.show()
    heights = []
    for text in ("short", LONG):
        box.show_text(text)
        column.activate()
        heights.append(box.height())
        assert box.verticalScrollBar().maximum() == 0
    assert heights[0] < heights[1]


def test_only_letters_are_copied(box: ReplyBox) -> None:
    box.show_text("a\nb")
    box.selectAll()
    data = box.createMimeDataFromSelection()
    assert (data.text(), data.hasHtml()) == ("a\nb", False)
