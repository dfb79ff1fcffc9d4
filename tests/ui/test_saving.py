from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tallyfy_inspector.api.exchange import CutOff
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import FileError
from tallyfy_inspector.redact import MASK, mask_json
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.ui.saving import suggested_name, without_secrets
from tallyfy_inspector.ui.view import Answer, Done, Opened
from tests.support import file_dialog, views
from tests.support.stage import Stage, focused, play
from tests.support.ui import until

WITH_LINK = catalogue.TASKS[0].id
CODE = "af980983e1b8977de7181e619463ec48"
SECRETS = "1 guest sign-in link and 2 addresses with a secret in them"
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_SECRET = b'{"data":\t{"id": "x", "n": 1.10, "s": "\\u00dc\\/\\ud800", "n": -0}}\r\n'


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def asked(stage: Stage) -> None:
    """Until the question has the keyboard."""
    await until(lambda: getattr(focused(), "objectName", str)() == "save_without")


@pytest.mark.parametrize("exactly", [False, True])
def test_an_answer_with_a_sign_in_link_is_saved_by_keyboard_alone(
    qapp: QApplication, tmp_path: Path, exactly: bool
) -> None:
    file = tmp_path / "saved.json"

    async def scene(stage: Stage) -> None:
        await stage.fetch(WITH_LINK)
        body = stage.answer.body
        assert CODE.encode() in body
        stage.table("Task JSON").setFocus()
        stage.press(Qt.Key.Key_S, CONTROL)
        await asked(stage)
        assert stage.widget("save_told").property("text") == f"This answer holds {SECRETS}."
        assert focused().accessibleName() == "Save without them"  # type: ignore[union-attr]
        if exactly:
            stage.press(Qt.Key.Key_Tab)
            assert focused() is stage.widget("save_exactly")
        stage.press(Qt.Key.Key_Return)
        dialog = await file_dialog.opened(stage.window, "save_dialog")
        assert Path(dialog.selectedFiles()[0]).name == f"task-{WITH_LINK[:8]}.json"
        await file_dialog.answer(stage.window, "save_dialog", file)
        await until(lambda: stage.notice)
        written = file.read_bytes()
        if exactly:
            assert written == body
            assert "exactly as received" in stage.notice
        else:
            assert CODE.encode() not in written
            assert MASK.encode() in written
            assert json.loads(written)["data"]["id"] == WITH_LINK
            assert len(body.splitlines()) == len(written.splitlines())
            assert stage.notice.endswith(f", without {SECRETS}.")
        assert stage.notice.startswith("Saved as saved.json, ")
        assert stage.said[-1] == stage.notice
        if sys.platform != "win32":
            assert file.stat().st_mode & 0o777 == 0o600
        assert inside(tmp_path) == [file]
        await until(stage.window.isActiveWindow)
        assert focused() is stage.table("Task JSON")

    play(qapp, scene)


