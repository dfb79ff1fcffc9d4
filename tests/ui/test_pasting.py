from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.problem import BadFile
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui import session as session_module
from tallyfy_inspector.ui.view import Done, Idle, Loading, Opened
from tests.support.opened_files import BODY, LINK, TASK, address, drag, files, is_shown, named
from tests.support.stage import Stage, play
from tests.support.ui import until

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return named(tmp_path)


def test_a_copied_file_is_opened_by_a_paste(qapp: QApplication, saved: Path) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.request_bar.task.setFocus()
        QGuiApplication.clipboard().setMimeData(files(address(saved)))
        stage.press(Qt.Key.Key_V, CONTROL)
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        is_shown(stage, saved.name, f"{len(BODY)} bytes")
        assert stage.box == ""
        stage.paste(f"  {address(saved)}\n")  # its address, as text
        await until(lambda: stage.said.count("Opening") == 2)
        await stage.answered()
        assert stage.answer.good

    play(qapp, scene)


@pytest.mark.parametrize("how", ["paste", "drop", "argument"])
def test_a_network_path_in_a_text_is_refused_and_not_touched(qapp: QApplication, how: str) -> None:
    async def scene(stage: Stage) -> None:
        path = "\\\\fileserver\\share\\CANARY.json"
        if how == "paste":
            stage.paste(path)
        elif how == "drop":
            data = QMimeData()
            data.setText(path)
            drag(stage, data)
        else:
            stage.window.start(path)
        assert "another computer (fileserver)" in stage.notice
        stage.now(Idle)
        assert stage.box == ""

    play(qapp, scene)


@pytest.mark.parametrize("text", [BODY.decode(), f"\ufeff\r\n {BODY.decode()}\n"])
@pytest.mark.parametrize("box", ["task", "organization"])
def test_pasted_json_is_shown_and_kept_in_no_field(qapp: QApplication, text: str, box: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.write("typed before", stage.widget(box))
        stage.paste(text, stage.widget(box))
        assert stage.answer.good
        assert stage.answer.source == Opened()
        assert stage.answer.body == BODY
        window = stage.window
        assert window.windowTitle() == "pasted JSON – Tallyfy Inspector"
        assert window.status.text == f"Status: pasted JSON, {len(BODY)} bytes, 12:01:03"
        assert window.account_button.text() == "Pasted JSON"
        assert window.messages.headline.text() == "Approve the CANARY offer (pasted JSON)"
        assert stage.said[-1] == "Opened pasted JSON, no form fields"
        field = getattr(window.request_bar, box)
        assert field.text() == ""
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            field.setFocus()
            stage.press(key, CONTROL)
            assert "CANARY" not in field.text()
        assert not field.isUndoAvailable()

    play(qapp, scene)


def test_json_longer_than_a_field_is_taken_whole(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        text = json.dumps(["x" * 1_000 for _number in range(200)])
        stage.paste(text)
        assert stage.answer.body == text.encode()
        assert stage.window.messages.headline.text() == "Pasted JSON"

    play(qapp, scene)


@pytest.mark.parametrize("root", ["[]", "{}", "[1, 2]", '{"a": null}', '["\\ud800"]'])
def test_any_root_that_begins_with_a_bracket_is_taken(qapp: QApplication, root: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(TASK)
        stage.paste(root)
        assert stage.answer is stage.window.session.view.last_good
        assert stage.answer.body == root.encode()
        assert stage.said[-1] == f"Opened pasted JSON, {len(root)} bytes"

    play(qapp, scene)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"data": {"id": "1"', "line 1, column 20"),
        ('[{"id": 1}, oops]', "line 1, column 13"),
        ('\ufeff\r\n {"data": {"id": "1"', "line 2, column 21"),
        ('\n\n{"data":\n {"CANARY": oops}}\n', "line 4, column 13"),
    ],
)
def test_json_that_is_none_is_said_with_its_place_and_shown_nowhere(
    qapp: QApplication, text: str, place: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(TASK)
        stage.paste(text)
        assert f"cannot be read as JSON from {place} on" in stage.notice
        assert "CANARY" not in stage.notice
        assert "oops" not in stage.notice
        stage.paste("{not a link}")
        assert "line" not in stage.notice
        assert stage.answer.task == TASK
        assert stage.box == ""

    play(qapp, scene)


def test_a_text_in_brackets_is_still_a_text(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(f"[URGENT] please look at {LINK}")
        assert stage.box == TASK

    play(qapp, scene)


def test_json_that_was_typed_is_taken_by_enter(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write('{"a": 1.10}')
        stage.press(Qt.Key.Key_Return)
        assert stage.answer.body == b'{"a": 1.10}'
        assert stage.box == ""

    play(qapp, scene)


def test_a_paste_ends_a_fetch_that_is_on_its_way(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(next(each.id for each in catalogue.TASKS if each.wait))
        stage.press(Qt.Key.Key_Return)
        stage.now(Loading)
        stage.paste("[1]")
        await asyncio.sleep(0.6)
        assert stage.answer.body == b"[1]"

    play(qapp, scene)


def test_a_long_paste_is_announced(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "ANNOUNCE_OVER", 100)

    async def scene(stage: Stage) -> None:
        stage.paste(json.dumps(["x" * 200]))
        stage.now(Loading)
        await stage.answered()
        assert stage.answer.good
        stage.paste("[" + "x" * 200)
        await stage.answered()
        assert isinstance(stage.answer.problem, BadFile)
        assert "Stops being JSON at line 1, column 2" in stage.answer.problem.hint

    play(qapp, scene)
