from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.retry_after import seconds, wait_hint, words
from tests.support.exchanges import NOW, exchange


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("17", 17),
        (" 0 ", 0),
        ("Wed, 25 Nov 2026 10:00:00 GMT", 90),
        ("Wed, 25 Nov 2026 10:00:00", 90),
        ("Wed, 25 Nov 2026 12:00:00 +0200", 90),
        ("Wed, 25 Nov 2020 10:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 5000, None),
        ("١٧", None),
        ("Wed, 99 Nov 2026 10:00:00 GMT", None),
    ],
)
def test_seconds_and_dates_are_read(asked: str, expected: float | None) -> None:
    assert seconds(exchange(429, headers={"Retry-After": asked})) == expected


def test_a_date_is_measured_by_the_servers_own_clock() -> None:
    headers = {"Retry-After": "Wed, 25 Nov 2026 10:00:00 GMT", "Date": "Wed, 25 Nov 2026 09:59:30 GMT"}
    assert seconds(exchange(429, headers=headers)) == 30


def test_without_that_it_is_measured_from_when_the_answer_came() -> None:
    answer = exchange(429, headers={"Retry-After": "Wed, 25 Nov 2026 10:00:00 GMT"})
    assert seconds(answer, NOW + timedelta(seconds=20)) == 70
    assert seconds(exchange(429, headers={"Retry-After": "17"}), NOW + timedelta(days=9)) == 17


def test_without_the_header_nothing_is_known() -> None:
    assert seconds(exchange(429)) is None


@given(st.text(max_size=40))
def test_no_header_breaks_it(asked: str) -> None:
    found = seconds(exchange(429, headers={"Retry-After": asked, "Date": asked}))
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (0, "1 second"),
        (0.2, "1 second"),
        (17, "17 seconds"),
        (59.5, "1 minute"),
        (90, "1 minute 30 seconds"),
        (3600, "1 hour"),
        (3661, "1 hour 1 minute"),
        (3601, "1 hour"),
        (90_000, "1 day 1 hour"),
        (10**9 - 1, "11574 days 1 hour"),
    ],
)
def test_durations_are_said_in_two_units(duration: float, text: str) -> None:
    assert words(duration) == text


def test_the_next_step_names_the_time_when_there_is_one() -> None:
    assert wait_hint(17) == "Wait 17 seconds, then fetch again."
    assert wait_hint(None) == "Wait a minute, then fetch again."
