from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.tab_order import FocusChain, tab_stops
from tests.support.stage import Stage, focused, play, task_that

GOOD, STUCK = catalogue.TASKS[0].id, catalogue.TASKS[1].id
FORBIDDEN = task_that("Error 401")
SHIFT = Qt.KeyboardModifier.ShiftModifier


async def shown(stage: Stage) -> None:
    await asyncio.sleep(0.02)


def test_tab_goes_through_the_window_as_it_is_read(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        await stage.fetch(FORBIDDEN)
        await shown(stage)
        window, bar = stage.window, stage.window.request_bar
        walk = walked(stage, window.account_button)
        expected = [window.account_button, bar.organization, bar.task, bar.fetch_button]
        assert walk[:4] == expected  # Stop is disabled
        names = [each.objectName() for each in walk]
        assert names[4:7] == ["recent", "problem_action", "problem_answer"]  # Back and Forward rest
        boxes = list(window.includes.boxes.values())
        first = walk.index(window.includes.preset)
        assert {name.split("_")[0] for name in names[7:first]} == {"verdict"}
        assert names[-1] == "share"
        assert first == 7 + sum(chip.isVisible() for chip in window.messages.verdict.chips.values())
        assert walk[first : first + 17] == [window.includes.preset, *boxes, window.includes.other]
        rest = walk[first + 17 :]
        assert rest[0] is window.panes.left.tabBar()
        tree = rest.index(stage.table("Task JSON"))
        bar_above = [each.objectName() for each in rest[1:tree]]
        assert bar_above[0] == "find"
        assert "hide_empty" in bar_above
        right = rest.index(window.panes.right.tabBar())
        below = [each.objectName() for each in rest[tree + 1 : right]]
        assert below[-1] == "json_details_text"
        over = [each.objectName() for each in rest[right + 1 : right + 5]]
        assert over == ["fields_filter", "fields_required_and_empty", "fields_hide_empty", "fields_columns"]
        assert rest[right + 5] is stage.table("Form fields")
        assert rest[right + 6].objectName() == "field_details"
        window.panes.left.setCurrentIndex(1)
        raw = [each.objectName() for each in walked(stage, window.account_button)]
        assert "raw_text" in raw
        assert "json_view" not in raw
        window.panes.left.setCurrentIndex(0)
        walk = walked(stage, window.account_button)
        back = walked(stage, window.account_button, Qt.Key.Key_Backtab)
        assert back == [walk[0], *reversed(walk[1:])]

    play(qapp, scene)


def walked(stage: Stage, start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """What Tab comes by, from `start` round to it."""
    start.setFocus()
    walk: list[QWidget] = []
    while (here := focused()) is not None and here not in walk and len(walk) < 100:
        walk.append(here)
        stage.press(key, SHIFT if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier)
    assert focused() is start, focused()
    return walk


def test_tab_goes_through_a_narrow_window_and_the_first_page_too(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        window, bar = stage.window, stage.window.request_bar
        window.use(stage.account(""))
        await shown(stage)  # nobody is signed in there
        start = [window.account_button, bar.organization, bar.task, bar.fetch_button]
        assert walked(stage, window.account_button)[:7] == [
            *start,
            bar.recent_bar.recent,
            window.first_run.sign_in,
            window.first_run.demo,
        ]
        window.open_demo()
        await stage.answered()
        await shown(stage)
        walk = walked(stage, window.account_button)
        at = walk.index(window.panes.include_button)
        assert walk[at + 1] is window.panes.left.tabBar()
        assert walk.index(stage.table("Task JSON")) > at
        window.resize(1360, 820)
        await shown(stage)
        walk = walked(stage, window.account_button)
        assert walk.index(window.includes.preset) < walk.index(window.includes.other)
        assert walk.index(window.includes.other) < walk.index(stage.table("Task JSON"))

    play(qapp, scene, size=(900, 820))


def test_f6_goes_round_the_panes(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        window = stage.window
        ring = [
            window.request_bar.task,
            stage.widget("verdict_status"),
            window.includes.preset,
            stage.table("Task JSON"),
            stage.table("Form fields"),
        ]
        assert around(stage, 5) == [*ring[1:], ring[0]]
        assert around(stage, 5, SHIFT) == [*reversed(ring[1:]), ring[0]]
        window.includes.boxes["step"].setFocus()
        assert around(stage, 1) == [ring[3]]
        window.request_bar.stop_button.setFocus()
        window.request_bar.fetch_button.setFocus()
        assert around(stage, 1) == [ring[1]]
        await stage.fetch(FORBIDDEN)
        window.request_bar.task.setFocus()
        assert around(stage, 6) == [stage.widget("problem_action"), *ring[1:], ring[0]]
        stage.widget("problem_answer").setFocus()
        assert around(stage, 1) == [ring[1]]
        window.panes.left.setCurrentIndex(1)
        assert around(stage, 2) == [ring[2], stage.widget("raw_text")]

    play(qapp, scene)


def around(
    stage: Stage, steps: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> list[QWidget | None]:
    found = []
    for _step in range(steps):
        stage.press(Qt.Key.Key_F6, modifier)
        found.append(focused())
    return found


def test_f6_on_other_pages(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        window = stage.window
        box = window.request_bar.task
        stage.window.use(stage.account(""))
        await shown(stage)
        box.setFocus()
        assert around(stage, 2) == [window.first_run.sign_in, box]
        stage.window.use(stage.demo())
        stage.paste(f"{GOOD} or {STUCK}")
        box.setFocus()
        assert around(stage, 1) == [stage.widget("candidates")]
        stage.press(Qt.Key.Key_Escape)
        await stage.fetch(GOOD)
        chip = stage.widget("verdict_status")
        assert around(stage, 4) == [chip, window.panes.include_button, stage.table("Task JSON"), box]
        await stage.fetch(task_that("An empty task"))
        window.panes.open("fields")
        box.setFocus()
        chip = stage.widget("verdict_status")
        assert around(stage, 3) == [chip, window.panes.include_button, window.panes.left.tabBar()]

    play(qapp, scene, size=(900, 820))


def test_a_chain_tells_the_stops_of_many_parts_as_each_part_would(qapp: QApplication) -> None:
    window = QWidget()
    parts = [QWidget(window) for _each in range(3)]
    boxes = {part: [QLineEdit(part) for _each in range(3)] for part in parts}
    QWidget.setTabOrder(boxes[parts[2]][1], boxes[parts[2]][0])  # out of the order they were made in
    boxes[parts[0]][1].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    elsewhere = QLineEdit()
    chain = FocusChain(window)
    for part in (window, *parts):
        assert chain.stops(part) == tab_stops(part)
    assert chain.stops(parts[0]) == [boxes[parts[0]][0], boxes[parts[0]][2]]
    assert set(chain.stops(parts[2])) == set(boxes[parts[2]])
    assert chain.stops(elsewhere) == []
