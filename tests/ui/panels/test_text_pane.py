from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor, QFont, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.text_pane import DetailsPane, TextPane, Words

LINES = (Words("Name", bold=True), Words("two\nlines", "dim"), Words("{}", fixed=True))


@pytest.fixture
def pane(qtbot: QtBot) -> DetailsPane:
    made = DetailsPane("Selected", "Select one.")
    qtbot.addWidget(made)
    made.write(LINES)
    return made


def looks(pane: DetailsPane, line: int) -> QTextCharFormat:
    cursor = QTextCursor(pane.document().findBlockByNumber(line))
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    return cursor.charFormat()


def test_it_is_read_and_left_by_tab(pane: DetailsPane) -> None:
    assert (pane.accessibleName(), pane.placeholderText()) == ("Selected", "Select one.")
    assert pane.isReadOnly()
    assert pane.tabChangesFocus()
    assert pane.toPlainText() == "Name\ntwo\nlines\n{}"
    pane.write(())
    assert pane.toPlainText() == ""


def test_words_have_their_looks_also_on_another_palette(pane: DetailsPane) -> None:
    assert looks(pane, 0).fontWeight() == QFont.Weight.Bold
    assert looks(pane, 3).font().family() == theme.fixed_font(pane.font()).family()
    pane.setPalette(theme.palette(dark=True))
    assert looks(pane, 2).foreground().color() == QColor(theme.DARK.dim)
    pane.setPalette(theme.palette(dark=False))
    assert looks(pane, 2).foreground().color() == QColor(theme.LIGHT.dim)


def test_the_fixed_font_follows_the_size(pane: DetailsPane) -> None:
    larger = QFont(pane.font())
    larger.setPointSizeF(larger.pointSizeF() * 2)
    pane.setFont(larger)
    QApplication.sendPostedEvents(pane, QEvent.Type.FontChange.value)
    assert looks(pane, 3).font().pointSizeF() == larger.pointSizeF()


def test_the_letters_alone_are_copied(qtbot: QtBot) -> None:
    pane = TextPane("Raw")
    qtbot.addWidget(pane)
    pane.setPlainText("<b>one</b>")
    pane.selectAll()
    data = pane.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text() == "<b>one</b>"


def test_the_ring_is_drawn_and_taken_away_as_a_whole(qtbot: QtBot) -> None:
    class Seen(TextPane):
        painted: ClassVar[list[QRect]] = []

        def paintEvent(self, event: QPaintEvent) -> None:
            self.painted.append(event.rect())
            super().paintEvent(event)

    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, pane = QLineEdit(window), Seen("Raw", window)
    column.addWidget(before)
    column.addWidget(pane)
    window.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    qtbot.waitUntil(lambda: bool(pane.painted))
    for there in (pane, before):
        QApplication.processEvents()
        pane.painted.clear()
        there.setFocus()
        qtbot.waitUntil(lambda: pane.viewport().rect() in pane.painted)
