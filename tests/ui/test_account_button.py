from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.view import Opened

NOBODY: Any = object()  # neither fetcher nor vault is asked by a button
TALLYFY = "https://go.tallyfy.com/api"
ACCOUNT = Connection("Tallyfy", TALLYFY, NOBODY, NOBODY)
LIVE = Connection("Northwind", TALLYFY, NOBODY, NOBODY, production=True)
RECORDS = (
    ConnectionRecord("default", "Northwind", TALLYFY, "aaaa", "Northwind Ltd", "blue", production=True),
    ConnectionRecord("0badcafe", "Salt & pepper", TALLYFY, "3d53f2fd6326517fb1b431b539292029"),
)
DEMO = Connection(
    "Demo",
    "http://127.0.0.1:8000",
    NOBODY,
    NOBODY,
    demo=True,
    id="demo",
    tasks=(("d0", "Salt & pepper"), ("d1", "Nothing filled in")),
)


@pytest.fixture
def button(qtbot: QtBot) -> AccountButton:
    made = AccountButton()
    qtbot.addWidget(made)
    return made


def entries(button: AccountButton) -> dict[str, QAction]:
    """What the menu offers, by text, with what its submenus offer."""
    menus = [button.menu(), *button.menu().findChildren(QMenu)]
    return {action.text(): action for menu in menus for action in menu.actions() if not action.isSeparator()}


def last(button: AccountButton) -> list[str]:
    return list(entries(button))[-3:]


@pytest.mark.parametrize(
    ("connection", "signed_in", "text", "told", "first"),
    [
        (ACCOUNT, None, "Tallyfy", "Tallyfy", "Sign in…"),
        (ACCOUNT, False, "Tallyfy · not signed in", "Tallyfy, not signed in", "Sign in…"),
        (ACCOUNT, True, "Tallyfy", "Tallyfy, token in place", "Token…"),
        (LIVE, True, "Northwind · production", "Northwind, production, token in place", "Token…"),
        (DEMO, True, "Demo", "Demo", "Sign in…"),
        (DEMO, None, "Demo", "Demo", "Sign in…"),
    ],
)
def test_it_says_who_one_is(
    connection: Connection, signed_in: bool | None, text: str, told: str, first: str, button: AccountButton
) -> None:
    button.show_connection(connection, signed_in=signed_in)
    assert button.text() == text
    assert button.accessibleName() == "Connection"
    assert button.accessibleDescription() == told
    assert told in button.toolTip()
    assert next(iter(entries(button))) == first
    assert button.objectName() == "account"