@pytest.mark.parametrize("how", ["Esc", "Cancel", "Esc in the dialog"])
def test_not_to_save_saves_nothing(qapp: QApplication, tmp_path: Path, how: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(WITH_LINK)
        stage.press(Qt.Key.Key_S, CONTROL)
        await asked(stage)
        if how == "Esc in the dialog":
            stage.press(Qt.Key.Key_Return)
            (await file_dialog.opened(stage.window, "save_dialog")).reject()
        elif how == "Esc":
            stage.press(Qt.Key.Key_Escape)
        else:
            stage.click("save_cancel")
        await asyncio.sleep(0.1)
        assert not [d for d in stage.window.findChildren(QFileDialog) if d.isVisible()]
        assert stage.notice == ""
        assert inside(tmp_path) == []

    play(qapp, scene)


def test_what_is_opened_is_saved_byte_for_byte(qapp: QApplication, tmp_path: Path) -> None:
    source, target = tmp_path / "one.json", tmp_path / "two.json"
    source.write_bytes(NO_SECRET)

    async def scene(stage: Stage) -> None:
        stage.window.opening.open_path(str(source))
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        stage.window.account_button.save_wanted.emit()
        dialog = await file_dialog.opened(stage.window, "save_dialog")  # nothing to be asked about
        assert Path(dialog.selectedFiles()[0]).name == "one.json"
        await file_dialog.answer(stage.window, "save_dialog", target)
        await until(lambda: stage.notice)
        assert target.read_bytes() == source.read_bytes() == NO_SECRET

    play(qapp, scene)


def test_a_failed_answer_is_saved_as_raw_shows_it(qapp: QApplication, tmp_path: Path) -> None:
    page = next(each.id for each in catalogue.TASKS if "but not JSON" in each.what)

    async def scene(stage: Stage) -> None:
        await stage.fetch(WITH_LINK)
        await stage.fetch(page)
        stage.press(Qt.Key.Key_S, CONTROL)
        dialog = await file_dialog.opened(stage.window, "save_dialog")
        assert Path(dialog.selectedFiles()[0]).name == f"task-{page[:8]}.txt"
        await file_dialog.answer(stage.window, "save_dialog", tmp_path / "page.txt")
        await until(lambda: stage.notice)
        assert (tmp_path / "page.txt").read_bytes() == stage.answer.body
        assert stage.notice.endswith("exactly as received. It is the newest answer: 200 OK.")

    play(qapp, scene)


def test_with_nothing_to_save_it_says_so(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.press(Qt.Key.Key_S, CONTROL)
        assert stage.notice == "There is no answer to save yet."
        assert stage.window.speech.said[-1][1]

    play(qapp, scene)


@pytest.mark.parametrize(
    ("kind", "says"),
    [("denied", "does not let you write there"), ("full", "no room left"), ("failed", "disk")],
)
def test_what_cannot_be_written_is_said(qapp: QApplication, tmp_path: Path, kind: str, says: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste("[1]")
        stage.press(Qt.Key.Key_S, CONTROL)
        with patch.object(LocalFiles, "write", side_effect=FileError(kind)):  # type: ignore[arg-type]
            await file_dialog.answer(stage.window, "save_dialog", tmp_path / "x.json")
            await until(lambda: stage.notice)
        assert stage.notice.startswith("Not saved: ")
        assert says in stage.notice
        assert stage.window.speech.said[-1] == (stage.notice, True)
        assert inside(tmp_path) == []

    play(qapp, scene)


def made(
    change: Callable[[Answer], Answer] = lambda each: each, status: int = 200, body: object = None
) -> Answer:
    return change(views.answer({"data": {"id": "x"}} if body is None else body, status))


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (views.good({}).now.answer, "task-d005715e.json"),  # type: ignore[union-attr]
        (made(status=404), "task-d005715e-404.json"),
        (made(status=502, body="<html>"), "task-d005715e-502.txt"),
        (made(body="<html>"), "task-d005715e.txt"),
        (Answer(Opened(), None, None, None, None, views.NOW, opened=b"[]"), "answer.json"),
        (Answer(Opened(Path("/x/kept.json")), None, None, None, None, views.NOW), "kept.json"),
    ],
)
def test_the_name_that_is_offered(answer: Answer, name: str) -> None:
    assert suggested_name(answer) == name


def test_a_body_that_is_cut_off_is_saved_as_far_as_it_came_and_that_is_said(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def scene(stage: Stage) -> None:
        cut = views.answer(b'{"data"', cut_off=CutOff("connection"))
        stage.window.saving.save(cut)
        await file_dialog.answer(stage.window, "save_dialog", tmp_path / "cut.txt")
        await until(lambda: stage.notice)
        assert (tmp_path / "cut.txt").read_bytes() == b'{"data"'
        assert stage.notice.endswith("The answer itself is not whole.")

    play(qapp, scene)


def test_only_the_secrets_are_left_out() -> None:
    link = b"https://go.tallyfy.com/guest/task/c0dec0dec0dec0de4711471147114711"
    body = b'\xef\xbb\xbf{"a":1.10,"link":"' + link.replace(b"/", b"\\/") + b'","b":"\\u00dc\xff"}\r\n'
    shown = without_secrets(body, mask_json)
    before, after = body.split(b'"link":"')[0], body.split(b'","b"')[1]
    assert shown.startswith(before + b'"link":"')
    assert shown.endswith(b'","b"' + after)
    assert b"c0de" not in shown
    assert without_secrets(NO_SECRET, mask_json) == NO_SECRET
