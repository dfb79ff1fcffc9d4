from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.fields_words import ALIAS, ID, LABEL, REQUIRED, TYPE, VALUE
from tests.support.task_samples import TASK


@pytest.fixture
def view(qtbot: QtBot) -> FieldsView:
    made = FieldsView(FieldsModel())
    made.list.setParent(made)
    qtbot.addWidget(made)
    made.set_fonts(made.font(), made.font())
    made.resize(620, 300)
    made.show()
    made.list.show(form_fields(TASK))
    return made


def widths(view: FieldsView, *columns: int) -> int:
    return sum(view.columnWidth(column) for column in columns)


def test_its_name_and_the_height_of_its_rows(view: FieldsView) -> None:
    assert view.accessibleName() == "Form fields"
    assert view.rowHeight(0) >= theme.ROW


def test_the_first_four_columns_fill_the_room(view: FieldsView) -> None:
    for width in (620, 700, 560):
        view.resize(width, 300)
        assert widths(view, LABEL, TYPE, REQUIRED, VALUE) == view.viewport().width()
        assert view.columnWidth(VALUE) > view.columnWidth(LABEL) > view.columnWidth(REQUIRED)
    assert not view.delegate.api_types


def test_in_a_wide_window_all_columns_stand_side_by_side(view: FieldsView) -> None:
    view.resize(1_600, 300)
    assert widths(view, LABEL, TYPE, REQUIRED, VALUE, ALIAS, ID) == view.viewport().width()
    assert view.delegate.api_types


def test_in_a_narrow_one_words_keep_some_room(view: FieldsView) -> None:
    view.resize(200, 300)
    letters = view.fontMetrics().horizontalAdvance
    assert view.columnWidth(LABEL) >= letters("0" * 12)
    assert view.columnWidth(VALUE) >= letters("0" * 18)
    assert view.columnWidth(TYPE) >= letters("0" * 9)


def test_what_the_person_set_stays_and_the_rest_gives_way(view: FieldsView) -> None:
    told: list[dict[int, int]] = []
    view.widths_changed.connect(told.append)
    view.horizontalHeader().resizeSection(LABEL, 200)
    assert told == [{LABEL: 200}]
    view.resize(700, 300)
    assert view.columnWidth(LABEL) == 200
    assert widths(view, LABEL, TYPE, REQUIRED, VALUE) == view.viewport().width()
    assert told == [{LABEL: 200}]
    view.set_widths({TYPE: 77, 99: 5})
    assert view.columnWidth(TYPE) == 77


def test_only_the_persons_choice_is_told(view: FieldsView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.row_chosen.connect(told.append)
    view.clearFocus()
    view.select(2)
    assert view.current_row() == 2
    assert told == []
    assert not view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert told == [3]


def test_copying_is_asked_for_and_nothing_is_copied_by_qt(view: FieldsView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    view.select(0)
    with qtbot.waitSignal(view.copy_asked):
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
