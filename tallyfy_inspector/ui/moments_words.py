"""What a time in an answer is to people: "Fri 20 Nov 2026, 18:00 CET · 2 days 18 hours ago".

Durations are cut off, never rounded up, and have two units at most. The present moment and the zone are
handed in. A calendar day is never shifted into a zone. Knows no widget and no document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from tallyfy_inspector.document.moments import Moment, Time
from tallyfy_inspector.task.dates import Zones, day_words, moment_words
from tallyfy_inspector.texts import N_, _, ngettext

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_UNITS: tuple[tuple[int, Callable[[int], str]], ...] = (
    (86_400, lambda count: ngettext("{count} day", "{count} days", count)),
    (3_600, lambda count: ngettext("{count} hour", "{count} hours", count)),
    (60, lambda count: ngettext("{count} minute", "{count} minutes", count)),
    (1, lambda count: ngettext("{count} second", "{count} seconds", count)),
)


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A time in words. `spoken` is what a screen reader hears after the raw value; `forms` are for the eye,
    from the fullest to one that still says how long ago it was."""

    spoken: str
    forms: tuple[str, ...]

    @property
    def full(self) -> str:
        """Date, time, zone, and how long ago."""
        return self.forms[0]


def told(time: Time, now: datetime, zone: tzinfo) -> Told:
    """`time` as it is from `now`, for somebody in `zone`."""
    if isinstance(time, Moment):
        return _moment_told(time, now, zone)
    days = (time - now.astimezone(zone).date()).days
    away = _days_away(days)
    return Told(away, (_("{time} · {away}").format(time=_weekday(time, day_words(time)), away=away), away))


def in_zones(time: Time, now: datetime, zones: Zones) -> str:
    """The time as it is told in full, and in the organization's zone where there is more to say."""
    own = told(time, now, zones.mine).full
    theirs = zones.theirs(time.at) if isinstance(time, Moment) else ""
    return _("{time} · organization: {theirs}").format(time=own, theirs=theirs) if theirs else own


def _moment_told(time: Moment, now: datetime, zone: tzinfo) -> Told:
    there = _in_zone(time.at, zone)
    full = _("{time} · {away}").format(
        time=_weekday(there, moment_words(there, zone)), away=_away(time.at, now, 2)
    )
    shorter = tuple(dict.fromkeys(_away(time.at, now, units) for units in (2, 1)))
    if time.assumed_utc:
        full = _("{time} (no zone sent, read as UTC)").format(time=full)
        shorter = tuple(_("{away}, read as UTC").format(away=away) for away in shorter)
    return Told(shorter[0], (full, *shorter))


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):  # the first or the last day a calendar here knows
        return moment


def _weekday(day: date, rest: str) -> str:
    return _("{weekday} {date}").format(weekday=_(_WEEKDAYS[day.weekday()]), date=rest)


def _away(moment: datetime, now: datetime, units: int) -> str:
    length = duration(min(moment, now), max(moment, now), units)
    if not length:
        return _("now")
    return (_("{length} ago") if moment < now else _("in {length}")).format(length=length)


def _days_away(days: int) -> str:
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    length = _UNITS[0][1](abs(days)).format(count=f"{abs(days):,}")
    return (_("{length} ago") if days < 0 else _("in {length}")).format(length=length)


def duration(start: datetime, end: datetime, units: int = 2) -> str:
    """From `start` to the later `end`: "2 years 30 days", "2 days 18 hours", "12 seconds"; "" under a second.

    Two units that follow one another, the second left out where it is 0: "2 days", not "2 days 5 minutes".
    """
    years = _years(start, end)
    parts = [ngettext("{count} year", "{count} years", years).format(count=f"{years:,}")] if years else []
    rest = int((end - _later(start, years)) / timedelta(seconds=1))
    for size, words in _UNITS[: 1 if years else None]:
        count, rest = divmod(rest, size)
        if count:
            parts.append(words(count).format(count=count))
        elif parts:
            break
    return " ".join(parts[:units])


def _years(start: datetime, end: datetime) -> int:
    """Whole years, by the calendar."""
    years = end.astimezone(UTC).year - start.astimezone(UTC).year
    return years - 1 if years and _later(start, years) > end else years


def _later(start: datetime, years: int) -> datetime:
    """The same day `years` later; of a leap day, the day after the last of February."""
    utc = start.astimezone(UTC)
    try:
        return utc.replace(year=utc.year + years)
    except ValueError:
        return utc.replace(year=utc.year + years, month=3, day=1)
