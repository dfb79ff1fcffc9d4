from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.rows_table import RowsTable

WORDS = ["a", "b" * 200, "c"]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def table(qtbot: QtBot, said: list[str]) -> RowsTable:
    made = RowsTable("Words", lambda row: f"line {WORDS[row][0]}", said.append)
    qtbot.addWidget(made)
    made.setModel(QStringListModel(WORDS, made))
    made.setColumnWidth(0, 2_000)
    made.resize(200, 150)
    made.show()
    return made


def test_the_selected_rows_are_copied_in_their_order(table: RowsTable, said: list[str]) -> None:
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (2, 0):
        table.selectionModel().select(table.model().index(row, 0), rows)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "line a\nline c"
    assert said == ["Copied"]


def test_all_rows_are_copied_by_key_or_from_the_menu(table: RowsTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.copy_rows.trigger()
    assert QGuiApplication.clipboard().text() == "line a\nline b\nline c"
    QGuiApplication.clipboard().clear()
    table.copy_all.trigger()
    assert QGuiApplication.clipboard().text() == "line a\nline b\nline c"


def test_without_a_row_nothing_is_copied(table: RowsTable, said: list[str]) -> None:
    table.setModel(QStringListModel([], table))
    QGuiApplication.clipboard().setText("before")
    table.copy()
    table.copy_all.trigger()
    assert (QGuiApplication.clipboard().text(), said) == ("before", [])


def test_long_words_are_reached_by_left_and_right(table: RowsTable) -> None:
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    row = table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Right)
    there = table.horizontalScrollBar().value()
    assert there > 0
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert table.horizontalScrollBar().value() < there
    assert table.currentIndex().row() == row


def test_the_menu_offers_both(table: RowsTable, qtbot: QtBot) -> None:
    table.menu_asked.emit(table.mapToGlobal(table.rect().center()))
    (menu,) = table.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Copy", "Copy all"]
    menu.close()
