"""Runs the keyring's blocking calls in daemon threads, one call at a time, each with a time-out.

A keyring call can hang for ever (a prompt nobody answers, a daemon that stopped): the caller then gets
`HangingError`, its thread is left behind, and the next call starts in a new one. Being a daemon, a thread
that was left behind delays no quitting. Knows nothing of keyrings.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Check: TypeAlias = Callable[[], None]
"""Called by the work between its steps; raises AbandonedError once nobody waits for it any more."""


class HangingError(Exception):
    """No answer within the time-out."""


class AbandonedError(Exception):
    """The caller timed out or was cancelled: the work must stop, and undo what it did by halves."""


class KeyringThread:
    """Serves one vault. `timeout` in seconds holds for a whole call, its turn in the queue included."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._turn = asyncio.Lock()

    async def run(self, work: Callable[[Check], T]) -> T:
        """What `work` returns or raises; raises HangingError after the time-out. Cancelling abandons it."""
        try:
            async with asyncio.timeout(self._timeout), self._turn:
                finished = await _start(work)
        except TimeoutError:
            raise HangingError from None
        return finished.result()


async def _start(work: Callable[[Check], T]) -> _Call[T]:
    call = _Call(work, asyncio.get_running_loop())
    threading.Thread(target=call.run, name="keyring", daemon=True).start()
    try:
        await call.done
    finally:
        call.abandon()
    return call


class _Call(Generic[T]):
    """One piece of work, seen from both threads."""

    def __init__(self, work: Callable[[Check], T], loop: asyncio.AbstractEventLoop) -> None:
        self.done: asyncio.Future[None] = loop.create_future()
        self._work = work
        self._loop = loop
        self._abandoned = threading.Event()
        self._returned: list[T] = []
        self._error: Exception | None = None

    def abandon(self) -> None:
        self._abandoned.set()

    def check(self) -> None:
        if self._abandoned.is_set():
            raise AbandonedError

    def run(self) -> None:
        try:
            self._returned.append(self._work(self.check))
        except Exception as error:  # noqa: BLE001 - handed to the caller's thread, which raises it
            self._error = error
        if self._abandoned.is_set():
            return
        try:
            self._loop.call_soon_threadsafe(self._wake)
        except RuntimeError:  # the loop was closed in the meantime: nobody is waiting
            return

    def _wake(self) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._returned[0]
