from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tallyfy_inspector.api.problem import BadFile, TooLong
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui import session as session_module
from tallyfy_inspector.ui.view import Done, Failed, Loading, Opened, Stopped
from tests.support import file_dialog
from tests.support.opened_files import BODY, TASK, address, drag, files, is_shown, named, rewrite
from tests.support.stage import Stage, focused, play
from tests.support.ui import until

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return named(tmp_path)


def open_dialog(stage: Stage) -> QFileDialog:
    found = stage.window.findChildren(QFileDialog, "open_dialog")
    assert len(found) == 1
    return found[0]


def test_a_file_is_opened_by_keyboard_alone(qapp: QApplication, tmp_path: Path) -> None:
    saved = tmp_path / "saved & kept.json"
    saved.write_bytes(BODY)

    async def scene(stage: Stage) -> None:
        stage.press(Qt.Key.Key_O, CONTROL)
        await file_dialog.answer(stage.window, "open_dialog", saved)
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        is_shown(stage, saved.name, f"{len(BODY)} bytes")
        assert stage.said[-2:] == ["Opening", f"Opened {saved.name}, no form fields"]
        assert stage.spy.asked == []
        await until(stage.window.isActiveWindow)
        stage.press(Qt.Key.Key_O, CONTROL)
        assert Path(open_dialog(stage).directory().absolutePath()) == saved.parent
        open_dialog(stage).reject()

    play(qapp, scene)


@pytest.mark.parametrize(
    ("body", "title", "place"),
    [
        (b'{"a": 1,\n "b": oops}', "This is not JSON", "Stops being JSON at line 2, column 7 (byte 15)."),
        (b'{"a": "b', "This JSON is not whole", "Ends in the middle of the JSON, at line 1, column 9"),
        (b"PK\x03\x04\0\0\0", "This is not text", "at line 1, column 1"),
        (b"\xff\xfe{\0}\0", "This is not text", "Stops being text in UTF-8"),
        (b'{"a": NaN}', "This is not JSON", "NaN"),
        (b"", "The file is empty", ""),
        (b" \n", "The file is empty", ""),
    ],
)
def test_a_file_that_is_no_json_says_where_and_shows_its_text(
    qapp: QApplication, tmp_path: Path, body: bytes, title: str, place: str
) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(body)

    async def scene(stage: Stage) -> None:
        await stage.fetch(TASK)
        before = stage.answer
        drag(stage, files(address(file)))
        await until(lambda: isinstance(stage.window.session.view.problem, BadFile))
        view = stage.window.session.view
        assert view.problem is not None
        assert view.problem.title == title
        banner = stage.widget("problem_title")
        assert banner.property("text") == f"{title}  ·  broken.json"  # its name, not where it is
        assert place in view.problem.hint
        assert view.last_good is before
        assert view.older
        assert view.older_is_other
        assert stage.answer.body == body
        assert stage.window.status.text == f"Status: from file broken.json, {len(body)} bytes, 12:01:03"
        assert stage.said[-1] == f"Problem: {title}"
        assert stage.window.account_button.text() == "Demo"  # tree and table show Tallyfy's
        stage.window.screen_share.switch(on=True)
        await until(lambda: banner.property("text") == title)
        stage.window.screen_share.switch(on=False)
        stage.click("problem_answer")
        text = stage.widget("raw_text")
        assert text.isVisible()
        assert stage.widget("raw_headline").property("text").startswith("From file: broken.json, ")
        stage.click("problem_action")
        await until(lambda: open_dialog(stage).isVisible())
        open_dialog(stage).reject()

    play(qapp, scene)


def test_a_file_that_cannot_be_read_says_why(qapp: QApplication, tmp_path: Path, saved: Path) -> None:
    async def scene(stage: Stage) -> None:
        seen = []
        for path in (
            tmp_path / "gone.json",
            tmp_path,
            *([tmp_path / "pipe"] if hasattr(os, "mkfifo") else []),
        ):
            stage.window.opening.open_path(str(path))
            stage.now(Loading)
            await stage.answered()
            assert stage.now(Failed).problem.action == "open_file"
            seen.append(stage.now(Failed).problem.title)
            assert stage.window.status.text == f"Status: not opened: {seen[-1]}, 12:01:03"
        assert seen == ["There is no such file", "This is a folder", "This is not a file"][: len(seen)]
        drag(stage, files(address(saved)))
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        assert stage.answer.good

    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    play(qapp, scene)


