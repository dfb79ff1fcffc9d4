from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.problem import NoConnection, Wait
from tallyfy_inspector.ui.attempts import LONGEST_ERROR, Attempts
from tallyfy_inspector.ui.view import Done, Failed, Loading, Opened, Stopped, Waiting
from tests.support.room import Room, credential_for, in_room
from tests.support.ui import until
from tests.support.views import NOW, FixedClock, answer
from tests.support.wire import GOOD, RESET, Answer, Step, Wire, as_json, response

TASK = "d005715eb72c17884e4e3f904d9e01bf"
MESSAGE = "CANARY slow down"


def busy(status: str = "429 Too Many Requests", **headers: str) -> bytes:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return response(as_json({"message": MESSAGE}), status, named)


def one_after_the_other(*answers: Sequence[Step]) -> Answer:
    """A server that gives each of `answers` once, and then the last one for ever."""
    left = list(answers)
    return lambda _head: left.pop(0) if len(left) > 1 else left[0]


def waits(room: Room) -> list[Waiting]:
    return [view.now for view in room.shown if isinstance(view.now, Waiting)]


async def asked(room: Room, wire: Wire) -> None:
    room.client._token = credential_for(wire.url)
    room.fetch(TASK, wire.url)
    await room.done()


@pytest.mark.parametrize("status", ["429 x", "502 x", "503 x", "504 x"])
def test_what_may_pass_is_asked_again_twice_and_seen_to_be(status: str, qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(lambda _head: [busy(status)]) as wire:
            await asked(room, wire)
            assert len(wire.heard) == 3
        assert room.kinds == ["Loading", "Waiting", "Loading", "Waiting", "Loading", "Done"]
        assert room.waited == [1.0, 2.0]
        assert [(each.attempt, each.status) for each in waits(room)] == [
            (2, int(status[:3])),
            (3, int(status[:3])),
        ]
        assert [view.now.attempt for view in room.shown if isinstance(view.now, Loading)] == [1, 2, 3]
        assert isinstance(room.session.view.problem, Wait)

    in_room(qapp, scene)


def test_the_servers_own_time_is_kept_and_told(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(lambda _head: [busy(Retry_After="12")]) as wire:
            await asked(room, wire)
        assert room.waited == [12.5, 12.5]
        first = waits(room)[0]
        assert (first.since, first.until) == (NOW, NOW + timedelta(seconds=12.5))
        assert first.problem.title == "Too many requests"
        assert first.problem.hint == "It is asked again by itself. Stop ends that."
        assert any(MESSAGE in line for line in first.problem.details)
        assert MESSAGE not in repr(room.shown)

    in_room(qapp, scene)


@pytest.mark.parametrize("trouble", [[busy("503 x")], [RESET]])
def test_when_it_has_passed_the_answer_is_shown(trouble: Sequence[Step], qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(one_after_the_other(trouble, trouble, [response()])) as wire:
            await asked(room, wire)
            assert len(wire.heard) == 3
        assert isinstance(room.session.view.now, Done)
        assert room.session.view.now.answer.body == GOOD
        assert room.session.view.problem is None

    in_room(qapp, scene)


def test_a_connection_that_stays_broken_is_no_answer_in_the_end(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(lambda _head: [RESET]) as wire:
            await asked(room, wire)
            assert len(wire.heard) == 3
        assert room.kinds == ["Loading", "Waiting", "Loading", "Waiting", "Loading", "Failed"]
        assert [each.status for each in waits(room)] == [None, None]
        assert all(isinstance(each.problem, NoConnection) for each in waits(room))
        assert isinstance(room.session.view.now, Failed)

    in_room(qapp, scene)


@pytest.mark.parametrize(
    "once",
    [
        busy(Retry_After="31"),
        busy("500 x"),
        busy("401 x"),
        busy("404 x"),
        busy("302 x", Location="/"),
        response(),
    ],
)  # fmt: skip
def test_anything_else_is_asked_once(once: bytes, qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(lambda _head: [once]) as wire:
            await asked(room, wire)
            assert len(wire.heard) == 1
        assert room.kinds == ["Loading", "Done"]

    in_room(qapp, scene)


def test_a_token_is_asked_for_anew_each_time_and_goes_nowhere_else(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire() as stranger, Wire(lambda _head: [busy("503 x", Location=f"{stranger.url}/")]) as wire:
            await asked(room, wire)
            assert all(b"Bearer a-token" in head for head in wire.heard)
            assert (len(wire.heard), stranger.connections) == (3, 0)

    in_room(qapp, scene)


def test_a_token_that_was_replaced_meanwhile_is_not_sent(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire() as stranger, Wire(lambda _head: [busy()]) as wire:

            async def signed_in_elsewhere(_seconds: float) -> None:
                room.client._token = credential_for(stranger.url)

            room.session.attempts.wait = signed_in_elsewhere
            await asked(room, wire)
            assert (len(wire.heard), stranger.connections) == (1, 0)
        assert isinstance(room.session.view.now, Failed)

    in_room(qapp, scene)


def endless(room: Room) -> None:
    """From now on a wait lasts until it is stopped."""

    async def wait(seconds: float) -> None:
        room.waited.append(seconds)
        await asyncio.Event().wait()

    room.session.attempts.wait = wait


def test_stop_ends_the_wait_at_once_and_nothing_is_asked_any_more(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        endless(room)
        with Wire(lambda _head: [busy(Retry_After="12")]) as wire:
            room.client._token = credential_for(wire.url)
            room.fetch(TASK, wire.url)
            await until(lambda: room.waited)
            assert room.session.view.busy
            room.session.stop()
            assert isinstance(room.session.view.now, Stopped)  # before the loop has turned once
            await asyncio.sleep(0.05)
            assert len(wire.heard) == 1
        assert room.kinds == ["Loading", "Waiting", "Stopped"]
        assert not room.jobs.running("fetch")

    in_room(qapp, scene)


def test_a_newer_fetch_ends_the_wait(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        endless(room)
        with Wire(lambda _head: [busy(Retry_After="12")]) as wire:
            own = room.client._token
            room.client._token = credential_for(wire.url)
            room.fetch(TASK, wire.url)
            await until(lambda: room.waited)
            room.client._token = own
            room.fetch(room.access.first_task)
            await room.done()
            assert len(wire.heard) == 1
        assert room.kinds == ["Loading", "Waiting", "Loading", "Done"]

    in_room(qapp, scene)


def test_a_wait_is_really_waited(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        room.session.attempts.wait = asyncio.sleep
        with Wire(one_after_the_other([busy("503 x", Retry_After="1")], [response()])) as wire:
            began = asyncio.get_running_loop().time()
            await asked(room, wire)
            assert asyncio.get_running_loop().time() - began >= 0.95
            assert len(wire.heard) == 2

    in_room(qapp, scene)


# The person asks for it


def test_it_is_asked_at_once_instead_of_waiting(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        endless(room)
        with Wire(one_after_the_other([busy(Retry_After="12")], [response()])) as wire:
            room.client._token = credential_for(wire.url)
            connection = room.fetch(TASK, wire.url)
            await until(lambda: room.waited)
            assert room.session.again(connection)
            assert isinstance(room.session.view.now, Loading)
            await room.done()
        assert room.session.view.problem is None

    in_room(qapp, scene)


def test_it_is_asked_when_the_time_is_over_that_tallyfy_named(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(one_after_the_other([busy(Retry_After="50")], [response()])) as wire:
            room.client._token = credential_for(wire.url)
            connection = room.fetch(TASK, wire.url)
            await room.done()
            assert len(wire.heard) == 1  # nothing by itself
            assert room.session.again(replace(connection, name="Renamed meanwhile"))
            now = room.session.view.now
            assert isinstance(now, Waiting)
            assert (now.attempt, now.until) == (1, NOW + timedelta(seconds=50))
            await room.done()
            assert len(wire.heard) == 2
        assert room.waited == [50.0]
        assert room.session.view.problem is None

    in_room(qapp, scene)


def test_what_was_asked_of_another_connection_is_not_asked_again(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        with Wire(lambda _head: [busy(Retry_After="50")]) as wire:
            room.client._token = credential_for(wire.url)
            connection = room.fetch(TASK, wire.url)
            await room.done()
            assert not room.session.again(replace(connection, id="0badcafe"))
            assert not room.session.again(replace(connection, base_url="http://127.0.0.1:9/api"))
            assert len(wire.heard) == 1

    in_room(qapp, scene)


def test_where_there_is_nothing_to_wait_for_it_says_so(qapp: QApplication) -> None:
    async def scene(room: Room) -> None:
        connection = room.fetch(room.access.first_task)
        await room.done()
        assert not room.session.again(connection)
        assert room.kinds == ["Loading", "Done"]

    in_room(qapp, scene)


def test_a_time_that_is_over_or_unknown_is_not_waited_for() -> None:
    clock = FixedClock()
    attempts = Attempts(clock, lambda _now: None)
    refused = answer({"message": "x"}, 429, "")
    due = replace(refused, problem=Wait("t", "h", "retry", retry_after=5.0))
    assert attempts.when_due(refused) is None
    assert attempts.when_due(replace(due, source=Opened())) is None
    assert attempts.when_due(replace(due, exchange=None)) is None
    clock.moment = NOW + timedelta(seconds=4)
    soon = attempts.when_due(due)
    assert soon is not None
    assert soon.until - soon.since == timedelta(seconds=1)
    clock.moment = NOW + timedelta(seconds=5)
    assert attempts.when_due(due) is None


def test_the_words_of_a_very_long_refusal_are_not_read_while_waiting(qapp: QApplication) -> None:
    long = response(as_json({"message": MESSAGE, "x": "y" * LONGEST_ERROR}), "503 x")

    async def scene(room: Room) -> None:
        with Wire(lambda _head: [long]) as wire:
            await asked(room, wire)
        assert len(waits(room)) == 2
        assert not any(MESSAGE in line for each in waits(room) for line in each.problem.details)

    in_room(qapp, scene)
