from __future__ import annotations

import asyncio

import pytest

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.retrying import Outcome
from tallyfy_inspector.ui.patience import Patience, Pause
from tests.support.exchanges import exchange
from tests.support.views import FixedClock


class Waiter:
    """A patience that waits no time; `told` is what was shown, `waited` for how long."""

    def __init__(self, jitter: float = 0.5) -> None:
        self.told: list[Pause] = []
        self.waited: list[float] = []
        self.patience = Patience(FixedClock())
        self.patience.wait, self.patience.jitter = self.wait, lambda: jitter

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def rest(self, attempt: int, came: Outcome) -> bool:
        return asyncio.run(self.awaited(attempt, came))

    async def awaited(self, attempt: int, came: Outcome) -> bool:
        return await self.patience.telling(self.told.append)(attempt, came)


def test_each_second_is_told_and_the_first_words_are_known_as_such() -> None:
    waiter = Waiter(jitter=0.0)
    assert waiter.rest(1, exchange(429, headers={"Retry-After": "3"}))
    assert waiter.told == [
        Pause(2, 3, 429, first=True),
        Pause(2, 2, 429, first=False),
        Pause(2, 1, 429, first=False),
        Pause(2, 0, 429, first=True),
    ]
    assert waiter.waited == [1.0, 1.0, 1.0]


def test_a_broken_second_comes_first() -> None:
    waiter = Waiter(jitter=1.0)
    assert waiter.rest(2, TransportError("network", "go.tallyfy.com"))
    assert [each.seconds for each in waiter.told] == [3, 2, 1, 0]
    assert {(each.attempt, each.status) for each in waiter.told} == {(3, None)}
    assert waiter.waited == pytest.approx([0.4, 1.0, 1.0])


@pytest.mark.parametrize(
    ("attempt", "came"),
    [
        (1, exchange(200)),
        (1, exchange(401)),
        (3, exchange(503)),
        (1, exchange(429, headers={"Retry-After": "31"})),
        (1, TransportError("dns", "go.tallyfy.com")),
    ],
)
def test_what_will_not_pass_is_not_waited_for(attempt: int, came: Outcome) -> None:
    waiter = Waiter()
    assert not waiter.rest(attempt, came)
    assert (waiter.told, waiter.waited) == ([], [])


def test_whoever_cancels_ends_the_wait() -> None:
    async def scene() -> None:
        waiter = Waiter()
        waiter.patience.wait = lambda _seconds: asyncio.Event().wait()  # type: ignore[assignment,return-value]
        waiting = asyncio.ensure_future(waiter.awaited(1, exchange(503)))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert [each.seconds for each in waiter.told] == [1]

    asyncio.run(scene())
