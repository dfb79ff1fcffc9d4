from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api import taskref
from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.front import Front
from tallyfy_inspector.options import Options
from tallyfy_inspector.services import Services
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.parts import service
from tallyfy_inspector.store.settings import FILE, Settings
from tallyfy_inspector.ui.application import Application
from tallyfy_inspector.ui.claim import Claim
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.logfail import ExpectLog
from tests.support.program import started
from tests.support.running import NOTHING_SET, fetched, in_window, settled, signing_in
from tests.support.ui import until
from tests.support.wire import Wire

TOKEN = "canarytokenq7f3a9c41d8e60b2"


def test_what_the_window_says_about_this_run_stays_after_a_fetch(qapp: QApplication, tmp_path: Path) -> None:
    said = {}

    async def body(window: MainWindow) -> None:
        await fetched(window, TASKS[0].id)
        await until(lambda: "TALLYFY_ACCESS_TOKEN" in window.messages.standing.text)
        said["notice"] = window.messages.standing.text

    with Wire() as wire:
        environment = EnvironmentSettings(TOKEN, "organization-of-this-run", wire.url)
        assert in_window(qapp, tmp_path, body, Options(), environment) == 0
        assert wire.heard[0].startswith(
            f"GET /organizations/organization-of-this-run/tasks/{TASKS[0].id}".encode()
        )
        assert f"Bearer {TOKEN}".encode() in wire.heard[0]
        assert "for this run only" in said["notice"]
        assert "TALLYFY_ORG_ID" in said["notice"]
        assert wire.url in said["notice"]
    written = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "organization-of-this-run" not in written
    assert "127.0.0.1" not in written


def test_the_organization_that_was_typed_becomes_that_of_the_connection(
    qapp: QApplication, tmp_path: Path
) -> None:
    with Wire() as wire:
        Settings(tmp_path).set("base_url", wire.url)

        async def body(window: MainWindow) -> None:
            await window.account.connection.vault.set(TOKEN, wire.url)
            QTest.keyClicks(window.request_bar.organization, ORGANIZATION)
            await fetched(window, TASKS[0].id)

        assert in_window(qapp, tmp_path, body, Options()) == 0
        assert wire.heard[0].startswith(f"GET /organizations/{ORGANIZATION}/tasks/".encode())
        (record,) = Connections(Settings(tmp_path)).records()
        assert (record.id, record.base_url, record.organization) == ("default", wire.url, ORGANIZATION)
    assert set(json.loads((tmp_path / FILE).read_text(encoding="utf-8"))) >= {"version", "connections"}


