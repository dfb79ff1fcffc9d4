from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.connections_dialog import ConnectionsDialog
from tests.support import views
from tests.support.fake_keyring import FakeBackend
from tests.support.stage import TALLYFY, Stage, keyring, play, said
from tests.support.ui import until, words_of

GOOD = catalogue.TASKS[0].id
TASK = "d005715eb72c17884e4e3f904d9e01bf"
CANARY = "eyJhbGciOiJSUzI1NiJ9.CANARYTOKEN.c2lnbmF0dXJl"
TOOL = "com.tallyfy.cli"


def opened(stage: Stage) -> ConnectionsDialog:
    stage.window.account_button.manage_wanted.emit()
    dialog = stage.window.switcher.managing.dialog
    assert dialog is not None
    return dialog


def two(stage: Stage) -> tuple[ConnectionRecord, ConnectionRecord]:
    """Two connections, both to the demo, the first in use."""
    for name in ("Northwind", "Southwind"):
        stage.book.add(ConnectionRecord("", name, stage.access.base_url, stage.access.organization))
    first, second = stage.book.records()
    stage.window.account.switch(first.id)
    stage.window.use(stage.connect(first))
    return first, second


def answer(stage: Stage, yes: bool = True) -> str:
    question = stage.window.switcher.managing.question
    assert question is not None
    text = question.accessibleName()
    (question.yes if yes else question.no).click()
    return text


async def told(dialog: ConnectionsDialog) -> str:
    await until(dialog.said.text)
    return dialog.said.text()


