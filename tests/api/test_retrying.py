from __future__ import annotations

import asyncio
from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.exchange import CutOff, Exchange, TransportError
from tallyfy_inspector.api.retrying import ATTEMPTS, LONGEST, PASSING, SHORTEST, ask, passes, pause
from tests.support.exchanges import NOW, exchange

MIDDLE = 0.5  # neither earlier nor later
OURS = 0.8  # the first pause where no time is named, at its earliest
KINDS = (
    *("dns", "refused", "tls", "connect_timeout", "read_timeout", "proxy", "protocol", "network", "origin"),
    *("no_token", "route"),
)


def asked_to_wait(value: str, status: int = 429, **headers: str) -> Exchange:
    return exchange(status, headers={"Retry-After": value, **headers})


def after(seconds: float) -> str:
    return format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)


def test_what_came_last_is_what_is_answered() -> None:
    outcomes: list[Exchange | TransportError] = [TransportError("network", "x"), exchange(503), exchange(200)]
    told: list[int] = []

    async def get() -> Exchange:
        came = outcomes.pop(0)
        if isinstance(came, TransportError):
            raise came
        return came

    async def rest(attempt: int, came: Exchange | TransportError) -> bool:
        told.append(attempt)
        return passes(came)

    assert asyncio.run(ask(get, rest)).status == 200
    assert told == [1, 2, 3]
    outcomes.append(TransportError("network", "x"))
    with pytest.raises(TransportError):
        asyncio.run(ask(get, None))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_pass_is_asked_again_twice_with_longer_pauses(status: int) -> None:
    outcome = exchange(status)
    assert [pause(attempt, outcome, NOW, MIDDLE) for attempt in (1, 2, 3)] == [1.0, 2.0, None]
    assert ATTEMPTS == 3


@pytest.mark.parametrize(
    "status", [200, 201, 204, 301, 302, 400, 401, 402, 403, 404, 407, 408, 409, 418, 422, 500, 501, 505, 511]
)
def test_any_other_answer_is_shown_as_it_is(status: int) -> None:
    assert pause(1, asked_to_wait("1", status), NOW, MIDDLE) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_that_was_reset_is_the_only_silence_that_is_asked_again(kind: str) -> None:
    expected = 1.0 if kind == "network" else None
    assert pause(1, TransportError(kind, "go.tallyfy.com"), NOW, MIDDLE) == expected


def test_an_answer_that_breaks_off_is_shown_as_far_as_it_came() -> None:
    assert pause(1, exchange(200, b"{", cut_off=CutOff("connection")), NOW, MIDDLE) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("12", 12.0),
        (" 12 ", 12.0),
        ("0", SHORTEST),
        ("30", 30.0),
        ("31", None),
        ("999999999", None),
        ("soon", OURS),
        ("-3", OURS),
        ("1.5", OURS),
        ("", OURS),
        (after(17), 17.0),
        (after(-60), SHORTEST),
        (after(30), 30.0),
        (after(3600), None),
        ("Mon, 99 Nov 2026 09:58:30 GMT", OURS),
    ],
)
def test_the_time_that_the_server_names_is_kept_up_to_a_cap(value: str, seconds: float | None) -> None:
    assert pause(1, asked_to_wait(value), NOW, 0.0) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("asked", "latest"), [("0", 1.1), ("1", 1.1), ("5", 5.5), ("10", 11.0), ("30", 31.0)]
)
def test_a_time_that_the_server_names_is_never_cut_short_and_a_little_spread(
    asked: str, latest: float
) -> None:
    earliest = max(float(asked), SHORTEST)
    assert pause(1, asked_to_wait(asked), NOW, 0.0) == earliest
    assert pause(1, asked_to_wait(asked), NOW, 0.5) == pytest.approx((earliest + latest) / 2)
    assert pause(1, asked_to_wait(asked), NOW, 1.0) == pytest.approx(latest)


def test_a_date_is_measured_by_the_servers_own_clock_else_from_when_the_answer_came() -> None:
    wrong_here = NOW + timedelta(days=9)
    assert pause(1, asked_to_wait(after(9), Date=after(4)), wrong_here, 0.0) == 5.0
    assert pause(1, asked_to_wait(after(9)), NOW + timedelta(seconds=4), 0.0) == 5.0


def test_our_own_pauses_are_spread_by_a_fifth() -> None:
    outcome = exchange(503)
    assert pause(1, outcome, NOW, 0.0) == pytest.approx(0.8)
    assert pause(1, outcome, NOW, 1.0) == pytest.approx(1.2)
    assert pause(2, outcome, NOW, 0.0) == pytest.approx(1.6)
    assert pause(2, outcome, NOW, 1.0) == pytest.approx(2.4)


@given(
    st.integers(-2, 9),
    st.one_of(st.sampled_from(sorted(PASSING)), st.integers(100, 599)),
    st.one_of(st.none(), st.text(max_size=30), st.integers(-5, 99).map(str), st.integers(-9, 99).map(after)),
    st.floats(0, 1),
)
def test_a_pause_is_short_and_only_where_it_may_help(
    attempt: int, status: int, value: str | None, jitter: float
) -> None:
    outcome = exchange(status) if value is None else asked_to_wait(value, status)
    seconds = pause(attempt, outcome, NOW, jitter)
    if seconds is not None:
        assert passes(outcome)
        assert 1 <= attempt < ATTEMPTS
        assert 0.8 <= seconds <= LONGEST + 1.0
