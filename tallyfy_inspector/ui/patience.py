"""Waits before a list is asked for again by itself, and counts the seconds down where they can be seen.

Whether, and after how long, is for `api.retrying`; what is said of it for who is told (`Pause`). Whoever
cancels the work ends the wait. Knows no widget, and no view: `attempts` does the same for the window's task.
"""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tallyfy_inspector.api import retrying
from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.retrying import Outcome, Rest
from tallyfy_inspector.ports import Clock


@dataclass(frozen=True, slots=True)
class Pause:
    """Attempt number `attempt` begins in `seconds`, now at 0, because of an answer with `status` (None: there
    was none). `first`: this was not told before."""

    attempt: int
    seconds: int
    status: int | None
    first: bool


class Patience:
    """`wait` waits so many seconds, `jitter` draws a number from 0 to 1; both are for tests to replace."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.wait: Callable[[float], Awaitable[None]] = asyncio.sleep
        self.jitter: Callable[[], float] = random.random

    def telling(self, show: Callable[[Pause], None]) -> Rest:
        """A Rest that tells `show` each whole second that is left, and the end of them."""

        async def rest(attempt: int, came: Outcome) -> bool:
            left = retrying.pause(attempt, came, self._clock.now(), self.jitter())
            if left is None:
                return False
            status = None if isinstance(came, TransportError) else came.status
            first = True
            while left > 0:
                whole = math.ceil(left)
                show(Pause(attempt + 1, whole, status, first))
                await self.wait(left - (whole - 1))
                left, first = whole - 1, False
            show(Pause(attempt + 1, 0, status, first=True))
            return True

        return rest
