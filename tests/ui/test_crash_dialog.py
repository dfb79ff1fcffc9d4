from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.crash_dialog import CrashDialog, CrashTeller
from tests.support.ui import in_font, pseudo_language, untranslated

REPORT = "Tallyfy Inspector 1.2.3\n\nLookupError\n  tallyfy_inspector.ui.panes:12 fold\n"


def opened(qtbot: QtBot) -> CrashDialog:
    dialog = CrashDialog(REPORT)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    return dialog


def test_it_says_that_the_program_goes_on(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert dialog.windowTitle() == "Something went wrong here"
    assert "The program goes on" in dialog.told.text()
    ((said, urgent),) = dialog.speech.said
    assert said.startswith("Something went wrong here. ")
    assert urgent
    assert dialog.report.toPlainText() == REPORT
    assert dialog.report.isReadOnly()


def test_its_report_is_copied(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == REPORT)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_key_closes_it(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = opened(qtbot)
    QTest.keyClick(QApplication.focusWidget() or dialog, key)
    assert not dialog.isVisible()


def test_the_log_is_asked_for_and_gets_the_place(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.waitSignal(dialog.log_wanted):
        QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert not dialog.isVisible()


def test_more_errors_are_counted(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    words = dialog._others
    assert not words.isVisible()
    dialog.count()
    dialog.count()
    assert words.isVisible()
    assert words.text() == "2 more since then."


def test_an_error_of_another_thread_is_told_in_the_windows(qtbot: QtBot) -> None:
    teller = CrashTeller(lambda error: type(error).__name__)
    where: list[tuple[str, bool]] = []

    class Ear(CrashTeller):
        def hear(self, report: str) -> None:
            where.append((report, threading.current_thread() is threading.main_thread()))

    ear = Ear(str)
    teller.happened.connect(ear.hear, Qt.ConnectionType.QueuedConnection)
    thread = threading.Thread(target=teller.tell, args=(LookupError("canary"),))
    thread.start()
    thread.join()
    assert where == []
    qtbot.waitUntil(lambda: bool(where))
    assert where == [("LookupError", True)]


def test_every_word_is_translated_at_twice_the_size(qapp: QApplication, qtbot: QtBot) -> None:
    with in_font(qapp, 2), pseudo_language():
        dialog = opened(qtbot)
        dialog.count()
        assert [text for text in untranslated(dialog) if text not in REPORT] == []
