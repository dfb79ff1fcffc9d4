from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.exchange import Exchange, ProcessAnswer, ProcessRequest, TransportError
from tallyfy_inspector.demo.catalogue import HEALTHY_PROCESS, ORGANIZATION, PROCESS, TASKS
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.task.names import Names
from tallyfy_inspector.ui.name_book import Entry
from tallyfy_inspector.ui.process_list import ProcessList
from tallyfy_inspector.ui.process_tasks import _listed
from tests.support.logfail import ExpectLog
from tests.support.seen import everything
from tests.support.stage import Stage, focused, play
from tests.support.ui import drive, until
from tests.support.views import exchange

STUCK = TASKS[1]
LINK = f"https://go.tallyfy.com/{ORGANIZATION}/process/{PROCESS}"


async def opened(stage: Stage, text: str = LINK) -> ProcessList:
    stage.paste(text)
    stage.press(Qt.Key.Key_Return)
    return await shown(stage)


async def shown(stage: Stage) -> ProcessList:
    dialog = stage.window.guide.processes.dialog
    assert dialog is not None
    await until(lambda: dialog.model.rowCount() or not dialog.retry.isHidden())
    await until(dialog.isActiveWindow)
    return dialog


def test_a_process_link_leads_to_its_task_by_keyboard_alone(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(LINK)
        assert stage.spy.processes == []  # a paste alone asks nothing
        assert "Press Enter to list its tasks" in stage.notice
        dialog = await opened(stage)
        assert dialog.view.accessibleName() == "Process tasks"
        assert focused() is dialog.filter
        for letter in ("S", "I", "G", "N"):
            stage.press(getattr(Qt.Key, f"Key_{letter}"))
        assert [row.id for row in dialog.model.rows] == [STUCK.id]
        stage.press(Qt.Key.Key_Return)
        await until(lambda: stage.spy.asked)
        await stage.answered()
        assert stage.window.guide.processes.dialog is None
        assert [(each.task, each.run) for each in stage.spy.asked] == [(STUCK.id, PROCESS)]
        assert stage.answer.good
        assert stage.box == STUCK.id
        await until(lambda: focused() is stage.window.request_bar.task)

    play(qapp, scene)


def test_the_bare_id_of_the_process_on_screen_leads_to_its_tasks(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        await stage.fetch(PROCESS)
        assert stage.window.session.view.problem is not None
        stage.click("problem_action")
        dialog = await shown(stage)
        assert STUCK.id in [row.id for row in dialog.model.rows]
        assert [each.run for each in stage.spy.processes] == [PROCESS]

    play(qapp, scene)


def test_arrows_choose_and_esc_goes_back(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await opened(stage)
        stage.press(Qt.Key.Key_Down)
        assert dialog.view.currentIndex().row() == 1
        stage.press(Qt.Key.Key_Escape)
        assert stage.window.guide.processes.dialog is None
        assert stage.spy.asked == []
        await until(lambda: focused() is stage.window.request_bar.task)

    play(qapp, scene)


def test_where_others_look_on_no_titles_are_told(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.screen_share.switch(on=True)
        dialog = await opened(stage)
        assert dialog.model.rowCount() > 1
        assert STUCK.title not in everything()
        assert f"•••••  Task {STUCK.id[:8]}…" in everything()
        stage.window.screen_share.switch(on=False)
        assert STUCK.title in everything()
        dialog.reject()

    play(qapp, scene)


def test_a_process_that_is_not_found_says_so_and_may_be_tried_again(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await opened(stage, LINK.replace(PROCESS, "f" * 32))
        assert "Process not found" in dialog.told.text()
        assert focused() is dialog.act
        stage.click("process_again")
        await until(lambda: len(stage.spy.processes) == 2)
        dialog.reject()

    play(qapp, scene)


def test_a_token_that_is_refused_leads_to_the_sign_in(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        refused = page({"error": True, "message": "Unauthenticated."}, 401)

        async def refuses(request: ProcessRequest, rest: object) -> ProcessAnswer:
            return ProcessAnswer(refused)

        stage.window.use(stage.account(stage.access.base_url))
        stage.spy.process = refuses  # type: ignore[method-assign, assignment]
        stage.window.guide.list_process(PROCESS, ORGANIZATION)
        dialog = await shown(stage)
        assert dialog.act.text() == "Sign in again"
        stage.press(Qt.Key.Key_Space)
        assert stage.window.guide.processes.dialog is None
        assert stage.dialog().isVisible()

    play(qapp, scene, is_demo=False)


def troubled(stage: Stage, *trouble: Exchange | TransportError) -> None:
    """The next answers are these; then it goes on well."""
    left = list(trouble)
    get = stage.client._get

    async def bad(*asked: Any) -> Exchange:
        came = left.pop(0) if left else await get(*asked)
        if isinstance(came, TransportError):
            raise came
        return came

    stage.client._get = bad  # type: ignore[method-assign, assignment]


def test_what_may_pass_is_asked_for_again_by_itself(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        troubled(stage, page({"message": "busy"}, 503), TransportError("network", "x"))
        dialog = await opened(stage)
        assert dialog.model.rowCount() > 1
        assert dialog.retry.isHidden()
        assert len(stage.waited) >= 2
        dialog.reject()

    play(qapp, scene)


def test_after_three_attempts_it_is_a_problem(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        troubled(stage, *[page({"message": "busy"}, 503)] * 3)
        dialog = await opened(stage)
        assert dialog.model.rowCount() == 0
        assert not dialog.retry.isHidden()
        dialog.reject()

    play(qapp, scene)


def test_it_is_not_tried_again_before_the_time_that_the_server_named(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        later = (("Retry-After", "120"),)
        troubled(stage, replace(page({"message": "Too Many Attempts."}, 429), response_headers=later))
        dialog = await opened(stage)
        assert dialog.retry.text() == "Retry in 2 min 0 s"
        assert focused() is dialog.filter
        stage.click("process_again")
        assert not stage.jobs.running("process tasks")
        assert len(stage.spy.processes) == 1
        stage.clock.moment += timedelta(seconds=120)
        await until(dialog.retry.isEnabled)
        assert dialog.retry.text() == "&Try again"
        stage.click("process_again")
        await until(dialog.model.rowCount)
        dialog.reject()

    play(qapp, scene)


@pytest.mark.parametrize("how", ["stop", "back", "escape"])
def test_a_wait_is_ended_by_the_person(how: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        async def for_ever(_seconds: float) -> None:
            await asyncio.Event().wait()

        troubled(stage, *[page({"message": "busy"}, 503)] * 3)
        stage.window.guide.processes.patience.wait = for_ever
        stage.paste(LINK)
        stage.press(Qt.Key.Key_Return)
        dialog = stage.window.guide.processes.dialog
        assert dialog is not None
        await until(lambda: "attempt 2 of 3" in dialog.told.text())
        if how == "escape":
            stage.press(Qt.Key.Key_Escape)
        else:
            stage.click(f"process_{how}")
        assert not stage.jobs.running("process tasks")
        if how != "stop":
            assert stage.window.guide.processes.dialog is None
            return
        assert dialog.told.text().startswith("Stopped.")
        stage.window.guide.processes.patience.wait = stage.at_once
        stage.click("process_again")
        await until(dialog.model.rowCount)
        dialog.reject()

    play(qapp, scene)


def test_people_are_called_by_the_names_that_are_known_already(qapp: QApplication) -> None:
    people = page(
        {"data": [{"id": "1", "title": "One", "owners": {"users": [7], "guests": [], "groups": []}}]}
    )

    async def scene(stage: Stage) -> None:
        async def answers(request: ProcessRequest, rest: object) -> ProcessAnswer:
            return ProcessAnswer(GOOD, (people,))

        stage.spy.process = answers  # type: ignore[method-assign, assignment]
        names = stage.window.names
        dialog = await opened(stage)
        assert "1 member" in everything()
        names._end(ORGANIZATION, Entry(Names(members={"7": "Ada Known"})))
        assert "Ada Known" in everything()
        stage.window.screen_share.switch(on=True)
        assert "Ada Known" not in everything()
        stage.window.screen_share.switch(on=False)
        dialog.reject()
        stage.window.guide.list_process(PROCESS, ORGANIZATION)
        again = await shown(stage)
        assert "Ada Known" in everything()
        assert stage.spy.listed == []  # nobody was asked
        again.reject()

    play(qapp, scene)


def test_a_process_that_the_demo_does_not_have_leads_out_of_it(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await opened(stage, f"https://go.tallyfy.com/{'a' * 32}/process/{PROCESS}")
        assert dialog.told.text().startswith("Process not found. This is the demo")
        stage.press(Qt.Key.Key_Space)  # on “Leave the demo”
        assert not stage.window.account.connection.demo
        stage.dialog().reject()

    play(qapp, scene)


def test_another_connection_takes_the_list_away(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        stage.window.use(stage.account(stage.access.base_url))
        assert stage.window.guide.processes.dialog is None

    play(qapp, scene)


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (TransportError("dns", "go.tallyfy.com"), "Address not found"),
        (VaultError("The keyring is locked."), "The keyring is locked."),
    ],
)
def test_what_fails_on_the_way_is_said(error: Exception, word: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        async def fails(request: ProcessRequest, rest: object) -> ProcessAnswer:
            raise error

        stage.spy.process = fails  # type: ignore[method-assign, assignment]
        dialog = await opened(stage, f"https://go.tallyfy.com/{ORGANIZATION}/process/{HEALTHY_PROCESS}")
        assert word in dialog.told.text()
        dialog.reject()

    play(qapp, scene)


def test_a_fault_of_the_program_ends_the_loading_and_goes_to_the_log(
    qapp: QApplication, expect_log: ExpectLog
) -> None:
    expect_log("tallyfy_inspector.ui.jobs", "The job process tasks failed")

    async def scene(stage: Stage) -> None:
        async def fails(request: ProcessRequest, rest: object) -> ProcessAnswer:
            raise ValueError("made up")

        stage.spy.process = fails  # type: ignore[method-assign, assignment]
        dialog = await opened(stage)
        assert dialog.told.text().startswith("Something went wrong here.")
        assert "made up" not in everything()
        assert (dialog.stop.isHidden(), focused() is dialog.retry) == (True, True)
        await until(lambda: not stage.jobs.running("process tasks"))
        dialog.reject()

    play(qapp, scene)


def page(body: Any, status: int = 200) -> Exchange:
    return exchange(body if isinstance(body, bytes) else json.dumps(body).encode(), status)


GOOD = page({"data": {"id": PROCESS, "name": "Process"}})
FIRST = page({"data": [{"id": "1", "title": "One"}], "meta": {"pagination": {"total_pages": 2}}})
LOST = TransportError("network", "go.tallyfy.com")


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        (ProcessAnswer(GOOD, (FIRST, page({"data": [{"id": "2"}]}))), 2),
        (ProcessAnswer(GOOD, (FIRST, page({"message": "no"}, 500))), 1),
        (ProcessAnswer(GOOD, (FIRST, page(b"{"))), 1),
        (ProcessAnswer(GOOD, (FIRST,), broken=LOST), 1),
        (ProcessAnswer(GOOD, (FIRST,), more=True), 1),
        (ProcessAnswer(GOOD, (page({"message": "no"}, 500),)), None),
        (ProcessAnswer(GOOD, (page(b"<html>"),)), None),
        (ProcessAnswer(page({"message": "no"}, 404)), None),
        (ProcessAnswer(page(b"")), None),
        (ProcessAnswer(GOOD), 0),
    ],
)
def test_a_list_is_what_pages_came(answer: ProcessAnswer, rows: int | None, qapp: QApplication) -> None:
    listed, problem = drive(qapp, lambda: _listed(answer))
    if rows is None:
        assert listed is None
        assert problem is not None
        assert problem.title
        assert problem.hint
    else:
        assert listed is not None
        assert len(listed.rows) == rows
        assert listed.complete is (rows != 1)
        assert (problem is None) is (listed.complete or answer.more)