def test_a_very_long_file_is_read_when_the_person_says_so(
    qapp: QApplication, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "ASK_OVER", 50)

    async def scene(stage: Stage) -> None:
        drag(stage, files(address(saved)))
        await until(lambda: isinstance(stage.window.session.view.problem, TooLong))
        stage.click("problem_action")
        await until(lambda: stage.window.session.view.last_good)
        is_shown(stage, saved.name, f"{len(BODY)} bytes")

    play(qapp, scene)


def test_opening_can_be_stopped(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        ended = asyncio.get_running_loop().create_future()
        stage.window.session.open(Opened(Path("slow.json")), lambda: _slowly(ended))
        await asyncio.sleep(0.02)
        stage.press(Qt.Key.Key_Escape)
        stage.now(Stopped)
        await asyncio.sleep(0.3)
        stage.now(Stopped)

    def _slowly(_ended: object) -> bytes:
        import time

        time.sleep(0.2)
        return b"[]"

    play(qapp, scene)


def test_a_fetch_after_a_file_is_a_fetch_again(qapp: QApplication, saved: Path) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(str(saved))
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        is_shown(stage, saved.name, f"{len(BODY)} bytes")
        await stage.fetch(TASK)
        window = stage.window
        assert window.account_button.text() == "Demo"
        assert window.account_button.accessibleName() == "Connection"
        assert window.account_button.accessibleDescription() == "Demo"
        assert "Demo" in window.account_button.toolTip()
        assert window.windowTitle() == f"{TASK[:8]} · Demo – Tallyfy Inspector"
        await stage.fetch(next(each.id for each in catalogue.TASKS if "401" in each.title))
        assert window.session.view.older

    play(qapp, scene)


def test_a_file_opened_again_keeps_what_was_open(qapp: QApplication, saved: Path) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.opening.open_path(str(saved))
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        tree = stage.table("Task JSON")
        tree.setFocus()
        stage.press(Qt.Key.Key_Home)
        stage.press(Qt.Key.Key_Asterisk)
        rows = tree.model().rowCount()
        rewrite(saved)
        first = stage.answer
        stage.window.opening.open_path(str(saved))
        await until(lambda: isinstance(stage.window.session.view.now, Done) and stage.answer is not first)
        assert tree.model().rowCount() == rows
        assert "newer" in stage.window.messages.headline.text()

    play(qapp, scene)


@pytest.mark.parametrize("named", ["path", "relative", "address", "localhost", "missing", "folder"])
def test_a_file_named_at_the_start_is_opened(
    qapp: QApplication, saved: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(saved.parent)
    argument = {
        "path": str(saved),
        "relative": saved.name,
        "address": address(saved),
        "localhost": address(saved).replace("file://", "file://localhost", 1),
        "missing": "missing.json",
        "folder": ".",
    }[named]

    async def scene(stage: Stage) -> None:
        stage.window.start(argument)
        await until(lambda: isinstance(stage.window.session.view.now, (Done, Failed)))
        assert stage.spy.asked == []
        if named in ("missing", "folder"):
            said = {"missing": "There is no such file", "folder": "This is a folder"}
            assert stage.now(Failed).problem.title == said[named]
        else:
            is_shown(stage, saved.name, f"{len(BODY)} bytes")
        assert focused() is stage.window.request_bar.task

    play(qapp, scene)


def test_an_existing_file_comes_before_a_task_and_a_folder_does_not(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / TASK).mkdir()

    async def scene(stage: Stage) -> None:
        stage.window.start(TASK)
        await stage.answered()
        assert stage.answer.task == TASK
        (tmp_path / TASK).rmdir()
        (tmp_path / TASK).write_bytes(b"[]")
        stage.window.start(TASK)
        await until(lambda: isinstance(stage.window.session.view.now, Done) and stage.answer.task is None)
        stage.window.start("https://go.tallyfy.com/nothing.json")
        assert "no such file" not in stage.notice
        assert stage.answer.body == b"[]"

    play(qapp, scene)
