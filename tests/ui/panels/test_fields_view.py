from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_view import LEAST_WIDTH, FieldsView
from tallyfy_inspector.ui.panels.fields_words import ALIAS, COLUMNS, ID, LABEL, REQUIRED, TYPE, VALUE
from tests.support.task_samples import TASK


@pytest.fixture
def view(qtbot: QtBot) -> FieldsView:
    made = FieldsView(FieldsModel())
    made.list.setParent(made)
    qtbot.addWidget(made)
    made.set_fonts(made.font(), made.font())
    made.resize(620, 300)
    made.show()
    made.list.show_fields(form_fields(TASK))
    return made


def widths(view: FieldsView, *columns: int) -> int:
    return sum(view.columnWidth(column) for column in columns)


def test_its_name_and_the_height_of_its_rows(view: FieldsView) -> None:
    assert view.accessibleName() == "Form fields"
    assert view.rowHeight(0) >= theme.ROW


def test_the_first_four_columns_fill_the_room(view: FieldsView, qtbot: QtBot) -> None:
    for width in (620, 700, 560):
        view.resize(width, 300)
        assert widths(view, LABEL, TYPE, REQUIRED, VALUE) == view.viewport().width()
        assert view.columnWidth(VALUE) > view.columnWidth(LABEL) > view.columnWidth(REQUIRED)
        qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert not view.delegate.api_types


def test_in_a_wide_window_types_have_the_apis_word_too(view: FieldsView) -> None:
    view.resize(1_000, 300)
    assert view.delegate.api_types
    view.show_columns((LABEL, TYPE, REQUIRED, VALUE, ALIAS, ID))
    view.resize(1_600, 300)
    assert widths(view, LABEL, TYPE, REQUIRED, VALUE, ALIAS, ID) == view.viewport().width()
    assert view.delegate.api_types


def test_columns_are_shown_in_any_order(view: FieldsView) -> None:
    assert view.shown_columns() == [LABEL, TYPE, REQUIRED, VALUE]
    view.show_columns((VALUE, ID, LABEL))
    assert view.shown_columns() == [VALUE, ID, LABEL]
    assert view.columnWidth(ID) > 0
    view.show_columns(range(len(COLUMNS)))
    assert view.shown_columns() == list(range(len(COLUMNS)))
    assert all(view.columnWidth(column) > 0 for column in range(len(COLUMNS)))


def test_a_column_changes_places_by_keyboard_and_by_hand(view: FieldsView) -> None:
    told: list[bool] = []
    view.order_changed.connect(lambda: told.append(True))
    view.move_column(VALUE, -1)
    assert view.shown_columns() == [LABEL, TYPE, VALUE, REQUIRED]
    view.move_column(LABEL, -1)
    assert len(told) == 1
    view.horizontalHeader().moveSection(0, 1)
    assert view.shown_columns() == [TYPE, LABEL, VALUE, REQUIRED]
    assert len(told) == 2


def test_the_current_column_stays_among_those_shown(view: FieldsView) -> None:
    view.setCurrentIndex(view.list.index(2, TYPE))
    assert view.current_column() == TYPE
    view.show_columns((LABEL, VALUE))
    assert (view.current_row(), view.current_column()) == (2, LABEL)


def test_a_click_on_the_header_sorts_and_the_third_goes_back(view: FieldsView) -> None:
    told: list[tuple[int, bool]] = []
    view.sort_changed.connect(lambda column, down: told.append((column, down)))
    header = view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(VALUE) + 20, header.height() // 2)
    for _click in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [(VALUE, False), (VALUE, True), (-1, False)]
    view.sort_by(TYPE, descending=True)
    view.sort_by(None)
    assert told[3:] == [(TYPE, True), (-1, False)]


def test_a_column_can_be_made_wider_without_a_mouse(view: FieldsView) -> None:
    told: list[dict[int, int]] = []
    view.widths_changed.connect(told.append)
    before = view.columnWidth(TYPE)
    view.widen(TYPE, 4)
    assert view.columnWidth(TYPE) > before
    view.widen(TYPE, -400)
    assert view.columnWidth(TYPE) == LEAST_WIDTH
    assert told[-1] == {TYPE: LEAST_WIDTH}


def test_the_header_asks_for_its_menu(view: FieldsView) -> None:
    told: list[int] = []
    view.columns_asked.connect(lambda _at, column: told.append(column))
    header = view.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(VALUE) + 5, 5))
    assert told == [VALUE]


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
