"""Times in values: strings in the forms of ISO 8601, and epoch numbers under a key that speaks of a time.

A value is only read here, never changed; how it is told to people, and in which zone, is another room's
matter. A number says nothing by itself, so it counts only under such a key and between the years 2000 and
2100. To add a written form: a pattern beside `_ISO`. Nothing here raises on any JSON. Knows no Qt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_LONGEST = 40
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ](\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_DIGITS = re.compile(r"\d{9,13}", re.ASCII)

_FIRST, _LAST = 946_684_800, 4_102_444_800
"""2000-01-01 and 2100-01-01, in seconds since 1970."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", re.ASCII)
_LAST_WORDS = frozenset(
    {
        *("at", "on", "time", "date", "datetime", "timestamp", "ts", "epoch", "deadline", "due", "expires"),
        *("expiry", "expiration", "exp", "iat", "nbf", "created", "updated", "modified", "deleted"),
        *("started", "finished", "completed", "archived", "accessed", "seen", "since", "until", "moment"),
    }
)
_UNITS = frozenset({"ms", "millis", "milliseconds", "s", "sec", "seconds", "utc", "gmt", "unix"})


@dataclass(frozen=True, slots=True, repr=False)
class Moment:
    """A point in time, in UTC. `assumed_utc` says that no zone was sent and UTC was assumed."""

    at: datetime
    assumed_utc: bool = False

    def __repr__(self) -> str:
        return "<Moment>"  # never content


Time = Moment | date
"""A date alone is a calendar day, which has no zone and is never shifted."""


def read_time(value: object, key: object = None) -> Time | None:
    """The time that `value`, which stands under `key`, tells; None when it tells none."""
    if isinstance(value, str):
        return _from_text(value, key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not speaks_of_time(key):
        return None
    return _from_epoch(value)


def speaks_of_time(key: object) -> bool:
    """Whether the last word of a member's name is one for a time: created_at, startedOn, exp, deadline_ms."""
    return isinstance(key, str) and _names_time(str(key))


@lru_cache(maxsize=2048)
def _names_time(key: str) -> bool:
    words = [word.lower() for word in _WORD.findall(key[-60:])]
    while len(words) > 1 and words[-1] in _UNITS:
        words.pop()
    return bool(words) and words[-1] in _LAST_WORDS


def _from_text(text: str, key: object) -> Time | None:
    """Most strings are told by their length or their fifth character that they are no time."""
    if not 9 <= len(text) <= _LONGEST:
        return None
    text = text.strip()
    if text[4:5] != "-":
        return _from_digits(text, key)
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    day, time, zone = found.groups()
    try:
        return _moment(day, time, zone) if time else date.fromisoformat(day)
    except (ValueError, OverflowError):
        return None


def _moment(day: str, time: str, zone: str | None) -> Moment:
    """ValueError for an hour or an offset that no clock has, OverflowError where UTC has no such year."""
    at = datetime.fromisoformat(f"{day}T{time.replace(',', '.')}{(zone or 'Z').upper()}")
    return Moment(at.astimezone(UTC), assumed_utc=zone is None)


def _from_digits(text: str, key: object) -> Moment | None:
    """An epoch number that was sent as a string."""
    return _from_epoch(int(text)) if _DIGITS.fullmatch(text) and speaks_of_time(key) else None


def _from_epoch(number: float) -> Moment | None:
    """Seconds, or milliseconds where it would be too many seconds."""
    if _FIRST <= number <= _LAST:
        return Moment(_since_1970(number, 1))
    return Moment(_since_1970(number, 1000)) if _FIRST * 1000 <= number <= _LAST * 1000 else None


def _since_1970(number: float, parts: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number / parts)
