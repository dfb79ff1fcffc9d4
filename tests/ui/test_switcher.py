from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord
from tests.support.stage import Stage, focused, play, said
from tests.support.ui import until

GOOD = catalogue.TASKS[0].id


async def signed_in_to_two(stage: Stage) -> tuple[ConnectionRecord, ConnectionRecord]:
    for name, colour in (("Northwind", "purple"), ("Salt & pepper", "teal")):
        record = ConnectionRecord(
            "", name, stage.access.base_url, stage.access.organization, colour=colour, production=True
        )
        stage.connect(stage.book.add(record))
    first, second = stage.book.records()
    await stage.vaults[second.id].set(stage.access.token, stage.token.origin)
    stage.window.use(stage.connect(first))
    return first, second


def test_one_switches_by_keyboard_and_the_next_start_remembers(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, second = await signed_in_to_two(stage)
        button, strip = stage.window.account_button, stage.window.switcher.strip
        assert strip.colour == "purple"
        menu = button.menu()
        menu.aboutToShow.connect(lambda: asyncio.get_running_loop().call_later(0.05, choose))

        def choose() -> None:
            QTest.keyClick(menu, Qt.Key.Key_2)
            menu.close()

        stage.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
        await until(lambda: stage.window.account.connection.id == second.id)
        assert button.text().startswith("Salt && pepper · production")
        assert strip.colour == "teal"
        assert stage.book.chosen() == second
        assert stage.organization == second.organization

    play(qapp, scene, is_demo=False)


def test_an_answer_keeps_the_connection_it_came_from(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, second = await signed_in_to_two(stage)
        await stage.fetch(GOOD)
        standing = stage.window.messages.standing
        assert "came over" not in standing.text
        stage.window.account.switch(second.id)
        assert stage.answer.good
        assert stage.window.windowTitle().startswith(f"{GOOD[:8]} · Northwind")
        assert standing.text.startswith("The answer on screen came over “Northwind”.")
        await stage.fetch(GOOD)
        assert stage.window.windowTitle().startswith(f"{GOOD[:8]} · Salt & pepper")
        assert "came over" not in standing.text

    play(qapp, scene, is_demo=False)


def test_who_looks_on_reads_no_other_name(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, second = await signed_in_to_two(stage)
        await stage.fetch(GOOD)
        stage.window.account.switch(second.id)
        stage.window.screen_share.switch(on=True)
        menu = [each.text() for each in stage.window.account_button.menu().actions()]
        shown = [*menu, stage.window.windowTitle(), stage.window.messages.standing.text]
        assert not [text for text in shown if "Northwind" in text]
        assert [text for text in shown if "Salt" in text]
        stage.window.screen_share.switch(on=False)
        assert "Northwind" in stage.window.windowTitle()

    play(qapp, scene, is_demo=False)


def test_a_connection_that_another_window_removed_stays_where_it_is(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, second = await signed_in_to_two(stage)
        stage.book.remove(second.id)
        stage.window.account_button.connection_wanted.emit(second.id)
        assert stage.window.account.connection.id == first.id
        menu = [each.text() for each in stage.window.account_button.menu().actions()]
        assert not [text for text in menu if "Salt" in text]

    play(qapp, scene, is_demo=False)


def test_an_opened_file_wears_no_colour(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await signed_in_to_two(stage)
        stage.paste('{"data": {"id": "d0", "title": "T"}}')
        assert stage.window.switcher.strip.colour == ""
        assert stage.window.account_button.text() == "Pasted JSON"

    play(qapp, scene, is_demo=False)


def test_another_connection_is_signed_in_to_beside_the_first(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        dialog = await stage.sign_in()
        dialog.save.click()  # the token in place
        await said(dialog)
        dialog.reject()
        (first,) = stage.book.records()
        stage.window.account.sign_in_to_another(stage.access.base_url)
        dialog = stage.dialog()
        await until(dialog.kept.text)
        assert not dialog.remove.isVisible()
        dialog.test.click()
        assert await said(dialog) == "Paste a token first."
        stage.write(stage.access.token, dialog.token)
        stage.press(Qt.Key.Key_Return)  # Test
        assert "organizations: choose one." in await said(dialog)
        assert focused() is dialog.fields.offered
        stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_Up)
        stage.press(Qt.Key.Key_Return)  # Save
        await until(lambda: len(stage.book.records()) == 2)
        await said(dialog)
        second = stage.book.records()[1]
        assert second.organization == stage.access.organization
        assert second.name == second.organization_name != ""
        assert second.colour != first.colour
        assert stage.window.account.connection.id == second.id
        assert stage.organization == second.organization
        dialog.fields.name.setText("Renamed")
        dialog.save.click()  # once more: the same connection
        await said(dialog)
        assert [each.name for each in stage.book.records()] == [first.name, "Renamed"]
        dialog.reject()
        await stage.fetch(GOOD)
        assert stage.answer.good

    play(qapp, scene, is_demo=False)


def test_the_organization_of_one_connection_does_not_stay_beside_another(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        record = stage.book.add(ConnectionRecord("", "Other", stage.access.base_url))
        record = stage.book.add(ConnectionRecord("", "Third", stage.access.base_url))
        stage.write("1" * 32, stage.window.request_bar.organization)
        stage.window.account.switch(record.id)
        assert stage.organization == ""

    play(qapp, scene, is_demo=False)
