from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.doctor_dialog import CHECK, FOUND, RESULT, DoctorDialog
from tallyfy_inspector.ui.jobs import Jobs
from tests.support.aid import CHECKED, HeldDoctor
from tests.support.logfail import ExpectLog
from tests.support.ui import drive, in_font, ink_of, picture, pseudo_language, until, untranslated, wearing

Scene = Callable[[DoctorDialog, HeldDoctor], Awaitable[None]]


def play(qapp: QApplication, scene: Scene) -> None:
    """Run `scene` on an open dialog that has not begun."""

    async def body() -> None:
        doctor, jobs = HeldDoctor(), Jobs()
        dialog = DoctorDialog(doctor, jobs)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.open()
        try:
            await scene(dialog, doctor)
        finally:
            dialog.reject()
            await jobs.aclose()
            dialog.deleteLater()

    drive(qapp, body)


async def ended(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
    """Begin, and let every check end."""
    dialog.start()
    doctor.release()
    await until(dialog.again.isEnabled)


def cell(dialog: DoctorDialog, row: int, column: int) -> str:
    return str(dialog.model.index(row, column).data())


def test_each_check_is_shown_as_it_ends(qapp: QApplication) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        dialog.start()
        assert dialog.told.text() == "Checking…"
        doctor.release(2)
        await until(lambda: dialog.model.rowCount() == 2)
        assert dialog.told.text() == "Checking: Encryption (TLS) (3 of 4)…"
        assert (cell(dialog, 1, RESULT), cell(dialog, 1, CHECK)) == ("Warning", "Keyring")
        assert not dialog.again.isEnabled()
        doctor.release(2)
        await until(dialog.again.isEnabled)
        assert dialog.told.text() == "1 check failed. 1 warning. 1 of 4 are good. 1 was skipped."
        assert [text for text, _urgent in dialog.speech.said] == ["Checking…", dialog.told.text()]

    play(qapp, scene)


def test_stop_keeps_what_is_over_and_gives_the_keyboard_to_run_again(qapp: QApplication) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        dialog.start()
        doctor.release(1)
        await until(lambda: dialog.model.rowCount() == 1)
        dialog.stop_button.setFocus()
        QTest.keyClick(dialog.stop_button, Qt.Key.Key_Space)
        assert dialog.told.text() == "Stopped after 1 of 4 checks."
        assert dialog.again.hasFocus()
        assert not dialog.stop_button.isEnabled()
        doctor.release()
        await asyncio.sleep(0.05)
        assert dialog.model.rowCount() == 1
        QTest.keyClick(dialog.again, Qt.Key.Key_Return)
        assert dialog.stop_button.hasFocus()
        await until(lambda: doctor.begun == 2)
        await until(dialog.again.isEnabled)
        assert dialog.model.rowCount() == 4

    play(qapp, scene)


def test_everything_is_copied_and_a_row_by_itself(qapp: QApplication) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        await ended(dialog, doctor)
        dialog.copy.click()
        copied = QGuiApplication.clipboard().text().splitlines()
        assert len(copied) == len(CHECKED)
        assert copied[0] == "Good: Python: 3.11.7 (under 1 ms)"
        dialog.view.selectRow(2)
        dialog.view.copy()
        assert QGuiApplication.clipboard().text() == copied[2]

    play(qapp, scene)


def test_the_selected_row_is_written_out_and_heard_whole(qapp: QApplication) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        await ended(dialog, doctor)
        dialog.view.setFocus()
        QTest.keyClick(dialog.view, Qt.Key.Key_Down)
        whole = "Warning: Keyring: This computer has no keyring that can be used now. (12 ms)"
        assert dialog.details.text() == whole
        heard = dialog.model.index(1, RESULT).data(Qt.ItemDataRole.AccessibleTextRole)
        assert heard == whole
        tip = str(dialog.model.index(2, FOUND).data(Qt.ItemDataRole.ToolTipRole))
        assert "&lt;b&gt;self-signed" in tip

    play(qapp, scene)


def test_long_words_leave_every_column_in_sight(qapp: QApplication) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        doctor.results = (*CHECKED, replace(CHECKED[2], words="The certificate is not trusted. " * 9))
        await ended(dialog, doctor)
        assert sum(map(dialog.view.columnWidth, range(4))) == dialog.view.viewport().width()
        dialog.resize(dialog.minimumSizeHint())
        assert dialog.view.columnWidth(FOUND) >= 20 * dialog.fontMetrics().averageCharWidth()

    play(qapp, scene)


def test_closing_it_stops_it(qapp: QApplication) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        dialog.start()
        await until(lambda: doctor.begun)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        doctor.release()
        await asyncio.sleep(0.05)
        assert dialog.model.rowCount() == 0

    play(qapp, scene)


def test_a_fault_of_the_doctor_lets_one_try_again(qapp: QApplication, expect_log: ExpectLog) -> None:
    expect_log("tallyfy_inspector.ui.jobs", "^The job doctor failed$")

    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        doctor.error = LookupError("canary")
        await ended(dialog, doctor)
        assert dialog.told.text() == "The check itself failed. The log says where."

    play(qapp, scene)


@pytest.mark.parametrize("dark", [False, True])
def test_a_failed_check_is_in_its_colour(qapp: QApplication, dark: bool) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        await ended(dialog, doctor)
        dialog.view.clearSelection()
        await asyncio.sleep(0.02)
        area = dialog.view.visualRect(dialog.model.index(2, RESULT))
        image = picture(dialog.view.viewport())
        across, down = range(area.left(), area.right()), range(area.top(), area.bottom())
        inks = {ink_of(image, x, y) for x in across for y in down}
        assert theme.roles(dialog.palette()).bad in inks

    with wearing(qapp, theme.palette(dark=dark)):
        play(qapp, scene)


@pytest.mark.parametrize("times", [1, 2])
def test_every_word_is_translated_and_fits(qapp: QApplication, times: float) -> None:
    async def scene(dialog: DoctorDialog, doctor: HeldDoctor) -> None:
        await ended(dialog, doctor)
        sent = {part for each in CHECKED for part in (each.title, each.words)}
        left = [text for text in untranslated(dialog) if not any(part in text for part in sent)]
        assert left == []
        for button in (dialog.copy, dialog.again, dialog.stop_button, dialog.close_button):
            assert button.width() >= button.minimumSizeHint().width()
        room = dialog.screen().availableSize()
        assert dialog.height() <= room.height()

    with in_font(qapp, times), pseudo_language():
        play(qapp, scene)
