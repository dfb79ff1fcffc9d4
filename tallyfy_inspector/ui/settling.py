"""Looks through a large answer for repeated keys and for `-0`, a little in each turn of the event loop.

It is on screen by then: `document.parse` shows large documents first. Only where it holds one is it read
again, which holds the window up as long as reading an answer does. Knows no state and no widget.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator
from dataclasses import replace
from typing import TypeVar

from tallyfy_inspector.document.parse import settle
from tallyfy_inspector.ui.view import Answer

PAINT_FIRST = 0.05  # seconds: time for one paint of the document
_SLICE = 0.004  # seconds of work in one turn of the event loop; one slice more may take as long again
T = TypeVar("T")


async def settled(answer: Answer) -> Answer | None:
    """`answer` with another document, in which every occurrence of a repeated key stands, and each `-0`; None
    where it has neither, or no document."""
    document = answer.document
    if document is None:
        return None
    await asyncio.sleep(PAINT_FIRST)
    exact = await in_turns(settle(answer.body, document, freeze=True))
    return None if exact.root is document.root else replace(answer, document=exact)


async def in_turns(work: Generator[None, None, T]) -> T:
    """What `work` returns; the event loop has its turn every few milliseconds."""
    while True:
        until = time.perf_counter() + _SLICE
        while time.perf_counter() < until:
            try:
                next(work)
            except StopIteration as end:
                result: T = end.value
                return result
        await asyncio.sleep(0)
