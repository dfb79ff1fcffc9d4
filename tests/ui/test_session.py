from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.exchange import Credential
from tallyfy_inspector.api.problem import NotATask, NotFound, NoVault, SignIn, TooLong, Wait
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.ui import session as session_module
from tallyfy_inspector.ui.view import Done, Failed, Loading, Stopped, View
from tests.support.logfail import ExpectLog
from tests.support.room import Room, credential_for, in_room
from tests.support.stage import task_that
from tests.support.ui import until
from tests.support.wire import Wire, free_port, response

SLOW = task_that("A slow answer: 3 seconds")
GOOD = task_that("healthy")


def test_a_fetch_is_announced_and_then_done(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        assert room.session.view == View()
        room.fetch(room.access.first_task)
        assert room.kinds == ["Loading"]
        view = await room.done()
        assert room.kinds == ["Loading", "Done"]
        assert isinstance(view.now, Done)
        assert view.now.answer is view.last_good
        assert view.now.answer.task == room.access.first_task
        assert "Demo" in repr(view.now.answer.source)
        assert 0 < (view.now.answer.parse_ms or 0) < 5_000
        assert not view.older
        assert view.problem is None

    in_room(qapp, scene)


def test_a_newer_fetch_wins_and_the_older_one_never_paints(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        room.fetch(SLOW)
        await asyncio.sleep(0.05)  # it is on its way
        room.fetch(room.access.first_task)
        await room.done()
        await asyncio.sleep(0.5)  # the slow one would be here by now
        assert room.kinds == ["Loading", "Loading", "Done"]
        assert room.session.view.last_good is not None
        assert room.session.view.last_good.task == room.access.first_task

    in_room(qapp, scene)


def test_two_fetches_in_one_turn_ask_for_the_last(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        room.fetch(SLOW)
        room.fetch(room.access.first_task)
        assert (await room.done()).last_good is not None
        assert room.kinds == ["Loading", "Loading", "Done"]

    in_room(qapp, scene)


def test_stop_is_shown_at_once_and_the_job_says_nothing_more(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        room.fetch(SLOW)
        await asyncio.sleep(0.05)
        room.session.stop()
        assert isinstance(room.session.view.now, Stopped)  # before the loop has turned once
        assert SLOW in repr(room.session.view.now.source)
        await asyncio.sleep(0.5)
        assert room.kinds == ["Loading", "Stopped"]
        room.session.stop()
        assert room.kinds == ["Loading", "Stopped"]

    in_room(qapp, scene)


def test_stop_in_the_turn_of_the_fetch_asks_nothing(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire() as wire:
            room.fetch(GOOD, wire.url)
            room.session.stop()
            await asyncio.sleep(0.1)
            assert wire.connections == 0
        assert room.kinds == ["Loading", "Stopped"]

    in_room(qapp, scene)


@pytest.mark.parametrize(
    ("what", "problem"),
    [("Error 401", SignIn), ("no such task", NotFound), ("503", Wait), ("but not JSON", NotATask)],
)
def test_an_answer_that_is_not_good_is_done_and_the_good_one_stays(
    what: str, problem: type, qapp: QApplication
) -> None:
    async def scene(room: Room) -> None:
        room.fetch(room.access.first_task)
        good = (await room.done()).last_good
        room.fetch(task_that(what))
        assert room.session.view.last_good is good
        assert not room.session.view.older  # not before it is known
        view = await room.done()
        assert isinstance(view.now, Done)
        assert isinstance(view.problem, problem)
        assert view.last_good is good
        assert view.older
        assert view.older_is_other
        assert view.failed_answer is view.now.answer is view.newest
        room.fetch(room.access.first_task)
        assert (await room.done()).last_good is not good
        assert not room.session.view.older

    in_room(qapp, scene)


@pytest.mark.parametrize(
    ("address", "title"),
    [("", "Connection refused"), ("https://no-such-host.invalid/api", "Address not found")],
)
def test_no_answer_at_all_is_failed(address: str, title: str, qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        room.fetch(room.access.first_task)
        good = (await room.done()).last_good
        nobody = address or f"http://127.0.0.1:{free_port()}"
        room.client._token = credential_for(nobody)
        room.fetch(room.access.first_task, nobody)
        view = await room.done()
        assert isinstance(view.now, Failed)
        assert view.problem is not None
        assert view.problem.title == title
        assert view.older
        assert view.older_is_other  # of another address
        assert view.newest is view.last_good is good
        assert room.kinds[-2:] == ["Loading", "Failed"]

    in_room(qapp, scene)


def test_no_token_asks_to_sign_in(qapp: QApplication) -> None:
    async def nothing() -> None:
        return None

    async def scene(room: Room) -> None:
        room.fetch(GOOD)
        view = await room.done()
        assert isinstance(view.now, Failed)
        assert view.problem is not None
        assert view.problem.action == "sign_in"

    in_room(qapp, scene, nothing)


def test_a_keyring_that_fails_is_failed_in_its_own_words(qapp: QApplication) -> None:
    async def locked() -> Credential:
        raise VaultError("The keyring is locked. Unlock it and try again.")

    async def scene(room: Room) -> None:
        room.fetch(GOOD)
        view = await room.done()
        assert isinstance(view.now, Failed)
        assert isinstance(view.problem, NoVault)
        assert view.problem.hint == "The keyring is locked. Unlock it and try again."
        assert view.problem.action == "retry"

    in_room(qapp, scene, locked)


def test_a_fault_of_the_program_ends_the_waiting_and_goes_to_the_log(
    qapp: QApplication, expect_log: ExpectLog
) -> None:
    expect_log("tallyfy_inspector.ui.jobs", "The job fetch failed")

    async def broken() -> Credential:
        raise RuntimeError("made up")

    async def scene(room: Room) -> None:
        room.fetch(GOOD)
        view = await room.done()
        assert isinstance(view.now, Failed)
        assert view.problem is not None
        assert view.problem.action == "retry"
        assert "made up" not in view.problem.hint
        await asyncio.sleep(0)

    in_room(qapp, scene, broken)


def test_a_large_answer_is_announced_before_it_is_read(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "ANNOUNCE_OVER", 2_000)

    async def scene(room: Room) -> None:
        room.fetch(room.access.first_task)
        view = await room.done()
        assert room.kinds == ["Loading", "Loading", "Done"]
        assert view.last_good is not None
        announced = room.shown[1].now
        assert isinstance(announced, Loading)
        assert announced.reading == len(view.last_good.body) > 2_000

    in_room(qapp, scene)


def test_a_very_long_answer_is_read_when_the_person_says_so(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "ANNOUNCE_OVER", 1_000)
    monkeypatch.setattr(session_module, "ASK_OVER", 2_000)

    async def scene(room: Room) -> None:
        room.session.read_anyway()  # there is nothing to read
        room.fetch(room.access.first_task)
        view = await room.done()
        assert isinstance(view.problem, TooLong)
        assert view.problem.action == "read_anyway"
        assert view.last_good is None
        assert view.newest is not None
        assert view.newest.document is None
        assert len(view.newest.body) > 2_000  # the text is there
        room.session.read_anyway()
        await until(lambda: room.session.view.last_good)
        assert room.session.view.problem is None
        assert room.kinds == ["Loading", "Done", "Loading", "Done"]

    in_room(qapp, scene)


def test_reading_a_very_long_answer_can_be_stopped(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "ANNOUNCE_OVER", 1_000)
    monkeypatch.setattr(session_module, "ASK_OVER", 2_000)

    async def scene(room: Room) -> None:
        room.fetch(room.access.first_task)
        await room.done()
        loop = asyncio.get_running_loop()  # the key comes with its next turn, before the reading that blocks
        room.session.state_changed.connect(lambda _view: loop.call_soon(room.session.stop))
        room.session.read_anyway()
        await asyncio.sleep(0.2)
        assert room.kinds[-2:] == ["Loading", "Stopped"]
        assert room.session.view.last_good is None

    in_room(qapp, scene)


def test_a_very_long_error_is_an_error_first(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "ASK_OVER", 2_000)
    long = response(b'{"message": "' + b"x" * 3_000 + b'"}', "404 Not Found")

    async def scene(room: Room) -> None:
        with Wire(lambda _head: [long]) as wire:
            room.client._token = credential_for(wire.url)
            room.fetch(GOOD, wire.url)
            view = await room.done()
            assert isinstance(view.problem, NotFound)
            assert view.newest is not None
            assert len(view.newest.body) > 3_000

    in_room(qapp, scene)


def test_states_show_no_content_when_printed(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        room.fetch(room.access.first_task)
        view = await room.done()
        assert view.last_good is not None
        printed = repr(view) + str(view.last_good.exchange)
        assert "Harbourline" in view.last_good.body.decode()
        assert "Harbourline" not in printed
        assert room.access.token not in printed

    in_room(qapp, scene)


def test_the_limits_are_those_that_are_promised() -> None:
    assert session_module.ANNOUNCE_OVER == 10 * 1024 * 1024
    assert session_module.ASK_OVER == 150 * 1024 * 1024


def test_who_fetches_again_and_again_has_the_garbage_collected_too(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied: list[bool] = []
    monkeypatch.setattr(session_module, "_TIDY_AFTER", 0.2)
    monkeypatch.setattr(session_module, "tidy", lambda *, over_all: tidied.append(over_all))

    async def scene(room: Room) -> None:
        until_then = asyncio.get_running_loop().time() + 5
        while not tidied and asyncio.get_running_loop().time() < until_then:
            room.fetch(room.access.first_task)
            await room.done()
        assert tidied == [True]

    in_room(qapp, scene)
