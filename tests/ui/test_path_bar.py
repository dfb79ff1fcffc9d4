from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.panels.raw_text import RawText
from tallyfy_inspector.ui.path_bar import PathBar
from tests.support.stage import Stage, focused, play
from tests.support.task_samples import CODE, GUEST_LINK, TASK
from tests.support.ui import until

USER: Path = ("data", "owners", "users", 1)


class Window(QWidget):
    """A bar below a field that has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.bar = PathBar(mask_value, self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.bar)
        self.wanted: list[Path] = []
        self.said: list[str] = []
        self.bar.path_wanted.connect(self.wanted.append)
        self.bar.said.connect(self.said.append)
        self.bar.did.connect(self.said.append)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(900, 80)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    made.bar.show_document(TASK)
    return made


def copied(bar: PathBar, notation: str) -> str:
    QGuiApplication.clipboard().clear()
    bar.copies[notation].trigger()
    return QGuiApplication.clipboard().text()


def open_by_key(window: Window) -> None:
    QTest.keyClick(window.field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)


def test_it_is_called_path_and_tells_it(window: Window) -> None:
    window.bar.show_path(USER)
    assert window.bar.accessibleName() == "Path"
    assert window.bar.accessibleDescription() == "data › owners › users › [1]"
    window.bar.show_path(())
    assert window.bar.accessibleDescription() == "whole answer"
    window.bar.show_path(None)
    assert window.bar.accessibleDescription() == ""


def test_a_part_asks_for_its_place(window: Window) -> None:
    window.bar.show_path(USER)
    window.bar.crumbs.stops()[1].click()
    assert window.wanted == [("data", "owners")]


def test_every_notation_is_copied_and_said(window: Window) -> None:
    window.bar.show_path(USER)
    assert copied(window.bar, "jsonpath") == "$.data.owners.users[1]"
    assert copied(window.bar, "pointer") == "/data/owners/users/1"
    assert copied(window.bar, "python") == '["data"]["owners"]["users"][1]'
    assert copied(window.bar, "jq") == ".data.owners.users[1]"
    assert window.said == ["Path copied"] * 4


def test_the_path_is_copied_by_key_from_anywhere_in_the_window(window: Window) -> None:
    QGuiApplication.clipboard().setText("as it was")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.field, Qt.Key.Key_P, keys)
    assert QGuiApplication.clipboard().text() == "as it was"
    window.bar.show_path(USER)
    QTest.keyClick(window.field, Qt.Key.Key_P, keys)
    assert QGuiApplication.clipboard().text() == "$.data.owners.users[1]"
    QTest.keyClick(window.field, Qt.Key.Key_Q, keys)
    assert QGuiApplication.clipboard().text() == ".data.owners.users[1]"
    assert window.said == ["Nothing is selected that has a path.", "Path copied", "Path copied"]


def test_from_the_tree_too(qapp: QApplication) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        tree = stage.window.panes.slots[0].load()
        assert isinstance(tree, JsonTree)
        stage.window.panes.go_to(("data", "title"))
        for place in (tree.view, stage.window.request_bar.task):
            QGuiApplication.clipboard().clear()
            place.setFocus()
            QTest.keyClick(place, Qt.Key.Key_P, keys)
            assert QGuiApplication.clipboard().text() == "$.data.title"

    play(qapp, scene)


def test_a_secret_in_the_path_is_neither_shown_nor_copied(window: Window) -> None:
    window.bar.show_path(("data", GUEST_LINK))
    assert CODE not in window.bar.accessibleDescription()
    assert not any(CODE in copied(window.bar, notation) for notation in window.bar.copies)


def test_the_menu_shows_what_is_copied(window: Window) -> None:
    window.bar.show_path(("data", "a & b" + "x" * 100))
    window.bar.menu_button.menu().aboutToShow.emit()
    name, shown = window.bar.copies["pointer"].text().split("\t")
    assert name == "JSON Pointer"
    assert shown.startswith("/data/a && b")
    assert shown.endswith("…")
    window.bar.show_path(None)
    window.bar.menu_button.menu().aboutToShow.emit()
    assert window.bar.copies["pointer"].text() == "JSON Pointer"
    assert not window.bar.copies["pointer"].isEnabled()


def test_go_to_path_by_keyboard(window: Window) -> None:
    window.bar.show_path(("data",))
    open_by_key(window)
    assert window.bar.goto.hasFocus()
    assert not window.bar.crumbs.isVisible()
    QTest.keyClicks(window.bar.goto, "data.owners.users[1]")
    QTest.keyClick(window.bar.goto, Qt.Key.Key_Return)
    assert window.wanted == [USER]
    assert window.field.hasFocus()
    assert window.bar.crumbs.isVisible()
    assert not window.bar.goto.isVisible()


def test_a_path_that_leads_nowhere_is_told_and_can_be_mended(window: Window) -> None:
    open_by_key(window)
    QTest.keyClicks(window.bar.goto, "data.ownerz")
    QTest.keyClick(window.bar.goto, Qt.Key.Key_Return)
    error = window.bar._error
    assert error.isVisible()
    assert "ownerz" in error.text()
    assert window.said == [error.text()]
    assert error.textFormat() is Qt.TextFormat.PlainText
    assert window.bar.goto.hasFocus()
    QTest.keyClick(window.bar.goto, Qt.Key.Key_Backspace)
    assert not error.isVisible()
    assert window.wanted == []


def test_escape_gives_the_keyboard_back(window: Window) -> None:
    open_by_key(window)
    QTest.keyClicks(window.bar.goto, "x[")
    QTest.keyClick(window.bar.goto, Qt.Key.Key_Return)
    QTest.keyClick(window.bar.goto, Qt.Key.Key_Escape)
    assert window.field.hasFocus()
    assert not window.bar._error.isVisible()
    assert window.bar.crumbs.isVisible()


def test_asking_twice_keeps_who_had_the_keyboard(window: Window) -> None:
    open_by_key(window)
    window.bar.goto_action.trigger()
    QTest.keyClick(window.bar.goto, Qt.Key.Key_Escape)
    assert window.field.hasFocus()


def test_one_goes_to_a_place_reads_it_and_takes_its_path_along_by_keyboard_alone(qapp: QApplication) -> None:
    control = Qt.KeyboardModifier.ControlModifier

    def here() -> QWidget:
        found = QApplication.activePopupWidget() or focused()
        assert found is not None
        return found

    async def to(stage: Stage, name: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        for _step in range(60):
            if getattr(focused(), "objectName", str)() == name:
                return
            stage.press(key)
            await asyncio.sleep(0)
        raise AssertionError(f"{key} does not lead to {name}")

    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        tree = stage.table("Task JSON")
        await to(stage, "json_view", Qt.Key.Key_F6)
        stage.press(Qt.Key.Key_G, control)
        assert getattr(focused(), "objectName", str)() == "goto"
        QTest.keyClicks(here(), "data.status")
        stage.press(Qt.Key.Key_Return)
        assert focused() is tree
        assert stage.path == "data › status"
        await to(stage, "path_menu")
        stage.press(Qt.Key.Key_Space)
        await until(lambda: QApplication.activePopupWidget() is not None)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):  # the second way to write it
            QTest.keyClick(here(), key)
        await until(lambda: QApplication.activePopupWidget() is None)
        assert QGuiApplication.clipboard().text() == "/data/status"
        assert stage.said[-1] == "Path copied"
        stage.window.activateWindow()  # as a window manager does when a menu has closed
        await until(lambda: getattr(focused(), "objectName", str)() == "path_menu")
        stage.press(Qt.Key.Key_G, control)
        QTest.keyClicks(here(), "/data/title")
        stage.press(Qt.Key.Key_Return)
        assert stage.path == "data › title"
        await to(stage, "json_view", Qt.Key.Key_F6)
        await to(stage, "json_details_text")
        text = focused()
        assert isinstance(text, RawText)
        assert text.toPlainText() == catalogue.TASKS[0].title

    play(qapp, scene)
