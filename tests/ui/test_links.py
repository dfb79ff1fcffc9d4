from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui import open_link
from tallyfy_inspector.ui.links import question
from tests.support.stage import Stage, play
from tests.support.ui import until

GOOD, OTHER, ORG = catalogue.TASKS[0].id, catalogue.TASKS[1].id, catalogue.ORGANIZATION
ELSE = "e" * 32


@pytest.fixture(autouse=True)
def briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys rest for no more than a moment."""
    monkeypatch.setattr(open_link, "NO_KEYS_FOR", 1)


def connected(stage: Stage) -> tuple[ConnectionRecord, ConnectionRecord]:
    """Two connections to the demo as to a Tallyfy, of two organizations; the first is looked at."""
    base_url = stage.access.base_url
    first = stage.book.add(ConnectionRecord("", "Northwind", base_url, ORG))
    other = stage.book.add(ConnectionRecord("", "Eastwind", base_url, ELSE))
    stage.vaults[other.id] = stage.vault
    stage.window.use(stage.connect(first))
    return first, other


async def asks(stage: Stage, organization: str, task: str = GOOD) -> None:
    """A link for that task asks, and keys do something again."""
    stage.window.links.start(f"tallyfy-inspector:task/{organization}/{task}", link=True)
    await until(lambda: not stage.window.messages.link._rest.isActive())


def title(stage: Stage) -> str:
    label = stage.widget("link_title")
    assert isinstance(label, QLabel)
    return label.text()


def test_long_ids_are_cut_and_the_connection_is_named() -> None:
    told = question(Reference("t" * 255, organization="o" * 255), "Northwind")
    assert told == "A link asks to open task tttttttt… of organization oooooooo… in Northwind."


def test_the_name_of_another_connection_is_hidden_as_soon_as_others_look_on(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        connected(stage)
        await asks(stage, ELSE)
        assert title(stage).endswith(" in Eastwind.")
        banner, dismiss = stage.window.messages.link, stage.widget("link_dismiss")
        stage.window.screen_share.switch(on=True)
        for told in (title(stage), banner.accessibleName(), dismiss.accessibleDescription()):
            assert told.startswith("A link asks")
            assert "Eastwind" not in told
        assert not any("Eastwind" in each for each in stage.said[-1:])
        stage.window.screen_share.switch(on=False)
        assert title(stage).endswith(" in Eastwind.")

    play(qapp, scene, is_demo=False)


def test_after_another_connection_was_chosen_dismiss_brings_nothing_back_of_the_one_before(
    qapp: QApplication,
) -> None:
    async def scene(stage: Stage) -> None:
        _first, other = connected(stage)
        await stage.fetch(OTHER)
        await asks(stage, ELSE)
        stage.window.account.switch(other.id)
        assert (stage.organization, stage.box) == (ELSE, GOOD)
        assert stage.window.messages.link.isVisible()
        stage.click("link_dismiss")
        assert (stage.organization, stage.box) == (ELSE, "")
        assert other.id not in stage.spies or stage.spies[other.id].asked == []

    play(qapp, scene, is_demo=False)


def test_it_names_the_connection_that_is_chosen_while_it_asks(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.links.start(f"tallyfy-inspector:task/{ORG}/{GOOD}", link=True)
        assert title(stage).endswith(" in Demo.")
        stage.window.use(stage.account(stage.access.base_url))  # leaving the demo empties the fields
        assert title(stage).endswith(" in Tallyfy.")
        assert (stage.organization, stage.box) == (ORG, GOOD)
        stage.click("link_open")
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [GOOD]

    play(qapp, scene)


def test_an_organization_that_the_person_wrote_is_still_theirs_after_dismiss(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        record = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        stage.window.use(stage.connect(record))
        stage.write(ORG, stage.window.request_bar.organization)
        await asks(stage, ELSE)
        stage.click("link_dismiss")
        await stage.fetch(GOOD)
        assert (
            stage.window.account.connection.organization == ORG
        )  # it answered, so it is what there was to say

    play(qapp, scene, is_demo=False)


def test_one_that_a_link_left_is_not_theirs_after_dismiss(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        record = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        stage.window.use(stage.connect(record))
        stage.window.request_bar.organization.show_id(ORG)
        await asks(stage, ELSE)
        stage.click("link_dismiss")
        await stage.fetch(GOOD)
        assert stage.answer.good
        assert stage.window.account.connection.organization == ""

    play(qapp, scene, is_demo=False)


def test_an_organization_that_becomes_known_meanwhile_leaves_the_fields_to_the_link(
    qapp: QApplication,
) -> None:
    async def scene(stage: Stage) -> None:
        record = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        stage.window.use(stage.connect(record))
        stage.write(ORG, stage.window.request_bar.organization)
        stage.paste(OTHER)
        stage.press(Qt.Key.Key_Return)
        await asks(stage, ELSE)
        await stage.answered()
        assert stage.window.account.connection.organization == ORG
        assert (stage.organization, stage.box) == (ELSE, GOOD)
        stage.click("link_dismiss")
        assert (stage.organization, stage.box) == (ORG, OTHER)

    play(qapp, scene, is_demo=False)


def test_dismiss_brings_back_the_organization_that_the_connection_has_by_now(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, _other = connected(stage)
        await asks(stage, ELSE)
        stage.book.replace(replace(first, organization="b" * 32))
        stage.window.account.adopt(stage.connect(replace(first, organization="b" * 32)))
        assert stage.organization == ELSE
        stage.click("link_dismiss")
        assert stage.organization == "b" * 32

    play(qapp, scene, is_demo=False)
