from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.view import Idle, Loading
from tests.support.stage import Stage, focused, play

TASK, RUN = catalogue.TASKS[0].id, catalogue.TASKS[0].run
OTHER = catalogue.TASKS[1].id
ORG = catalogue.ORGANIZATION
ELSE = "3d53f2fd6326517fb7dc6e1bbfa9a0e3"
CODE = "67a466a7d8374750922f9d46349cd3ae"
LINK = f"https://go.tallyfy.com/{ELSE}/task/{TASK}"
RUN_LINK = f"https://go.tallyfy.com/{ORG}/process/{RUN}/task/{TASK}"
GUEST = f"https://go.tallyfy.com/guest-all-task/{ELSE}/{CODE}"
PROCESS = f"https://go.tallyfy.com/{ELSE}/process/{RUN}"


def bar(stage: Stage) -> RequestBar:
    return stage.window.request_bar


@pytest.mark.parametrize("field", ["task", "organization"])
def test_enter_in_either_field_fetches(field: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write(TASK)
        stage.widget(field).setFocus()
        stage.press(Qt.Key.Key_Return)
        stage.now(Loading)
        await stage.answered()
        assert stage.answer.good
        assert [each.task for each in stage.spy.asked] == [TASK]

    play(qapp, scene)


def test_the_button_fetches_and_leaves_the_keyboard_in_the_task_box(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(TASK)
        stage.click("fetch")
        await stage.answered()
        assert stage.answer.good
        assert focused() is bar(stage).task
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert focused() is bar(stage).task
        assert len(stage.spy.asked) == 2

    play(qapp, scene)


@pytest.mark.parametrize("bring", ["paste", "drop", "type"])
def test_of_a_link_only_the_ids_stay(bring: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        link = f"{LINK}?token=canary-secret"
        if bring == "paste":
            stage.paste(link)
        elif bring == "drop":
            stage.drop(link)
        else:
            stage.write(link)
            stage.press(Qt.Key.Key_Return)
            await stage.answered()
        assert stage.box == TASK
        assert stage.organization == ELSE  # it wins over the field, and is to be seen
        for box in (bar(stage).task, bar(stage).organization):
            box.setFocus()
            for _time in range(5):
                stage.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert "canary" not in box.text()
            assert not box.isUndoAvailable()
        assert "canary" not in " ".join(stage.said)

    play(qapp, scene)


def test_a_paste_alone_asks_nothing(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(LINK)
        await asyncio.sleep(0.05)
        assert stage.spy.asked == []
        stage.now(Idle)

    play(qapp, scene)


def test_a_paste_replaces_what_stood_there(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write("d0057")
        stage.paste(f"Please look at task {TASK}, it is stuck.")
        assert stage.box == TASK

    play(qapp, scene)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (GUEST, "guest"),
        (f"  {GUEST}?mail=canary ", "guest"),
        ('{"data": {"id": "1"}', "JSON"),
        ("eyJhbGciOiJSUzI1NiJ9", "access token"),
        ("eyJhbGciOiJSUzI1NiJ9.CANARY.c2lnbmF0dXJl", "access token"),
        ("id with blanks and nothing else", "no task ID"),
        ("d005715eb72c17884e4e+f904d9e01bf", "letters, digits, - and _"),
        ("x" * 256, "at most 255"),
    ],
)
@pytest.mark.parametrize("bring", ["paste", "type"])
def test_what_is_no_task_is_refused_in_words_and_not_left(
    text: str, word: str, bring: str, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        stage.write(OTHER)
        if bring == "paste":
            stage.paste(text)
        else:
            stage.write(text)
            stage.press(Qt.Key.Key_Return)
        assert word in stage.notice
        slip = bring == "type" and "+" in text
        assert stage.box == (text if slip else "")  # a slip of the finger is there to be mended
        assert focused() is bar(stage).task
        assert stage.window.speech.said[-1] == (stage.notice, True)
        if not slip:
            stage.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert stage.box == ""
        stage.press(Qt.Key.Key_Return)
        await asyncio.sleep(0.02)
        assert stage.spy.asked == []
        assert not (ELSE in stage.organization and "guest" in text)

    play(qapp, scene)


@pytest.mark.parametrize("bring", ["paste", "type"])
def test_a_process_is_taken_and_told(bring: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        if bring == "paste":
            stage.paste(PROCESS)
        else:
            stage.write(PROCESS, bar(stage).organization)
            stage.press(Qt.Key.Key_Return)
            stage.window.guide.processes.close()
        assert (stage.box, stage.organization) == (RUN, ELSE)
        assert stage.spy.asked == []
        if bring == "paste":
            assert stage.notice == "This is a process (the API says run). Press Enter to list its tasks."
            assert stage.spy.processes == []

    play(qapp, scene)


def test_a_host_of_nobody_is_named_and_refused(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        for text in (
            f"https://tallyfy.example.com/{ELSE}/task/{TASK}",
            f"https://go.tallyfy.com.example.com/{ELSE}/task/{TASK}",
        ):
            stage.paste(text)
            assert ".example.com, which is not Tallyfy" in stage.notice
            assert stage.box == ""
            stage.press(Qt.Key.Key_Return)
        await asyncio.sleep(0.05)
        assert stage.spy.asked == []
        assert stage.organization == ORG

    play(qapp, scene)


def test_a_link_to_another_tallyfy_is_refused_by_its_name(qapp: QApplication) -> None:
    """Signed in to a Tallyfy of one's own: a link never makes a new destination."""

    async def scene(stage: Stage) -> None:
        stage.paste(LINK)
        question = stage.window.messages.question
        assert "belongs to organization 3d53f2fd… on go.tallyfy.com, which you have not" in question.text
        assert stage.box == ""
        stage.paste(f"{stage.access.base_url}/organizations/{ORG}/tasks/{TASK}")
        assert stage.box == TASK
        assert stage.notice == ""
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert stage.answer.good
        assert {each.base_url for each in stage.spy.asked} == {stage.access.base_url}

    play(qapp, scene, is_demo=False)


def test_of_two_links_the_one_to_this_tallyfy_is_meant(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(f"{LINK} or {stage.access.base_url}/organizations/{ORG}/tasks/{OTHER}")
        assert stage.box == OTHER
        assert stage.organization == ORG

    play(qapp, scene, is_demo=False)


def test_several_ids_are_offered_and_chosen_by_keyboard(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write("an old one")
        stage.paste(f"Which of these? {TASK} or {OTHER}")
        candidates = stage.widget("candidates")
        assert isinstance(candidates, QListWidget)
        assert candidates.count() == 2
        assert focused() is candidates
        assert stage.box == ""
        stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_Return)
        assert stage.box == OTHER
        assert focused() is bar(stage).task
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [OTHER]
        assert not candidates.isVisible()

    play(qapp, scene)


def test_several_ids_typed_or_given_at_the_start_are_offered_too(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.open_task(f"{TASK} or {OTHER}")
        assert focused() is stage.widget("candidates")
        stage.press(Qt.Key.Key_Escape)
        assert focused() is bar(stage).task
        assert not stage.widget("candidates").isVisible()
        stage.write(f"{TASK} or {OTHER}")
        stage.press(Qt.Key.Key_Return)
        assert focused() is stage.widget("candidates")
        assert stage.box == ""
        assert stage.spy.asked == []

    play(qapp, scene)


def test_a_chosen_link_keeps_its_process_and_its_warning(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(f"{RUN_LINK} and https://go.tallyfy.com/{ORG}/task/{OTHER}")
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert stage.spy.asked[-1].run == RUN

    play(qapp, scene)


@pytest.mark.parametrize("bring", ["paste", "type"])
def test_an_odd_id_warns_once_and_is_asked_for(bring: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        if bring == "paste":
            stage.paste("d005715eb72c")
            assert "not how Tallyfy usually writes an ID" in stage.notice
        else:
            stage.write("d005715eb72c")
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert stage.exchange.status == 404
        assert "not how Tallyfy usually writes an ID" in stage.notice
        assert len([said for said in stage.said if "usually" in said]) == 1
        stage.paste(TASK)
        assert stage.notice == ""

    play(qapp, scene)


def test_a_known_process_is_asked_along_with_the_task(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(RUN_LINK)
        assert f"/runs/{RUN}/tasks/{TASK}" in stage.exchange.url
        stage.press(Qt.Key.Key_F5)
        await stage.answered()
        assert f"/runs/{RUN}/tasks/{TASK}" in stage.exchange.url
        stage.write(OTHER)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert "/runs/" not in stage.exchange.url
        stage.write(TASK)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert "/runs/" not in stage.exchange.url  # it was edited in between
        assert stage.answer.good

    play(qapp, scene)


def test_the_organization_takes_an_id_or_a_whole_link(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        field = bar(stage).organization
        stage.paste(f" {ELSE}\n", field)
        assert (stage.organization, stage.box) == (ELSE, "")
        stage.paste(RUN_LINK, field)
        assert (stage.organization, stage.box) == (ORG, TASK)
        stage.paste(GUEST, field)
        assert (stage.organization, stage.box) == ("", TASK)
        assert "guest" in stage.notice
        stage.paste("no id!", field)
        assert stage.organization == ""
        assert "This organization ID cannot be sent" in stage.notice
        stage.write(RUN_LINK, field)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert (stage.organization, stage.box) == (ORG, TASK)
        assert stage.spy.asked[-1].run == RUN
        assert not field.isUndoAvailable()

    play(qapp, scene)


def test_a_link_to_nowhere_typed_as_organization_is_refused_and_not_left(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write(TASK)
        stage.write(GUEST, bar(stage).organization)
        stage.press(Qt.Key.Key_Return)
        assert stage.organization == ""
        assert "guest" in stage.notice
        assert stage.spy.asked == []

    play(qapp, scene)


@pytest.mark.parametrize(("organization", "words"), [("", "Which organization?"), ("a b", "cannot be sent")])
def test_without_an_organization_it_is_asked_for(organization: str, words: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.write(organization, bar(stage).organization)
        stage.write(TASK)
        stage.press(Qt.Key.Key_Return)
        assert words in stage.notice
        assert focused() is bar(stage).organization
        assert stage.box == TASK
        assert stage.spy.asked == []

    play(qapp, scene)


def test_an_empty_box_says_what_to_do_each_time(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        bar(stage).task.setFocus()
        for _time in range(2):
            stage.press(Qt.Key.Key_Return)
        assert stage.said == [stage.notice, stage.notice]
        assert "Paste a task's link or ID first" in stage.notice
        stage.press(Qt.Key.Key_A)
        assert stage.notice == ""

    play(qapp, scene)
