from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.view_actions import ActionRow, ViewActions, view_action

CONTROL = Qt.KeyboardModifier.ControlModifier


class Numbers(ViewActions[int]):
    """`number` is the current row of `rows`; `done` tells what was done."""

    def __init__(self, view: QWidget) -> None:
        self.number: int | None = None
        self.rows = 0
        self.done: list[str] = []
        super().__init__(view, "numbers_menu")

    def groups(self) -> Sequence[Sequence[ActionRow[int]]]:
        done = self.done.append
        return (
            (ActionRow("even", "Even", "Ctrl+E", lambda: done("even"), lambda row: row % 2 == 0),),
            (ActionRow("all", "All", "Ctrl+A", lambda: done("all"), None),),
        )

    def current(self) -> int | None:
        return self.number

    def has_any(self) -> bool:
        return self.rows > 0


@pytest.fixture
def view(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def can(actions: Numbers) -> dict[str, bool]:
    actions.enable()
    return {name: action.isEnabled() for name, action in actions.by_id.items()}


def test_what_is_offered_goes_by_what_is_current(view: QWidget) -> None:
    actions = Numbers(view)
    assert can(actions) == {"even": False, "all": False}
    actions.rows = 2
    assert can(actions) == {"even": False, "all": True}
    actions.number = 1
    assert can(actions) == {"even": False, "all": True}
    actions.number = 0
    assert can(actions) == {"even": True, "all": True}


def test_a_key_does_it_only_while_it_is_possible(view: QWidget) -> None:
    actions = Numbers(view)
    actions.rows, actions.number = 2, 0
    actions.enable()
    actions.number = 1  # nobody has said so yet
    QTest.keyClick(view, Qt.Key.Key_E, CONTROL)
    assert actions.done == []
    actions.number = 0
    actions.enable()
    QTest.keyClick(view, Qt.Key.Key_E, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert actions.done == ["even", "all"]


def test_the_menu_holds_the_groups(view: QWidget) -> None:
    Numbers(view).show_menu(view.mapToGlobal(QPoint(0, 0)))
    menu = view.findChild(QMenu, "numbers_menu")
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions() if not each.isSeparator()] == ["Even", "All"]
    menu.close()


def test_one_action_alone(view: QWidget) -> None:
    done: list[bool] = []
    action = view_action(view, "one", "One", "Ctrl+O", lambda: done.append(True))
    assert (action.objectName(), action.text(), action in view.actions()) == ("one", "One", True)
    QTest.keyClick(view, Qt.Key.Key_O, CONTROL)
    assert done == [True]
