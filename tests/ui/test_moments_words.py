from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.moments import Moment
from tallyfy_inspector.ui.moments_words import duration, told

NOW = datetime(2026, 11, 23, 12, 1, 3, tzinfo=UTC)
FIVE = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
AWARE = st.datetimes(timezones=st.just(UTC))


def test_a_time_in_words_in_the_persons_zone() -> None:
    words = told(Moment(FIVE), NOW, BERLIN)
    assert words.full == "Fri 20 Nov 2026, 18:00 CET · 2 days 19 hours ago"
    assert words.forms[1:] == ("2 days 19 hours ago", "2 days ago")
    assert words.spoken == "2 days 19 hours ago"


def test_a_time_that_was_sent_without_a_zone_says_so_in_every_form() -> None:
    words = told(Moment(FIVE, assumed_utc=True), NOW, BERLIN)
    assert words.full == "Fri 20 Nov 2026, 18:00 CET · 2 days 19 hours ago (no zone sent, read as UTC)"
    assert words.forms[1:] == ("2 days 19 hours ago, read as UTC", "2 days ago, read as UTC")
    assert all("UTC" in form for form in (words.spoken, *words.forms))


@pytest.mark.parametrize(
    ("at", "zone", "says"),
    [
        (
            datetime(2026, 11, 23, 23, 30, tzinfo=UTC),
            BERLIN,
            "Tue 24 Nov 2026, 00:30 CET · in 11 hours 28 minutes",
        ),
        (datetime(2026, 6, 1, 12, 0, tzinfo=UTC), BERLIN, "Mon 1 Jun 2026, 14:00 CEST · 175 days ago"),
        (
            datetime(2026, 11, 23, 12, 0, 50, tzinfo=UTC),
            UTC,
            "Mon 23 Nov 2026, 12:00:50 UTC · 13 seconds ago",
        ),
        (
            datetime(2026, 11, 20, 17, tzinfo=UTC),
            timezone(timedelta(hours=-3)),
            "Fri 20 Nov 2026, 14:00 UTC-03:00 · 2 days 19 hours ago",
        ),
    ],
)
def test_times_in_zones(at: datetime, zone: tzinfo, says: str) -> None:
    assert told(Moment(at), NOW, zone).full == says


def test_now() -> None:
    assert told(Moment(NOW), NOW, UTC).spoken == "now"
    assert told(Moment(NOW + timedelta(milliseconds=900)), NOW, UTC).spoken == "now"
    assert told(Moment(NOW + timedelta(seconds=1)), NOW, UTC).spoken == "in 1 second"


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))])
def test_a_day_is_never_shifted(zone: tzinfo) -> None:
    assert told(date(2026, 12, 1), NOW, zone).full.startswith("Tue 1 Dec 2026 · in ")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 11, 23), "Mon 23 Nov 2026 · today"),
        (date(2026, 11, 24), "Tue 24 Nov 2026 · tomorrow"),
        (date(2026, 11, 22), "Sun 22 Nov 2026 · yesterday"),
        (date(2026, 12, 1), "Tue 1 Dec 2026 · in 8 days"),
        (date(2026, 11, 20), "Fri 20 Nov 2026 · 3 days ago"),
    ],
)
def test_days_are_counted_by_the_calendar(day: date, says: str) -> None:
    assert told(day, NOW, UTC).full == says


def test_what_day_it_is_depends_on_where_one_is() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert told(date(2026, 11, 24), late, UTC).spoken == "tomorrow"
    assert told(date(2026, 11, 24), late, BERLIN).spoken == "today"


@pytest.mark.parametrize(
    ("length", "says"),
    [
        (timedelta(milliseconds=999), ""),
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=59.9), "59 seconds"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=3, seconds=12), "3 minutes 12 seconds"),
        (timedelta(hours=1, seconds=59), "1 hour"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hours 59 minutes"),
        (timedelta(days=2, hours=18, minutes=59), "2 days 18 hours"),
        (timedelta(days=2, minutes=59), "2 days"),
        (timedelta(days=364, hours=23), "364 days 23 hours"),
    ],
)
def test_durations_are_cut_off_and_have_two_units(length: timedelta, says: str) -> None:
    assert duration(NOW, NOW + length) == says


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2025-11-23", "2026-11-23", "1 year"),
        ("2025-11-24", "2026-11-23", "364 days"),
        ("2024-10-24", "2026-11-23", "2 years 30 days"),
        ("2024-02-29", "2025-02-28", "365 days"),
        ("2024-02-29", "2025-03-01", "1 year"),
        ("2024-02-29", "2028-02-29", "4 years"),
    ],
)
def test_years_are_those_of_the_calendar(start: str, end: str, says: str) -> None:
    first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (start, end))
    assert duration(first, last) == says


@given(
    AWARE,
    AWARE,
    st.sampled_from([UTC, BERLIN, timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))]),
)
def test_every_time_can_be_told(at: datetime, now: datetime, zone: tzinfo) -> None:
    for assumed in (False, True):
        words = told(Moment(at, assumed), now, zone)
        assert len(words.spoken.removesuffix(", read as UTC").split()) <= 5
        assert all(words.forms)
    if date.min < now.date() < date.max:
        assert told(at.date(), now, zone).full
