from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.view import Done, Idle
from tests.support.opened_files import BODY, LINK, TASK, address, drag, files, is_shown, named
from tests.support.stage import Stage, play
from tests.support.ui import until


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return named(tmp_path)


@pytest.mark.parametrize("onto", ["window", "tree", "task box", "organization"])
def test_a_dropped_file_is_opened_wherever_it_falls(qapp: QApplication, saved: Path, onto: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(TASK)
        where: dict[str, QWidget] = {
            "window": stage.window,
            "tree": stage.table("Task JSON").viewport(),
            "task box": stage.window.request_bar.task,
            "organization": stage.window.request_bar.organization,
        }
        event = drag(stage, files(address(saved), text=str(saved)), where[onto])
        assert event.isAccepted()
        assert event.dropAction() is Qt.DropAction.CopyAction  # it stays where it is
        await until(lambda: isinstance(stage.window.session.view.now, Done) and stage.answer.task is None)
        is_shown(stage, saved.name, f"{len(BODY)} bytes")
        assert stage.box == TASK  # what stands there can be fetched as before
        assert stage.organization == stage.access.organization

    play(qapp, scene)


@pytest.mark.parametrize(
    ("urls", "says"),
    [
        (["file://fileserver/share/CANARY.json"], "another computer (fileserver)"),
        (["file:////fileserver/share/CANARY.json"], "another computer (fileserver)"),
        (["smb://fileserver/CANARY.json"], "begins with “smb:”"),
        (["sftp://fileserver/CANARY.json"], "begins with “sftp:”"),
        (["https://files.example.com/CANARY.json"], "files.example.com"),
        (["file:///tmp/a.json", "file:///tmp/b.json"], "2 files"),
    ],
)
@pytest.mark.parametrize("onto", ["window", "task"])
def test_what_is_not_one_file_of_this_computer_is_refused_in_words(
    qapp: QApplication, urls: list[str], says: str, onto: str
) -> None:
    async def scene(stage: Stage) -> None:
        drag(stage, files(*urls), stage.window if onto == "window" else stage.window.request_bar.task)
        assert says in stage.notice
        assert "CANARY" not in stage.notice
        assert stage.window.speech.said[-1] == (stage.notice, True)
        await asyncio.sleep(0.05)
        stage.now(Idle)
        assert stage.spy.asked == []

    play(qapp, scene)


@pytest.mark.parametrize("onto", ["window", "tree", "task box"])
def test_a_dropped_text_is_a_paste(qapp: QApplication, onto: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(catalogue.TASKS[1].id)
        target = {"window": stage.window, "tree": stage.table("Task JSON").viewport()}.get(
            onto, stage.window.request_bar.task
        )
        data = files("imap-message://me@mail.example/INBOX;UID=7", text=f"Hello,\nplease see {LINK}\nRegards")
        assert drag(stage, data, target).isAccepted()
        assert stage.box == TASK
        assert len(stage.spy.asked) == 1  # a paste asks nothing by itself

    play(qapp, scene)


def test_a_dropped_link_of_tallyfy_is_a_paste(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        drag(stage, files(LINK))
        assert stage.box == TASK

    play(qapp, scene)


def test_a_dropped_picture_is_nothing(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        data = QMimeData()
        data.setData("image/png", b"\x89PNG")
        assert not drag(stage, data).isAccepted()

    play(qapp, scene)
