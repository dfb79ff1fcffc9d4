from __future__ import annotations

import asyncio
import base64
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.token_dialog import TokenDialog
from tests.support.fake_keyring import FakeBackend
from tests.support.stage import Stage, focused, keyring, play, said
from tests.support.ui import until, words_of
from tests.support.views import NOW
from tests.support.wire import Wire, free_port, response

CANARY = "eyJhbGciOiJSUzI1NiJ9.CANARYTOKEN.c2lnbmF0dXJl"
ELSEWHERE = "http://127.0.0.1:9"


def role(dialog: TokenDialog, name: str) -> bool:
    """Whether what is said is written in that colour."""
    ink = dialog.said.palette().windowText().color().name()
    return bool(ink == str(getattr(theme.roles(dialog.palette()), name)).lower())


# Test


def test_test_says_whose_token_it_is(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write(f"Bearer {stage.access.token}", dialog.token)
        dialog.test.click()
        assert not any(b.isEnabled() for b in (dialog.test, dialog.save, dialog.remove))
        told = await said(dialog)
        assert told.startswith("It works: this is the token of ")
        assert "@" in told
        assert role(dialog, "good")
        assert (told, False) in dialog._speech.said
        assert stage.access.token in stage.remembered
        assert dialog.isVisible()

    play(qapp, scene, vault=MemoryVault())


def test_a_wrong_token_is_not_accepted(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write(CANARY, dialog.token)
        dialog.test.click()
        told = await said(dialog)
        cut_off = f"Most likely it was not copied whole: it has {len(CANARY)} characters"
        assert told.startswith(f"Token not accepted. {cut_off}")
        assert "logged out of Tallyfy" in told
        assert "CANARY" not in told
        assert role(dialog, "bad")
        assert dialog._speech.said[-1] == (told, True)
        assert stage.remembered == [CANARY]  # so that no log ever holds it
        assert await stage.vault.get() is None
        assert dialog.token.text() == CANARY  # to be mended

    play(qapp, scene, vault=MemoryVault())


def test_an_empty_field_tests_the_token_in_place_but_only_at_its_own_server(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        dialog.test.click()
        assert (await said(dialog)).startswith("It works")
        with Wire() as wire:
            dialog.address.setText(wire.url)
            dialog.test.click()
            told = await said(dialog)
            assert f"belongs to {stage.token.origin}" in told
            assert wire.connections == 0

    play(qapp, scene)


def test_without_any_token_there_is_nothing_to_test(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        for button in (dialog.test, dialog.save):
            button.click()
            assert await said(dialog) == "Paste a token first."
        assert stage.spy.tested == []

    play(qapp, scene, vault=MemoryVault())


@pytest.mark.parametrize("button", ["test", "save"])
@pytest.mark.parametrize(
    ("address", "token", "words"),
    [
        ("http://tallyfy.example.com/api", CANARY, "https"),
        ("ftp://tallyfy.example.com", CANARY, "https"),
        ("https://name:secret@tallyfy.example.com", CANARY, ""),
        ("", "two words", "blank"),
        ("", "YOUR_PERSONAL_ACCESS_TOKEN", "placeholder"),
        ("", "tökén", "character"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    button: str, address: str, token: str, words: str, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in(address)
        stage.paste(token, dialog.token)
        stage.widget(button).click()  # type: ignore[attr-defined]
        told = await said(dialog)
        assert words in told
        assert token not in told
        assert "secret" not in told
        assert role(dialog, "bad")
        assert stage.spy.tested == []
        assert await stage.vault.get() is None

    play(qapp, scene, vault=MemoryVault())


def test_a_server_that_is_not_there_is_said(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in(f"http://127.0.0.1:{free_port()}")
        stage.write(CANARY, dialog.token)
        dialog.test.click()
        assert (await said(dialog)).startswith("Connection refused. ")

    play(qapp, scene, vault=MemoryVault())


# Save


def test_save_keeps_it_for_its_origin_and_says_where(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in(f"{stage.access.base_url}/api/")
        assert "Windows Credential Manager" in dialog.kept.text()
        assert not dialog.remove.isVisible()
        saved: list[Connection] = []
        dialog.saved.connect(saved.append)
        stage.write(f' "{CANARY}" ', dialog.token)
        dialog.save.click()
        told = await said(dialog)
        assert told == f"Saved in the keyring. It is only ever sent to {stage.token.origin}."
        assert [each.base_url for each in saved] == [f"{stage.access.base_url}/api"]
        assert dialog.address.text() == saved[0].base_url
        assert saved[0] == stage.window.account.connection
        (record,) = stage.book.records()
        assert (record.id, record.saved, record.base_url) == ("default", True, saved[0].base_url)
        assert dialog.token.text() == ""
        assert not dialog.token.isUndoAvailable()
        assert f"A token for {stage.token.origin} is in place." in dialog.kept.text()
        assert dialog.remove.isVisible()
        assert focused() is dialog.close_button  # Enter closes it
        stored = await stage.vault.get()
        assert stored == StoredToken(stage.token.origin, CANARY, "keyring")
        assert CANARY in "".join(backend.secrets.values())
        assert stage.remembered[0] == CANARY

    play(qapp, scene, vault=keyring(backend))


def test_another_path_of_the_same_server_needs_no_new_token(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in(f"{stage.access.base_url}/api")
        dialog.save.click()
        assert f"{stage.access.base_url}/api" in await said(dialog)
        assert stage.window.account.connection.base_url == f"{stage.access.base_url}/api"
        dialog.address.setText(ELSEWHERE)
        dialog.save.click()
        assert "belongs to" in await said(dialog)
        assert stage.window.account.connection.base_url == f"{stage.access.base_url}/api"

    play(qapp, scene)


# Remove, environment


def test_remove_really_removes(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        await stage.vault.set("x" * 3_000, stage.token.origin)
        assert len(backend.secrets) > 1
        dialog = await stage.sign_in()
        await until(dialog.remove.isVisible)
        dialog.remove.setFocus()
        stage.press(Qt.Key.Key_Space)
        assert await said(dialog) == "Removed: this program holds no token any more."
        assert backend.secrets == {}
        assert await keyring(backend).get() is None
        assert "in place" not in dialog.kept.text()
        assert not dialog.remove.isVisible()
        assert focused() is dialog.token
        await until(lambda: stage.window.account.signed_in is False)

    play(qapp, scene, vault=keyring(backend))


def test_a_removal_that_fails_is_said(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        await stage.vault.set(CANARY, stage.token.origin)
        dialog = await stage.sign_in()
        backend.fail = lambda step, _service: RuntimeError("no") if step == "delete" else None
        dialog.remove.click()
        assert await said(dialog) != ""
        assert role(dialog, "bad")
        assert backend.secrets

    play(qapp, scene, vault=keyring(backend))


# The dialog itself


def test_a_token_shows_nowhere_and_is_gone_when_the_dialog_closes(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write(CANARY, dialog.token)
        dialog.test.click()
        await said(dialog)
        told = [text for _where, text in words_of(dialog)] + [dialog.windowTitle(), repr(dialog)]
        told += [text for text, _urgent in dialog._speech.said] + stage.said
        assert not [text for text in told if "CANARY" in text]
        heard = QAccessible.queryAccessibleInterface(dialog.token)
        assert heard is not None
        assert set(heard.text(QAccessible.Text.Value)) <= {"*", "●"}
        field = dialog.token
        stage.press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert field.text() == ""

    play(qapp, scene, vault=MemoryVault())


def test_closing_while_it_asks_ends_the_asking(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        with Wire(lambda _head: [5.0, response()]) as wire:
            dialog = await stage.sign_in(wire.url)
            stage.write(CANARY, dialog.token)
            dialog.test.click()
            await until(lambda: wire.heard)
            dialog.reject()
            await asyncio.sleep(0.1)  # the dialog is deleted, and its job has ended
            assert stage.window.account.dialog is None

    play(qapp, scene, vault=MemoryVault())


def test_the_keyboard_waits_where_it_was(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write(CANARY, dialog.token)
        dialog.test.setFocus()
        stage.press(Qt.Key.Key_Space)
        assert focused() is dialog.token  # not on the next button, which is Close
        await said(dialog)
        assert focused() is dialog.test

    play(qapp, scene, vault=MemoryVault())


def test_tab_goes_as_it_is_read(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        await until(dialog.remove.isVisible)
        dialog.address.setFocus()
        walk: list[QWidget | None] = []
        for _step in range(10):
            walk.append(focused())
            stage.press(Qt.Key.Key_Tab)
        fields = dialog.fields
        assert walk == [
            *(dialog.address, dialog.token),
            *(fields.organization, fields.name, fields.colour, fields.production),
            *(dialog.remove, dialog.test, dialog.save, dialog.close_button),
        ]
        assert focused() is dialog.address
        names = [each.accessibleName() for each in walk if each is not None]
        assert names == [
            *("Tallyfy address", "Access token", "Organization ID", "Connection name", "Colour"),
            *("This is production: real work of customers", "Remove", "Test", "Save", "Close"),
        ]

    play(qapp, scene)


def jwt(expires: datetime) -> str:
    """A token that says when it ends, and who somebody is."""
    claims = f'{{"exp":{int(expires.timestamp())},"sub":"CANARYSUB"}}'.encode()
    return f"eyJhbGciOiJSUzI1NiJ9.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.CANARYSIGN"


@pytest.mark.parametrize(
    ("away", "told_of", "colour"),
    [
        (161, "It is valid until 3 May 2027 at the latest; logging out of Tallyfy ends it sooner.", "good"),
        (9, "9 days are left. It is valid until 2 Dec 2026 at the latest;", "warning"),
        (-1, "By its own words it has expired, on 22 Nov 2026.", "warning"),
    ],
)
def test_test_says_until_when_the_token_lives(
    away: int, told_of: str, colour: str, qapp: QApplication
) -> None:
    me = response(b'{"data":{"full_name":"Sam Lindqvist","email":"sam@acme.example"}}')

    async def scene(stage: Stage) -> None:
        with Wire(lambda _head: [me]) as wire:
            dialog = await stage.sign_in(wire.url)
            stage.write(jwt(NOW + timedelta(days=away)), dialog.token)
            dialog.test.click()
            told = await said(dialog)
        assert told.startswith("It works: this is the token of Sam Lindqvist")
        assert told_of in told
        assert role(dialog, colour)
        assert "CANARY" not in told + dialog.said.accessibleName()

    play(qapp, scene, vault=MemoryVault())


def test_the_dialog_says_how_long_the_token_in_place_lives(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.vault.set(jwt(NOW + timedelta(days=161)), stage.token.origin)
        dialog = await stage.sign_in()
        assert "It is valid until 3 May 2027 at the latest" in dialog.kept.text()
        assert "CANARY" not in dialog.kept.text() + dialog.token.accessibleDescription()

    play(qapp, scene, vault=MemoryVault())
