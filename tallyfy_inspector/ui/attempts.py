"""Asks until there is something to show for it: what may pass by itself is asked again, after a wait.

Whether, and after how long, is for `api.retrying`; here it is done where it can be seen (`Waiting`) and
stopped: whoever cancels the work ends the wait. Parses no more than an error's own words, keeps no view.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from tallyfy_inspector.api import retrying
from tallyfy_inspector.api.exchange import Exchange, TransportError
from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.api.problems import classify, from_transport
from tallyfy_inspector.api.retrying import Outcome
from tallyfy_inspector.document.parse import parse_or_error
from tallyfy_inspector.ports import Clock
from tallyfy_inspector.ui import waiting_words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.view import Answer, Loading, Source, Waiting

LONGEST_ERROR = 2**20
"""Bytes; the words of a longer refusal are read only once it is shown."""


class Attempts:
    """`show` is told each wait, and each attempt after it. `wait` waits so many seconds, `jitter` draws a
    number from 0 to 1; both are for tests to replace."""

    def __init__(self, clock: Clock, show: Callable[[Waiting | Loading], None]) -> None:
        self._clock = clock
        self._show = show
        self.wait: Callable[[float], Awaitable[None]] = asyncio.sleep
        self.jitter: Callable[[], float] = random.random

    async def ask(self, connection: Connection, source: Source, waiting: Waiting | None = None) -> Exchange:
        """The answer to show, after as many attempts as it takes; `waiting`, which is shown already, comes
        first. Raises TransportError where there is none, and passes on what the keyring raises."""

        async def rest(attempt: int, came: Outcome) -> bool:
            pause = retrying.pause(attempt, came, self._clock.now(), self.jitter())
            if pause is None:
                return False
            again = self._waiting(source, came, _trouble(came), pause, attempt + 1)
            self._show(again)
            await self._rest(again)
            return True

        if waiting is not None:
            await self._rest(waiting)
        return await retrying.ask(lambda: connection.fetcher.fetch(source.request), rest)

    def when_due(self, answer: Answer) -> Waiting | None:
        """The wait for the time that Tallyfy named in `answer`; None where it named none, or that is over."""
        until = waiting_words.due(answer.problem, answer.received_at)
        if until is None or not isinstance(answer.source, Source) or answer.exchange is None:
            return None
        seconds = (until - self._clock.now()).total_seconds()
        if seconds <= 0 or answer.problem is None:
            return None
        return self._waiting(answer.source, answer.exchange, answer.problem, seconds, attempt=1)

    async def _rest(self, waiting: Waiting) -> None:
        await self.wait((waiting.until - waiting.since).total_seconds())
        self._show(Loading(waiting.source, self._clock.now(), attempt=waiting.attempt))

    def _waiting(
        self, source: Source, came: Outcome, problem: Problem, seconds: float, attempt: int
    ) -> Waiting:
        """That `source` is asked again in a moment, because it came to `came`."""
        now, status = self._clock.now(), None if isinstance(came, TransportError) else came.status
        told = replace(problem, hint=waiting_words.hint(), action="retry", severity="warning")
        return Waiting(source, now + timedelta(seconds=seconds), told, attempt, now, status)


def _trouble(came: Outcome) -> Problem:
    """What stands in the way while it is waited for."""
    if isinstance(came, TransportError):
        return from_transport(came)
    parsed = parse_or_error(came.body) if len(came.body) <= LONGEST_ERROR else None
    return classify(came, parsed) or Problem(waiting_words.why(came.status), "")
