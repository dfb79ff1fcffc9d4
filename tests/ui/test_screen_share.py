from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget

from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.screen_share import AT_ONCE
from tallyfy_inspector.ui.view import Hiding
from tests.support import planted, seen
from tests.support.copying import copied_everywhere
from tests.support.planting import canaries_in, in_others
from tests.support.running import fetched, in_window, settled
from tests.support.samples import variants
from tests.support.stage import Stage, play
from tests.support.standing import how_it_stands
from tests.support.ui import until
from tests.support.wire import Wire, as_json, response

CANARY = re.compile(r"qz[0-9]+zq|7700[0-9]{4}|canary")
SECRET = frozenset(("guest link",))  # masked before, too
FULL, FAILS = (task.id for task in TASKS[:2])
# Not those with words that nobody knows, nor those that let one wait.
LEFT_OUT = ("field_shapes", "hostile")
TOLD = [task for task in TASKS if task.kind == "template" and task.source not in LEFT_OUT and not task.wait]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def answers(shape: planted.Shape) -> Callable[[bytes], list[bytes | float | str]]:
    """The task full of canaries, or an error that repeats what it should not."""
    body = as_json(planted.task(shape)[0])
    headers = {"X-Debug": "Canary qz000zq", "Content-Type": "application/json"}

    def answer(head: bytes) -> list[bytes | float | str]:
        if FAILS.encode() not in head:
            return [response(body, headers=headers)]
        told = {"title": ["qz002zq@acme.example"]}
        error = {"message": "qz001zq: 77000001", "errors": told, "code": "qz003zq"}
        return [response(as_json(error), "422 Unprocessable Entity", headers)]

    return answer


def leaks() -> list[str]:
    """Where a canary can be seen, heard or read."""
    lines = [f"{where}: {text}" for where, text in seen.labelled()]
    lines += seen.titles()
    return [line[:300] for line in lines if CANARY.search(line.lower())]


def run(
    qapp: QApplication,
    folder: Path,
    body: Callable[[MainWindow], Any],
    options: Options,
    shape: planted.Shape = planted.SHAPES[0],
) -> None:
    """`body` beside the program's window on that Tallyfy."""
    with Wire(answers(shape)) as tallyfy:
        environment = EnvironmentSettings("token", ORGANIZATION, tallyfy.url)
        assert in_window(qapp, folder, body, options, environment) == 0


async def seen_everywhere(window: MainWindow) -> None:
    """Bring every panel to the front once, with everything in it open."""
    for tabs in window.panes.findChildren(QTabWidget):
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            await settled()
    tree = next(slot.load() for slot in window.panes.slots if slot.spec.id == "json")
    assert isinstance(tree, JsonTree)
    tree.actions_by_id["expand_all"].trigger()
    await settled()


@pytest.mark.parametrize("shape", planted.SHAPES)
def test_nothing_private_is_seen_heard_or_copied_once_it_is_on(
    qapp: QApplication, tmp_path: Path, shape: planted.Shape
) -> None:
    async def body(window: MainWindow) -> None:
        await fetched(window, FULL)
        await seen_everywhere(window)
        seen_before = set(canaries_in("\n".join(text for _where, text in seen.labelled()), places))
        assert [place for place in places.values() if place not in seen_before | SECRET] == []
        window.screen_share.switch(on=True)
        assert leaks() == []  # at once, also in panels that are hidden now
        await seen_everywhere(window)
        assert leaks() == []
        copies = copied_everywhere(window)
        assert len(set(copies)) > 10
        assert [text[:200] for text in copies if CANARY.search(text.lower())] == []
        await fetched(window, FAILS)
        await seen_everywhere(window)
        assert window.messages.banner.isVisible()
        assert leaks() == []
        window.screen_share.switch(on=False)
        await seen_everywhere(window)
        assert leaks()

    _whole, places = planted.task(shape)
    run(qapp, tmp_path, body, Options(), shape)


