from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.options import Options
from tallyfy_inspector.store.uncaught import logging_what_nobody_caught, tell_of_the_loop
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.help_windows import Help, HelpWindows
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.logfail import ExpectLog
from tests.support.running import fetched, in_window, settled
from tests.support.ui import until

VALUE = "Canarina Vogelsang"
Body = Callable[[MainWindow], Awaitable[None]]


def help_of(window: MainWindow) -> Help:
    """What its help windows were handed."""
    handed = window.help_windows._help
    assert handed is not None
    return handed


def test_the_menu_opens_the_doctor_once_and_the_demo_is_well(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        await fetched(window)
        window.account_button.doctor_wanted.emit()
        dialog = window.help_windows.doctor
        assert dialog is not None
        window.account_button.doctor_wanted.emit()
        assert window.help_windows.doctor is dialog
        await until(dialog.again.isEnabled)
        states = {each.name: each.state for each in dialog._results}
        assert states.pop("keyring") == "warning"
        assert states.pop("tls") == "skipped"
        assert set(states.values()) == {"ok"}, dialog._results
        dialog.reject()
        assert window.help_windows.doctor is None

    assert in_window(qapp, tmp_path, body) == 0


def test_a_problems_button_opens_it_too(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        window.messages.banner.show_problem(Problem("No way", "Look at it.", "open_doctor"), has_answer=False)
        window.messages.banner._act.click()
        assert window.help_windows.doctor is not None
        assert window.messages.banner._act.text() == "Check the connection"

    assert in_window(qapp, tmp_path, body) == 0


def test_the_log_stays_open_beside_the_window(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "tallyfy-inspector.log").write_text("2026-11-23T12:00:00+0000 INFO a: made up\n")

    async def body(window: MainWindow) -> None:
        window.account_button.logs_wanted.emit()
        dialog = window.help_windows.logs
        assert dialog is not None
        assert not dialog.isModal()
        await until(lambda: dialog.model.rowCount() == 1)
        window.account_button.logs_wanted.emit()
        assert window.help_windows.logs is dialog

    assert in_window(qapp, tmp_path, body) == 0


def fail() -> None:
    raise LookupError(VALUE)


async def fails_later() -> None:
    await asyncio.sleep(0)
    fail()


def in_a_slot(window: MainWindow) -> None:
    window.account_button.open_wanted.disconnect()
    window.account_button.open_wanted.connect(fail)
    window.account_button.open_wanted.emit()


def in_a_timer(_window: MainWindow) -> None:
    QTimer.singleShot(0, fail)


def in_a_job(window: MainWindow) -> None:
    window.help_windows._jobs.start("fails", fails_later())


def in_the_loop(_window: MainWindow) -> None:
    asyncio.get_running_loop().call_soon(fail)


@pytest.mark.parametrize("way", [in_a_slot, in_a_timer, in_a_job, in_the_loop])
def test_an_error_is_told_without_its_words_and_the_program_goes_on(
    qapp: QApplication, tmp_path: Path, expect_log: ExpectLog, way: Callable[[MainWindow], None]
) -> None:
    for logger in ("tallyfy_inspector", "asyncio", "qasync"):
        expect_log(logger, "", required=False)

    async def body(window: MainWindow) -> None:
        await fetched(window)
        tell = help_of(window).crashes.tell
        with logging_what_nobody_caught(tell):
            tell_of_the_loop(asyncio.get_running_loop(), tell)
            way(window)
            await until(lambda: window.help_windows.crash is not None)
        dialog = window.help_windows.crash
        assert dialog is not None
        report = dialog.report.toPlainText()
        assert "LookupError" in report
        assert "tests.ui.test_help_windows:" in report
        assert report.startswith("Tallyfy Inspector ")
        assert VALUE not in report
        await settled()
        assert sum(isinstance(each, QDialog) and each.isVisible() for each in qapp.topLevelWidgets()) == 1
        dialog.reject()
        await fetched(window, window.account.connection.tasks[1][0])
        assert window.session.view.problem is None

    assert in_window(qapp, tmp_path, body) == 0


def test_at_most_one_is_open_and_it_leads_to_the_log(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        for _each in range(3):
            help_of(window).crashes.tell(LookupError(VALUE))
        await until(lambda: window.help_windows.crash is not None)
        await settled()
        dialog = window.help_windows.crash
        assert dialog is not None
        assert dialog._others.text() == "2 more since then."
        dialog._on_log()
        assert window.help_windows.crash is None
        assert window.help_windows.logs is not None
        help_of(window).crashes.tell(LookupError(VALUE))
        await until(lambda: window.help_windows.crash is not None)

    assert in_window(qapp, tmp_path, body) == 0


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit])
def test_nothing_is_told_of_an_interruption(
    qapp: QApplication, tmp_path: Path, expect_log: ExpectLog, ending: type[BaseException]
) -> None:
    expect_log("tallyfy_inspector", "", required=False)

    async def body(window: MainWindow) -> None:
        with logging_what_nobody_caught(help_of(window).crashes.tell):
            sys.excepthook(ending, ending(), None)
        await settled()
        assert window.help_windows.crash is None

    assert in_window(qapp, tmp_path, body) == 0


def test_closing_the_window_takes_them_all_away(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        window.help_windows.show_logs()
        window.help_windows.check_connection()
        help_of(window).crashes.tell(LookupError(VALUE))
        await until(lambda: window.help_windows.crash is not None)

    assert in_window(qapp, tmp_path, body, Options()) == 0
    assert not [each for each in qapp.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def test_the_menu_opens_the_network_once_and_so_does_a_problem(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        windows = window.help_windows
        window.account_button.network_wanted.emit()
        first = windows.network
        assert first is not None
        assert first.isVisible()
        window._on_action("network")
        assert windows.network is first
        first.reject()
        window._on_action("network")
        assert windows.network not in (None, first)

    assert in_window(qapp, tmp_path, body) == 0


def test_the_menu_opens_the_keys_and_what_the_program_says_of_itself(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def body(window: MainWindow) -> None:
        for signal, title in (
            ("help_wanted", "Keyboard shortcuts"),
            ("about_wanted", "About Tallyfy Inspector"),
        ):
            getattr(window.account_button, signal).emit()
            (dialog,) = [each for each in window.findChildren(QDialog) if each.windowTitle() == title]
            assert dialog.isVisible()
            dialog.close()

    assert in_window(qapp, tmp_path, body) == 0


def test_a_window_that_was_handed_nothing_opens_nothing(qapp: QApplication) -> None:
    windows = HelpWindows(None, lambda: _unused(), _unused_jobs(), parent := QWidget())
    windows.check_connection()
    windows.show_logs()
    windows.set_network()
    windows.close_all()
    assert (windows.doctor, windows.logs, windows.network) == (None, None, None)
    parent.deleteLater()


def _unused() -> Connection:
    raise AssertionError("asked for a connection")


def _unused_jobs() -> Any:
    return None
