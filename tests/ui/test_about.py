from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tallyfy_inspector import __version__, resources
from tallyfy_inspector.ui import about
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.connection import Connection
from tests.support.ui import in_font

ROOT = Path(__file__).resolve().parents[2]
MAKERS = [about.shortcuts, about.about, about.licences]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def texts(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_every_key_is_told_with_what_it_does(window: QWidget) -> None:
    told = texts(about.shortcuts(window))
    pairs = dict(zip(told[::2], told[1::2], strict=True))
    for key in ("F5", "Ctrl+L", "Ctrl+O", "Ctrl+S", "F6", "Ctrl+C", "Ctrl+G", "F1", "Ctrl+Q", "Ctrl+Return"):
        assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in pairs
    assert len(told) == 2 * len(pairs), "no key is told twice"
    assert pairs["F5"] == "Fetch again"
    assert pairs["*"] == "Tree: open everything below"
    assert all(pairs.values())


def test_the_list_is_scrolled_by_keyboard_where_it_has_no_room(window: QWidget, qtbot: QtBot) -> None:
    dialog = about.shortcuts(window)
    dialog.open()
    dialog.resize(dialog.width(), 300)
    (area,) = dialog.findChildren(QScrollArea)
    area.setMinimumHeight(0)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0
    assert area.accessibleName() == "Keyboard shortcuts"
    assert area.minimumHeight() < dialog.screen().availableGeometry().height()
    dialog.close()


def test_it_says_who_it_is_and_what_it_is_made_with(window: QWidget) -> None:
    told = " ".join(texts(about.about(window)))
    assert f"Tallyfy Inspector {__version__}" in told
    for part in (
        "only reads",
        "the Tallyfy Inspector authors",
        "trademark",
        "independent",
        "Apache License 2.0",
    ):
        assert part in told
    assert "LGPL-3.0" in told
    assert about.fault_sentence(about.TRACKER) in told


def test_faults_are_reported_where_the_project_says() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"].get("urls", {})
    assert urls.get("Issues", "") == about.TRACKER
    assert about.fault_sentence("https://example.com/i") == "To report a fault: https://example.com/i"


def test_without_an_address_a_fault_goes_to_people_with_what_the_program_can_tell(
    window: QWidget, qtbot: QtBot
) -> None:
    told = about.fault_sentence("")
    assert told in texts(about.about(window))
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    _before, _heading, section = readme.partition("## Something is wrong with the program?")
    assert "your administrator or whoever gave you the program" in told
    assert "your administrator or whoever gave you the program" in section.partition("## ")[0]
    button = AccountButton()
    qtbot.addWidget(button)
    nobody: Any = object()  # neither fetcher nor vault is asked by a button
    connection = Connection("Tallyfy", "https://go.tallyfy.com/api", nobody, nobody)
    button.show_connection(connection, signed_in=None)
    named = re.findall("“(.+?)”", told)
    assert len(named) == 2
    assert set(named) <= {action.text() for action in button.findChildren(QAction)}


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of licences as a bundle has it."""
    folder = tmp_path / "licences"
    (folder / "httpx").mkdir(parents=True)
    (folder / "NOTICE.txt").write_text("Everything, <b>named</b>", encoding="utf-8")
    (folder / "LICENSE.txt").write_text("Apache", encoding="utf-8")
    (folder / "httpx" / "LICENSE.md").write_bytes(b"BSD \xff\x1b end")
    monkeypatch.setattr(resources, "_PLACES", (tmp_path,))
    return folder


def test_the_notice_comes_first_and_each_text_can_be_read(bundled: Path, window: QWidget) -> None:
    dialog = about.licences(window)
    (box,), (shown,) = dialog.findChildren(QComboBox), dialog.findChildren(QPlainTextEdit)
    assert [box.itemText(n) for n in range(box.count())] == ["NOTICE.txt", "LICENSE.txt", "httpx/LICENSE.md"]
    assert shown.toPlainText() == "Everything, <b>named</b>"
    assert shown.isReadOnly()
    box.setCurrentIndex(2)
    assert shown.toPlainText() == "BSD \N{REPLACEMENT CHARACTER}\\u001b end"
    (bundled / "LICENSE.txt").unlink()
    box.setCurrentIndex(1)
    assert shown.toPlainText() == "This text cannot be read."
    assert all(each.accessibleName() for each in (box, shown))


def test_without_texts_it_says_so(tmp_path: Path, window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PLACES", (tmp_path,))
    (shown,) = about.licences(window).findChildren(QPlainTextEdit)
    assert "holds no texts" in shown.toPlainText()


def test_the_licences_open_from_about(window: QWidget) -> None:
    dialog = about.about(window)
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Licences…"]
    button.click()
    assert [each.windowTitle() for each in dialog.findChildren(QDialog)] == ["Licences"]


@pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # a dialog on a screen that is not there
@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_key_closes_it_and_nothing_is_left(
    make: object, key: Qt.Key, window: QWidget, qtbot: QtBot
) -> None:
    assert callable(make)
    dialog = make(window)
    assert dialog.windowTitle()
    with qtbot.waitActive(dialog):
        dialog.open()
    QTest.keyClick(dialog, key)
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("times", [1, 2])
def test_nothing_is_cut_off(
    make: object, times: int, window: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    assert callable(make)
    with in_font(qapp, times):
        dialog = make(window)
        dialog.open()
        labels = dialog.findChildren(QLabel)
        qtbot.waitUntil(
            lambda: all(lb.height() >= lb.heightForWidth(lb.width()) for lb in labels if lb.wordWrap())
        )
        assert all(lb.width() >= lb.sizeHint().width() for lb in labels if not lb.wordWrap())
        (close,) = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]
        assert close.text() == "Close"
        dialog.close()
