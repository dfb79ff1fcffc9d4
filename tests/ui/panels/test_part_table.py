from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.part_table import Column, PartModel, PartView
from tallyfy_inspector.ui.panels.part_words import Cell
from tests.support.ui import ink_of, picture, wearing

COLUMNS = (Column("Name", 10), Column("Text", 0), Column("Kind", 8))


def cells(row: str, column: int) -> Cell:
    if column == 0:
        return Cell((f"{row}, the full form of it", row))
    return Cell((f"<b>{row}</b>",), "bad") if column == 1 else Cell(("—",), "dim")


@pytest.fixture
def model() -> PartModel:
    made = PartModel(COLUMNS, cells)
    made.show(tuple("abcdefgh"))
    return made


@pytest.fixture
def view(qtbot: QtBot, model: PartModel) -> PartView:
    made = PartView("Letters", COLUMNS, model)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def test_the_model_keeps_qts_rules(model: PartModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == ["Name", "Text", "Kind"]
    first, text = model.index(0, 0), model.index(0, 1)
    assert first.data() == "a, the full form of it"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "a, the full form of it, <b>a</b>"
    assert text.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>a</b>"
    assert "&lt;b&gt;" in text.data(Qt.ItemDataRole.ToolTipRole)
    assert first.data(Qt.ItemDataRole.DecorationRole) is None


def test_only_rows_on_screen_are_read(qtbot: QtBot) -> None:
    read: set[int] = set()

    def noted(row: int, _column: int) -> Cell:
        read.add(row)
        return Cell((str(row),))

    model = PartModel(COLUMNS, noted)
    made = PartView("Many", COLUMNS, model)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    model.show(tuple(range(5000)))
    made.grab()
    assert 0 < len(read) < 30
    made.select(4000)
    made.grab()
    assert 4000 in read
    assert len(read) < 60


def test_one_column_takes_the_room_that_is_left(view: PartView) -> None:
    widths = [view.columnWidth(n) for n in range(3)]
    assert sum(widths) == view.viewport().width()
    view.resize(900, 200)
    assert view.columnWidth(1) == widths[1] + 300
    view.resize(100, 200)
    assert view.columnWidth(1) >= 16 * view.fontMetrics().averageCharWidth()
    assert view.horizontalScrollBar().maximum() > 0


def test_selecting_by_the_program_is_not_choosing(view: PartView) -> None:
    chosen: list[int] = []
    view.row_chosen.connect(chosen.append)
    view.select(3)
    assert (view.current_row(), chosen) == (3, [])
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert (view.current_row(), chosen) == (4, [4])


def test_the_fullest_form_that_fits_is_drawn(view: PartView) -> None:
    view.setColumnWidth(0, 400)
    wide = picture(view.viewport())
    view.setColumnWidth(0, 60)
    narrow = picture(view.viewport())
    rows = view.visualRect(view.model().index(0, 0))

    def ink(image: Any, width: int) -> int:
        base = ink_of(image, width - 3, rows.center().y())
        return sum(
            ink_of(image, x, y) != base
            for x in range(2, width - 2)
            for y in range(rows.top() + 2, rows.bottom() - 1)
        )

    assert ink(wide, 400) > 5 * ink(narrow, 60) > 0


def drawn(view: PartView, row: int, column: int) -> QImage:
    return picture(view.viewport()).copy(view.visualRect(view.model().index(row, column)))


def test_what_is_older_is_dim_but_for_what_is_bad(view: PartView, qapp: Any) -> None:
    for dark in (False, True):
        with wearing(qapp, theme.palette(dark)):
            qapp.processEvents()
            before = [drawn(view, 3, column) for column in range(3)]
            view.delegate.older = True
            after = [drawn(view, 3, column) for column in range(3)]
            view.delegate.older = False
            assert before[0] != after[0]
            assert before[1:] == after[1:]  # a blocker keeps its colour, and what is dim stays so


def test_a_role_has_its_colour(view: PartView, qapp: Any) -> None:
    with wearing(qapp, theme.palette(False)):
        qapp.processEvents()
        image = drawn(view, 3, 1)
        inks = [QColor(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height())]
        darkest = min(inks, key=lambda ink: ink.lightness())
        assert darkest.red() > darkest.green() + 40  # red, where other words are grey
