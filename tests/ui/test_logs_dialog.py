from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ports_help import LogLine, LogTail
from tallyfy_inspector.ui import log_words
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.logs_dialog import LogsDialog
from tests.support.aid import HeldLog, lines
from tests.support.ui import drive, in_font, pseudo_language, until, untranslated

LINES = lines("DEBUG one", "INFO two", "WARNING <b>three</b>", "ERROR four")
Scene = Callable[[LogsDialog, HeldLog], Awaitable[None]]


def play(qapp: QApplication, scene: Scene, tail: LogTail, opens: Callable[[QUrl], bool] = bool) -> None:
    """Run `scene` on an open dialog that has read `tail`."""

    async def body() -> None:
        log, jobs = HeldLog(tail, Path("/tmp/the logs")), Jobs()
        dialog = LogsDialog(log, jobs, None, opens)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        dialog.start()
        await until(lambda: not jobs.running("log"))
        try:
            await scene(dialog, log)
        finally:
            dialog.reject()
            await jobs.aclose()
            dialog.deleteLater()

    drive(qapp, body)


def shown(dialog: LogsDialog) -> list[str]:
    return [str(dialog.model.index(row, 0).data()) for row in range(dialog.model.rowCount())]


def test_the_newest_line_is_last_and_selected(qapp: QApplication) -> None:
    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        assert shown(dialog) == [line.text for line in LINES]
        assert dialog.told.text() == "4 of 4 lines."
        assert dialog.view.currentIndex().row() == 3
        tip = str(dialog.model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole))
        assert "&lt;b&gt;three" in tip

    play(qapp, scene, LogTail(LINES))


def test_a_level_is_chosen_by_keyboard(qapp: QApplication) -> None:
    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        dialog.level.setFocus()
        for left in (3, 2, 1):
            QTest.keyClick(dialog.level, Qt.Key.Key_Down)
            assert len(shown(dialog)) == left
            assert dialog.told.text() == f"{left} of 4 lines."
        assert dialog.level.currentData() == logging.ERROR
        assert dialog.level.accessibleName() == "Show"

    play(qapp, scene, LogTail(LINES))


def test_what_is_shown_is_copied(qapp: QApplication) -> None:
    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        dialog.level.setCurrentIndex(2)
        dialog.copy.click()
        assert QGuiApplication.clipboard().text() == "WARNING <b>three</b>\nERROR four"
        dialog.view.selectRow(1)
        dialog.view.copy()
        assert QGuiApplication.clipboard().text() == "ERROR four"

    play(qapp, scene, LogTail(LINES))


def test_the_folder_is_opened_or_told(qapp: QApplication) -> None:
    asked: list[str] = []

    def refuses(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return False

    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        dialog.folder.click()
        assert asked == ["/tmp/the logs"]
        assert dialog.told.text() == "The folder could not be opened: /tmp/the logs"

    play(qapp, scene, LogTail(LINES), refuses)


def test_it_is_read_again_when_told(qapp: QApplication) -> None:
    async def scene(dialog: LogsDialog, log: HeldLog) -> None:
        log.tail = LogTail(LINES[:1])
        dialog.again.click()
        await until(lambda: log.reads == 2 and len(shown(dialog)) == 1)

    play(qapp, scene, LogTail(LINES))


def test_a_log_that_is_empty_or_cannot_be_read_says_so(qapp: QApplication) -> None:
    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        assert dialog.told.text() == "The log cannot be read."
        dialog.copy.click()

    play(qapp, scene, LogTail((), problem="The log cannot be read."))


def test_of_five_thousand_long_lines_only_those_on_screen_are_painted(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    role = log_words.role

    def counted(line: LogLine) -> str:
        painted.append(line)
        return role(line)

    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        monkeypatch.setattr(log_words, "role", counted)
        dialog.level.setCurrentIndex(1)
        dialog.view.viewport().repaint()
        assert 0 < len(painted) < 500

    play(qapp, scene, LogTail(lines(*["INFO " + "x" * 200] * 5_000)))


def test_every_word_is_translated_at_twice_the_size(qapp: QApplication) -> None:
    async def scene(dialog: LogsDialog, _log: HeldLog) -> None:
        told = {line.text for line in LINES}
        assert [text for text in untranslated(dialog) if text not in told] == []
        assert dialog.width() <= dialog.screen().availableSize().width()

    with in_font(qapp, 2), pseudo_language():
        play(qapp, scene, LogTail(LINES))
