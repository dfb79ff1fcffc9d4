from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo.catalogue import HEALTHY_PROCESS, ORGANIZATION, PROCESS, TASKS
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.view import Idle
from tests.support.stage import Stage, focused, play
from tests.support.ui import until

TASK = TASKS[0].id
ELSE = "3d53f2fd6326517fb7dc6e1bbfa9a0e3"
STRANGE = "a" * 32


def connected(stage: Stage) -> tuple[ConnectionRecord, ConnectionRecord]:
    """Two connections to the demo as to a Tallyfy, of two organizations; the first is looked at."""
    base_url = stage.access.base_url
    first = stage.book.add(ConnectionRecord("", "Northwind", base_url, ORGANIZATION))
    other = stage.book.add(ConnectionRecord("", "Eastwind CANARY", base_url, ELSE))
    stage.vaults[other.id] = stage.vault
    stage.window.use(stage.connect(first))
    return first, other


def link(stage: Stage, organization: str, task: str = TASK) -> str:
    return f"{stage.access.base_url}/organizations/{organization}/tasks/{task}"


def test_a_link_of_another_connection_switches_before_it_is_fetched_and_says_so_once(
    qapp: QApplication,
) -> None:
    async def scene(stage: Stage) -> None:
        first, other = connected(stage)
        stage.paste(link(stage, ELSE))
        assert stage.window.account.connection.id == other.id
        sentence = "Switched to the connection “Eastwind CANARY”."
        assert stage.notice == sentence
        assert (stage.box, stage.organization) == (TASK, ELSE)
        assert stage.spy.asked == []
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert stage.spy.asked == []
        assert [each.organization for each in stage.spies[other.id].asked] == [ELSE]
        assert stage.said.count(sentence) == 1
        assert stage.notice == sentence  # until something else is meant
        stage.paste(link(stage, ORGANIZATION))
        assert stage.window.account.connection.id == first.id

    play(qapp, scene, is_demo=False)


