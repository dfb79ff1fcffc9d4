from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.tab_order import holds, tab_stops
from tests.support.stage import Stage, focused, play, task_that
from tests.support.ui import until

GOOD, FORBIDDEN = catalogue.TASKS[0].id, task_that("Error 401")
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_f6_goes_through_the_parts_that_are_there_and_round_again(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        window = stage.window
        window.request_bar.focus_task()
        stage.press(Qt.Key.Key_F6)
        assert holds(window.first_run, focused())
        stage.press(Qt.Key.Key_F6)  # the panes are not seen yet
        assert focused() is window.request_bar.task
        await stage.fetch(GOOD)
        await stage.fetch(FORBIDDEN)
        stage.press(Qt.Key.Key_F6)
        assert holds(window.messages.banner, focused())
        stage.press(Qt.Key.Key_F6, SHIFT)
        assert focused() is window.request_bar.task

    play(qapp, scene)


def test_tab_meets_the_parts_in_their_order_from_above_to_below(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        window, bar = stage.window, stage.window.request_bar
        await until(lambda: window.panes.isVisible())
        chain = tab_stops(window)
        first = chain.index(bar.organization)
        chain = chain[first:] + chain[:first]
        parts = (bar.organization, bar.task, bar.fetch_button, bar.stop_button, bar.recent_bar.recent)
        rest = (window.includes.preset, window.sharing.button, window.account_button)
        places = [chain.index(each) for each in (*parts, *rest)]
        assert all(one < following for one, following in pairwise(places))

    play(qapp, scene)
