from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.diagnosis_list import SURE, TITLE, FindingsModel, FindingsView
from tests.support import views
from tests.ui.panels.test_diagnosis_words import finding

THREE = (finding(), finding("warning", "likely"), finding("blocker", "cannot_tell"))


@pytest.fixture
def view(qtbot: QtBot) -> FindingsView:
    model = FindingsModel()
    made = FindingsView(model, views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    model.setParent(made)
    model.show(THREE)
    return made


def cell(view: FindingsView, row: int, column: int, role: Qt.ItemDataRole) -> object:
    return view.model().index(row, column).data(role)


def test_words_stand_beside_the_colour(view: FindingsView) -> None:
    QAbstractItemModelTester(view.model())
    shown = [cell(view, row, SURE, Qt.ItemDataRole.DisplayRole) for row in range(3)]
    assert shown == ["Blocker, certain", "Warning, likely", "Cannot tell"]
    assert cell(view, 0, SURE, Qt.ItemDataRole.AccessibleTextRole) == "Blocker, certain: A title"
    assert "A title" in str(cell(view, 0, TITLE, Qt.ItemDataRole.ToolTipRole))
    assert view.accessibleName() == "Findings"


def test_the_colours_and_the_dimming(view: FindingsView) -> None:
    roles = [view.delegate._piece(row, SURE).role for row in THREE]
    assert roles == ["bad", "warning", "dim"]
    view.delegate.older = True
    assert {view.delegate._piece(row, column).role for row in THREE for column in (SURE, TITLE)} == {"dim"}


def test_only_the_person_chooses(view: FindingsView) -> None:
    chosen: list[int] = []
    view.row_chosen.connect(chosen.append)
    view.select(1)
    assert (view.current_row(), chosen) == (1, [])
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen == [2]
    view.activated.emit(view.model().index(2, 0))  # Enter leads there again
    assert chosen == [2, 2]


def test_a_row_is_copied_as_it_is_read(view: FindingsView) -> None:
    view.select(0)
    view.copy()
    assert QGuiApplication.clipboard().text() == "Blocker, certain: A title"


def test_it_is_as_high_as_its_rows_and_no_higher_than_a_few(view: FindingsView) -> None:
    three = view.sizeHint().height()
    model = view.model()
    assert isinstance(model, FindingsModel)
    model.show((finding(),))
    assert view.sizeHint().height() < three
    model.show(THREE * 10)
    many = view.maximumHeight()
    assert view.current_row() is None
    model.show(THREE * 100)
    assert view.maximumHeight() == many
    assert view.columnWidth(SURE) + view.columnWidth(TITLE) <= view.viewport().width()


def test_the_worst_is_seen_where_there_is_room_for_it_beside_what_is_selected(view: FindingsView) -> None:
    model = view.model()
    assert isinstance(model, FindingsModel)
    model.show(tuple(finding() for _number in range(12)))
    view.resize(500, view._height(3))
    view.select(5)
    top = view.verticalScrollBar()
    assert top.value() > 1
    view.resize(500, view._height(9))
    assert top.value() == 0, "there is room for the first as well"
    view.verticalScrollBar().setValue(12)
    view.select(2)
    assert top.value() == 0
