from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ports import Vault
from tallyfy_inspector.store.environment import EnvironmentVault
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui import theme, token_words
from tallyfy_inspector.ui.token_dialog import TokenDialog
from tests.support.fake_keyring import FakeBackend
from tests.support.stage import Stage, keyring, play, said
from tests.support.ui import until

CANARY = "eyJhbGciOiJSUzI1NiJ9.CANARYTOKEN.c2lnbmF0dXJl"
ELSEWHERE = "http://127.0.0.1:9"


def role(dialog: TokenDialog, name: str) -> bool:
    """Whether what is said is written in that colour."""
    ink = dialog.said.palette().windowText().color().name()
    return bool(ink == str(getattr(theme.roles(dialog.palette()), name)).lower())


def test_without_a_keyring_it_says_that_it_lasts_until_quit(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        assert dialog.kept.text().startswith("No keyring was found on this computer")
        assert "until you quit" in dialog.kept.text()
        stage.write(CANARY, dialog.token)
        dialog.save.click()
        assert (await said(dialog)).startswith("Kept in memory until you quit")
        assert dialog.token.accessibleDescription() == dialog.kept.text()

    play(qapp, scene, vault=MemoryVault())


def test_a_keyring_that_refuses_is_quoted_and_the_token_is_in_memory(qapp: QApplication) -> None:
    backend = FakeBackend()
    backend.fail = lambda step, _service: RuntimeError(f"no {CANARY}") if step == "set" else None

    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write(CANARY, dialog.token)
        dialog.save.click()
        told = await said(dialog)
        assert told
        assert CANARY not in told
        assert role(dialog, "warning")
        assert "It is kept in memory until you quit." in dialog.kept.text()
        stored = await stage.vault.get()
        assert stored is not None
        assert stored.where == "memory"
        await until(lambda: stage.window.account.signed_in)
        assert dialog.token.text() == ""

    play(qapp, scene, vault=keyring(backend))


def test_a_keyring_that_cannot_be_read_is_quoted(qapp: QApplication) -> None:
    backend = FakeBackend()
    backend.fail = lambda step, _service: RuntimeError("locked") if step == "get" else None

    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        assert "keyring" in dialog.kept.text().lower()
        assert dialog.remove.isVisible()  # what cannot be read may still be removed
        dialog.test.click()
        told = await said(dialog)
        assert told == dialog.kept.text()
        assert role(dialog, "bad")

    play(qapp, scene, vault=keyring(backend))


def test_a_token_of_the_environment_is_said_and_not_saved(qapp: QApplication) -> None:
    inner = MemoryVault()
    vault: Vault = EnvironmentVault(inner, CANARY, origin(ELSEWHERE))

    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in(ELSEWHERE)
        assert "TALLYFY_ACCESS_TOKEN, for this run only" in dialog.kept.text()
        assert not dialog.remove.isVisible()
        dialog.save.click()
        assert "environment is not saved" in await said(dialog)
        assert await inner.get() is None

    play(qapp, scene, vault=vault)


def test_what_was_pasted_is_not_said_to_be_short_where_it_is_not() -> None:
    short, long = token_words.unaccepted(71), token_words.unaccepted(1_043)
    assert short.startswith("Most likely it was not copied whole: it has 71 characters, and most")
    assert long.startswith("Perhaps it was not copied whole: it has 1,043 characters. Or its owner")


def test_the_token_in_place_was_not_copied_just_now(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.vault.set(CANARY, stage.token.origin)
        dialog = await stage.sign_in()
        dialog.test.click()
        assert (await said(dialog)).startswith("Token not accepted. Most likely its owner logged out")

    play(qapp, scene, vault=MemoryVault())
