from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui import open_link, theme
from tests.support.stage import Stage, focused, play
from tests.support.ui import in_font, ink_of, picture, until, wearing

GOOD, OTHER = catalogue.TASKS[0].id, catalogue.TASKS[1].id
ORG = catalogue.ORGANIZATION
LINK = f"tallyfy-inspector:task/{ORG}/{GOOD}"
ASKED = f"A link asks to open task {GOOD[:8]}… of organization {ORG[:8]}… in Demo."


@pytest.fixture(autouse=True)
def briefly(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys rest for no more than a moment, but where that is what is tested."""
    if "rests" not in request.node.name:
        monkeypatch.setattr(open_link, "NO_KEYS_FOR", 1)


async def rested(stage: Stage) -> None:
    await until(lambda: not stage.window.messages.link._rest.isActive())


def title(stage: Stage) -> str:
    label = stage.widget("link_title")
    assert isinstance(label, QLabel)
    return label.text()


def test_it_asks_in_words_and_nothing_leaves(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(LINK, link=True)
        await rested(stage)
        banner = stage.window.messages.link
        assert banner.isVisible()
        assert title(stage) == banner.accessibleName() == ASKED
        assert stage.said[-1] == ASKED
        assert stage.window.speech.said[-1][1]
        assert (stage.organization, stage.box) == (ORG, GOOD)
        assert focused() is stage.widget("link_dismiss")
        assert stage.spy.asked == []

    play(qapp, scene)


def test_open_fetches_it(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(LINK, link=True)
        await rested(stage)
        stage.click("link_open")
        await stage.answered()
        assert [(each.organization, each.task, each.run) for each in stage.spy.asked] == [(ORG, GOOD, None)]
        assert not stage.window.messages.link.isVisible()
        assert focused() is stage.window.request_bar.task

    play(qapp, scene)


def test_it_names_the_connection_that_open_will_ask(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        base_url = stage.access.base_url
        first = stage.book.add(ConnectionRecord("", "Northwind", base_url, ORG))
        other = stage.book.add(ConnectionRecord("", "Eastwind", base_url, "e" * 32))
        stage.vaults[other.id] = stage.vault
        stage.window.use(stage.connect(first))
        for organization, name in ((ORG, "Northwind"), (other.organization, "Eastwind")):
            stage.window.links.start(f"tallyfy-inspector:task/{organization}/{GOOD}", link=True)
            await rested(stage)
            assert title(stage).endswith(f" in {name}.")
            assert stage.window.account.connection.id == first.id  # looked at first: nothing is done yet
        stage.window.screen_share.switch(on=True)
        stage.window.links.start(f"tallyfy-inspector:task/{other.organization}/{GOOD}", link=True)
        await rested(stage)
        assert "Eastwind" not in title(stage)
        stage.click("link_open")
        await stage.answered()
        assert stage.window.account.connection.id == other.id
        assert [each.organization for each in stage.spies[other.id].asked] == [other.organization]
        assert stage.spies[first.id].asked == []

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("how", ["button", "enter", "escape"])
def test_dismiss_puts_back_what_stood_there_and_asks_nothing(how: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(OTHER)
        before = (stage.organization, stage.box)
        stage.window.links.start(LINK, link=True)
        await rested(stage)
        assert (stage.organization, stage.box) == (ORG, GOOD)
        if how == "button":
            stage.click("link_dismiss")
        else:
            stage.press(Qt.Key.Key_Space if how == "enter" else Qt.Key.Key_Escape)
        assert not stage.window.messages.link.isVisible()
        assert (stage.organization, stage.box) == before
        assert focused() is stage.window.request_bar.task
        assert len(stage.spy.asked) == 1

    play(qapp, scene)


def test_what_was_typed_meanwhile_stays_after_dismiss(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.links.start(LINK, link=True)
        await rested(stage)
        stage.write("abc")
        stage.click("link_dismiss")
        assert stage.box == "abc"

    play(qapp, scene)


@pytest.mark.parametrize("how", ["f5", "enter", "organization", "button"])
def test_it_is_not_fetched_from_the_fields_but_led_to_the_buttons(how: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        bar = stage.window.request_bar
        stage.write("draft")
        stage.window.links.start(LINK, link=True)
        await rested(stage)
        box = bar.organization if how == "organization" else bar.task
        box.setFocus()
        if how == "button":
            stage.click("fetch")
        else:
            stage.press(Qt.Key.Key_F5 if how == "f5" else Qt.Key.Key_Return)
        assert focused() is stage.widget("link_dismiss")
        hint = stage.widget("link_hint")
        assert isinstance(hint, QLabel)
        assert hint.text() == stage.said[-1]
        assert "Press Open to fetch it" in hint.text()
        await rested(stage)
        stage.click("link_dismiss")
        assert stage.box == "draft"
        assert stage.spy.asked == []

    play(qapp, scene)


def elsewhere(task: str = GOOD) -> str:
    return f"tallyfy-inspector:task/{'e' * 32}/{task}"


def test_what_is_typed_over_it_does_not_go_to_the_organization_of_the_link(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.links.start(elsewhere(), link=True)
        await rested(stage)
        stage.write(OTHER)
        stage.press(Qt.Key.Key_Return)
        assert focused() is stage.widget("link_dismiss")
        await rested(stage)
        stage.click("link_dismiss")
        assert (stage.organization, stage.box) == (ORG, OTHER)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert [(each.organization, each.task) for each in stage.spy.asked] == [(ORG, OTHER)]

    play(qapp, scene)


def test_another_task_typed_into_one_s_own_organization_is_fetched(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.links.start(LINK, link=True)
        await rested(stage)
        stage.write(OTHER)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert not stage.window.messages.link.isVisible()
        assert [each.task for each in stage.spy.asked] == [OTHER]

    play(qapp, scene)


@pytest.mark.parametrize("how", ["paste", "ask", "show"])
def test_what_is_brought_by_hand_meanwhile_finds_the_fields_as_they_were(
    how: str, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        bar = stage.window.request_bar
        stage.window.links.start(elsewhere(), link=True)
        await rested(stage)
        assert stage.organization == "e" * 32
        if how == "paste":
            await stage.fetch(OTHER)
        elif how == "ask":
            bar.ask(Reference(OTHER))
        else:
            bar.show_task(ORG, OTHER)
            bar.submit()
        await stage.answered()
        assert not stage.window.messages.link.isVisible()
        assert [(each.organization, each.task) for each in stage.spy.asked] == [(ORG, OTHER)]
        stage.press(Qt.Key.Key_F5)  # nothing holds it any more
        await stage.answered()
        assert len(stage.spy.asked) == 2

    play(qapp, scene)


def test_while_it_rests_no_key_does_anything(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(LINK, link=True)
        assert stage.window.messages.link._rest.interval() == 500
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_Tab):
            stage.press(key)
        QTest.keyClicks(stage.window.request_bar.task, "typed")
        assert stage.window.messages.link.isVisible()
        assert focused() is stage.widget("link_dismiss")
        assert stage.box == GOOD
        assert stage.spy.asked == []
        await rested(stage)
        stage.window.request_bar.task.setFocus()
        for key in (Qt.Key.Key_F5, Qt.Key.Key_Space, Qt.Key.Key_Escape):  # led to the buttons: it rests again
            stage.press(key)
        assert stage.window.messages.link.isVisible()
        await rested(stage)
        stage.press(Qt.Key.Key_Escape)
        assert not stage.window.messages.link.isVisible()

    play(qapp, scene)


def test_a_fetch_by_hand_ends_the_question(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.links.start(LINK, link=True)
        await rested(stage)
        await stage.fetch(OTHER)
        assert not stage.window.messages.link.isVisible()
        assert [each.task for each in stage.spy.asked] == [OTHER]

    play(qapp, scene)


def test_a_second_link_takes_the_place_of_the_first_and_dismiss_leads_back_before_both(
    qapp: QApplication,
) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.links.start(LINK, link=True)
        stage.window.links.start(f"tallyfy-inspector:task/{ORG}/{OTHER}", link=True)
        await rested(stage)
        assert OTHER[:8] in title(stage)
        stage.click("link_dismiss")
        assert stage.box == ""

    play(qapp, scene)


@pytest.mark.parametrize("link", [True, False])
def test_another_address_is_refused_in_words(link: bool, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(f"{LINK}?x=canary", link=link)
        assert stage.notice.startswith("A link was to be opened")
        assert "canary" not in stage.notice
        assert not stage.window.messages.link.isVisible()
        assert stage.box == ""
        assert stage.spy.asked == []

    play(qapp, scene)


def test_an_argument_that_is_an_address_is_asked_about_too_and_an_id_is_fetched(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(LINK)
        await rested(stage)
        assert stage.window.messages.link.isVisible()
        assert stage.spy.asked == []
        stage.window.start(OTHER)
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [OTHER]

    play(qapp, scene)


def test_what_comes_as_a_link_is_never_a_file_or_a_task(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        for text in (GOOD, __file__, f"https://go.tallyfy.com/{ORG}/tasks/{GOOD}"):
            stage.window.start(text, link=True)
            assert stage.notice.startswith("A link was to be opened")
        assert stage.spy.asked == []

    play(qapp, scene)


def test_an_unusual_id_is_warned_of(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start("tallyfy-inspector:task/o/t", link=True)
        assert "not how Tallyfy usually writes" in stage.notice
        assert title(stage) == "A link asks to open task t of organization o in Demo."

    play(qapp, scene)


def test_a_screen_reader_hears_the_question_at_dismiss(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(LINK, link=True)
        heard = QAccessible.queryAccessibleInterface(stage.widget("link_dismiss"))
        assert heard.text(QAccessible.Text.Name) == "Dismiss"
        assert heard.text(QAccessible.Text.Description) == ASKED

    play(qapp, scene)


@pytest.mark.parametrize("size", [(1360, 690), (900, 690)])
def test_nothing_is_cut_off_in_a_large_font(size: tuple[int, int], qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(OTHER)
        stage.window.links.start(LINK, link=True)
        await rested(stage)
        label = stage.widget("link_title")
        await until(lambda: label.height() >= label.heightForWidth(label.width()))
        for name in ("link_open", "link_dismiss"):
            button = stage.widget(name)
            assert button.width() >= button.sizeHint().width()
            assert stage.window.messages.link.rect().contains(button.geometry())
        assert (stage.window.width(), stage.window.height()) == size

    with in_font(qapp, 2):
        play(qapp, scene, size=size)


@pytest.mark.parametrize(("dark", "set_"), [(False, theme.LIGHT), (True, theme.DARK)], ids=["light", "dark"])
def test_the_ground_is_that_of_a_warning(dark: bool, set_: theme.Roles, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(LINK, link=True)
        await rested(stage)
        image = picture(stage.window.messages.link)
        assert ink_of(image, 1, 20) == set_.warning
        assert ink_of(image, image.width() - 3, 20) == set_.warning_wash

    with wearing(qapp, theme.palette(dark)):
        play(qapp, scene)
