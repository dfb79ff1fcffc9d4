from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ports import ConnectionRecord, ImportSource
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connections_dialog import ConnectionsDialog
from tests.support.running import walk_by_tab
from tests.support.ui import in_font, wearing

TALLYFY = "https://go.tallyfy.com/api"
FIRST = ConnectionRecord("default", "Northwind", TALLYFY, "3d53", "Northwind Ltd", "blue", production=True)
SECOND = ConnectionRecord("0badcafe", "Salt & pepper", "https://staging.example/api", colour="pink")
RUN = ConnectionRecord("run", "This run", TALLYFY, colour="grey", saved=False)
SOURCES = (
    ImportSource("environment", "TALLYFY_ACCESS_TOKEN"),
    ImportSource("command_line_tool", "com.tallyfy.cli (default)"),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> ConnectionsDialog:
    made = ConnectionsDialog(SOURCES)
    qtbot.addWidget(made)
    made.show_records((RUN, FIRST, SECOND), "default")
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    return made


def test_it_lists_them_and_shows_the_one_in_use(dialog: ConnectionsDialog) -> None:
    texts = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert texts == ["This run", "Northwind · production · Northwind Ltd", "Salt & pepper"]
    assert dialog.record == FIRST
    assert TALLYFY in dialog.address.text()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.record == SECOND
    assert dialog.fields.name.text() == "Salt & pepper"
    assert "https://staging.example/api" in dialog.address.text()


def test_what_stands_in_the_fields_is_wanted(dialog: ConnectionsDialog) -> None:
    wanted: list[ConnectionRecord] = []
    dialog.change_wanted.connect(wanted.append)
    dialog.fields.name.setText("Northwind live")
    dialog.fields.colour.setCurrentIndex(2)
    dialog.fields.production.click()
    dialog.fields.name.setFocus()
    QTest.keyClick(dialog.fields.name, Qt.Key.Key_Return)  # Save is the default
    assert wanted == [replace(FIRST, name="Northwind live", colour="purple", production=False)]


def test_each_button_says_which_connection_it_is_about(dialog: ConnectionsDialog) -> None:
    wanted: list[object] = []
    for signal in (dialog.token_wanted, dialog.remove_wanted, dialog.import_wanted):
        signal.connect(wanted.append)
    dialog.another_wanted.connect(lambda: wanted.append("another"))
    dialog.token.click()
    dialog.remove.click()
    dialog.another.click()
    for action in dialog.import_button.menu().actions():
        action.trigger()
    assert wanted == [FIRST, FIRST, "another", *SOURCES]


def test_the_one_of_this_run_can_neither_be_changed_nor_removed(dialog: ConnectionsDialog) -> None:
    dialog.list.setCurrentRow(0)
    assert "For this run only" in dialog.address.text()
    buttons = (dialog.token, dialog.remove, dialog.save, dialog.fields.name)
    assert not any(each.isEnabled() for each in buttons)
    dialog.list.setCurrentRow(1)
    assert all(each.isEnabled() for each in buttons)
    dialog.set_busy(True)
    assert not any(each.isEnabled() for each in buttons)
    dialog.set_busy(False)
    assert all(each.isEnabled() for each in buttons)


def test_before_the_first_sign_in_it_says_what_to_do(qtbot: QtBot) -> None:
    empty = ConnectionsDialog(())
    qtbot.addWidget(empty)
    empty.open()
    assert empty.address.text().startswith("No connection is kept yet.")
    assert empty.import_button.isHidden()
    assert not empty.save.isEnabled()
    assert empty.record is None
    empty.save.clicked.emit()
    empty.token.clicked.emit()


def test_tab_comes_to_everything(dialog: ConnectionsDialog) -> None:
    dialog.list.setFocus()
    names = [each.accessibleName() for each in walk_by_tab(dialog)]
    assert names == [
        *("Connections", "Organization ID", "Connection name", "Colour"),
        *("This is production: real work of customers", "Sign in to another…", "Import a token"),
        *("New token…", "Remove", "Save", "Close"),
    ]


@pytest.mark.parametrize(("font", "dark"), [(1, False), (2, True)])
def test_nothing_in_it_is_cut_off(font: float, dark: bool, qapp: QApplication, qtbot: QtBot) -> None:
    with in_font(qapp, font), wearing(qapp, theme.palette(dark)):
        dialog = ConnectionsDialog(SOURCES)
        qtbot.addWidget(dialog)
        dialog.show_records((FIRST, SECOND), "default")
        dialog.open()
        dialog.tell("A sentence that is long enough to need more than a line of this window. " * 3, "good")
        qtbot.waitUntil(lambda: dialog.said.height() >= dialog.said.heightForWidth(dialog.said.width()))
        for one in dialog.findChildren(QWidget):
            if one.parent() is dialog and one.isVisible() and not one.isWindow():
                assert dialog.rect().contains(one.geometry()), one.objectName()
