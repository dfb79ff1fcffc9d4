"""What is measured in the real window, a fresh process for each: `python -m benchmarks.scenes NAME FOLDER`.

A scene is a coroutine in SCENES that is handed the folder of documents and an empty one for the window's
settings, and answers milliseconds (or megabytes) under the names that `rows.py` asks for. A window in which
speed is measured has shown the 10 KB task before, as it has when somebody works with it; what the very first
answer takes is a value of its own. Prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from benchmarks import documents, soak
from benchmarks.bare import ABSENT, Values, nodes, resident_mb
from benchmarks.documents import SMALL
from benchmarks.window import Gaps, Stage, opened
from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.daemon_executor import DaemonExecutor
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.task.diagnosis import diagnose
from tallyfy_inspector.ui import desktop
from tallyfy_inspector.ui.imports import import_without_search

Open = Callable[[], AbstractAsyncContextManager[Stage]]
Scene = Callable[[Open, Path, str], Coroutine[Any, Any, Values]]
EVERYWHERE = "terms.pdf"
NUMBERS = ("data", "numbers")


def _body(folder: Path, size: str) -> bytes:
    return documents.file_of(folder, size).read_bytes()


async def first(open_window: Open, folder: Path, _server: str) -> Values:
    """The very first answer, and the next."""
    async with open_window() as stage:
        cold = await stage.show(_body(folder, SMALL))
        await stage.settle()
        return {f"first {SMALL}": cold, f"paint {SMALL}": await stage.show(_body(folder, SMALL))}


async def paint(open_window: Open, folder: Path, _server: str, *, size: str) -> Values:
    """From the bytes to the painted tree."""
    body = _body(folder, size)
    async with open_window() as stage:
        await stage.show(_body(folder, SMALL))
        await stage.settle()
        return {f"paint {size}": await stage.show(body)}


async def repeated(open_window: Open, folder: Path, _server: str) -> Values:
    """From the bytes to the painted tree, and to the one in which the repeated key is marked."""
    size = "10 MB, repeated key"
    body = _body(folder, size)
    async with open_window() as stage:
        await stage.show(_body(folder, SMALL))
        await stage.settle()
        shown = await stage.show(body)
        start = time.perf_counter()
        return {f"paint {size}": shown, f"settled {size}": shown + await stage.settled(start)}


async def first_fetch(open_window: Open, _folder: Path, server: str) -> Values:
    """From the click to the painted tree, in a window that stands and has asked nothing yet."""
    async with open_window() as stage:
        await stage.rest()
        start = time.perf_counter()
        painted_at = await stage.fetch_from(f"{server}/33-KB")
        return {"first fetch 33 KB": (painted_at - start) * 1000}


async def gaps(open_window: Open, _folder: Path, server: str) -> Values:
    """How long the window does not answer while a task comes over loopback and is shown."""
    values = {}
    async with open_window() as stage:
        await stage.fetch_from(f"{server}/10-KB")
        for size in (SMALL, "1 MB"):
            with Gaps() as watched:
                await stage.fetch_from(f"{server}/{size.replace(' ', '-')}")
            values[f"gap {size}"] = watched.longest
    return values


async def expand(open_window: Open, folder: Path, _server: str, *, size: str) -> Values:
    """Expand all, until it is painted."""
    body = _body(folder, size)
    rows = sum(1 for _node in nodes(json.loads(body)))
    async with open_window() as stage:
        await stage.show(body)
        await stage.rest()
        with Gaps() as watched:
            taken = await stage.until_rows(rows, stage.panel.actions_by_id["expand_all"].trigger)
        return {f"expand {size}": taken, f"expand gap {size}": watched.longest}


async def array(open_window: Open, folder: Path, _server: str, *, length: int) -> Values:
    """Open an array of integers, until it is painted."""
    size = f"{length:,} integers"
    body = _body(folder, size)
    async with open_window() as stage:
        await stage.show(body)
        await stage.rest()
        row = stage.model.row_of(NUMBERS)
        if row is None:
            raise LookupError("the array is not to be seen")
        rows = stage.model.rowCount() + length
        with Gaps() as watched:
            taken = await stage.until_rows(rows, partial(stage.view.expand_row, row))
        return {f"open {size}": taken, f"open gap {size}": watched.longest}


async def find(open_window: Open, folder: Path, _server: str) -> Values:
    """Find a text that is nowhere, and one that stands in every task of the process."""
    async with open_window() as stage:
        await stage.show(_body(folder, "10 MB"))
        await stage.rest()
        with Gaps() as watched:
            _none, nowhere = await stage.find(ABSENT)
            first_hit, all_hits = await stage.find(EVERYWHERE)
    if first_hit is None:
        raise LookupError("nothing was found")
    return {
        "find 10 MB": nowhere,
        "find first 10 MB": first_hit,
        "find all 10 MB": all_hits,
        "find gap 10 MB": watched.longest,
    }


async def diagnosis(_open_window: Open, folder: Path, _server: str) -> Values:
    """What all rules find in a whole task, once they have been loaded by a small one; needs no window."""
    size = "1 MB, whole task"
    small, whole = parse(_body(folder, SMALL)).root, parse(_body(folder, size)).root
    now, asked = datetime(2026, 11, 23, 12, tzinfo=UTC), frozenset(include.key for include in INCLUDES)
    diagnose(small, asked, now, UTC)
    start = time.perf_counter()
    found = diagnose(whole, asked, now, UTC)
    taken = (time.perf_counter() - start) * 1000
    if not found:
        raise LookupError("nothing was found")
    return {f"diagnosis {size}": taken}


async def memory(open_window: Open, folder: Path, _server: str) -> Values:
    """What the 10 MB task takes, over the empty window."""
    async with open_window() as stage:
        before = resident_mb()
        await stage.show(_body(folder, "10 MB"))
        await stage.rest()
        after = resident_mb()
    return {} if before is None or after is None else {"grown 10 MB": after - before}


async def long_day(open_window: Open, _folder: Path, server: str) -> Values:
    """Thousands of fetches that end in every way, and what they leave behind."""
    async with open_window() as stage:
        return await soak.soak(stage, server, soak.fetches())


SCENES: dict[str, Scene] = {
    "first": first,
    "paint-1": partial(paint, size="1 MB"),
    "paint-10": partial(paint, size="10 MB"),
    "paint-100": partial(paint, size="100 MB"),
    "repeated": repeated,
    "first-fetch": first_fetch,
    "gaps": gaps,
    "expand-0": partial(expand, size=SMALL),
    "expand-1": partial(expand, size="1 MB"),
    "expand-10": partial(expand, size="10 MB"),
    "array-small": partial(array, length=1000),
    "array-large": partial(array, length=1_000_000),
    "find": find,
    "diagnosis": diagnosis,
    "memory": memory,
    "soak": long_day,
}


def main(arguments: list[str]) -> int:
    """Play the scene that `arguments` name, with a folder of documents and the address of a server."""
    import_without_search()  # as the program does
    import qasync  # type: ignore[import-untyped]

    name, documents_in, server = arguments
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    desktop.adopt(app)
    with (
        tempfile.TemporaryDirectory() as settings,
        asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner,
    ):
        runner.get_loop().set_default_executor(DaemonExecutor())
        values = runner.run(SCENES[name](partial(opened, Path(settings)), Path(documents_in), server))
    print(json.dumps(values))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
