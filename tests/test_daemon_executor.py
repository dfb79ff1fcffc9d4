from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from tallyfy_inspector.daemon_executor import DaemonExecutor

HUNG = """
import asyncio, threading
from tallyfy_inspector.daemon_executor import DaemonExecutor

async def main():
    asyncio.get_running_loop().run_in_executor(DaemonExecutor(), threading.Event().wait)
    await asyncio.sleep(0)
    print("called", flush=True)

asyncio.run(main())
"""


def test_it_answers_what_the_call_answers() -> None:
    assert DaemonExecutor().submit(divmod, 7, 2).result(5) == (3, 1)
    assert DaemonExecutor().submit(int, "ff", base=16).result(5) == 255


@pytest.mark.parametrize("error", [LookupError("gone"), SystemExit(3)])
def test_it_raises_what_the_call_raises(error: BaseException) -> None:
    def fails() -> None:
        raise error

    assert DaemonExecutor().submit(fails).exception(5) is error


def test_calls_run_beside_each_other_in_daemon_threads() -> None:
    together = threading.Barrier(3)

    def work() -> bool:
        together.wait(5)
        return threading.current_thread().daemon

    executor = DaemonExecutor()
    assert all(call.result(5) for call in [executor.submit(work) for _ in range(3)])


def test_a_loop_can_await_it() -> None:
    async def body() -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(DaemonExecutor(), "a-b".upper)

    assert asyncio.run(body()) == "A-B"


def test_a_call_that_hangs_holds_up_neither_shutdown_nor_the_end_of_the_program() -> None:
    released = threading.Event()
    with DaemonExecutor() as executor:
        call = executor.submit(released.wait, 20)
        began = time.monotonic()
    assert time.monotonic() - began < 1
    assert not call.done()
    released.set()
    assert call.result(5) is True
    done = subprocess.run([sys.executable, "-c", HUNG], capture_output=True, text=True, timeout=15)
    assert (done.returncode, done.stdout, done.stderr) == (0, "called\n", "")
