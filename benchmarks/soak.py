"""A long day in one window: thousands of fetches that end in every way, and what is left behind afterwards.

The first two hundred warm the window up; from there to the end neither memory may grow by more than its
bound, nor may any task, socket, thread or open file be more than before. Answers come from `rough`. How many
fetches is set in the environment (FETCHES_NAME), so that a quick look needs no other scene.
"""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.bare import Values, resident_mb
from benchmarks.documents import identifier
from benchmarks.jobs import FETCHES_NAME
from benchmarks.rough import ROUGH
from benchmarks.window import Stage
from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.view import Loading, Waiting

FETCHES = 2_000
_WARM = 200
_GOOD = "10-KB"
_PATIENCE = 5.0  # seconds for one fetch
_SILENCE = 0.3  # seconds until a server that says nothing is given up
_PAUSE = 0.002  # seconds, before what may pass is asked again
_OPEN_FILES = Path("/proc/self/fd")
_COOL = 0.5  # seconds: what was cancelled or closed has ended by then

_STOPPED, _WAIT_STOPPED = 20, 3
_SIZE = (820, 520)
_LOOK = 0.004  # seconds, for the paint


def fetches() -> int:
    """How many are asked for, at least all kinds twice."""
    asked = os.environ.get(FETCHES_NAME, "")
    return max(int(asked), 4 * len(ROUGH)) if asked.isdigit() else FETCHES


def bases(server: str) -> Iterator[str]:
    """Where to ask, for ever: every other answer is good."""
    for name in cycle(ROUGH):
        yield f"{server}/{_GOOD}"
        yield f"{server}/rough/{name}"


def left_open() -> int:
    """Tasks, threads, and open files, sockets among them, where the system tells of those."""
    files = len(list(_OPEN_FILES.iterdir())) if _OPEN_FILES.exists() else 0
    return len(asyncio.all_tasks()) + threading.active_count() + files


async def fetch(stage: Stage, connection: Connection, number: int) -> None:
    """One fetch until it has come to something, asked again by itself as often as that is done. The person
    stops every twentieth at once, and every third that would be asked again."""
    session = stage.window.session
    request = FetchRequest(connection.base_url, connection.organization, identifier(number))
    session.fetch(connection, request)
    if number % _STOPPED == 0:
        await asyncio.sleep(0)
        session.stop()
    until = time.perf_counter() + _PATIENCE
    while isinstance(session.view.now, (Loading, Waiting)):
        if isinstance(session.view.now, Waiting) and number % _WAIT_STOPPED == 0:
            session.stop()
        if time.perf_counter() > until:
            raise TimeoutError(f"no end of a fetch from {connection.base_url}")
        await asyncio.sleep(0.001)
    await asyncio.sleep(_LOOK)


async def _briefly(_seconds: float) -> None:
    await asyncio.sleep(_PAUSE)


async def weigh() -> tuple[float, float]:
    """Megabytes and things left open, once all is quiet."""
    await asyncio.sleep(_COOL)
    gc.collect()
    return resident_mb() or 0.0, float(left_open())


async def soak(stage: Stage, server: str, count: int) -> Values:
    """`count` fetches; what the window held after the first of them, and at the end."""
    stage.window.resize(*_SIZE)  # most of the time goes into painting
    stage.window.session.attempts.wait = _briefly
    connect = stage.connections(server, _SILENCE)
    where = iter(enumerate(bases(server)))
    warm = min(_WARM, count // 2)
    for number, base in islice(where, warm):
        await fetch(stage, connect(base), number)
    held, open_before = await weigh()
    began = time.perf_counter()
    for number, base in islice(where, count - warm):
        await fetch(stage, connect(base), number)
    took = (time.perf_counter() - began) * 1000 / (count - warm)
    held_at_last, open_at_last = await weigh()
    return {
        "soak held": held_at_last,
        "soak held at first": held,
        "soak open": open_at_last,
        "soak open at first": open_before,
        "soak each": took,
    }
