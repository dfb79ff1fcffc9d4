from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.document.parse import RepeatedObject
from tallyfy_inspector.ui import settling
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.view import Answer, Done, View
from tests.support import views
from tests.support.stage import Stage, play
from tests.support.ui import drive, until

ROWS = ", ".join(f'{{"id": {number}, "text": "{"x" * 200}"}}' for number in range(4_000))
ONCE = f'{{"data": {{"title": "One", "rows": [{ROWS}], "last": 1}}}}'
TWICE = f'{{"data": {{"title": "One", "rows": [{ROWS}], "last": 1, "last": 2}}}}'


def test_what_repeats_nothing_is_left_as_it_is(qapp: QApplication) -> None:
    answer = views.answer(ONCE)
    assert answer.document is not None
    assert not answer.document.settled
    assert drive(qapp, lambda: settling.settled(answer)) is None
    assert drive(qapp, lambda: settling.settled(views.answer("oops"))) is None


def test_what_repeats_a_key_comes_back_with_all_of_it(qapp: QApplication) -> None:
    answer = views.answer(TWICE)
    again = drive(qapp, lambda: settling.settled(answer))
    assert again is not None
    assert again.document is not None
    assert again.document.settled
    assert isinstance(again.document.root["data"], RepeatedObject)  # type: ignore[index]
    assert again.rereads(answer)
    assert again.source is answer.source


def test_the_event_loop_has_its_turn_meanwhile(qapp: QApplication) -> None:
    def busy() -> Generator[None, None, str]:
        for _slice in range(100):
            time.sleep(0.001)
            yield
        return "done"

    async def body() -> None:
        work = asyncio.ensure_future(settling.in_turns(busy()))
        turns = 0
        while not work.done():
            await asyncio.sleep(0)
            turns += 1
        assert work.result() == "done"
        assert turns > 15

    drive(qapp, body)


def tree(stage: Stage) -> JsonTree:
    found = stage.window.findChild(JsonTree)
    assert isinstance(found, JsonTree)
    return found


def test_the_window_shows_the_exact_one_in_place_and_says_nothing_twice(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PAINT_FIRST", 0.4)  # time to look round before

    async def scene(stage: Stage) -> None:
        shown: list[View] = []
        stage.window.session.state_changed.connect(shown.append)
        stage.paste(TWICE)
        stage.window.panes.open("raw")
        await asyncio.sleep(0.02)
        raw = stage.widget("raw_text").verticalScrollBar()  # type: ignore[attr-defined]
        raw.setValue(7)
        stage.window.panes.open("json")
        panel = tree(stage)
        panel.view.setFocus()
        panel.select_path(("data", "rows", 17, "id"))
        top = panel.view.verticalScrollBar().value()
        first, said, rows = stage.answer, list(stage.said), panel.model.rowCount()
        assert panel.current_path() == ("data", "rows", 17, "id")
        await until(lambda: stage.answer is not first)
        assert shown[-1].now == Done(stage.answer, again=True)
        assert shown[-1].last_good is stage.answer
        assert panel.model.rowCount() == rows + 1  # the first "last" is there as well
        assert panel.current_path() == ("data", "rows", 17, "id")
        assert panel.view.verticalScrollBar().value() == top
        assert raw.value() == 7
        assert stage.said == said
        assert not stage.window.session.view.older
        await asyncio.sleep(0.1)
        assert len(shown) == 2

    play(qapp, scene)


def test_without_repeated_keys_nothing_more_happens(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        shown: list[View] = []
        stage.window.session.state_changed.connect(shown.append)
        stage.paste(ONCE)
        await until(lambda: not stage.jobs.running("settle the good answer"))
        assert [type(view.now) for view in shown] == [Done]

    play(qapp, scene)


def test_a_fetch_in_between_does_not_leave_a_wrong_value_standing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PAINT_FIRST", 0.2)

    async def scene(stage: Stage) -> None:
        stage.paste(TWICE)
        first = stage.answer
        await stage.fetch(next(each.id for each in catalogue.TASKS if "401" in each.title))
        said = list(stage.said)
        bad = stage.answer
        await until(lambda: stage.window.session.view.last_good is not first)
        good = stage.window.session.view.last_good
        assert good is not None
        assert good.rereads(first)
        assert stage.answer is bad
        assert stage.said == said

    play(qapp, scene)


def test_what_a_newer_answer_replaced_does_not_come_back(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PAINT_FIRST", 0.2)

    async def scene(stage: Stage) -> None:
        stage.paste(TWICE)
        stage.paste("[1]")
        await asyncio.sleep(0.6)
        assert stage.answer.body == b"[1]"
        stage.press(Qt.Key.Key_Escape)

    play(qapp, scene)


def test_another_reading_is_told_from_another_answer() -> None:
    answer = views.answer({"data": 1})
    assert answer.rereads(answer)
    assert not answer.rereads(None)
    assert not views.answer({"data": 1}).rereads(answer)
    assert not views.answer("oops").rereads(answer)
    assert json.loads(answer.body) == {"data": 1}
    assert isinstance(answer, Answer)
