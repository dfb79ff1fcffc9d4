from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks import documents
from benchmarks.bare import ABSENT
from benchmarks.window import Gaps, Stage, opened
from tests.support.ui import drive

SMALL = documents.task(10 * documents.KB)
Act = Callable[[Stage], Coroutine[Any, Any, None]]


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Callable[[Act], None]:
    """Do something in a window of its own, in an event loop as the program has it."""

    async def run(act: Act) -> None:
        async with opened(tmp_path) as stage:
            await act(stage)

    def play(act: Act) -> None:
        drive(qapp, lambda: run(act))

    return play


def test_what_is_handed_over_is_shown_when_it_is_said_to_be(play: Callable[[Act], None]) -> None:
    async def act(stage: Stage) -> None:
        start = time.perf_counter()
        taken = await stage.show(SMALL)
        assert 0 < taken < (time.perf_counter() - start) * 1000
        assert stage.view.isVisible()
        assert stage.model.row_of(("data", "title")) is not None
        assert stage.model.rowCount() > 10

    play(act)


def test_the_second_answer_waits_for_a_paint_of_its_own(play: Callable[[Act], None]) -> None:
    async def act(stage: Stage) -> None:
        await stage.show(SMALL)
        assert stage.model.row_of(("data", "numbers")) is None
        await stage.show(documents.array_of_integers(3))
        assert stage.model.row_of(("data", "numbers")) is not None

    play(act)


def test_an_act_ends_when_its_rows_are_painted(play: Callable[[Act], None]) -> None:
    async def act(stage: Stage) -> None:
        await stage.show(documents.array_of_integers(3))
        row = stage.model.row_of(("data", "numbers"))
        assert row is not None
        rows = stage.model.rowCount()
        assert await stage.until_rows(rows + 3, lambda: stage.view.expand_row(row)) > 0
        with pytest.raises(TimeoutError, match=f"{rows + 3} rows instead of 9999"):
            await stage.until_rows(9999, lambda: None, patience=0.1)

    play(act)


def test_finding_tells_the_first_hit_and_the_end(play: Callable[[Act], None]) -> None:
    async def act(stage: Stage) -> None:
        await stage.show(SMALL)
        first, whole = await stage.find("budget")
        assert first is not None
        assert 0 < first < whole
        assert (await stage.find(ABSENT))[0] is None

    play(act)


def test_the_longest_gap_is_that_of_the_work_that_blocked(play: Callable[[Act], None]) -> None:
    async def act(_stage: Stage) -> None:
        with Gaps() as quiet:
            await asyncio.sleep(0.1)
        with Gaps() as busy:
            await asyncio.sleep(0.05)
            time.sleep(0.4)  # noqa: ASYNC251 - the loop is to be blocked
            await asyncio.sleep(0.05)
        assert busy.longest >= 400
        assert quiet.longest < busy.longest

    play(act)
