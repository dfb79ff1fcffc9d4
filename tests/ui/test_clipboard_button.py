from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.clipboard_button import ClipboardButton
from tests.support.stage import Stage, focused, play, said

TOKEN = "eyJhbGciOiJSUzI1NiJ9.CANARYTOKEN.c2lnbmF0dXJl"


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[ClipboardButton]:
    window = QWidget()
    qtbot.addWidget(window)
    made = ClipboardButton(window)
    window.show()
    yield made
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("copied", [TOKEN, f"  Bearer {TOKEN}\n"])
def test_it_is_there_while_the_clipboard_holds_the_token(copied: str, button: ClipboardButton) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(copied)
    assert button.isHidden()
    button.watch(TOKEN)
    assert not button.isHidden()
    clipboard.setText("something else")
    assert button.isHidden()
    clipboard.setText(copied)
    assert not button.isHidden()
    said: list[str] = []
    button.cleared.connect(said.append)
    button.click()
    assert clipboard.text() == ""
    assert said == ["The clipboard is empty now."]
    assert button.isHidden()


def test_what_is_no_token_of_its_own_is_left_alone(button: ClipboardButton) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("a letter to somebody")
    button.watch(TOKEN)
    assert button.isHidden()
    said: list[str] = []
    button.cleared.connect(said.append)
    button.click()
    assert clipboard.text() == "a letter to somebody"
    assert said == ["The clipboard holds something else now. It was left alone."]


def test_it_holds_no_token_and_forgets(button: ClipboardButton) -> None:
    QGuiApplication.clipboard().setText(TOKEN)
    button.watch(TOKEN)
    assert "CANARY" not in repr(vars(button))
    button.forget()
    assert button.isHidden()
    QGuiApplication.clipboard().setText(TOKEN + " ")
    assert button.isHidden()


def test_a_pasted_token_can_be_taken_off_the_clipboard(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.paste(stage.access.token, dialog.token)
        assert not dialog.clear_clipboard.isVisible()
        dialog.save.click()
        await said(dialog)
        assert dialog.clear_clipboard.isVisible()
        dialog.clear_clipboard.click()
        assert QApplication.clipboard().text() == ""
        assert dialog.said.text() == "The clipboard is empty now."
        assert focused() is dialog.close_button

    play(qapp, scene, is_demo=False, vault=MemoryVault())


def test_a_token_that_works_can_be_taken_off_before_it_is_saved(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.paste(stage.access.token, dialog.token)
        dialog.test.click()
        await said(dialog)
        dialog.clear_clipboard.click()
        assert QApplication.clipboard().text() == ""
        assert dialog.token.text() == stage.access.token
        assert focused() is dialog.save
        assert await stage.vault.get() is None

    play(qapp, scene, is_demo=False, vault=MemoryVault())
