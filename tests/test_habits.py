"""What a newcomer did in a trial, and what must not trip the next one: across bar, messages and session."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api import taskref
from tallyfy_inspector.api.problem import NotFound
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.view import Done, Loading
from tests.support.stage import Stage, play, task_that

GOOD, STUCK = catalogue.TASKS[0], catalogue.TASKS[1]
SLOW = task_that("slow")
GUEST = f"https://go.tallyfy.com/guest-all-task/{catalogue.ORGANIZATION}/67a466a7d8374750922f9d46349cd3ae"


def link(task: str, process: str) -> str:
    return f"https://go.tallyfy.com/organizations/{catalogue.ORGANIZATION}/runs/{process}/tasks/{task}"


def title(stage: Stage) -> str:
    return stage.window.messages.headline.text()


def test_a_task_that_is_not_in_the_process_of_its_link_is_found_by_trying_again(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(link(GOOD.id, STUCK.run or ""))
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        problem = stage.now(Done).answer.problem
        assert isinstance(problem, NotFound)
        assert problem.title == "Task not found in this process"
        stage.window.messages.banner.acted.emit("retry")
        await stage.answered()
        assert stage.now(Done).answer.good
        assert [request.run for request in stage.spy.asked] == [STUCK.run, None]

    play(qapp, scene)


@pytest.mark.parametrize("pasted", [(STUCK.id, STUCK.run), ("f" * 32, GOOD.run)])
def test_a_process_that_is_pasted_after_a_failure_is_still_asked_for(
    pasted: tuple[str, str], qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch("f" * 32)
        assert isinstance(stage.answer.problem, NotFound)
        stage.paste(link(*pasted))
        stage.window.screen_share.switch(on=True)  # which paints the failure once more
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert [(request.task, request.run) for request in stage.spy.asked[1:]] == [pasted]

    play(qapp, scene)


def test_while_another_task_loads_the_old_one_is_said_to_be_old(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD.id)
        stage.paste(SLOW)
        stage.press(Qt.Key.Key_Return)
        stage.now(Loading)
        assert title(stage) == f"Loading {SLOW[:8]}… Still on screen: {GOOD.title}"

    play(qapp, scene)


def test_fetching_the_same_task_again_changes_no_title(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD.id)
        stage.press(Qt.Key.Key_F5)
        stage.now(Loading)
        assert title(stage) == GOOD.title

    play(qapp, scene)


def test_enter_after_a_refused_paste_keeps_what_was_said(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(GUEST)
        said = stage.notice
        assert "guest's sign-in link" in said
        stage.press(Qt.Key.Key_Return)
        assert stage.notice == said
        stage.paste(GOOD.id)
        stage.window.request_bar.task.show_id("")
        stage.press(Qt.Key.Key_Return)
        assert stage.notice == "Paste a task's link or ID first, then press Enter."

    play(qapp, scene)


def test_the_banner_names_the_attempt_it_is_about(qapp: QApplication) -> None:
    error = task_that("401")

    async def scene(stage: Stage) -> None:
        await stage.fetch(error)
        shown = stage.widget("problem_title").property("text")
        assert shown == f"Token not accepted  ·  task {error[:8]}"

    play(qapp, scene)


def test_changed_includes_say_how_they_take_effect(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        box = stage.window.includes.boxes["tags"]
        box.click()
        assert stage.notice == ""  # nothing was fetched yet
        box.click()
        await stage.fetch(GOOD.id)
        box.click()
        assert stage.notice == "The includes are changed. Press F5 to fetch with them."
        box.click()
        assert stage.notice == ""

    play(qapp, scene)


def test_a_bare_id_beside_a_link_is_not_passed_over() -> None:
    text = f"Please look at {link(GOOD.id, GOOD.run or '')} and also at {STUCK.id}. Thanks!"
    assert [reference.task for reference in taskref.read(text).references] == [GOOD.id, STUCK.id]