def test_a_token_that_is_none_is_said_and_nothing_is_sent(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        assert "was not used" in window.messages.standing.text
        await fetched(window, TASKS[0].id)
        assert window.session.view.problem is not None
        assert window.session.view.problem.action == "sign_in"

    with Wire() as wire:
        problem = "The token in TALLYFY_ACCESS_TOKEN was not used."
        environment = EnvironmentSettings(None, "organization", wire.url, problem)
        assert in_window(qapp, tmp_path, body, Options(), environment) == 0
        assert wire.connections == 0


def test_a_damaged_settings_file_is_said(qapp: QApplication, tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("tallyfy_inspector.store.settings", "", required=False)
    (tmp_path / FILE).write_text("{", encoding="utf-8")

    async def body(window: MainWindow) -> None:
        told = window.messages.standing.text
        assert "settings.json.bak," in told
        assert "tokens of your earlier connections may still be in this computer's keyring" in told
        assert "“Tallyfy Inspector/”" in told  # what they are called there
        assert service("default", 1).startswith("Tallyfy Inspector/")

    assert in_window(qapp, tmp_path, body, Options()) == 0
    assert (tmp_path / "settings.json.bak").read_text(encoding="utf-8") == "{"


def test_includes_of_the_command_line_hold_for_this_run_only(qapp: QApplication, tmp_path: Path) -> None:
    kept = Settings(tmp_path)
    kept.set("includes.keys", ["step", "tags"])
    with Wire() as wire:

        async def body(window: MainWindow) -> None:
            await fetched(window)
            window.includes.boxes["folders"].setChecked(True)
            await fetched(window, TASKS[1].id)

        options = Options(task=TASKS[0].id, includes="run, run.checklist")
        environment = EnvironmentSettings(TOKEN, "organization", wire.url)
        assert in_window(qapp, tmp_path, body, options, environment) == 0
        assert [head.split()[1].rpartition(b"=")[2] for head in wire.heard] == [
            b"run,run.checklist",
            b"run,folders,run.checklist",
        ]
    assert Settings(tmp_path).get("includes.keys", []) == ["step", "tags"]
    assert Settings(tmp_path).get("includes.other", "") == ""


@pytest.mark.parametrize(
    "task",
    [
        TASKS[1].id,
        f"https://go.tallyfy.com/{ORGANIZATION}/tasks/{TASKS[1].id}?code=CANARY",
        f"the customer wrote: {TASKS[1].id}, please look",
    ],
)
def test_a_task_or_link_on_the_command_line_is_fetched_at_start(
    qapp: QApplication, tmp_path: Path, task: str
) -> None:
    async def body(window: MainWindow) -> None:
        await fetched(window)
        good = window.session.view.last_good
        assert good is not None
        assert good.task == TASKS[1].id
        assert window.request_bar.task.text() == TASKS[1].id

    assert in_window(qapp, tmp_path, body, Options(demo=True, task=task)) == 0


def test_a_file_on_the_command_line_is_opened_and_nothing_is_asked(
    qapp: QApplication, tmp_path: Path
) -> None:
    file = tmp_path / "saved.json"
    file.write_bytes(b'{"data": {"title": "CANARY"}}')

    async def body(window: MainWindow) -> None:
        await fetched(window)
        good = window.session.view.last_good
        assert good is not None
        assert good.body == b'{"data": {"title": "CANARY"}}'
        assert window.windowTitle() == "saved.json – Tallyfy Inspector"

    with Wire() as wire:
        options = Options(base_url=wire.url, organization="organization", task=str(file))
        assert in_window(qapp, tmp_path / "profile", body, options) == 0
        assert wire.connections == 0
    kept = [each.read_text(encoding="utf-8") for each in (tmp_path / "profile").rglob("*") if each.is_file()]
    assert not any("CANARY" in text or "saved.json" in text for text in kept)


def test_a_token_saved_without_a_keyring_is_used_until_the_end_and_written_nowhere(
    qapp: QApplication, tmp_path: Path
) -> None:
    with Wire() as wire:

        async def body(window: MainWindow) -> None:
            dialog = await signing_in(window)
            dialog.address.setText(wire.url)
            dialog.token.setText(TOKEN)
            dialog.save.click()
            await until(lambda: dialog.said.text())
            assert "memory until you quit" in dialog.said.text()
            dialog.reject()
            await fetched(window, TASKS[0].id)
            assert window.session.view.last_good is not None

        assert in_window(qapp, tmp_path, body, Options(organization="organization")) == 0
        assert f"Bearer {TOKEN}".encode() in wire.heard[-1]
    assert TOKEN not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_closing_with_a_dialog_open_and_a_fetch_on_its_way_ends_the_program(
    qapp: QApplication, tmp_path: Path
) -> None:
    slow = next(task.id for task in TASKS if task.wait)

    async def body(window: MainWindow) -> None:
        window.open_task(slow)
        await settled()
        dialog = await signing_in(window)
        dialog.token.setText(TOKEN)

    assert in_window(qapp, tmp_path, body) == 0
    assert not [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]


def test_the_log_tells_what_became_of_each_fetch_and_nothing_of_it(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "tallyfy_inspector.ui.state_log")
    denied = next(task.id for task in TASKS if "401" in task.title)

    async def body(window: MainWindow) -> None:
        await fetched(window)
        await fetched(window, denied)
        options = Options(base_url="http://127.0.0.1:9", organization="o")
        dead = Services(options, NOTHING_SET, Settings(tmp_path), tmp_path).account()
        await dead.vault.set(TOKEN, "http://127.0.0.1:9")
        window.use(dead)
        await fetched(window, denied)

    assert in_window(qapp, tmp_path, body) == 0
    told = [
        record.getMessage() for record in caplog.records if record.name == "tallyfy_inspector.ui.state_log"
    ]
    shapes = [line.rpartition(",")[0] or line for line in told]
    assert shapes == [
        *("Asked", "Answered 200: a task"),
        *("Asked", "Answered 401: SignIn"),
        *("Asked", "No answer: NoConnection"),
    ]


def test_the_environments_token_is_taken_out_and_the_placeholder_is_no_token(tmp_path: Path) -> None:
    for token, told in ((TOKEN, "for this run only"), ("YOUR_PERSONAL_ACCESS_TOKEN", "")):
        environment = {"TALLYFY_ACCESS_TOKEN": token, "TALLYFY_ORG_ID": None}
        with started(
            profile=tmp_path / token, inside="tells_the_environment", environment=environment
        ) as program:
            ended = program.end()
        assert (ended.code, ended.err) == (0, "")
        found = json.loads(ended.out)
        assert found["children see"] == ""
        assert told in found["notice"]
        assert bool(told) is bool(found["notice"])


NO_ID = "no id at all"
HANGS = "Another window of Tallyfy Inspector does not answer. This one was opened beside it."


class Attending:
    """Where the program asks to be told what is opened elsewhere; nothing is."""

    def attend(self, take: Callable[[QUrl], None] | None) -> None:
        """Forget it."""


@pytest.mark.parametrize(
    ("task", "told"),
    [(None, HANGS), (TASKS[0].id, HANGS), (NO_ID, f"{taskref.read(NO_ID).refusal} {HANGS}")],
)
def test_another_window_that_hangs_is_told_of_whatever_the_start_says(
    task: str | None, told: str, qapp: QApplication, tmp_path: Path
) -> None:
    said: list[str] = []

    async def body(window: MainWindow) -> None:
        await settled()
        said.append(window.messages.notice.text)

    front = Front(cast("Application", Attending()), Settings(tmp_path), None, 0.0, Claim("hangs"))
    assert in_window(qapp, tmp_path, body, Options(demo=True, task=task), front=front) == 0
    assert said == [told]
