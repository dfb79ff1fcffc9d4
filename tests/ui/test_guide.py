from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tallyfy_inspector.api.exchange import CutOff, TransportError
from tallyfy_inspector.api.no_answer import _BY_KIND, from_transport
from tallyfy_inspector.api.problem import Action, Problem
from tallyfy_inspector.demo.catalogue import ORGANIZATION, PROCESS, TASKS
from tallyfy_inspector.ports import ConnectionRecord, FileError, FileTrouble, StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui import file_words, session
from tallyfy_inspector.ui.next_step import Step
from tallyfy_inspector.ui.view import Done, Source
from tests.support.stage import Spy, Stage, play, task_that
from tests.support.ui import until
from tests.support.views import answer

UNKNOWN = "f" * 32


def problems() -> Iterator[Problem]:
    """One of every kind that there is."""
    for host in ("go.tallyfy.com", "own.example"):
        yield from (from_transport(TransportError(kind, host)) for kind in (*_BY_KIND, "new"))
    bodies: tuple[object, ...] = (
        {"message": "no"},
        b"<html><title>Portal</title>",
        {},
        {"error": True, "message": "Resource not found"},
    )
    for status in (200, 301, 400, 401, 402, 403, 404, 407, 408, 409, 418, 422, 429, 500, 502, 503, 504, 511):
        for body in (*bodies, b"", b"{", {"data": []}, {"id": "1", "title": "t"}):
            if (found := answer(body, status, "").problem) is not None:
                yield found
    for kind in ("too_large", "inflates", "encoding", "timeout", "connection"):
        found = answer({"data": {}}, cut_off=CutOff(kind, 2**20)).problem
        assert found is not None
        yield found
    yield from (file_words.not_opened(FileError(kind)) for kind in get_args(FileTrouble))
    yield session.our_fault()
    yield session.too_long(2**28)


