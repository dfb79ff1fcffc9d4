"""Days and moments in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.dates import Zones, day_words, moment_words, read_day, read_moment, zone_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-12-01T23:59:59.000Z", date(2026, 12, 1)),
        ("2026-12-01 00:00:00", date(2026, 12, 1)),
        ("2026-12-01T00:00:00+14:00", date(2026, 12, 1)),
        (" 2026-12-01 ", date(2026, 12, 1)),
        ("2026-02-30", None),
        ("01/12/2026", None),
        ("2026-12-01 at noon", None),
        ("20261201", None),
        ("2026-12-012", None),
        ("٢٠٢٦-١٢-٠١", None),
        ("", None),
    ],
)
def test_the_day_as_sent(text: str, expected: date | None) -> None:
    assert read_day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01T15:30:00.000Z", datetime(2026, 12, 1, 15, 30, tzinfo=UTC)),
        ("2026-12-01T15:30:00+00:00", datetime(2026, 12, 1, 15, 30, tzinfo=UTC)),
        ("2026-12-01T15:30Z", datetime(2026, 12, 1, 15, 30, tzinfo=UTC)),
        ("2026-12-01 15:30:00", datetime(2026, 12, 1, 15, 30)),  # noqa: DTZ001 - none was sent
        ("2026-12-01", None),
        ("2026-12-01T25:00:00Z", None),
        ("2026-12-01 15:30 or so", None),
        ("tomorrow", None),
    ],
)
def test_a_moment(text: str, expected: datetime | None) -> None:
    assert read_moment(text) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (UTC, "1 Dec 2026, 23:30 UTC"),
        (ZoneInfo("Europe/Berlin"), "2 Dec 2026, 00:30 CET"),
        (ZoneInfo("America/Sao_Paulo"), "1 Dec 2026, 20:30 UTC-03"),
        (timezone(timedelta(hours=5, minutes=30)), "2 Dec 2026, 05:00 UTC+05:30"),
    ],
)
def test_a_moment_names_its_zone(zone: tzinfo, expected: str) -> None:
    assert moment_words(datetime(2026, 12, 1, 23, 30, tzinfo=UTC), zone) == expected


def test_summer_time_has_its_own_name_and_seconds_show_when_there_are_any() -> None:
    moment = datetime(2026, 7, 1, 10, 0, 5, tzinfo=UTC)
    assert moment_words(moment, ZoneInfo("Europe/Berlin")) == "1 Jul 2026, 12:00:05 CEST"
    assert zone_name(moment.astimezone(ZoneInfo("Europe/London"))) == "BST"


def test_no_zone_sent_counts_as_utc() -> None:
    assert moment_words(datetime(2026, 12, 1, 10, 0), ZoneInfo("Europe/Berlin")) == "1 Dec 2026, 11:00 CET"  # noqa: DTZ001


def test_a_day_in_words() -> None:
    assert [day_words(date(2026, month, 9)) for month in (1, 5, 12)] == [
        "9 Jan 2026",
        "9 May 2026",
        "9 Dec 2026",
    ]


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_the_ends_of_the_calendar_stay_where_they_are(text: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    for hours in (-12, 12):
        assert moment_words(moment, timezone(timedelta(hours=hours)))


@given(
    st.text(max_size=30) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+Z-]{0,20}", fullmatch=True)
)
def test_nothing_raises(text: str) -> None:
    read_day(text)
    moment = read_moment(text)
    if moment is not None:
        moment_words(moment, ZoneInfo("Asia/Tokyo"))


def test_a_moment_in_both_zones_is_told_once_where_they_agree() -> None:
    moment = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)
    paris, berlin = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Berlin")
    assert Zones(paris).theirs(moment) == ""
    assert Zones(paris, berlin).theirs(moment) == "", "the same words"
    assert Zones(paris, berlin).both(moment) == "1 Dec 2026, 16:30 CET"
    two = Zones(paris, ZoneInfo("America/New_York"))
    assert two.both(moment) == "1 Dec 2026, 16:30 CET (1 Dec 2026, 10:30 EST in the organization's zone)"
    assert two.both(moment.replace(tzinfo=None)) == two.both(moment), "a naive moment counts as UTC"
