from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from tallyfy_inspector.api.problem import Action, Problem, TooLong
from tallyfy_inspector.demo.catalogue import ORGANIZATION, PROCESS, TASKS
from tallyfy_inspector.ports import ConnectionRecord, StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui import session
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.next_step import Step
from tallyfy_inspector.ui.view import Done, Source
from tests.support.running import in_window
from tests.support.stage import Spy, Stage, focused, play, task_that
from tests.support.ui import until

UNKNOWN, STRANGE = "f" * 32, "a" * 32


def hint(stage: Stage) -> str:
    return str(stage.widget("problem_hint").property("text"))


async def signs_in(stage: Stage) -> None:
    await stage.fetch(task_that("Error 401"))
    stage.click("problem_action")
    await until(lambda: focused() is stage.dialog().token)


async def changes_the_address(stage: Stage) -> None:
    await stage.fetch(task_that("no such address in the API"))
    stage.click("problem_action")
    await until(lambda: focused() is stage.dialog().address)


async def asks_again(stage: Stage) -> None:
    await stage.fetch(task_that("Error 409"))
    stage.click("problem_action")
    await until(lambda: len(stage.spy.asked) == 2)
    await stage.answered()
    assert stage.spy.asked[0] == stage.spy.asked[1]


async def goes_to_the_task(stage: Stage) -> None:
    await stage.fetch(task_that("Error 422"))
    stage.window.request_bar.organization.setFocus()
    stage.click("problem_action")
    assert focused() is stage.window.request_bar.task


async def goes_to_the_organization(stage: Stage) -> None:
    await stage.fetch(UNKNOWN)
    assert focused() is stage.window.request_bar.task
    stage.click("problem_action")
    assert focused() is stage.window.request_bar.organization


async def shows_the_answer(stage: Stage) -> None:
    await stage.fetch(task_that("a rule of Tallyfy forbids it"))
    tabs = stage.window.panes.left
    assert tabs.tabText(tabs.currentIndex()) != "Raw"
    stage.click("problem_answer")
    assert tabs.tabText(tabs.currentIndex()) == "Raw"


async def reads_it_anyway(stage: Stage) -> None:
    await stage.fetch(TASKS[0].id)
    assert isinstance(stage.answer.problem, TooLong)
    stage.click("problem_action")
    await until(lambda: stage.answer.good)
    assert len(stage.spy.asked) == 1


async def opens_another_file(stage: Stage) -> None:
    assert stage.window.opening.open_argument(str(Path(__file__)))
    await stage.answered()
    stage.click("problem_action")
    await until(lambda: stage.window.findChildren(QFileDialog))
    (dialog,) = stage.window.findChildren(QFileDialog)
    dialog.reject()


async def lists_the_process(stage: Stage) -> None:
    await stage.fetch(in_process(stage))
    stage.click("problem_action")
    dialog = stage.window.guide.processes.dialog
    assert dialog is not None
    await until(dialog.model.rowCount)
    assert [each.run for each in stage.spy.processes] == [PROCESS]


async def tries_the_next(stage: Stage) -> None:
    stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url, ORGANIZATION))
    other = stage.book.add(ConnectionRecord("", "Eastwind", stage.access.base_url, "a" * 32))
    stage.vaults[other.id] = stage.vault
    await stage.fetch(task_that("Error 403: no permission"))
    stage.click("problem_action")
    await stage.answered()
    assert [each.organization for each in stage.spies[other.id].asked] == ["a" * 32]


async def leaves_the_demo(stage: Stage) -> None:
    stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url, ORGANIZATION))
    stage.window.use(stage.demo())
    await stage.fetch(f"https://go.tallyfy.com/{STRANGE}/tasks/{UNKNOWN}")
    assert hint(stage).startswith("This is the demo, which holds made-up tasks only")
    stage.click("problem_action")
    assert not stage.window.account.connection.demo
    assert focused() is stage.window.request_bar.task


IN_THE_WINDOW: dict[Action, Callable[[Stage], Awaitable[None]]] = {
    "sign_in": signs_in,
    "edit_base_url": changes_the_address,
    "retry": asks_again,
    "edit_task": goes_to_the_task,
    "edit_organization": goes_to_the_organization,
    "show_answer": shows_the_answer,
    "read_anyway": reads_it_anyway,
    "open_file": opens_another_file,
    "list_process": lists_the_process,
    "try_next": tries_the_next,
    "leave_demo": leaves_the_demo,
}
OF_HELP: dict[Action, str] = {"network": "network", "open_doctor": "doctor"}


@pytest.mark.parametrize("action", IN_THE_WINDOW)
def test_the_button_does_what_it_says(
    action: Action, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    if action == "read_anyway":
        monkeypatch.setattr(session, "ASK_OVER", 10)

    async def scene(stage: Stage) -> None:
        acted: list[str] = []
        stage.window.messages.banner.acted.connect(acted.append)
        await IN_THE_WINDOW[action](stage)
        assert acted == ([] if action == "show_answer" else [action])
        stage.window.account.close_dialog()
        stage.window.guide.processes.close()

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("action", OF_HELP)
def test_so_does_one_that_opens_a_window_of_help(action: Action, qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        window.messages.banner.show_problem(Problem("No way", "Look at it.", action), has_answer=False)
        button = window.findChild(QPushButton, "problem_action")
        assert button is not None
        button.click()
        opened = {name: getattr(window.help_windows, name) is not None for name in OF_HELP.values()}
        assert opened == {name: name == OF_HELP[action] for name in OF_HELP.values()}

    assert in_window(qapp, tmp_path, body) == 0


def test_no_action_is_without_a_test() -> None:
    assert {*IN_THE_WINDOW, *OF_HELP} == set(get_args(Action))


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
        for made_up in (task_that("no such task"), task_that("Error 403: no permission")):
            await stage.fetch(made_up)
            view = stage.window.session.view
            assert stage.window.guide.show_view(view) == Step(view.problem)

    play(qapp, scene)


def test_who_has_no_connection_signs_in_out_of_the_demo(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(UNKNOWN)
        assert "made-up tasks only" in hint(stage)
        stage.click("problem_action")
        assert not stage.window.account.connection.demo
        assert stage.dialog().isVisible()
        stage.dialog().reject()

    play(qapp, scene)


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


@pytest.mark.parametrize("shown", [TASKS[0].id, task_that("Error 409")])
def test_the_button_of_a_list_means_the_connection_of_the_list(shown: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        north = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url, ORGANIZATION))
        east = stage.book.add(ConnectionRecord("", "Eastwind", stage.access.base_url, "b" * 32))
        stage.vaults[east.id] = stage.vault
        stage.window.use(stage.connect(north))
        await stage.fetch(shown)
        stage.window.account.switch(east.id)
        stage.window.guide.list_process(UNKNOWN, "b" * 32)
        dialog = stage.window.guide.processes.dialog
        assert dialog is not None
        await until(lambda: not dialog.act.isHidden())
        stage.click("process_action")
        assert stage.window.account.connection.id == east.id
        assert stage.organization == "b" * 32
        await until(lambda: focused() is stage.window.request_bar.organization)

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
