"""Dates and times as people read them, always with the zone a time is in.

Tallyfy sends ISO 8601 in UTC, and in places `YYYY-MM-DD HH:MM:SS` without a zone, which is taken as UTC and
said so. A date field that does not collect a time is a calendar day: it is never shifted.

Knows no field. Month names come from the catalogue, never from the computer's locale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from tallyfy_inspector.texts import N_, _

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,+Z -]*)?\s*", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that times are told in: the person's, and the organization's where the answer holds it."""

    mine: tzinfo
    organization: tzinfo | None = None

    def theirs(self, moment: datetime) -> str:
        """The moment in the organization's zone; "" where that is not known, or reads as in the person's."""
        if self.organization is None:
            return ""
        words = moment_words(moment, self.organization)
        return "" if words == moment_words(moment, self.mine) else words

    def both(self, moment: datetime) -> str:
        """The moment in the person's zone, and in the organization's where there is more to say."""
        mine, theirs = moment_words(moment, self.mine), self.theirs(moment)
        if not theirs:
            return mine
        return _("{time} ({theirs} in the organization's zone)").format(time=mine, theirs=theirs)


def read_day(text: str) -> date | None:
    """The calendar day that `text` begins with, as sent; None when it does not begin with one."""
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """The date and time in `text`; naive when no zone was sent; None when it is not both."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def day_words(day: date) -> str:
    """1 Dec 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year)


def moment_words(moment: datetime, zone: tzinfo) -> str:
    """1 Dec 2026, 16:30 CET, in `zone`; seconds where there are any. A naive moment counts as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        there = aware.astimezone(zone)
    except (OverflowError, ValueError):  # the first or the last day a calendar here knows
        there = aware
    time = f"{there:%H:%M:%S}" if there.second else f"{there:%H:%M}"
    return _("{date}, {time} {zone}").format(date=day_words(there), time=time, zone=zone_name(there))


def zone_name(moment: datetime) -> str:
    """The zone's short name at that moment (CET, CEST), or its distance from UTC where it has no name."""
    name = moment.tzname() or ""
    return name if name[:1].isalpha() else f"UTC{name}"
