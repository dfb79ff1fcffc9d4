from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.recent_bar import RecentBar, RecentMenu


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[RecentBar]:
    window = QWidget()
    qtbot.addWidget(window)
    made = RecentBar(window, window)
    made.set_remembers(True)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()


def texts(bar: RecentBar) -> list[str]:
    bar.fill()
    return [action.text() for action in bar.menu.actions() if not action.isSeparator()]


def test_keys_go_back_and_forward_only_where_there_is_something(bar: RecentBar, qtbot: QtBot) -> None:
    window = bar.window()
    with qtbot.assertNotEmitted(bar.back_wanted), qtbot.assertNotEmitted(bar.forward_wanted):
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    bar.show_places(back=True, forward=True)
    with qtbot.waitSignal(bar.back_wanted):
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(bar.forward_wanted):
        QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def test_a_button_that_rests_gives_the_keyboard_on(bar: RecentBar) -> None:
    bar.show_places(back=True, forward=False)
    bar.back.setFocus()
    bar.show_places(back=False, forward=True)
    assert bar.forward.hasFocus()
    bar.show_places(back=False, forward=False)
    assert bar.recent.hasFocus()


def test_the_menu_has_the_tasks_and_what_becomes_of_them(bar: RecentBar, qtbot: QtBot) -> None:
    bar.entries = lambda: RecentMenu([("A & B\u202e", 0), ("C", 1)], keeps=True)
    assert texts(bar) == ["A && B\\u202e", "C", "Remember recent tasks", "Clear recent tasks"]
    with qtbot.waitSignal(bar.chosen) as chosen:
        bar.menu.actions()[1].trigger()
    assert chosen.args == [1]
    with qtbot.waitSignal(bar.clear_wanted):
        bar.menu.actions()[-1].trigger()
    with qtbot.waitSignal(bar.keep_wanted) as keep:
        bar.menu.actions()[-2].trigger()
    assert keep.args == [False]


def test_an_empty_menu_says_why(bar: RecentBar) -> None:
    bar.entries = lambda: RecentMenu([], keeps=True, problem="The file cannot be read.")
    assert texts(bar)[:2] == ["No recent tasks", "The file cannot be read."]
    assert not bar.menu.actions()[-1].isEnabled()
    bar.entries = lambda: RecentMenu([], keeps=False)
    assert texts(bar)[0] == "Recent tasks are not remembered"
    bar.entries = lambda: None
    assert texts(bar) == []


def test_with_little_room_one_menu_has_all_of_it(bar: RecentBar, qtbot: QtBot) -> None:
    wide = bar.sizeHint().width()
    bar.set_compact(True)
    assert bar.sizeHint().width() < wide / 2
    assert bar.recent.accessibleName() == "Recent tasks"
    bar.show_places(back=True, forward=False)
    bar.entries = lambda: RecentMenu([], keeps=True)
    assert texts(bar)[:2] == ["Back", "Forward"]
    assert [action.isEnabled() for action in bar.menu.actions()[:2]] == [True, False]
    with qtbot.waitSignal(bar.back_wanted):
        bar.menu.actions()[0].trigger()


def test_where_nothing_is_remembered_there_is_no_menu(bar: RecentBar) -> None:
    bar.set_remembers(False)
    assert bar.recent.isHidden()
    assert not bar.back.isHidden()
