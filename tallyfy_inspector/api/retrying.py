"""Whether to ask again by itself, and after how long: the policy, and the loop that keeps to it.

Only what may pass by itself is asked again, twice at the most: 429, 502, 503 and 504, and a connection that
was reset before there was an answer. All there is are GETs, so asking twice changes nothing. A server that
names a longer time than `LONGEST` is not asked again by itself: the person decides. An answer that breaks
off half-way is shown as far as it came instead. To ask again after one more status, add it to `PASSING`.

Knows no clock and no event loop: who asks waits (`Rest`), where it can be seen and stopped: `ui.attempts`
for a task, `ui.patience` for a list.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from tallyfy_inspector.api.exchange import Exchange, TransportError
from tallyfy_inspector.api.retry_after import seconds

Outcome = Exchange | TransportError
Rest = Callable[[int, Outcome], Awaitable[bool]]
"""Told what attempt number so-and-so (from 1) came to; waits where that may pass, and answers whether to ask
again."""

PASSING = frozenset({429, 502, 503, 504})
RESET = frozenset({"network"})
"""Kinds of TransportError (see `api.failures`): a connection that was reset, or that the network dropped.
What has a name of its own (no such host, a closed port, a certificate, a time-out) stays as it is."""

PAUSES = (1.0, 2.0)
"""Seconds before the second and the third attempt, where the server names no time."""

ATTEMPTS = len(PAUSES) + 1
LONGEST = 30.0
SHORTEST = 1.0
_JITTER = 0.2
_LATER, _LATEST = 0.1, 1.0
"""How much later than a server asked: a part of that time, and seconds."""


async def ask(get: Callable[[], Awaitable[Exchange]], rest: Rest | None) -> Exchange:
    """What `get` answers in the end, after as many attempts as `rest` allows; without it one. Raises
    TransportError as the last attempt does, and passes on whatever else is raised."""
    attempt = 1
    while True:
        came: Outcome
        try:
            came = await get()
        except TransportError as error:
            came = error
        if rest is None or not await rest(attempt, came):
            break
        attempt += 1
    if isinstance(came, TransportError):
        raise came
    return came


def pause(attempt: int, outcome: Outcome, now: datetime, jitter: float) -> float | None:
    """Seconds to wait after attempt number `attempt` (from 1) came to `outcome` at `now`; None: that is what
    is shown. `jitter` is drawn from 0 to 1 and spreads our own pauses by a fifth to both sides, so that many
    windows do not ask at the same moment; a time that the server names is kept, and up to a tenth of it, a
    second at the most, added."""
    if not 1 <= attempt < ATTEMPTS or not passes(outcome):
        return None
    asked = seconds(outcome, now) if isinstance(outcome, Exchange) else None
    if asked is None:
        return PAUSES[attempt - 1] * (1 - _JITTER + 2 * _JITTER * jitter)
    if asked > LONGEST:
        return None
    asked = max(asked, SHORTEST)
    return asked + min(asked * _LATER, _LATEST) * jitter


def passes(outcome: Outcome) -> bool:
    """Whether `outcome` may be another one in a moment."""
    if isinstance(outcome, TransportError):
        return outcome.kind in RESET
    return outcome.status in PASSING
