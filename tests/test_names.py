"""Every control of every window has a name, a label that leads to it, and its turn in the order of Tab.

Project-wide: it mirrors no source. The names are an interface: people who do not see the window, and
scripts, find the controls by them. A name is changed here only when that interface is meant to change.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.demo.catalogue import TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.running import Body, fetched, in_window, settled, signing_in, walk_by_tab
from tests.support.ui import until

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
DENIED = next(task.id for task in TASKS if "401" in task.title)
WIDE, NARROW = 1360, 820


def controls(window: QWidget) -> Iterator[QWidget]:
    """What can take the keyboard now."""
    for widget in window.findChildren(QWidget):
        here = isinstance(widget, CONTROLS) and widget.window() is window and widget.isVisibleTo(window)
        if here and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name_of(widget: QWidget) -> str:
    """As a screen reader hears it: a button by its words; the tabs by the group they belong to."""
    parent = widget.parentWidget()
    named = parent if isinstance(widget, QTabBar) and parent is not None else widget
    return heard(named) if isinstance(named, QPushButton) else named.accessibleName()


def heard(widget: QWidget) -> str:
    """What a screen reader is told."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def told(widget: QWidget) -> str:
    """Which widget it is, for the message of a failing test."""
    return f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"


def names(window: QWidget) -> set[str]:
    """Every name in the window."""
    return {widget.accessibleName() for widget in window.findChildren(QWidget) if widget.isVisibleTo(window)}


# The states in which all controls of the window come to be seen.


async def first_run(window: MainWindow) -> QWidget:
    await settled()
    return window


async def after_a_fetch(window: MainWindow) -> QWidget:
    await fetched(window, TASKS[0].id)
    return window


async def with_the_raw_text(window: MainWindow) -> QWidget:
    await fetched(window, next(task.id for task in TASKS if "1 MB" in task.what))
    window._open("raw")
    window.request_bar.focus_task()
    await settled()
    return window


async def with_a_problem(window: MainWindow) -> QWidget:
    await fetched(window, TASKS[0].id)
    await fetched(window, DENIED)
    return window


async def with_candidates(window: MainWindow) -> QWidget:
    window.request_bar.take(f"{TASKS[0].id} or {TASKS[1].id}?")
    await settled()
    return window


async def while_loading(window: MainWindow) -> QWidget:
    window.open_task(next(task.id for task in TASKS if task.wait))
    await settled()
    return window


async def signing_in_to_it(window: MainWindow) -> QWidget:
    dialog = await signing_in(window)
    dialog.remove.show()
    return dialog


async def the_includes_unfolded(window: MainWindow) -> QWidget:
    await fetched(window, TASKS[0].id)
    if window.panes.include_button.isVisible():
        window.panes.include_button.click()
        await settled()
        return window.includes.window()
    return window


async def the_keys(window: MainWindow) -> QWidget:
    return await dialog_of(window, window.account_button.help_wanted.emit)


async def about(window: MainWindow) -> QWidget:
    return await dialog_of(window, window.account_button.about_wanted.emit)


async def the_doctor(window: MainWindow) -> QWidget:
    window.help_windows.check_connection()
    dialog = window.help_windows.doctor
    assert dialog is not None
    await until(dialog.again.isEnabled)
    return dialog


async def the_log(window: MainWindow) -> QWidget:
    return await dialog_of(window, window.help_windows.show_logs)


async def a_crash(window: MainWindow) -> QWidget:
    return await dialog_of(window, lambda: window.help_windows.show_crash("LookupError\n"))


async def dialog_of(window: MainWindow, show: object) -> QWidget:
    assert callable(show)
    show()
    await settled()
    return window.findChildren(QDialog)[-1]


DEMO_STATES = (after_a_fetch, with_the_raw_text, with_a_problem, with_candidates, while_loading)
STATES = (
    first_run,
    *DEMO_STATES,
    signing_in_to_it,
    the_includes_unfolded,
    the_keys,
    about,
    the_doctor,
    the_log,
    a_crash,
)
each_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
each_width = pytest.mark.parametrize("width", [WIDE, NARROW])


def at(width: int, state: object, look: object) -> Body:
    """A body that brings a window of that width into a state, and looks at it."""

    async def body(window: MainWindow) -> None:
        assert callable(state)
        assert callable(look)
        window.resize(width, 820)
        await settled()
        look(await state(window))

    return body


def options(state: object) -> Options:
    return Options() if state in (first_run, signing_in_to_it) else Options(demo=True)


