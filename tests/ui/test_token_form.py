from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.task.organizations import Organization
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.token_form import TokenForm
from tests.support.stage import Stage, focused, play, said
from tests.support.ui import in_font, wearing

RECORD = ConnectionRecord("", "", "https://go.tallyfy.com/api", colour="teal", saved=False)
MANY = tuple(Organization(f"{n:032x}", f"Organization number {n}", "admin") for n in range(1, 9))


def made(qtbot: QtBot) -> TokenForm:
    form = TokenForm(RECORD, hidden=False, parent=None)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.open()
    return form


def test_it_shows_what_is_known_and_hides_the_token(qtbot: QtBot) -> None:
    form = made(qtbot)
    assert form.address.text() == "https://go.tallyfy.com/api"
    assert form.token.echoMode() is QLineEdit.EchoMode.Password
    assert form.fields.colour.currentText() == "Teal"
    form.tell("It <b>works</b>", "good")
    form.tell_kept("Kept somewhere")
    assert form.said.accessibleName() == "It <b>works</b>"
    assert form.token.accessibleDescription() == "Kept somewhere"


@pytest.mark.parametrize(("font", "dark"), [(1, False), (2, True)])
def test_the_buttons_stay_on_screen_however_much_there_is(
    font: float, dark: bool, qapp: QApplication, qtbot: QtBot
) -> None:
    with in_font(qapp, font), wearing(qapp, theme.palette(dark)):
        form = made(qtbot)
        form.fields.offer(MANY)
        form.tell("A long sentence of what came of it. " * 8, "bad")
        qtbot.wait(20)
        room = form.screen().availableGeometry().height()
        assert form.height() <= room
        for button in (form.test, form.save, form.close_button):
            assert form.rect().contains(button.geometry())
            assert button.width() >= button.minimumSizeHint().width()
        assert form.said.height() >= form.said.heightForWidth(form.said.width())
        assert not form._area.horizontalScrollBar().isVisible()
        row = form.fields.offered.visualItemRect(form.fields.offered.item(0)).height()
        assert row >= 24
        assert form.fields.offered.viewport().height() == 4 * row


def test_nothing_stands_outside_of_its_layout(qtbot: QtBot) -> None:
    form = made(qtbot)
    left = [each for each in form._page.children() if isinstance(each, QLabel) and each.isVisible()]
    corners = [(each.x(), each.y()) for each in left]
    assert len(set(corners)) == len(corners)
    assert (0, 0) not in corners


def test_a_tall_screen_needs_no_scrolling(qtbot: QtBot) -> None:
    form = made(qtbot)
    qtbot.wait(20)
    assert not form._area.verticalScrollBar().isVisible()


@pytest.mark.parametrize(("font", "dark"), [(1, False), (2, False), (2, True)])
def test_nothing_in_it_is_cut_off(font: float, dark: bool, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write("a-token", dialog.token)
        dialog.test.click()
        await said(dialog)
        await asyncio.sleep(0.02)
        for label in (dialog.said, dialog.kept):
            assert label.height() >= label.heightForWidth(label.width())
        buttons = (dialog.remove, dialog.test, dialog.save, dialog.close_button)
        for one in (each for each in buttons if each.isVisible()):
            assert one.width() >= one.minimumSizeHint().width()
            assert dialog.rect().contains(one.geometry())
        assert dialog.width() <= 900

    with in_font(qapp, font), wearing(qapp, theme.palette(dark)):
        play(qapp, scene, size=(900, 800))


def test_enter_saves_from_the_organizations_and_then_closes(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        stage.write(stage.access.token, dialog.token)
        for stop in (dialog.fields.offered, dialog.close_button):
            stage.press(Qt.Key.Key_Return)
            await said(dialog)
            assert focused() is stop

    play(qapp, scene, vault=MemoryVault())
