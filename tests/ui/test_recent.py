from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.view import Done
from tests.support.seen import everything
from tests.support.stage import Stage, play, task_that
from tests.support.ui import until

ALT = Qt.KeyboardModifier.AltModifier
ONE, TWO = TASKS[0], TASKS[1]


def connected(stage: Stage) -> tuple[ConnectionRecord, ConnectionRecord]:
    base_url = stage.access.base_url
    records = [
        stage.book.add(ConnectionRecord("", name, base_url, ORGANIZATION))
        for name in ("Northwind", "Eastwind")
    ]
    stage.vaults[records[1].id] = stage.vault
    stage.window.use(stage.connect(records[0]))
    return records[0], records[1]


def lines(stage: Stage) -> list[str]:
    bar = stage.window.request_bar.recent_bar
    bar.fill()
    return [action.text() for action in bar.menu.actions() if "  ·  " in action.text()]


def test_what_was_fetched_is_remembered_newest_first(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        connected(stage)
        await stage.fetch(ONE.id)
        await stage.fetch(TWO.id)
        await stage.fetch(task_that("Error 401"))
        assert lines(stage) == [
            f"{TWO.title}  ·  {TWO.id[:8]}  ·  Northwind  ·  23 Nov 2026, 12:01:03 UTC",
            f"{ONE.title}  ·  {ONE.id[:8]}  ·  Northwind  ·  23 Nov 2026, 12:01:03 UTC",
        ]
        assert [each.task for each in stage.history.entries()] == [TWO.id, ONE.id]

    play(qapp, scene, is_demo=False)


def test_a_recent_task_is_fetched_over_its_own_connection(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, other = connected(stage)
        await stage.fetch(ONE.id)
        stage.window.use(stage.connect(other))
        lines(stage)
        stage.window.request_bar.recent_bar.menu.actions()[0].trigger()
        await stage.answered()
        assert stage.window.account.connection.name == "Northwind"
        assert stage.notice == "Switched to the connection “Northwind”."
        assert [each.task for each in stage.spy.asked] == [ONE.id, ONE.id]
        assert stage.spies[other.id].asked == []

    play(qapp, scene, is_demo=False)


def test_others_see_no_titles_and_no_other_connections(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        _first, other = connected(stage)
        await stage.fetch(ONE.id)
        stage.window.use(stage.connect(other))
        stage.window.screen_share.switch(on=True)
        assert lines(stage) == [f"•••••  ·  {ONE.id[:8]}  ·  •••••  ·  23 Nov 2026, 12:01:03 UTC"]
        assert ONE.title not in everything()

    play(qapp, scene, is_demo=False)


def test_clear_and_the_switch_forget(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        connected(stage)
        bar = stage.window.request_bar.recent_bar
        await stage.fetch(ONE.id)
        bar.clear_wanted.emit()
        assert lines(stage) == []
        assert stage.notice == "Recent tasks cleared."
        await stage.fetch(ONE.id)
        bar.keep_wanted.emit(False)
        assert stage.history.keeps is False
        await stage.fetch(TWO.id)
        bar.keep_wanted.emit(True)
        assert lines(stage) == []

    play(qapp, scene, is_demo=False)


def test_the_demo_is_not_remembered(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(ONE.id)
        assert lines(stage) == []
        assert stage.history.entries() == ()

    play(qapp, scene)


def test_back_and_forward_show_what_came_without_fetching(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(ONE.id)
        stage.clock.moment += timedelta(minutes=5)
        await stage.fetch(TWO.id)
        first = stage.window.guide.recent.trail._answers[0]
        stage.press(Qt.Key.Key_Left, ALT)
        now = stage.now(Done)
        assert now.kept
        assert now.answer is first
        assert stage.window.session.view.last_good is first
        assert stage.window.messages.headline.text() == f"{ONE.title}, from 12:01:03"
        assert stage.said[-1].startswith("Shown again, 200 OK")
        assert (stage.box, stage.organization) == (ONE.id, ORGANIZATION)
        stage.press(Qt.Key.Key_Left, ALT)  # there is nothing before it
        assert stage.now(Done).answer is first
        stage.press(Qt.Key.Key_Right, ALT)
        assert stage.window.messages.headline.text() == f"{TWO.title}, from 12:06:03"
        assert len(stage.spy.asked) == 2
        stage.press(Qt.Key.Key_Left, ALT)
        stage.press(Qt.Key.Key_F5)
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [ONE.id, TWO.id, ONE.id]
        assert stage.window.messages.headline.text() == ONE.title

    play(qapp, scene)


def test_back_ends_what_is_on_its_way_and_stays_masked(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(ONE.id)
        await stage.fetch(TWO.id)
        stage.window.screen_share.switch(on=True)
        stage.paste(task_that("A slow answer: 3 seconds"))
        stage.press(Qt.Key.Key_Return)
        stage.press(Qt.Key.Key_Left, ALT)
        await until(lambda: not stage.window.session.view.busy)
        assert ONE.title not in everything()
        assert stage.window.screen_share.view.masked
        assert stage.now(Done).answer.task == ONE.id

    play(qapp, scene)


def test_made_up_answers_are_gone_with_the_demo(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(ONE.id)
        await stage.fetch(TWO.id)
        stage.window.use(stage.account(stage.access.base_url))
        assert len(stage.window.guide.recent.trail) == 0
        assert not stage.window.request_bar.recent_bar.back.isEnabled()

    play(qapp, scene)


def renamed(stage: Stage, record: ConnectionRecord) -> None:
    """The connection gets another name, as the window over all connections gives it one."""
    connection = stage.window.account.keeper.change(replace(record, name="Renamed"))
    assert connection is not None
    stage.window.account.adopt(connection)


def test_another_name_is_the_same_connection(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, _other = connected(stage)
        await stage.fetch(ONE.id)
        await stage.fetch(TWO.id)
        renamed(stage, first)
        assert stage.window.windowTitle().startswith(f"{TWO.id[:8]} · Renamed")
        stage.press(Qt.Key.Key_Left, ALT)
        assert (stage.box, stage.organization) == (ONE.id, ORGANIZATION)
        stage.press(Qt.Key.Key_F5)
        await stage.answered()
        assert stage.spy.asked[-1].task == ONE.id

    play(qapp, scene, is_demo=False)


def test_a_task_is_remembered_whose_connection_got_another_name_meanwhile(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, _other = connected(stage)
        stage.paste(task_that("A slow answer: 3 seconds"))
        stage.press(Qt.Key.Key_Return)
        renamed(stage, first)
        await stage.answered()
        assert [each.connection for each in stage.history.entries()] == [first.id]

    play(qapp, scene, is_demo=False)


def test_the_fields_do_not_name_the_task_of_another_connection_of_the_same_name(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        first, other = connected(stage)
        await stage.fetch(ONE.id)
        stage.book.replace(replace(other, name=first.name))
        stage.window.account.switch(other.id)
        await stage.fetch(TWO.id)
        stage.press(Qt.Key.Key_Left, ALT)
        assert stage.now(Done).answer.task == ONE.id
        assert stage.box == TWO.id

    play(qapp, scene, is_demo=False)
