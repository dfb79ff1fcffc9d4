from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui.panels.fields_actions import FieldsActions
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_sift import Wanted
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.fields_words import LABEL, TYPE, VALUE
from tests.support.task_samples import TASK

ROWS = form_fields(TASK)
FORMULA = '=HYPERLINK("x")'
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> FieldsView:
    made = FieldsView(FieldsModel())
    made.list.setParent(made)
    qtbot.addWidget(made)
    made.resize(620, 300)
    made.show()
    made.list.show_fields(ROWS)
    return made


@pytest.fixture
def actions(view: FieldsView) -> FieldsActions:
    return FieldsActions(view)


def heard(actions: FieldsActions) -> list[str]:
    said: list[str] = []
    actions.did.connect(said.append)
    actions.noted.connect(said.append)
    return said


def do(actions: FieldsActions, name: str) -> str:
    QGuiApplication.clipboard().clear()
    actions.enable()
    actions.by_id[name].trigger()
    return QGuiApplication.clipboard().text()


def test_each_copy(view: FieldsView, actions: FieldsActions) -> None:
    said = heard(actions)
    view.select(1)
    assert do(actions, "copy_value") == ROWS[1].value
    assert "\n" in ROWS[1].value
    assert do(actions, "copy_label") == "Site notes"
    assert do(actions, "copy_alias") == "alias-2"
    assert do(actions, "copy_id") == f"{2:032x}"
    line = " ".join(ROWS[1].value.split("\n"))
    assert do(actions, "copy_row") == f"Site notes\tLarge Text (textarea)\tno\t{line}"
    assert said == ["Copied"] * 5


def test_a_cell_is_that_of_the_current_column(view: FieldsView, actions: FieldsActions) -> None:
    view.setCurrentIndex(view.list.index(1, VALUE))
    assert do(actions, "copy_cell") == ROWS[1].value
    view.setCurrentIndex(view.list.index(1, TYPE))
    assert do(actions, "copy_cell") == "Large Text (textarea)"
    view.setCurrentIndex(view.list.index(2, VALUE))
    actions.enable()
    assert not actions.by_id["copy_cell"].isEnabled()


def test_the_table_is_copied_as_it_stands(view: FieldsView, actions: FieldsActions) -> None:
    view.show_columns((VALUE, LABEL))
    view.list.want(Wanted(hide_empty=True, column=LABEL, descending=True))
    lines = do(actions, "copy_tsv").splitlines()
    assert [line.split("\t")[1] for line in lines] == ["Label", "Site notes", "PO number"]
    assert do(actions, "copy_markdown").splitlines()[:2] == ["| Value | Label |", "| --- | --- |"]


def test_a_formula_gets_an_apostrophe_but_not_in_a_value_that_is_copied(
    view: FieldsView, actions: FieldsActions
) -> None:
    said = heard(actions)
    view.list.show_fields((replace(ROWS[0], value=FORMULA),))
    view.select(0)
    assert do(actions, "copy_value") == FORMULA
    assert said == ["Copied"]
    for name in ("copy_row", "copy_tsv"):
        assert f"'{FORMULA}" in do(actions, name)
        assert said[-1] == "Copied. A cell that begins like a formula got an apostrophe."


def test_saving_is_asked_for_with_the_table(view: FieldsView, actions: FieldsActions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions.save_wanted) as asked:
        do(actions, "save_csv")
    assert asked.args is not None
    rows = asked.args[0]
    assert rows[0] == ["Label", "Type", "Required", "Value"]
    assert len(rows) == 6


def test_what_can_be_done_is_offered(view: FieldsView, actions: FieldsActions) -> None:
    def able() -> set[str]:
        actions.enable()
        return {name for name, action in actions.by_id.items() if action.isEnabled()}

    tables = {"copy_tsv", "copy_markdown", "save_csv"}
    view.setCurrentIndex(QModelIndex())
    assert able() == tables
    view.select(0)
    assert able() == set(actions.by_id)
    view.select(2)
    assert able() == tables | {"copy_label", "copy_alias", "copy_id", "copy_cell", "copy_row"}
    form = tuple(replace(row, section="kickoff") for row in ROWS[:1])
    view.list.show_fields((), form)
    view.select(0)
    assert able() == tables, "a section is no field"
    view.list.show_fields(())
    assert able() == set()


def test_keys_are_each_others_and_not_the_windows(view: FieldsView, actions: FieldsActions) -> None:
    keys = [action.shortcut().toString() for action in actions.by_id.values()]
    assert len(keys) == len(set(keys))
    assert "Ctrl+Shift+C" not in keys, "that is the note's, in the whole window"
    contexts = {action.shortcutContext() for action in actions.by_id.values()}
    assert contexts == {Qt.ShortcutContext.WidgetShortcut}
    assert all(action.shortcut() != QKeySequence() for action in actions.by_id.values())


def test_a_key_does_it(view: FieldsView, actions: FieldsActions, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.select(0)
    actions.enable()
    QGuiApplication.clipboard().clear()
    QTest.keyClick(view, Qt.Key.Key_X, BOTH)
    assert QGuiApplication.clipboard().text().startswith("PO number\t")
    QTest.keyClick(view, Qt.Key.Key_M, BOTH)
    assert QGuiApplication.clipboard().text().startswith("| Label |")


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a menu, on a display without windows
def test_every_action_is_in_the_menu(view: FieldsView, actions: FieldsActions) -> None:
    actions.show_menu(QPoint(10, 10))
    menu = view.findChild(QMenu, "fields_menu")
    assert isinstance(menu, QMenu)
    listed = [action for action in menu.actions() if not action.isSeparator()]
    assert listed == list(actions.by_id.values())
    menu.close()