def test_the_program_can_start_with_it_on(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        assert window.messages.sign.isVisible()
        await fetched(window, FULL)
        await seen_everywhere(window)
        assert window.session.view.last_good is not None
        assert leaks() == []

    run(qapp, tmp_path, body, Options(screen_share=True))


@pytest.mark.parametrize("name", [*variants()])
def test_no_shape_of_an_answer_escapes_it(qapp: QApplication, tmp_path: Path, name: str) -> None:
    whole = in_others(json.loads(json.dumps(variants()[name], default=str)))

    async def scene(stage: Stage) -> None:
        stage.window.screen_share.switch(on=True)
        assert stage.window.session.take(json.dumps(whole).encode()) is None
        await seen_everywhere(stage.window)
        assert leaks() == []

    play(qapp, scene)


def test_structure_status_and_emptiness_stay(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        window = stage.window
        for entry in TOLD:
            await stage.fetch(entry.id)
            before = told(window)
            window.screen_share.switch(on=True)
            assert told(window) == before
            window.screen_share.switch(on=False)

    def told(window: MainWindow) -> list[object]:
        fields = next(slot.load() for slot in window.panes.slots if slot.spec.id == "fields")
        diagnosis = next(slot.load() for slot in window.panes.slots if slot.spec.id == "diagnosis")
        diagnosis._paint()
        rows = list(fields._rows)  # type: ignore[attr-defined]
        return [
            window.status.text,
            window.windowTitle(),
            [part.text for part in window.messages.verdict.parts],
            [(row.label, row.required, row.blank, row.type) for row in rows],
            [(each.code, each.title) for each in diagnosis._findings or ()],  # type: ignore[attr-defined]
            how_it_stands(window.screen_share.view),
        ]

    play(qapp, scene)


def test_the_keys_switch_it_on_and_off_and_the_window_says_so(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        find, sieve = stage.widget("find"), stage.widget("fields_filter")
        assert isinstance(find, QLineEdit)
        assert isinstance(sieve, QLineEdit)
        find.setText("Sam")
        sieve.setText("Teodor")
        whole, spoken = stage.window.session.view.last_good, len(stage.said)
        stage.press(Qt.Key.Key_H, CONTROL | SHIFT)
        share = stage.window.screen_share
        on: list[bool] = [share.on, share.view.masked, stage.window.messages.sign.isVisible()]
        assert on == [True] * 3
        assert stage.widget("headline").property("text") == HIDDEN
        assert [find.text(), sieve.text()] == ["", ""]
        stage.press(Qt.Key.Key_H, CONTROL | SHIFT)
        assert [find.text(), sieve.text()] == ["Sam", "Teodor"]
        on = [share.on, share.view.masked, stage.window.messages.sign.isVisible()]
        assert on == [False] * 3
        assert share.view.last_good is whole
        assert stage.said[spoken:] == ["Screen-share mode is on", "Screen-share mode is off"]

    play(qapp, scene)


def test_the_menu_ticks_it_and_remembers_how_to_start(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        actions = {each.text(): each for each in stage.window.account_button.menu().actions()}
        mode, start = actions["Screen-share mode"], actions["Start with screen-share mode on"]
        mode.trigger()
        assert stage.window.screen_share.on
        assert mode.isChecked()
        assert not start.isChecked()
        start.trigger()
        stage.press(Qt.Key.Key_H, CONTROL | SHIFT)
        assert not mode.isChecked()
        assert start.isChecked()
        other = stage.another_window()
        assert other.screen_share.on
        assert other.screen_share.view.masked
        assert not other.messages.sign.isHidden()
        other.deleteLater()

    play(qapp, scene)


def test_what_is_open_selected_and_on_top_stays(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        await stays_put(stage)

    play(qapp, scene)


def test_so_it_does_where_hiding_takes_a_while(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(next(entry.id for entry in TASKS if "1 MB" in entry.what))
        assert len(stage.answer.body) > AT_ONCE
        await stays_put(stage)

    play(qapp, scene)


async def stays_put(stage: Stage) -> None:
    tree = next(slot.load() for slot in stage.window.panes.slots if slot.spec.id == "json")
    assert isinstance(tree, JsonTree)
    path = ("data", "form_fields", "data", 3, "label")
    tree.view.select(path)
    await settled()
    before = tree.model.expanded_paths(), tree.view.place()
    assert tree.view.current_path() == path
    for on in (True, False):
        stage.window.screen_share.switch(on)
        await until(lambda: not isinstance(stage.window.screen_share.view.now, Hiding))
        await settled()
        assert (tree.model.expanded_paths(), tree.view.place()) == before


def test_a_large_answer_is_gone_at_once_and_masked_beside_the_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallyfy_inspector.ui.masked_answer.in_one_go", None)  # it would hold the window up
    body = json.dumps({"data": {"id": "1", "title": "canary", "x": ["canary"] * 100_000}}).encode()

    async def scene(stage: Stage) -> None:
        share = stage.window.screen_share
        assert stage.window.session.take(body) is None
        await seen_everywhere(stage.window)
        share.switch(on=True)
        assert isinstance(share.view.now, Hiding)
        assert leaks() == []
        assert stage.widget("headline").property("text") == "Hiding what is private…"
        assert "hiding what is private" in stage.window.status.text
        longest = await longest_turn(lambda: isinstance(share.view.now, Hiding))
        assert longest < 0.5
        assert share.view.last_good is not None
        assert share.view.last_good.document is not None
        assert share.view.last_good.document.root["data"]["title"] == HIDDEN  # type: ignore[index]
        await seen_everywhere(stage.window)
        assert leaks() == []

    play(qapp, scene)


async def longest_turn(condition: Callable[[], bool]) -> float:
    """How long the event loop was held up at most, in seconds, until `condition` no longer held."""
    loop, longest = asyncio.get_running_loop(), 0.0
    async with asyncio.timeout(20):
        while condition():
            began = loop.time()
            await asyncio.sleep(0.001)
            longest = max(longest, loop.time() - began)
    return longest


def test_switched_off_while_it_hides_it_shows_what_came(qapp: QApplication) -> None:
    body = json.dumps({"data": {"id": "1", "title": "T", "x": ["y"] * 100_000}}).encode()

    async def scene(stage: Stage) -> None:
        share = stage.window.screen_share
        assert stage.window.session.take(body) is None
        share.switch(on=True)
        share.switch(on=False)
        await settled()
        assert share.view is stage.window.session.view
        await until(lambda: not stage.jobs.running("hide what is private"))
        assert share.view is stage.window.session.view

    play(qapp, scene)


def test_nothing_is_saved_while_it_is_on_and_a_notice_goes(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        stage.window.messages.tell("Saved as canary.json")
        stage.window.screen_share.switch(on=True)
        assert stage.notice == ""
        stage.press(Qt.Key.Key_S, CONTROL)
        await settled()
        assert stage.notice.startswith("Screen-share mode is on, and what is saved is not masked.")

    play(qapp, scene)


def test_the_names_of_other_connections_are_nowhere(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        for name in ("In use", "Canary and sons"):
            record = ConnectionRecord("", name, stage.access.base_url, organization_name=f"{name}, Ltd")
            stage.book.add(record)
        stage.window.use(stage.connect(stage.book.records()[0]))
        assert leaks()
        stage.window.screen_share.switch(on=True)
        await settled()
        assert leaks() == []

    play(qapp, scene, is_demo=False)


def test_the_name_of_a_file_is_nowhere(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "canary of Sam.json"
    file.write_text(json.dumps({"data": {"id": "1", "title": "canary"}}), encoding="utf-8")

    async def scene(stage: Stage) -> None:
        stage.window.opening.open_path(str(file))
        await stage.answered()
        assert leaks()
        stage.window.screen_share.switch(on=True)
        assert leaks() == []
        assert stage.window.windowTitle().startswith(HIDDEN)
        stage.window.opening.open_path(str(tmp_path / "canary that is not there.json"))
        await stage.answered()
        assert stage.window.messages.banner.isVisible()
        assert leaks() == []

    play(qapp, scene)