@each_width
@each_state
def test_every_control_has_a_name(qapp: QApplication, tmp_path: Path, state: object, width: int) -> None:
    def look(window: QWidget) -> None:
        found = list(controls(window))
        assert found
        assert [told(widget) for widget in found if not name_of(widget).strip()] == []
        assert [told(w) for w in found if "&" in name_of(w)] == [], "a mnemonic is not part of a name"

    in_window(qapp, tmp_path, at(width, state, look), options(state))


@each_width
@each_state
def test_a_label_leads_to_every_field(qapp: QApplication, tmp_path: Path, state: object, width: int) -> None:
    def look(window: QWidget) -> None:
        buddies = {label.buddy() for label in window.findChildren(QLabel)}
        fields = [w for w in controls(window) if isinstance(w, (QLineEdit, QComboBox))]
        fields = [w for w in fields if not isinstance(w.parentWidget(), QComboBox)]
        assert [told(widget) for widget in fields if widget not in buddies] == []

    in_window(qapp, tmp_path, at(width, state, look), options(state))


@each_width
@each_state
def test_tab_comes_to_every_control(qapp: QApplication, tmp_path: Path, state: object, width: int) -> None:
    def look(window: QWidget) -> None:
        come_to = walk_by_tab(window)
        assert [told(widget) for widget in controls(window) if not any(reached(widget, come_to))] == []

    in_window(qapp, tmp_path, at(width, state, look), options(state))


def reached(widget: QWidget, come_to: list[QWidget]) -> Iterator[bool]:
    """Whether the keyboard was in `widget`, or in a part of it."""
    return (each is widget or widget.isAncestorOf(each) for each in come_to)


def test_the_names_are_those_that_people_and_scripts_know(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        window.resize(WIDE, 820)
        await fetched(window, TASKS[0].id)
        here = names(window)
        assert {
            "Organization ID",
            "Task ID or link",
            "Fetch",
            "Stop",
            "Preset",
            "Task JSON",
            "Form fields",
        } <= here
        assert {include.key for include in INCLUDES} <= here
        assert "Path" in here
        assert any(name.startswith("Status: 200 OK, ") for name in here)
        for group in (window.panes.left, window.panes.right):
            bar = group.tabBar()
            assert all(bar.tabText(index) for index in range(bar.count()))
        window.request_bar.take(f"{TASKS[0].id} or {TASKS[1].id}?")
        assert "Candidates" in names(window)
        await fetched(window, DENIED)
        problem = window.session.view.problem
        assert problem is not None
        assert f"Problem: {problem.title}" in names(window)
        assert any(name.startswith("Status: 401") for name in names(window))

    in_window(qapp, tmp_path, body)


def test_so_are_those_of_the_token_dialog(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        dialog = await signing_in_to_it(window)
        assert {"Access token", "Test", "Save", "Remove"} <= names(dialog)

    in_window(qapp, tmp_path, body, Options())


def test_what_an_include_is_for_is_its_description(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        for include in INCLUDES:
            assert window.includes.boxes[include.key].accessibleDescription() == include.answers

    in_window(qapp, tmp_path, body)


def test_a_result_and_a_problem_are_said_once_and_count_nothing_down(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def body(window: MainWindow) -> None:
        await fetched(window)
        said = window.speech.said
        assert [urgent for _text, urgent in said] == [False] * len(said)
        assert [text for text, _urgent in said][-2] == "Loading"
        assert said[-1][0].startswith("200 OK, ")
        assert "form fields" in said[-1][0]
        before = len(said)
        await fetched(window, DENIED)
        assert [text for text, _urgent in window.speech.said[before:]] == [
            "Loading",
            "Problem: Token not accepted",
        ]
        assert window.speech.said[-1][1]

    in_window(qapp, tmp_path, body)


def test_every_entry_of_the_menu_has_words(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        menus = window.findChildren(QMenu)
        entries = [action for menu in menus for action in menu.actions() if not action.isSeparator()]
        assert len(entries) > len(TASKS)
        assert all(action.text().strip() for action in entries)

    in_window(qapp, tmp_path, body)


def test_scroll_areas_that_only_hold_others_are_no_stop(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        await fetched(window)
        stops = [
            told(area)
            for area in window.findChildren(QAbstractScrollArea)
            if not isinstance(area, (QHeaderView, *CONTROLS)) and area.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert stops == []

    in_window(qapp, tmp_path, body)
