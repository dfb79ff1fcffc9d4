from __future__ import annotations

import asyncio
import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord, StoredToken, VaultError
from tallyfy_inspector.store.environment import EnvironmentVault
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui.view import Loading, View
from tests.support.fake_keyring import FakeBackend
from tests.support.stage import TALLYFY, Stage, focused, keyring, play, said, task_that
from tests.support.ui import until
from tests.support.views import NOW
from tests.support.wire import Wire, free_port

GOOD = catalogue.TASKS[0].id
SLOW, FORBIDDEN = task_that("A slow answer: 3 seconds"), task_that("Error 401")
ENVIRONMENT = "The token comes from TALLYFY_ACCESS_TOKEN, for this run only. It is not saved."


def button(stage: Stage) -> str:
    return stage.window.account_button.text()


async def looked(stage: Stage) -> None:
    await until(lambda: stage.window.account.signed_in is not None)


def test_the_keyring_is_not_touched_before_the_window_is_on_screen(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        await asyncio.sleep(0.05)
        assert backend.steps == []
        assert button(stage) == "Tallyfy"
        stage.window.start(None)
        await looked(stage)
        assert backend.steps
        assert button(stage) == "Tallyfy · not signed in"
        assert focused() is stage.window.request_bar.task

    play(qapp, scene, is_demo=False, vault=keyring(backend))


def test_a_token_of_another_server_is_none_here(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.use(stage.account(""))
        await looked(stage)
        assert button(stage) == "Tallyfy · not signed in"
        assert stage.window.first_run.sign_in.isVisible()
        stage.window.use(stage.account(stage.access.base_url))
        await looked(stage)
        assert button(stage) == "Tallyfy"
        assert not stage.window.first_run.sign_in.isVisible()

    play(qapp, scene)


def test_a_keyring_that_does_not_answer_is_said(qapp: QApplication) -> None:
    class Locked(MemoryVault):
        async def get(self) -> StoredToken | None:
            raise VaultError("The keyring is locked.")

    async def scene(stage: Stage) -> None:
        stage.window.start(None)
        await looked(stage)
        assert stage.notice == "The keyring is locked."
        assert button(stage) == "Tallyfy · not signed in"

    play(qapp, scene, is_demo=False, vault=Locked())


def test_a_token_of_the_environment_is_said_until_another_is_saved(qapp: QApplication) -> None:
    vault = EnvironmentVault(MemoryVault(), "from-outside", "http://127.0.0.1:9")

    async def scene(stage: Stage) -> None:
        standing = stage.window.messages.standing
        stage.window.start(None)
        await looked(stage)
        assert standing.text == ENVIRONMENT
        stage.write("x")
        await stage.fetch(GOOD)
        assert standing.text == ENVIRONMENT
        assert stage.said.count(ENVIRONMENT) == 1
        dialog = await stage.sign_in()
        stage.write(stage.access.token, dialog.token)
        dialog.save.click()
        await said(dialog)
        await until(lambda: not standing.text)

    play(qapp, scene, is_demo=False, vault=vault)


@pytest.mark.parametrize("action", ["sign_in", "edit_base_url"])
def test_in_the_demo_an_error_about_the_token_leaves_nothing(action: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.book.add(ConnectionRecord("", "Northwind", TALLYFY))
        stage.window.use(stage.demo())
        await stage.fetch(FORBIDDEN)
        if action == "sign_in":
            stage.click("problem_action")
        else:
            stage.window.messages.banner.acted.emit(action)
        assert "This error is made up" in stage.notice
        entries = [each.text() for each in stage.window.account_button.menu().actions() if each.text()]
        assert any(f"“{each}” in the menu at the top left" in stage.notice for each in entries)
        assert stage.window.account.connection.demo
        assert (stage.window.account.dialog, button(stage)) == (None, "Demo")
        await stage.fetch(GOOD)
        assert stage.answer.good

    play(qapp, scene)


@pytest.mark.parametrize(("action", "field"), [("sign_in", "token"), ("edit_base_url", "base_url")])
def test_elsewhere_it_opens_the_dialog_at_the_field_to_change(
    action: str, field: str, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(FORBIDDEN)
        stage.window.messages.banner.acted.emit(action)
        assert stage.dialog().isVisible()
        await until(lambda: focused() is stage.widget(field))
        stage.window.sign_in()  # there is one already
        stage.press(Qt.Key.Key_Escape)
        assert stage.window.account.dialog is None

    play(qapp, scene, is_demo=False)


def test_signing_in_from_the_demo_leaves_it_only_with_a_token(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        stage.window.account_button.sign_in_wanted.emit()
        dialog = stage.dialog()
        assert dialog.address.text() == TALLYFY
        dialog.reject()
        assert button(stage) == "Demo"
        assert stage.box == GOOD
        stage.window.sign_in()
        dialog = stage.dialog()
        stage.write("a-token", dialog.token)
        dialog.save.click()
        await said(dialog)
        assert stage.window.account.connection.base_url == TALLYFY
        assert stage.notice.startswith("You left the demo")
        assert (stage.box, stage.organization) == ("", "")
        await looked(stage)
        assert button(stage) == "Tallyfy"
        stage.press(Qt.Key.Key_Return)  # on Close
        await until(lambda: focused() is stage.window.request_bar.task)
        assert stage.window.windowTitle() == "Tallyfy – Tallyfy Inspector"  # nothing made up stays on screen
        assert stage.window.session.view == View()
        assert stage.window.first_run.isVisible()

    play(qapp, scene)


def test_another_address_is_used_from_then_on_and_kept(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        with Wire() as wire:
            dialog = await stage.sign_in(wire.url)
            stage.write("a-token", dialog.token)
            dialog.save.click()
            await said(dialog)
            assert [each.base_url for each in stage.book.records()] == [wire.url]
            dialog.reject()
            stage.write("1" * 32, stage.window.request_bar.organization)
            await stage.fetch(GOOD)
            assert wire.connections == 1
            assert b"Authorization: Bearer a-token" in wire.heard[0]

    play(qapp, scene, is_demo=False)


def test_a_token_for_one_server_never_goes_to_another(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        with Wire() as wire:
            stage.window.use(stage.account(wire.url))
            stage.write("1" * 32, stage.window.request_bar.organization)
            await stage.fetch(GOOD)
            assert wire.connections == 0
            problem = stage.window.session.view.problem
            assert problem is not None
            assert problem.action == "sign_in"

    play(qapp, scene)


def test_a_fetch_on_its_way_is_stopped_by_another_connection(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(SLOW)
        stage.press(Qt.Key.Key_Return)
        await asyncio.sleep(0.05)
        stage.now(Loading)
        elsewhere = stage.account(f"http://127.0.0.1:{free_port()}")
        stage.window.use(replace(elsewhere, demo=True))
        assert not isinstance(stage.window.session.view.now, Loading)

    play(qapp, scene)


def test_into_the_demo_and_out_again(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.use(stage.account(""))
        stage.window.first_run.demo.click()
        await stage.answered()
        assert stage.answer.good
        assert stage.window.account.connection.demo
        assert stage.organization == stage.access.organization
        stage.window.account_button.demo_left.emit()
        assert stage.window.account.connection.base_url == TALLYFY
        assert (stage.box, stage.organization) == ("", "")
        await looked(stage)
        assert stage.notice.startswith("You left the demo")

    play(qapp, scene)


def test_a_removed_token_is_gone_from_the_window(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        await until(dialog.remove.isVisible)
        dialog.remove.click()
        await said(dialog)
        await until(lambda: stage.window.account.signed_in is False)
        assert button(stage) == "Tallyfy · not signed in"
        dialog.reject()
        await stage.fetch(GOOD)
        problem = stage.window.session.view.problem
        assert problem is not None
        assert problem.action == "sign_in"

    play(qapp, scene, is_demo=False)


def test_closing_the_window_takes_the_dialog_and_its_token_along(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write("a-token", dialog.token)
        field = dialog.token
        stage.window.close()
        assert field.text() == ""
        assert stage.window.account.dialog is None

    play(qapp, scene, is_demo=False)


def test_the_demo_changes_no_choice_of_includes(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        before = stage.window.includes.keys()
        stage.window.includes.boxes["form_fields"].click()
        assert stage.window.includes.keys() != before
        stage.window.use(stage.account(""))
        assert stage.window.includes.keys() == before
        stage.window.includes.boxes["tags"].click()
        stage.window.open_demo()
        assert "tags" in stage.window.includes.keys()  # noqa: SIM118 - it is no mapping
        assert "tags" in stage.settings.get("includes.keys", [])

    play(qapp, scene)


def dated(days: float) -> str:
    """A token that ends so many days after the clock's time."""
    claims = f'{{"exp":{int((NOW + timedelta(days=days)).timestamp())},"sub":"CANARYSUB"}}'
    return f"eyJhbGciOiJSUzI1NiJ9.{base64.urlsafe_b64encode(claims.encode()).decode().rstrip('=')}.CANARYSIGN"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3.5, "3 days are left. Your token ends on 27 Nov 2026 at the latest."),
        (-1, "Your token expired on 22 Nov 2026 by its own words."),
        (15, ""),
    ],
)
def test_a_token_that_is_nearly_over_is_told_of_from_the_start(
    days: float, said: str, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.vault.set(dated(days), stage.token.origin)
        stage.window.start(None)
        await looked(stage)
        standing = stage.window.messages.standing.text
        assert standing.startswith(said)
        assert bool(standing) is bool(said)
        assert "CANARY" not in standing

    play(qapp, scene, is_demo=False, vault=MemoryVault())


def test_the_life_of_a_token_for_another_server_or_beside_the_demo_is_not_told(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.vault.set(dated(1), "https://elsewhere.example")
        stage.window.start(None)
        await looked(stage)
        assert stage.window.messages.standing.text == ""
        stage.window.use(stage.demo())
        await stage.vault.set(dated(1), stage.token.origin)
        stage.window.account.look()
        await until(lambda: stage.window.account.signed_in)
        assert stage.window.messages.standing.text == ""

    play(qapp, scene, is_demo=False, vault=MemoryVault())


def test_who_looks_on_does_not_learn_whose_token_it_is(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.screen_share.switch(on=True)
        dialog = await stage.sign_in()
        dialog.test.click()
        told = await said(dialog)
        assert told.startswith("It works. Whose token it is stays hidden")
        assert "@" not in told

    play(qapp, scene, is_demo=False)


def test_a_keyring_that_hangs_is_given_up_and_the_window_lives_on(qapp: QApplication) -> None:
    backend = FakeBackend()
    backend.hang_at = ("get", "Tallyfy Inspector/default")

    async def scene(stage: Stage) -> None:
        stage.window.use(stage.account(stage.access.base_url))
        await until(backend.hanging.is_set)
        stage.window.sign_in()
        dialog, turns = stage.dialog(), 0
        stage.write("typed meanwhile", dialog.token)
        while not dialog.kept.text():
            await asyncio.sleep(0.01)
            turns += 1
        assert turns > 5
        assert dialog.token.text() == "typed meanwhile"
        assert "does not answer" in dialog.kept.text()
        assert "does not answer" in stage.notice
        dialog.reject()

    try:
        play(qapp, scene, vault=KeyringVault(load_backend=lambda: backend, timeout=0.5))
    finally:
        backend.release()
