from __future__ import annotations

import asyncio
import gc
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.texts import _, ngettext
from tests.support.ui import drive, in_font, pseudo_language, until, untranslated, wearing


@pytest.mark.parametrize("again", range(3))
def test_a_body_runs_in_a_loop_that_serves_qt_and_asyncio(qapp: QApplication, again: int) -> None:
    async def body() -> tuple[int, bool]:
        fired = asyncio.Event()
        QTimer.singleShot(1, fired.set)
        await fired.wait()
        number = await asyncio.to_thread(lambda: 6 * 7)
        return number, asyncio.get_running_loop().is_running()

    assert drive(qapp, body) == (42, True)
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


def test_what_the_body_raises_comes_out(qapp: QApplication) -> None:
    async def body() -> None:
        await asyncio.sleep(0)
        raise LookupError("in the body")

    with pytest.raises(LookupError, match="in the body"):
        drive(qapp, body)


def test_a_body_that_hangs_is_ended(qapp: QApplication) -> None:
    with pytest.raises(TimeoutError):
        drive(qapp, asyncio.Event().wait, seconds=0.05)


def test_what_still_runs_is_cancelled(qapp: QApplication) -> None:
    ended = []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def body() -> None:
        body.left = asyncio.ensure_future(forever())  # type: ignore[attr-defined]
        await asyncio.sleep(0)

    drive(qapp, body)
    assert ended == [True]


def test_what_is_left_of_a_loop_may_be_cleared_away_in_any_thread(qapp: QApplication) -> None:
    async def body() -> None:
        asyncio.get_running_loop().call_later(3600, print)

    drive(qapp, body)
    collector = threading.Thread(target=gc.collect)
    collector.start()
    collector.join()  # Qt would warn of timers here, and the test fail by that


def test_closing_the_last_window_does_not_end_the_body(qapp: QApplication) -> None:
    quits = qapp.quitOnLastWindowClosed()

    async def body() -> bool:
        window = QWidget()
        window.show()
        window.close()
        window.deleteLater()
        await asyncio.sleep(0.02)
        return True

    assert drive(qapp, body)
    assert qapp.quitOnLastWindowClosed() == quits


def test_until_waits_and_gives_up(qapp: QApplication) -> None:
    async def body() -> None:
        seen: list[int] = []
        asyncio.get_running_loop().call_later(0.01, seen.append, 1)
        await until(lambda: seen)
        with pytest.raises(TimeoutError):
            await until(lambda: len(seen) > 1, seconds=0.02)

    drive(qapp, body)


def test_palette_and_font_are_put_back(qapp: QApplication) -> None:
    palette, size = qapp.palette(), qapp.font().pointSizeF()
    other = qapp.palette()
    other.setColor(other.ColorRole.Window, other.color(other.ColorRole.Highlight))
    with wearing(qapp, other), in_font(qapp, 2):
        assert qapp.palette().color(other.ColorRole.Window) == other.color(other.ColorRole.Highlight)
        assert qapp.font().pointSizeF() == 2 * size
    assert qapp.palette() == palette
    assert qapp.font().pointSizeF() == size


def test_the_pseudo_language_leaves_placeholders_alone() -> None:
    with pseudo_language():
        assert _("&Open {name} now").format(name="Ann").startswith("⟦&Ópéñ Ann ñów")
        assert "3" in ngettext("{count} row", "{count} rows", 3).format(count=3)
        assert len(_("Minimal")) > len("Minimal")
    assert _("Minimal") == "Minimal"


def test_a_text_that_was_forgotten_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    with pseudo_language():
        QLabel(_("told"), root)
        QLabel("forgotten", root)
        QLabel("42", root)
        QLabel("form_fields", root)
        QLineEdit(root).setPlaceholderText("forgotten too")
    found = untranslated(root, lambda text: text == "form_fields")
    assert [line.partition(": ")[2] for line in found] == ["forgotten", "forgotten too"]