def test_every_problem_has_words_and_one_button_that_works(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        banner = stage.window.messages.banner
        offered = set()
        for problem in problems():
            assert 0 < len(problem.title) <= 45, problem.title
            assert len(problem.hint) > 20, problem.title
            assert "{" not in problem.hint, problem.hint
            acted: list[str] = []
            banner.acted.connect(acted.append)
            banner.show_problem(problem, has_answer=problem.action == "show_answer")
            primary, show = (
                banner.findChild(QPushButton, name) for name in ("problem_action", "problem_answer")
            )
            assert primary is not None
            assert show is not None
            if problem.action == "show_answer":
                assert primary.isHidden()
                assert not show.isHidden()
            else:
                assert primary.text(), problem.title
                offered.add(problem.action)
        assert offered <= set(get_args(Action))
        banner.show_problem(None, has_answer=False)

    play(qapp, scene)


@pytest.mark.parametrize("action", get_args(Action))
def test_the_window_can_do_every_action(action: Action, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.opening.choose = lambda: None  # type: ignore[method-assign]
        stage.window._on_action(action)
        stage.window.help_windows.close_all()

    play(qapp, scene)


def test_my_other_connections_are_tried_one_at_a_time(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        base_url = stage.access.base_url
        named = [
            ("Northwind", ORGANIZATION),
            ("Eastwind", "a" * 32),
            ("Westwind & Co", "b" * 32),
            ("None", ""),
        ]
        records = [stage.book.add(ConnectionRecord("", name, base_url, org)) for name, org in named]
        for record in records[1:]:
            stage.vaults[record.id] = stage.vault
        stage.window.use(stage.connect(records[0]))
        await stage.fetch(UNKNOWN)
        button = stage.widget("problem_action")
        assert isinstance(button, QPushButton)
        assert button.text() == "Try “Eastwind” next"
        stage.window.screen_share.switch(on=True)
        assert button.text() == "Try the next connection"
        stage.window.screen_share.switch(on=False)
        button.click()
        assert stage.notice == "Switched to the connection “Eastwind”."
        await stage.answered()
        assert [(each.organization, each.task) for each in stage.spies[records[1].id].asked] == [
            ("a" * 32, UNKNOWN)
        ]
        assert button.text() == "Try “Westwind && Co” next"
        button.click()
        await stage.answered()
        assert button.text() == "Change the organization"  # nothing is left to try
        assert len(stage.spy.asked) == 1

    play(qapp, scene, is_demo=False)


def test_in_the_demo_nothing_else_is_tried(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url, "a" * 32))
        await stage.fetch(UNKNOWN)
        assert stage.window.guide.show_view(stage.window.session.view) == Step(
            stage.window.session.view.problem
        )

    play(qapp, scene)


def test_a_task_that_is_not_in_its_process_leads_to_those_that_are(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(f"https://go.tallyfy.com/{ORGANIZATION}/process/{PROCESS}/task/{UNKNOWN}")
        button = stage.widget("problem_action")
        assert isinstance(button, QPushButton)
        assert button.text() == "List this process's tasks"
        button.click()
        dialog = stage.window.guide.processes.dialog
        assert dialog is not None
        await until(dialog.model.rowCount)
        assert [each.run for each in stage.spy.processes] == [PROCESS]
        stage.press(Qt.Key.Key_Escape)

    play(qapp, scene)


@pytest.mark.parametrize("with_staging", [False, True])
def test_a_task_of_a_list_is_asked_for_where_the_list_came_from(
    with_staging: bool, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        base_url = stage.access.base_url
        production = stage.book.add(ConnectionRecord("", "Northwind", base_url, "a" * 32, "Northwind Ltd"))
        if with_staging:
            staging = "https://staging.go.tallyfy.com/api"
            stage.book.add(ConnectionRecord("", "Staging", staging, ORGANIZATION, "Eastwind"))
        stage.window.use(stage.connect(production))
        stage.paste(f"{base_url}/organizations/{ORGANIZATION}/runs/{PROCESS}")
        stage.click("question_second")  # fetch anyway
        dialog = stage.window.guide.processes.dialog
        assert dialog is not None
        await until(dialog.model.rowCount)
        chosen = dialog.model.rows[0].id
        stage.press(Qt.Key.Key_Return)
        await until(lambda: stage.spy.asked)
        await stage.answered()
        assert stage.window.account.connection.id == production.id
        assert stage.window.messages.question.text == ""
        asked = [(each.base_url, each.organization, each.task, each.run) for each in stage.spy.asked]
        assert asked == [(base_url, ORGANIZATION, chosen, PROCESS)]
        stage.press(Qt.Key.Key_F5)
        await until(lambda: len(stage.spy.asked) == 2)
        assert stage.spy.asked[1] == stage.spy.asked[0]
        await stage.answered()

    play(qapp, scene, is_demo=False)


async def failed_over_another(stage: Stage, text: str) -> tuple[ConnectionRecord, Spy]:
    """A failure over the connection "Northwind", while another host is looked at; that one's client."""
    north = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url, ORGANIZATION))
    other = stage.book.add(ConnectionRecord("", "Eastwind", "http://127.0.0.1:9/api", "b" * 32))
    stage.vaults[other.id] = MemoryVault(StoredToken("http://127.0.0.1:9", "other", "memory"))
    stage.window.use(stage.connect(north))
    await stage.fetch(text)
    assert "Northwind" not in stage.widget("problem_title").property("text")
    stage.window.account.switch(other.id)
    assert stage.widget("problem_title").property("text").endswith(" from Northwind")
    return north, stage.spies[other.id]


def sent(spy: Spy) -> int:
    """How often it was asked for anything."""
    return len(spy.asked) + len(spy.processes) + len(spy.listed) + len(spy.tested)


def in_process(stage: Stage) -> str:
    return f"{stage.access.base_url}/organizations/{ORGANIZATION}/runs/{PROCESS}/tasks/{UNKNOWN}"


def test_the_list_for_a_failure_is_of_the_connection_that_failed(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        north, other = await failed_over_another(stage, in_process(stage))
        stage.click("problem_action")
        assert stage.window.account.connection.id == north.id
        assert stage.notice == "Switched to the connection “Northwind”."
        dialog = stage.window.guide.processes.dialog
        assert dialog is not None
        await until(dialog.model.rowCount)
        assert [(each.organization, each.run) for each in stage.spy.processes] == [(ORGANIZATION, PROCESS)]
        assert sent(other) == 0
        stage.press(Qt.Key.Key_Escape)

    play(qapp, scene, is_demo=False)


def test_it_is_tried_again_over_the_connection_that_failed(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        north, other = await failed_over_another(stage, task_that("Error 409"))
        before = len(stage.spy.asked)
        stage.click("problem_action")
        await stage.answered()
        assert stage.window.account.connection.id == north.id
        assert stage.spy.asked[before:] == stage.spy.asked[:before]
        assert stage.now(Done).answer.source == Source("Northwind", stage.spy.asked[0], north.id)
        assert sent(other) == 0

    play(qapp, scene, is_demo=False)


def test_who_signs_in_again_signs_in_where_the_token_was_refused(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        north, other = await failed_over_another(stage, task_that("Error 401"))
        stage.click("problem_action")
        assert stage.window.account.connection.id == north.id
        assert stage.dialog().address.text() == north.base_url
        stage.dialog().reject()
        assert sent(other) == 0

    play(qapp, scene, is_demo=False)


def test_where_the_connection_is_gone_nothing_is_done_and_that_is_said(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        north, other = await failed_over_another(stage, in_process(stage))
        stage.book.remove(north.id)
        stage.click("problem_action")
        assert stage.window.guide.processes.dialog is None
        assert stage.notice.startswith("This came over “Northwind”, which is no longer connected.")
        stage.window.screen_share.switch(on=True)
        stage.click("problem_action")
        assert stage.notice.startswith("This came over “•••••”")
        assert "Northwind" not in stage.widget("problem_title").property("text")
        assert stage.window.account.connection.name == "Eastwind"
        assert sent(other) == len(stage.spy.processes) == 0
        stage.window.screen_share.switch(on=False)
        stage.click("problem_answer")  # what came is still there to be seen
        assert stage.window.panes.left.tabText(stage.window.panes.left.currentIndex()) == "Raw"

    play(qapp, scene, is_demo=False)


def test_a_good_answer_needs_no_help(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(TASKS[0].id)
        assert stage.window.guide.show_view(stage.window.session.view) == Step(None)
        await stage.fetch(task_that("Error 401"))
        step = stage.window.guide.show_view(stage.window.session.view)
        assert step.problem is not None
        assert step.problem.action == "sign_in"

    play(qapp, scene)
