from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.table import Table
from tests.support.ui import wearing


def filled(rows: int = 5) -> Table:
    model = QStandardItemModel(rows, 2)
    for row in range(rows):
        model.setItem(row, 0, QStandardItem(f"row {row}"))
    table = Table("Things", 22, theme.GRID)
    model.setParent(table)
    table.setModel(model)
    return table


def test_it_has_its_name_and_rows_of_the_least_height(qtbot: QtBot) -> None:
    table = filled()
    qtbot.addWidget(table)
    small = QFont(table.font())
    small.setPixelSize(9)
    table.set_fonts(small, small)
    assert table.accessibleName() == "Things"
    assert {table.rowHeight(row) for row in range(5)} == {22}


def test_rows_grow_with_the_font_and_the_header_keeps_its_own(qtbot: QtBot) -> None:
    table = filled()
    qtbot.addWidget(table)
    words = QFont(table.font())
    large = theme.fixed_font(words)
    large.setPointSizeF(words.pointSizeF() * 2)
    table.set_fonts(large, words)
    assert table.rowHeight(0) == table.fontMetrics().height() + theme.GRID > 22
    assert table.horizontalHeader().font().families() == words.families()
    assert table.horizontalHeader().font().pointSizeF() == words.pointSizeF()


def test_coming_in_selects_a_row_that_nobody_chose(qtbot: QtBot) -> None:
    table = filled()
    qtbot.addWidget(table)
    told: list[bool] = []
    table.selectionModel().currentRowChanged.connect(lambda: told.append(table.quiet))
    table.show()
    qtbot.waitExposed(table)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    assert told == [True]
    assert not table.quiet


def test_tab_leaves_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    table, after = filled(), QLineEdit()
    row.addWidget(table)
    row.addWidget(after)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_menu_is_asked_for_at_the_current_row_by_keyboard(qtbot: QtBot) -> None:
    table = filled()
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    table.setCurrentIndex(table.model().index(2, 0))
    asked: list[QPoint] = []
    table.menu_asked.connect(asked.append)
    table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0)))
    assert table.indexAt(table.viewport().mapFromGlobal(asked[0])).row() == 2
    table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 4), QPoint(33, 44)))
    assert asked[1] == QPoint(33, 44)


def test_home_and_end_go_to_the_first_row_and_the_last_in_the_same_column(qtbot: QtBot) -> None:
    table = filled()
    qtbot.addWidget(table)
    table.show()
    table.setCurrentIndex(table.model().index(2, 1))
    for key, row in ((Qt.Key.Key_End, 4), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(table, key)
        assert (table.currentIndex().row(), table.currentIndex().column()) == (row, 1)
        assert [index.row() for index in table.selectionModel().selectedRows()] == [row]
    table.setModel(QStandardItemModel(table))
    QTest.keyClick(table, Qt.Key.Key_End)
    assert not table.currentIndex().isValid()


def test_a_ring_shows_the_focus_and_an_older_answer_lies_on_the_windows_grey(qtbot: QtBot, qapp: Any) -> None:
    palette = theme.palette(False)
    with wearing(qapp, palette):
        table = filled(1)
        qtbot.addWidget(table)
        table.resize(300, 200)
        table.show()
        qtbot.waitExposed(table)
        ring = theme.roles(palette).focus
        table.clearFocus()
        assert edge_of(table) == palette.color(QPalette.ColorRole.Base).name()
        table.set_older(True)
        assert edge_of(table) == palette.color(QPalette.ColorRole.Window).name()
        table.activateWindow()
        table.setFocus()
        qtbot.waitUntil(table.hasFocus)
        assert edge_of(table) == ring


def edge_of(table: Table) -> str:
    """The colour of the lowest pixels at the left edge of the rows' area."""
    image = table.viewport().grab().toImage()
    return image.pixelColor(1, image.height() - 2).name()
