from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from tallyfy_inspector.store.keyring_thread import AbandonedError, Check, HangingError, KeyringThread

EXIT_WHILE_HANGING = """
import asyncio, threading
from tallyfy_inspector.store.keyring_thread import HangingError, KeyringThread

async def main():
    try:
        await KeyringThread(0.1).run(lambda check: threading.Event().wait())
    except HangingError:
        pass

asyncio.run(main())
print("end", flush=True)
"""


@pytest.fixture
def release() -> threading.Event:
    return threading.Event()


def test_work_runs_in_a_daemon_thread_and_its_value_comes_back() -> None:
    thread = asyncio.run(KeyringThread(5).run(lambda _check: threading.current_thread()))
    assert thread is not threading.main_thread()
    assert thread.daemon


def test_what_the_work_raises_comes_back() -> None:
    def work(_check: Check) -> None:
        raise TimeoutError("the work's own")

    with pytest.raises(TimeoutError, match="the work's own"):
        asyncio.run(KeyringThread(5).run(work))


def test_the_loop_goes_on_while_the_work_blocks() -> None:
    async def ticks() -> int:
        call = asyncio.create_task(KeyringThread(5).run(lambda _check: time.sleep(0.2)))
        count = 0
        while not call.done():
            await asyncio.sleep(0.01)
            count += 1
        return count

    assert asyncio.run(ticks()) >= 5


def test_after_a_time_out_the_next_call_has_a_thread_of_its_own(release: threading.Event) -> None:
    async def two_calls() -> str:
        thread = KeyringThread(0.3)
        with pytest.raises(HangingError):
            await thread.run(lambda _check: release.wait(10))
        return await thread.run(lambda _check: "answered")

    assert asyncio.run(two_calls()) == "answered"
    release.set()


def test_waiting_for_ones_turn_counts(release: threading.Event) -> None:
    async def side_by_side() -> tuple[list[object], float]:
        thread = KeyringThread(0.2)
        started = time.monotonic()
        calls = (thread.run(lambda _check: release.wait(10)) for _ in range(3))
        return await asyncio.gather(*calls, return_exceptions=True), time.monotonic() - started

    outcomes, took = asyncio.run(side_by_side())
    release.set()
    assert [type(outcome) for outcome in outcomes] == [HangingError] * 3
    assert took < 3


@pytest.mark.parametrize("ending", ["timeout", "cancel"])
def test_work_that_nobody_waits_for_is_told_to_stop(ending: str, release: threading.Event) -> None:
    stopped = threading.Event()

    def work(check: Check) -> None:
        release.wait(10)
        try:
            check()
        except AbandonedError:
            stopped.set()
            raise

    async def give_up() -> None:
        call = asyncio.create_task(KeyringThread(0.1 if ending == "timeout" else 10).run(work))
        await asyncio.sleep(0.02)
        if ending == "cancel":
            call.cancel()
        with pytest.raises(HangingError if ending == "timeout" else asyncio.CancelledError):
            await call

    asyncio.run(give_up())
    release.set()
    assert stopped.wait(5)


def test_an_answer_after_the_loop_was_closed_is_dropped(release: threading.Event) -> None:
    ended = threading.Event()

    def work(_check: Check) -> None:
        release.wait(10)
        ended.set()

    async def leave() -> None:
        with pytest.raises(HangingError):
            await KeyringThread(0.05).run(work)

    asyncio.run(leave())
    release.set()
    assert ended.wait(5)


def test_calls_do_not_overlap() -> None:
    inside: list[int] = []
    most: list[int] = []

    def work(_check: Check) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()

    async def together() -> None:
        thread = KeyringThread(5)
        await asyncio.gather(*(thread.run(work) for _ in range(5)))

    asyncio.run(together())
    assert most == [1] * 5


def test_a_hung_call_does_not_keep_the_program_from_quitting() -> None:
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-c", EXIT_WHILE_HANGING], capture_output=True, text=True, timeout=20
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "end\n", "")
    assert time.monotonic() - started < 10