def test_a_link_that_nobody_is_connected_for_sends_nothing(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, other = connected(stage)
        question = stage.window.messages.question
        stage.paste(link(stage, STRANGE))
        assert "belongs to organization aaaaaaaa… on 127.0.0.1" in question.text
        assert question.text in stage.said
        assert stage.box == ""
        assert (question.first.text(), question.second.text()) == ("Connect…", "Fetch anyway")
        stage.window.account.look()
        await until(lambda: not stage.jobs.running("signed in?"))
        assert question.text  # also once the keyring has answered
        stage.press(Qt.Key.Key_Return)  # the habit after a paste: asked again, with the keyboard there
        assert focused() is question.first
        stage.press(Qt.Key.Key_Escape)
        assert question.text == ""
        assert focused() is stage.window.request_bar.task
        assert stage.spy.asked == stage.spies.get(other.id, stage.spy).asked == []
        stage.now(Idle)

    play(qapp, scene, is_demo=False)


def test_it_is_fetched_anyway_when_the_person_says_so(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, _other = connected(stage)
        stage.paste(link(stage, STRANGE))
        stage.click("question_second")
        await stage.answered()
        assert [(each.organization, each.task) for each in stage.spy.asked] == [(STRANGE, TASK)]
        assert stage.window.account.connection.id == first.id
        stage.paste(link(stage, "b" * 32))
        assert stage.window.messages.question.text  # the next one is asked about again

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("own", [ORGANIZATION, ""])
def test_what_is_fetched_anyway_is_not_what_the_connection_is_for(own: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url, own))
        stage.window.use(stage.connect(first))
        stage.paste(link(stage, STRANGE))
        stage.click("question_second")
        await stage.answered()
        stage.press(Qt.Key.Key_F5)  # the same once more, by what stands in the fields
        await stage.answered()
        assert [each.organization for each in stage.spy.asked] == [STRANGE, STRANGE]
        assert stage.book.records() == (first,)
        assert stage.window.account.connection.organization == own

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("pasted", [False, True])
def test_what_the_person_says_is(pasted: bool, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        stage.window.use(stage.connect(first))
        field = stage.window.request_bar.organization
        for organization in (STRANGE, ORGANIZATION, ELSE):  # the first that answers is what there was to say
            if pasted:
                stage.paste(organization, field)
            else:
                stage.write(organization, field)
            stage.write(TASK)
            stage.press(Qt.Key.Key_Return)
            await stage.answered()
        assert [each.organization for each in stage.spy.asked] == [STRANGE, ORGANIZATION, ELSE]
        assert [each.organization for each in stage.book.records()] == [ORGANIZATION]
        assert stage.window.account.connection.organization == ORGANIZATION

    play(qapp, scene, is_demo=False)


def test_without_an_organization_it_asks_first_and_connect_fills_it_in(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        stage.window.use(stage.connect(first))
        stage.paste(link(stage, ORGANIZATION))
        question = stage.window.messages.question
        assert "belongs to organization 3d53f2fd…" in question.text
        assert question.second.isVisible()
        stage.click("question_first")
        dialog = stage.dialog()
        await until(dialog.kept.text)
        stage.click("save")  # the token in place stays
        await until(lambda: dialog.has_saved)
        dialog.reject()
        assert stage.spy.asked == []
        (record,) = stage.book.records()
        assert record == replace(first, organization=ORGANIZATION)
        await until(lambda: focused() is stage.window.request_bar.task)
        stage.press(Qt.Key.Key_Return)  # what was pasted is asked for now
        await stage.answered()
        assert [(each.organization, each.task) for each in stage.spy.asked] == [(ORGANIZATION, TASK)]

    play(qapp, scene, is_demo=False)


def test_another_host_is_never_fetched_anyway_and_connect_leads_there(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        connected(stage)
        question = stage.window.messages.question
        stage.paste(f"https://staging.go.tallyfy.com/{STRANGE}/task/{TASK}")
        assert "on staging.go.tallyfy.com" in question.text
        assert question.second.isHidden()
        stage.click("question_first")
        dialog = stage.dialog()
        assert dialog.address.text() == "https://staging.go.tallyfy.com/api"
        dialog.reject()

    play(qapp, scene, is_demo=False)


def test_a_process_without_an_organization_asks_which_connection(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, other = connected(stage)
        question = stage.window.messages.question
        stage.paste(f"{stage.access.base_url}/tracker/{HEALTHY_PROCESS}")
        assert question.text == ""
        stage.press(Qt.Key.Key_Return)
        assert "Which connection" in question.text
        assert focused() is question.options
        names = [question.options.itemText(index) for index in range(question.options.count())]
        assert names == ["1. Northwind", "2. Eastwind CANARY"]
        stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_Return)
        asked = stage.spies[other.id].processes
        await until(lambda: asked)
        assert [(each.organization, each.run) for each in asked] == [(ELSE, HEALTHY_PROCESS)]

    play(qapp, scene, is_demo=False)


def test_names_of_other_connections_are_hidden_where_others_look_on(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        connected(stage)
        stage.window.screen_share.switch(on=True)
        stage.paste(f"{stage.access.base_url}/tracker/{HEALTHY_PROCESS}")
        stage.press(Qt.Key.Key_Return)
        options = stage.window.messages.question.options
        assert [options.itemText(index) for index in range(2)] == ["1. Northwind", "2. •••••"]

    play(qapp, scene, is_demo=False)


async def answered_meanwhile(stage: Stage, bring: Callable[[], None]) -> ConnectionRecord:
    """A task of a written organization, which becomes that of the connection; `bring` is done on the way."""
    first = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
    stage.window.use(stage.connect(first))
    stage.write(ORGANIZATION, stage.window.request_bar.organization)
    stage.paste(TASK)
    stage.press(Qt.Key.Key_Return)
    bring()
    await stage.answered()
    assert stage.window.account.connection.organization == ORGANIZATION
    return first


def test_an_organization_that_becomes_known_ends_no_question(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        question = stage.window.messages.question
        first = await answered_meanwhile(stage, lambda: stage.paste(link(stage, STRANGE)))
        assert "belongs to organization aaaaaaaa…" in question.text
        known = replace(first, organization=STRANGE)
        stage.book.replace(known)
        stage.window.account.adopt(stage.connect(known))
        assert question.text == ""  # it is connected now

    play(qapp, scene, is_demo=False)


def test_an_organization_that_becomes_known_closes_no_list(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        guide = stage.window.guide
        await answered_meanwhile(stage, lambda: guide.list_process(HEALTHY_PROCESS, ORGANIZATION))
        assert guide.processes.dialog is not None
        guide.processes.close()

    play(qapp, scene, is_demo=False)


def test_another_name_of_the_connection_stops_no_fetch(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, _other = connected(stage)
        stage.paste(TASK)
        stage.press(Qt.Key.Key_Return)
        renamed = replace(first, name="North")
        stage.book.replace(renamed)
        stage.window.account.adopt(stage.connect(renamed))
        assert stage.window.windowTitle().endswith("North – Tallyfy Inspector")
        await stage.answered()
        assert stage.answer.good

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("text", ["d0057", "no id at all"])
def test_something_else_takes_the_question_away(text: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        connected(stage)
        stage.paste(link(stage, STRANGE))
        assert stage.window.messages.question.text
        if " " in text:
            stage.paste(text)
        else:
            stage.write(text)
        assert stage.window.messages.question.text == ""

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("fetched", [True, False])
@pytest.mark.parametrize("pasted", [True, False])
def test_a_task_of_the_demo_is_in_the_demo_whatever_a_link_left(
    fetched: bool, pasted: bool, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        foreign = f"https://go.tallyfy.com/{STRANGE}/tasks/{'f' * 32}"
        if fetched:
            await stage.fetch(foreign)
        else:
            stage.paste(foreign)
        assert stage.organization == STRANGE  # as the link says it
        if pasted:
            stage.paste(TASK)
            assert stage.organization == ORGANIZATION
        else:
            stage.write(TASK)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert stage.answer.good
        assert stage.organization == ORGANIZATION

    play(qapp, scene)


def test_the_organization_that_a_person_wrote_holds_in_the_demo_too(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write(STRANGE, stage.window.request_bar.organization)
        await stage.fetch(TASK)
        assert stage.spy.asked[0].organization == STRANGE
        problem = stage.answer.problem
        assert problem is not None
        assert stage.window.guide.show_view(stage.window.session.view).problem == problem

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