def test_a_new_name_and_colour_show_at_once(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, _second = two(stage)
        dialog = opened(stage)
        dialog.fields.name.setText("Renamed")
        dialog.fields.colour.setCurrentIndex(3)
        dialog.fields.production.click()
        dialog.save.click()
        assert await told(dialog) == "Saved."
        kept = stage.book.records()[0]
        assert (kept.id, kept.name, kept.colour, kept.production) == (first.id, "Renamed", "pink", True)
        assert stage.window.account_button.text().startswith("Renamed · production")
        assert stage.window.switcher.strip.colour == "pink"
        assert stage.window.windowTitle().startswith("Renamed")
        dialog.fields.organization.setText("../me")
        dialog.save.click()
        assert "organization ID" in await told(dialog)
        assert stage.book.records()[0] == kept

    play(qapp, scene, is_demo=False)


def test_remove_asks_first_and_leads_to_another_connection(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        first, second = two(stage)
        await stage.vaults[first.id].set("a-token", stage.token.origin)
        stage.history.add(first.id, stage.access.organization, TASK)
        dialog = opened(stage)
        dialog.remove.click()
        assert "“Northwind”" in answer(stage, yes=False)
        assert backend.secrets
        dialog.remove.click()
        answer(stage)
        assert await told(dialog) == (
            "Removed “Northwind”: Windows Credential Manager was read back and holds no token of it any more."
        )
        assert backend.secrets == {}
        assert stage.book.records() == (second,)
        assert stage.history.entries() == ()
        assert dialog.list.count() == 1
        assert stage.window.account.connection.id != "gone"

    play(qapp, scene, is_demo=False, vault=keyring(backend))


def test_recent_tasks_that_could_not_be_removed_are_told(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        two(stage)
        stage.history._backup.mkdir()
        dialog = opened(stage)
        dialog.remove.click()
        answer(stage)
        said_then = await told(dialog)
        assert said_then.startswith("Removed “Northwind”")
        assert "Its recent tasks may still be on this computer." in said_then

    play(qapp, scene, is_demo=False, vault=keyring(FakeBackend()))


def test_a_keyring_that_keeps_the_token_keeps_the_connection(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        two(stage)
        await stage.vault.set("a-token", stage.token.origin)
        backend.fail = lambda step, _service: RuntimeError("no") if step == "delete" else None
        dialog = opened(stage)
        dialog.remove.click()
        answer(stage)
        assert await told(dialog)
        assert len(stage.book.records()) == 2
        assert dialog.remove.isEnabled()

    play(qapp, scene, is_demo=False, vault=keyring(backend))


def test_another_token_for_a_connection_leaves_the_one_in_use(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, second = two(stage)
        dialog = opened(stage)
        dialog.list.setCurrentRow(1)
        dialog.token.click()
        assert stage.window.switcher.managing.dialog is None
        sign_in = stage.dialog()
        assert sign_in.fields.name.text() == "Southwind"
        stage.write("another-token", sign_in.token)
        sign_in.save.click()
        assert (await said(sign_in)).startswith("Kept in memory")
        stored = await stage.vaults[second.id].get()
        assert stored is not None
        assert stored.token == "another-token"
        assert stage.window.account.connection.id == first.id
        assert len(stage.book.records()) == 2

    play(qapp, scene, is_demo=False)


def packed(stage: Stage, token: str = CANARY) -> None:
    """What the command-line tool would have put into the keyring."""
    stage.tool.get_password = lambda service, _user: token if service.startswith(TOOL) else None  # type: ignore[method-assign,assignment]


def listen(stage: Stage) -> list[tuple[str, str]]:
    """Answer for Tallyfy; what was asked, with which token."""
    heard: list[tuple[str, str]] = []
    me = views.exchange(b'{"data":{"full_name":"Sam Lindqvist"}}')
    page = views.exchange(b'{"data":[{"id":"3d53","name":"Northwind Ltd"}]}')

    async def who_am_i(base_url: str, token: str) -> Any:
        heard.append((base_url, token))
        await asyncio.sleep(0.2)
        return me

    async def organizations(base_url: str, token: str) -> Any:
        assert (base_url, token) == heard[-1]
        return (page,)

    stage.spy.who_am_i = who_am_i  # type: ignore[method-assign]
    stage.spy.organizations = organizations  # type: ignore[method-assign]
    return heard


def test_an_import_asks_then_shows_whose_it_is_and_only_then_saves(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        heard = listen(stage)
        packed(stage)
        dialog = opened(stage)
        (action,) = dialog.import_button.menu().actions()
        assert action.text() == "From Tallyfy's command-line tool"
        action.trigger()
        asked = answer(stage, yes=False)
        assert "com.tallyfy.cli (default)" in asked
        assert TALLYFY in asked
        assert heard == []
        action.trigger()
        answer(stage)
        await until(lambda: stage.window.account.dialog)
        sign_in = stage.dialog()
        assert not sign_in.save.isEnabled()
        assert (await said(sign_in)).startswith("It works: this is the token of Sam Lindqvist.")
        assert heard == [(TALLYFY, CANARY)]  # at Tallyfy's own address, although the demo is in use
        assert stage.book.records() == ()
        assert CANARY in stage.remembered
        assert not [text for _where, text in words_of(sign_in) if "CANARY" in text]
        assert sign_in.address.isReadOnly()
        stage.press(Qt.Key.Key_Return)
        await until(lambda: stage.book.records())
        (record,) = stage.book.records()
        assert (record.name, record.organization) == ("Northwind Ltd", "3d53")

    play(qapp, scene, is_demo=False)


@pytest.mark.parametrize("token", ["", "two words"])
def test_nothing_to_import_is_said_where_it_was_asked(token: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        heard = listen(stage)
        packed(stage, token)
        dialog = opened(stage)
        dialog.import_button.menu().actions()[0].trigger()
        answer(stage)
        assert await told(dialog)
        assert heard == []
        assert dialog.import_button.isEnabled()

    play(qapp, scene, is_demo=False)


def test_it_is_not_shown_to_those_who_look_on(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        opened(stage)
        stage.window.screen_share.switch(on=True)
        assert stage.window.switcher.managing.dialog is None
        stage.window.account_button.manage_wanted.emit()
        assert stage.window.switcher.managing.dialog is None
        assert stage.notice.startswith("Screen-share mode is on")

    play(qapp, scene)


def test_closing_the_window_takes_it_and_its_question_along(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        two(stage)
        opened(stage).remove.click()
        stage.window.close()
        assert stage.window.switcher.managing.dialog is None
        assert stage.window.switcher.managing.question is None
        assert stage.book.records()[0].name == "Northwind"

    play(qapp, scene, is_demo=False)


def test_names_go_with_the_token_and_not_with_a_colour(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        account, names = stage.window.account, stage.window.names
        record = stage.book.add(ConnectionRecord("", "Northwind", stage.access.base_url))
        other = stage.book.add(ConnectionRecord("", "Eastwind", stage.access.base_url))
        account.use(stage.connect(record))
        await until(lambda: account.signed_in)
        await stage.fetch(stage.access.first_task)
        names.ask(stage.answer)
        await until(lambda: not names.entry(stage.answer).busy)
        assert names.entry(stage.answer).names.members
        account.adopt(stage.connect(replace(record, colour="pink")))
        stage.book.remove(other.id)
        account.leave(other.id)
        account.look()
        await until(lambda: not stage.jobs.running("signed in?"))
        assert names.entry(stage.answer).names.members
        await stage.vault.set("another", stage.token.origin)
        account.look()
        await until(lambda: not names.entry(stage.answer).names.members)

    play(qapp, scene, is_demo=False)
