from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.moments import Moment, read_time, speaks_of_time
from tallyfy_inspector.document.parse import parse

FIVE = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def moment(value: object, key: object = None) -> Moment:
    told = read_time(value, key)
    assert isinstance(told, Moment)
    return told


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T17:00:00.000Z",
        "2026-11-20T17:00:00.000000Z",
        "2026-11-20T17:00:00.000000000Z",
        "2026-11-20T17:00:00,000Z",
        "2026-11-20T17:00:00Z",
        "2026-11-20t17:00:00z",
        "2026-11-20T17:00Z",
        "2026-11-20T1700Z",
        "2026-11-20T17:00:00+00:00",
        "2026-11-20T18:00:00+01:00",
        "2026-11-20T18:00:00+0100",
        "2026-11-20T18:00:00+01",
        "2026-11-20 18:00:00 +01:00",
        "2026-11-20T12:00:00-05:00",
        " 2026-11-20T17:00:00Z ",
    ],
)
def test_a_time_with_its_zone(text: str) -> None:
    told = moment(text)
    assert told.at == FIVE
    assert not told.assumed_utc


@pytest.mark.parametrize("text", ["2026-11-20 17:00:00", "2026-11-20T17:00:00.000", "2026-11-20T17:00"])
def test_a_time_without_a_zone_is_read_as_utc_and_says_so(text: str) -> None:
    told = moment(text)
    assert (told.at, told.assumed_utc) == (FIVE, True)


def test_seconds_and_their_parts_are_kept() -> None:
    assert moment("2026-11-20T17:00:05.25Z").at == FIVE + timedelta(seconds=5.25)


def test_a_date_is_a_day_and_no_moment() -> None:
    assert read_time("2026-12-01") == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-11",
        "2026-13-01",
        "2026-02-30",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "2026-11-20T",
        "2026-11-20T25:00:00Z",
        "2026-11-20T17:60:00Z",
        "2026-11-20T17:00:00+99:00",
        "2026-W47-5",
        "2026-11-20x17:00:00Z",
        "2026-11-20T17:00:00Zulu",
        "2026-11-20, 2026-11-21",
        "20/11/2026 05:00 PM UTC",
        "٢٠٢٦-11-20",
        "d005-715e-b72c",
        "2026-11-20T17:00:00" + "0" * 5_000,
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert read_time(text, "created_at") is None


@pytest.mark.parametrize("number", [1795194000, 1795194000000, 1795194000.0, "1795194000", "1795194000000"])
def test_epoch_numbers_under_a_key_for_a_time(number: Any) -> None:
    told = moment(number, "created_at")
    assert told.at == FIVE
    assert not told.assumed_utc, "seconds since 1970 are UTC by what they are"
    assert read_time(number, "position") is None
    assert read_time(number, None) is None
    assert read_time(number, 3) is None


def test_digits_as_sent_are_read_with_their_parts() -> None:
    root: Any = parse(b'{"exp": 1795194000.50, "iat": 1e400, "nbf": -0}').root
    assert moment(root["exp"], "exp").at == FIVE + timedelta(seconds=0.5)
    assert read_time(root["iat"], "iat") is None
    assert read_time(root["nbf"], "nbf") is None


@pytest.mark.parametrize("number", [True, 0, 5, 3600, 946684799, 4102444801, 10**20, -1795194000, 10**4000])
def test_numbers_that_no_clock_shows_today_stay_numbers(number: int) -> None:
    assert read_time(number, "created_at") is None


@pytest.mark.parametrize(
    "key",
    [
        *(
            "created_at",
            "createdAt",
            "CREATED_AT",
            "created_on",
            "timestamp",
            "ts",
            "exp",
            "deadline",
            "time",
        ),
        *("last_updated", "last_accessed", "start-date", "startDateTime", "expiresAtMs", "updated_ms"),
        *("due", "lastSeen", "created_at_utc", "time1"),
    ],
)
def test_keys_for_times(key: str) -> None:
    assert speaks_of_time(key)


@pytest.mark.parametrize(
    "key",
    ["", "id", "position", "format", "ms", "timeout", "updates", "sat", "candidate", "日付", None, 3, "_"],
)
def test_other_keys(key: object) -> None:
    assert not speaks_of_time(key)


def test_its_repr_tells_nothing_of_the_value() -> None:
    assert "2026" not in repr(moment("2026-11-20T17:00:00Z"))


@given(st.text() | st.integers() | st.floats() | st.none() | st.booleans() | st.lists(st.none()), st.text())
def test_nothing_raises(value: object, key: str) -> None:
    for name in (key, "created_at", None):
        told = read_time(value, name)
        assert told is None or not isinstance(told, Moment) or told.at.tzinfo is not None


@given(
    st.datetimes(
        timezones=st.just(UTC) | st.builds(lambda m: timezone(timedelta(minutes=m)), st.integers(-720, 840))
    )
)
def test_what_python_writes_is_read_back(at: datetime) -> None:
    told = moment(at.isoformat())
    assert (told.at, told.assumed_utc) == (at, False)