def test_the_connections_stand_in_the_menu_and_figures_choose_them(
    button: AccountButton, qtbot: QtBot
) -> None:
    wanted: list[str] = []
    button.connection_wanted.connect(wanted.append)
    button.show_connection(LIVE, signed_in=True, records=RECORDS)
    texts = list(entries(button))
    assert texts[:5] == [
        "&1  Northwind · production · Northwind Ltd",
        "&2  Salt && pepper · 3d53f2fd",
        "Token…",
        "Sign in to another…",
        "Try the demo",
    ]
    assert [entries(button)[text].isChecked() for text in texts[:2]] == [True, False]
    qtbot.addWidget(window := QWidget())
    button.setParent(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    menu = button.menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert wanted == ["0badcafe"]
    button.setParent(None)


def test_only_nine_have_a_figure(button: AccountButton) -> None:
    many = tuple(ConnectionRecord(f"{n:08x}", f"Number {n}", TALLYFY) for n in range(1, 13))
    button.show_connection(LIVE, signed_in=True, records=many)
    texts = [text for text in entries(button) if "Number" in text]
    assert [text.startswith("&") for text in texts] == [True] * 9 + [False] * 3


def test_who_looks_on_sees_no_other_connections_name(button: AccountButton) -> None:
    button.show_connection(LIVE, signed_in=True, records=RECORDS)
    button.show_screen_share(True, at_start=False)
    texts = list(entries(button))
    assert texts[:2] == ["&1  Northwind · production · Northwind Ltd", "&2  ••••• · •••••"]
    button.show_connection(LIVE, signed_in=True, records=RECORDS)  # the menu is made anew
    assert not [text for text in entries(button) if "pepper" in text]
    button.show_screen_share(False, at_start=False)
    assert "&2  Salt && pepper · 3d53f2fd" in entries(button)


def test_in_the_demo_the_connections_lead_out_of_it(button: AccountButton) -> None:
    button.show_connection(DEMO, signed_in=True, records=RECORDS)
    offered = entries(button)
    assert "Sign in…" not in offered
    assert "Sign in to another…" in offered
    assert "Leave the demo" in offered
    assert not offered["&1  Northwind · production · Northwind Ltd"].isChecked()


def test_a_long_name_is_cut_on_the_button_alone(button: AccountButton) -> None:
    name = "Northwind & sons of the very far north"
    button.show_connection(replace(ACCOUNT, name=name), signed_in=True)
    assert button.text() == "Northwind && son…ar north"
    assert button.accessibleDescription().startswith(name)


@pytest.mark.parametrize(
    ("entry", "signal"),
    [
        ("Sign in…", "sign_in_wanted"),
        ("Manage connections…", "manage_wanted"),
        ("Try the demo", "demo_wanted"),
        ("Keyboard shortcuts", "help_wanted"),
        ("About Tallyfy Inspector", "about_wanted"),
        ("Quit", "quit_wanted"),
    ],
)
def test_each_entry_does_what_it_says(entry: str, signal: str, button: AccountButton, qtbot: QtBot) -> None:
    button.show_connection(ACCOUNT, signed_in=False)
    with qtbot.waitSignal(getattr(button, signal)):
        entries(button)[entry].trigger()


def test_in_the_demo_its_tasks_are_offered(button: AccountButton) -> None:
    button.show_connection(DEMO, signed_in=True)
    wanted: list[str] = []
    button.task_wanted.connect(wanted.append)
    offered = entries(button)
    assert "Try the demo" not in offered
    offered["Salt && pepper"].trigger()
    offered["Nothing filled in"].trigger()
    assert wanted == ["d0", "d1"]


def test_leaving_the_demo_may_rebuild_the_menu_it_was_chosen_in(button: AccountButton, qtbot: QtBot) -> None:
    button.show_connection(DEMO, signed_in=True)
    button.demo_left.connect(lambda: button.show_connection(ACCOUNT, signed_in=False))
    entries(button)["Leave the demo"].trigger()
    assert button.text() == "Tallyfy · not signed in"
    qtbot.waitUntil(lambda: "Salt && pepper" not in entries(button))
    assert "Try the demo" in entries(button)


def test_the_menu_does_not_pile_up(button: AccountButton, qtbot: QtBot) -> None:
    button.show_connection(DEMO, signed_in=True)
    count = len(button.findChildren(QAction))
    for _ in range(5):
        button.show_connection(DEMO, signed_in=True)
    qtbot.waitUntil(lambda: len(button.findChildren(QAction)) == count)
    assert len(button.menu().findChildren(QMenu)) == 1


def test_keys_stand_beside_their_entries(button: AccountButton) -> None:
    button.show_connection(ACCOUNT, signed_in=True)
    keys = {text: action.shortcut().toString() for text, action in entries(button).items()}
    assert keys["Keyboard shortcuts"] == "F1"
    assert keys["Quit"] == "Ctrl+Q"
    assert entries(button)["Quit"].isShortcutVisibleInContextMenu()
    assert last(button) == ["Keyboard shortcuts", "About Tallyfy Inspector", "Quit"]


@pytest.mark.parametrize(
    ("key", "held", "signal"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_wanted"),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier, "quit_wanted"),
    ],
)
def test_its_keys_work_from_anywhere_in_the_window(
    key: Qt.Key, held: Qt.KeyboardModifier, signal: str, button: AccountButton, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    button.setParent(window)
    for signed_in in (None, False, True):  # the menu is filled anew each time
        button.show_connection(ACCOUNT, signed_in=signed_in)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(getattr(button, signal)):
        QTest.keyClick(field, key, held)
    button.setParent(None)


def test_a_file_stands_where_the_connection_does(button: AccountButton) -> None:
    button.show_connection(ACCOUNT, signed_in=True)
    button.show_source(Opened(Path("Salt & pepper, with a very long name.json")))
    assert button.text().startswith("From file: Salt && p")
    assert len(button.text()) < 35
    assert button.accessibleName() == "Connection"
    assert button.accessibleDescription() == (
        "From file: Salt & pepper, with a very long name.json. Connection: Tallyfy, token in place"
    )
    assert "very long name" in button.toolTip()
    button.show_connection(ACCOUNT, signed_in=False)  # it is told behind the file's name
    assert button.accessibleDescription().endswith("Connection: Tallyfy, not signed in")
    assert button.text().startswith("From file: ")
    button.show_source(None)
    assert button.text() == "Tallyfy · not signed in"
    assert "json" not in button.toolTip()


@pytest.mark.parametrize(
    ("entry", "keys", "signal"),
    [("Open a saved answer…", "Ctrl+O", "open_wanted"), ("Save the answer…", "Ctrl+S", "save_wanted")],
)
def test_files_are_opened_and_saved_from_the_menu(
    entry: str, keys: str, signal: str, button: AccountButton, qtbot: QtBot
) -> None:
    for connection in (ACCOUNT, DEMO):
        button.show_connection(connection, signed_in=True)
        assert entries(button)[entry].shortcut().toString() == keys
        with qtbot.waitSignal(getattr(button, signal)):
            entries(button)[entry].trigger()


def test_screen_share_mode_can_be_ticked_and_is_asked_for(button: AccountButton, qtbot: QtBot) -> None:
    button.show_connection(DEMO, signed_in=True)
    mode, start = (entries(button)[text] for text in ("Screen-share mode", "Start with screen-share mode on"))
    assert mode.shortcut().toString() == "Ctrl+Shift+H"
    with qtbot.waitSignal(button.screen_share_wanted, check_params_cb=lambda on: on):
        mode.trigger()
    with qtbot.waitSignal(button.screen_share_at_start_wanted, check_params_cb=lambda on: on):
        start.trigger()
    button.show_screen_share(False, at_start=True)
    button.show_connection(ACCOUNT, signed_in=True)  # the menu is made anew
    assert entries(button)["Screen-share mode"] is mode
    assert (mode.isChecked(), start.isChecked()) == (False, True)


@pytest.mark.parametrize("name", ["Northwind", "Salt & pepper", "The connection with quite a long name"])
@pytest.mark.parametrize("production", [True, False])
def test_at_first_it_says_what_it_says_a_moment_later(
    name: str, production: bool, button: AccountButton
) -> None:
    button.show_name(name, production=production)
    first = (button.text(), button.accessibleName(), button.accessibleDescription(), button.toolTip())
    button.show_connection(replace(ACCOUNT, name=name, production=production), signed_in=None)
    assert first == (
        button.text(), button.accessibleName(), button.accessibleDescription(), button.toolTip()
    )  # fmt: skip
