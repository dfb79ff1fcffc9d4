from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui.panels.fields_columns import FieldsColumns, known_columns, known_widths
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.fields_words import (
    ALIAS,
    COLUMNS,
    FIRST_SHOWN,
    GUIDANCE,
    ID,
    LABEL,
    RAW,
    REQUIRED,
    TYPE,
    VALUE,
)
from tests.support.task_samples import TASK
from tests.support.views import MemorySettings


def made(qtbot: QtBot, settings: MemorySettings) -> FieldsColumns:
    view = FieldsView(FieldsModel())
    view.list.setParent(view)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.list.show_fields(form_fields(TASK))
    return FieldsColumns(view, settings)


def view_of(columns: FieldsColumns) -> FieldsView:
    view = columns.parent()
    assert isinstance(view, FieldsView)
    return view


@pytest.fixture
def settings() -> MemorySettings:
    return MemorySettings()


@pytest.fixture
def columns(qtbot: QtBot, settings: MemorySettings) -> FieldsColumns:
    return made(qtbot, settings)


def menu_for(columns: FieldsColumns, column: int = LABEL) -> dict[str, QAction]:
    menu = QMenu(view_of(columns))
    columns.fill(menu, column)
    found = [menu, *menu.findChildren(QMenu)]
    return {action.objectName(): action for each in found for action in each.actions()}


def test_which_columns_there_are_is_remembered_by_name(
    qtbot: QtBot, columns: FieldsColumns, settings: MemorySettings
) -> None:
    menu_for(columns)["show_alias"].trigger()
    menu_for(columns)["show_type"].trigger()
    assert view_of(columns).shown_columns() == [LABEL, REQUIRED, VALUE, ALIAS]
    assert settings.kept == {"fields.columns": ["label", "required", "value", "alias"]}
    assert view_of(made(qtbot, settings)).shown_columns() == [LABEL, REQUIRED, VALUE, ALIAS]


def test_their_order_and_widths_too(qtbot: QtBot, columns: FieldsColumns, settings: MemorySettings) -> None:
    menu_for(columns, VALUE)["column_left"].trigger()
    menu_for(columns, TYPE)["column_wider"].trigger()
    width = view_of(columns).columnWidth(TYPE)
    again = view_of(made(qtbot, settings))
    assert again.shown_columns() == [LABEL, TYPE, VALUE, REQUIRED]
    assert again.columnWidth(TYPE) == width == settings.kept["fields.widths"]["type"]


def test_what_was_dragged_is_remembered(
    qtbot: QtBot, columns: FieldsColumns, settings: MemorySettings
) -> None:
    view_of(columns).horizontalHeader().moveSection(3, 0)
    assert view_of(made(qtbot, settings)).shown_columns() == [VALUE, LABEL, TYPE, REQUIRED]


def test_the_first_choice_leaves_nothing_in_the_settings(
    columns: FieldsColumns, settings: MemorySettings
) -> None:
    menu_for(columns)["show_id"].trigger()
    menu_for(columns, LABEL)["column_narrower"].trigger()
    assert len(settings.kept) == 2
    menu_for(columns)["columns_reset"].trigger()
    assert settings.kept == {}
    assert tuple(view_of(columns).shown_columns()) == FIRST_SHOWN
    menu_for(columns)["show_id"].trigger()
    menu_for(columns)["show_id"].trigger()
    assert settings.kept == {}


@pytest.mark.parametrize(
    ("kept", "columns"),
    [
        ([], FIRST_SHOWN),
        (["nonsense", 3, None, ["id"], {}], FIRST_SHOWN),
        (["value", "value", "label"], (VALUE, LABEL)),
        (["guidance", "raw"], (LABEL, GUIDANCE, RAW)),
        ([name for name, _words in COLUMNS], tuple(range(len(COLUMNS)))),
    ],
)
def test_damaged_columns_are_passed_over(kept: list[object], columns: tuple[int, ...]) -> None:
    assert known_columns(kept) == columns


def test_damaged_widths_are_passed_over(qtbot: QtBot) -> None:
    kept: dict[Any, Any] = {"label": 234, "type": "wide", "id": -4, "value": True, "4": 90, "x": 90}
    assert known_widths(kept | {"raw": 1e9, "alias": 10**9, "options": 3, "required": None}) == {LABEL: 234}
    damaged = made(qtbot, MemorySettings({"fields.columns": {"a": 1}, "fields.widths": [1, 2]}))
    assert tuple(view_of(damaged).shown_columns()) == FIRST_SHOWN


def test_the_label_cannot_be_hidden(columns: FieldsColumns) -> None:
    assert not menu_for(columns)["show_label"].isEnabled()
    columns.toggle(LABEL, on=False)
    assert LABEL in view_of(columns).shown_columns()


def test_the_menu_tells_what_is_so_and_what_can_be_done(columns: FieldsColumns) -> None:
    menu = menu_for(columns, LABEL)
    shown = [name for name, _words in COLUMNS if menu[f"show_{name}"].isChecked()]
    assert shown == ["label", "type", "required", "value"]
    assert not menu["column_left"].isEnabled()
    assert menu["column_right"].isEnabled()
    assert not menu_for(columns, VALUE)["column_right"].isEnabled()
    assert menu_for(columns, ID).keys() == menu.keys(), "a hidden column: the label's"
    assert menu["sort_none"].isChecked()
    assert not menu["sort_descending"].isEnabled()


def test_sorting_by_keyboard(columns: FieldsColumns) -> None:
    told: list[tuple[int, bool]] = []
    view_of(columns).sort_changed.connect(lambda column, down: told.append((column, down)))
    said: list[str] = []
    columns.said.connect(said.append)
    menu_for(columns)["sort_value"].trigger()
    assert menu_for(columns)["sort_value"].isChecked()
    menu_for(columns)["sort_none"].trigger()
    assert told == [(VALUE, False), (-1, False)]
    assert said == ["Value", "In the order sent"]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a menu, on a display without windows
def test_the_header_has_the_menu(columns: FieldsColumns) -> None:
    view = view_of(columns)
    view.show()
    view.columns_asked.emit(QPoint(5, 5), TYPE)
    menu = view.findChild(QMenu, "fields_columns_menu")
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    menu.close()
