from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.exchange import Exchange, FetchRequest
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.fetch_more import FetchMore
from tallyfy_inspector.ui.view import Answer, Opened
from tests.support import views
from tests.support.stage import Stage, play, task_that

GOOD, OTHER = catalogue.TASKS[0].id, catalogue.TASKS[1].id
CONFLICT = task_that("Error 409")
LINK = f"tallyfy-inspector:task/{'e' * 32}/{OTHER}"


def more(stage: Stage) -> FetchMore:
    window = stage.window
    return FetchMore(window.session, window.account, window.includes, window.request_bar)


def opened(stage: Stage, **members: object) -> Answer:
    """A file whose task says these of itself."""
    made = views.answer({"data": {"title": "T", **members}})
    return replace(made, source=Opened(Path("a.json")), exchange=None, problem=None)


def test_the_same_task_is_fetched_with_more(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.includes.tick(frozenset({"run"}))
        await stage.fetch(GOOD)
        answer = stage.window.session.view.last_good
        assert answer is not None
        stage.window.request_bar.task.show_id("e" * 32)  # typed meanwhile: it is not what is meant
        assert more(stage).refusal(answer) == ""
        assert more(stage).fetch(answer, ("issues", "run.checklist"))
        await stage.answered()
        asked = stage.spy.asked[-1]
        assert (asked.task, asked.organization) == (GOOD, stage.access.organization)
        assert asked.includes == ("run", "issues", "run.checklist")
        assert stage.window.request_bar.task.text() == GOOD

    play(qapp, scene)


def test_more_of_the_task_on_screen_ends_the_question_of_a_link(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        answer = stage.window.session.view.last_good
        assert answer is not None
        stage.window.links.start(LINK, link=True)
        assert more(stage).fetch(answer, ("issues",))
        await stage.answered()
        assert not stage.window.messages.link.isVisible()
        assert (stage.organization, stage.box) == (stage.access.organization, GOOD)
        stage.window.request_bar.submit()
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [GOOD] * 3

    play(qapp, scene)


def test_more_of_the_task_on_screen_is_fetched_in_its_process_the_next_time_too(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        place = f"{stage.access.base_url}/organizations/{catalogue.ORGANIZATION}/runs/{catalogue.PROCESS}"
        await stage.fetch(f"{place}/tasks/{OTHER}")
        answer = stage.window.session.view.last_good
        assert answer is not None
        stage.paste(f"https://go.tallyfy.com/{catalogue.ORGANIZATION}/process/{catalogue.HEALTHY_PROCESS}")
        assert more(stage).fetch(answer, ("issues",))
        await stage.answered()
        stage.window.request_bar.submit()
        await stage.answered()
        assert [each.run for each in stage.spy.asked] == [catalogue.PROCESS] * 3

    play(qapp, scene)


def test_an_answer_of_another_connection_is_not_asked_for_here(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        answer = stage.window.session.view.last_good
        assert answer is not None
        account = stage.window.account
        account.connection = replace(account.connection, id="0badcafe")
        asked = len(stage.spy.asked)
        assert more(stage).refusal(answer) == "This answer came over another connection."
        assert not more(stage).fetch(answer, ("issues",))
        account.connection = replace(account.connection, id="demo", base_url="https://go.tallyfy.com/api")
        assert more(stage).refusal(answer)
        account.signed_in = False
        assert more(stage).refusal(answer) == "Sign in to Tallyfy first."
        assert len(stage.spy.asked) == asked

    play(qapp, scene)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({}, "It does not say which task"),
        ({"id": "../me"}, "It does not say which task"),
        ({"id": GOOD}, "It does not say which organization"),
        ({"id": GOOD, "organization_id": "x/y"}, "It does not say which organization"),
        ({"id": GOOD, "organization_id": "9" * 32}, "It is of another organization"),
        ({"id": GOOD, "organization_id": catalogue.ORGANIZATION}, ""),
    ],
)
def test_a_file_needs_its_ids(members: dict[str, str], reason: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        answer = opened(stage, **members)
        told = more(stage).refusal(answer)
        assert told.startswith(reason)
        assert bool(told) == bool(reason)
        asked = len(stage.spy.asked)
        assert more(stage).fetch(answer, ("issues",)) == (not reason)
        if not reason:
            await stage.answered()
            assert stage.spy.asked[-1].task == GOOD
        assert len(stage.spy.asked) == asked + (not reason)

    play(qapp, scene)


def test_what_cannot_be_sent_is_not(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        answer = stage.window.session.view.last_good
        assert answer is not None
        asked = len(stage.spy.asked)
        stage.window.includes.other.setText("a/b")
        assert not more(stage).fetch(answer, ("issues",))
        assert len(stage.spy.asked) == asked

    play(qapp, scene)


def test_what_went_wrong_is_asked_again_though_a_link_asks(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(CONFLICT)
        stage.window.links.start(LINK, link=True)
        stage.click("problem_action")
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [CONFLICT, CONFLICT]
        assert stage.spy.asked[0] == stage.spy.asked[1]
        assert not stage.window.messages.link.isVisible()
        assert (stage.organization, stage.box) == (stage.access.organization, CONFLICT)

    play(qapp, scene)


def test_what_was_typed_since_something_went_wrong_is_what_is_asked_for(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(CONFLICT)
        stage.write(OTHER)
        stage.click("problem_action")
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [CONFLICT, OTHER]
        assert stage.box == OTHER

    play(qapp, scene)


def test_an_organization_that_the_person_wrote_is_still_theirs_when_it_is_asked_again(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        record = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        stage.window.use(stage.connect(record))
        stage.write(catalogue.ORGANIZATION, stage.window.request_bar.organization)
        whole = stage.client.fetch

        async def once_in_conflict(request: FetchRequest) -> Exchange:
            monkeypatch.setattr(stage.client, "fetch", whole)
            return await whole(replace(request, task=CONFLICT))

        monkeypatch.setattr(stage.client, "fetch", once_in_conflict)
        await stage.fetch(GOOD)
        assert stage.window.account.connection.organization == ""
        stage.click("problem_action")
        await stage.answered()
        assert stage.answer.good
        assert stage.window.account.connection.organization == catalogue.ORGANIZATION

    play(qapp, scene, is_demo=False)
