from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.view import Loading
from tests.support.stage import Stage, focused, play, task_that
from tests.support.ui import in_font, until

TASK, RUN = catalogue.TASKS[0].id, catalogue.TASKS[0].run
ELSE = "3d53f2fd6326517fb7dc6e1bbfa9a0e3"
SLOW = task_that("A slow answer: 3 seconds")
LINK = f"https://go.tallyfy.com/{ELSE}/task/{TASK}"


def bar(stage: Stage) -> RequestBar:
    return stage.window.request_bar


@pytest.mark.parametrize("how", ["button", "key"])
def test_stop_stops_and_gives_its_focus_back(how: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stop = bar(stage).stop_button
        assert not stop.isEnabled()
        stage.paste(SLOW)
        stage.press(Qt.Key.Key_Return)
        assert stop.isEnabled()
        if how == "button":
            QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
            assert focused() is bar(stage).task
        else:
            stop.setFocus()
            stage.press(Qt.Key.Key_Space)
            assert focused() is bar(stage).fetch_button
        assert not stop.isEnabled()
        assert stage.said[-1] == "Stopped"

    play(qapp, scene)


def test_stop_that_becomes_idle_by_itself_gives_its_focus_to_fetch(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(SLOW)
        stage.press(Qt.Key.Key_Return)
        bar(stage).stop_button.setFocus()
        await stage.answered()
        assert stage.answer.good
        assert focused() is bar(stage).fetch_button

    play(qapp, scene)


def test_progress_shows_only_when_it_takes_a_while(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        progress = bar(stage).progress
        height = bar(stage).height()
        assert progress.isHidden()
        await stage.fetch(TASK)
        await asyncio.sleep(0.25)
        assert progress.isHidden()
        stage.paste(SLOW)
        stage.press(Qt.Key.Key_Return)
        assert progress.isHidden()
        await until(progress.isVisible)
        stage.now(Loading)
        assert bar(stage).height() == height  # nothing jumps
        await stage.answered()
        assert progress.isHidden()

    play(qapp, scene)


def test_both_ids_can_be_read_whole_in_every_width(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(LINK)
        for width in (1360, 1150, 1045, 900, 760):
            stage.window.resize(width, 700)
            await asyncio.sleep(0.01)
            for box in (bar(stage).task, bar(stage).organization):
                needed = box.fontMetrics().horizontalAdvance(box.text())
                spare = 40 if box is bar(stage).task else 10  # the button that clears
                assert box.width() > needed + spare, (width, box.objectName())
            assert bar(stage).stop_button.geometry().right() <= bar(stage).width()

    play(qapp, scene)


def test_the_rows_fit_in_a_doubled_font(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(LINK)
        await asyncio.sleep(0.01)
        for widget in (bar(stage).fetch_button, bar(stage).stop_button, bar(stage).account):
            assert widget.width() >= widget.minimumSizeHint().width()
            assert widget.geometry().right() <= bar(stage).width()

    with in_font(qapp, 2):
        play(qapp, scene, size=(900, 820))


def test_the_names_a_screen_reader_hears(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        names = {
            "organization": "Organization ID",
            "task": "Task ID or link",
            "fetch": "Fetch",
            "stop": "Stop",
        }
        for name, spoken in names.items():
            assert stage.widget(name).accessibleName() == spoken
        labels = [each.buddy() for each in bar(stage).findChildren(type(bar(stage)._task_label))]
        assert {bar(stage).task, bar(stage).organization} <= set(labels)

    play(qapp, scene)
