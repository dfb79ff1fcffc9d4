from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui.token_dialog import TokenDialog
from tests.support.fake_keyring import FakeBackend
from tests.support.stage import Stage, focused, keyring, play, said
from tests.support.ui import until
from tests.support.wire import Wire, response

UNKNOWN, STRANGE = "f" * 32, "a" * 32
REFUSED = response(b'{"message":"Unauthenticated."}', "401 Unauthorized")


@pytest.mark.parametrize("organizations", [1, 2])
def test_a_new_token_is_saved_by_keyboard_alone_and_what_was_refused_is_asked_for_again(
    organizations: int, qapp: QApplication
) -> None:
    task = json.dumps({"data": {"id": UNKNOWN, "title": "Order"}}).encode()
    listed = json.dumps({"data": [{"id": each * 32, "name": each} for each in "ab"[:organizations]]}).encode()
    me = b'{"data":{"full_name":"Sam Lindqvist","email":"sam@acme.example"}}'

    def answered(head: bytes) -> list[bytes]:
        if b"Bearer new-token" not in head:
            return [REFUSED]
        path = head.split(b" ")[1]
        return [response(listed if b"organizations?" in path else me if b"/me" in path else task)]

    async def scene(stage: Stage) -> None:
        with Wire(answered) as wire:
            dialog = await refused(stage, wire)
            stage.paste("new-token", dialog.token)
            stage.press(Qt.Key.Key_Return)  # tests
            assert (await said(dialog)).startswith("It works")
            assert await kept(stage) == "old-token"
            stage.press(Qt.Key.Key_Return)  # saves
            await until(lambda: stage.window.account.dialog is None)
            assert await kept(stage) == "new-token"
            await until(
                lambda: not stage.window.session.view.busy and stage.window.session.view.problem is None
            )
        assert [(each.organization, each.task) for each in stage.spy.asked] == [(STRANGE, UNKNOWN)] * 2
        assert stage.notice.startswith("Kept in memory until you quit")
        assert stage.notice.endswith("The clipboard still holds it.")
        await until(lambda: focused() is stage.window.request_bar.task)

    play(qapp, scene, is_demo=False)


async def kept(stage: Stage) -> str:
    stored = await stage.vault.get()
    return "" if stored is None else stored.token


async def refused(stage: Stage, wire: Wire) -> TokenDialog:
    """The dialog that a refused token leads to."""
    await stage.vault.set("old-token", wire.url)
    stage.window.use(stage.account(wire.url))
    stage.write(STRANGE, stage.window.request_bar.organization)
    await stage.fetch(UNKNOWN)
    stage.click("problem_action")
    dialog = stage.dialog()
    await until(dialog.kept.text)
    return dialog


@pytest.mark.parametrize("button", ["test", "close"])
def test_without_a_save_nothing_is_asked_again(button: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        with Wire(lambda _head: [REFUSED]) as wire:
            dialog = await refused(stage, wire)
            stage.write("another", dialog.token)
            if button == "test":
                dialog.test.click()
                await said(dialog)
            dialog.close_button.click()
            await until(stage.window.isActiveWindow)
        assert await kept(stage) == "old-token"
        assert len(stage.spy.asked) == 1
        assert stage.window.session.view.problem is not None

    play(qapp, scene, is_demo=False)


def test_what_the_keyring_did_not_take_is_read_before_the_dialog_closes(qapp: QApplication) -> None:
    backend = FakeBackend()

    async def scene(stage: Stage) -> None:
        with Wire(lambda _head: [REFUSED]) as wire:
            dialog = await refused(stage, wire)
            backend.fail = lambda step, _service: RuntimeError("no") if step == "set" else None
            stage.write("another", dialog.token)
            dialog.save.click()
            assert await said(dialog)
            assert dialog.isVisible()
            assert focused() is dialog.close_button
            assert len(stage.spy.asked) == 1
            stage.press(Qt.Key.Key_Return)
            await until(lambda: len(stage.spy.asked) == 2)
            await stage.answered()

    play(qapp, scene, is_demo=False, vault=keyring(backend))


def test_who_signs_in_from_the_menu_reads_what_was_kept(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        with Wire(lambda _head: [REFUSED]) as wire:
            (await refused(stage, wire)).reject()
            stage.window.sign_in()
            stage.write("another", stage.dialog().token)
            stage.dialog().save.click()
            assert (await said(stage.dialog())).startswith("Kept in memory")
            assert stage.dialog().isVisible()
            stage.dialog().reject()
        assert len(stage.spy.asked) == 1

    play(qapp, scene, is_demo=False)
