"""How long something takes or took, in words: "2 days 18 hours". Truncated, never rounded up; two units.

Knows no dates and no display. A new unit: its row in _UNITS.
"""

from __future__ import annotations

from datetime import timedelta

from tallyfy_inspector.texts import _, ngettext


def duration_words(span: timedelta) -> str:
    """ "2 days 18 hours", "3 hours", "5 minutes", "less than a minute". Never a sign."""
    seconds = int(abs(span).total_seconds())
    counts = (seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60)
    told = [words for count, words in zip(counts, _units(counts), strict=True) if count]
    largest = next((index for index, count in enumerate(counts) if count), None)
    if largest is None:
        return _("less than a minute")
    # The unit after the largest one, and no other: "2 days", not "2 days 5 minutes".
    second = largest + 1 < len(counts) and counts[largest + 1] > 0
    return _("{larger} {smaller}").format(larger=told[0], smaller=told[1]) if second else told[0]


def overdue_words(*, opened: bool) -> str:
    """What is said of a deadline that has passed, with the placeholder {duration}. An answer that was
    `opened` tells how the task stood once."""
    return _("Overdue {duration}, if still open") if opened else _("Overdue {duration}")


def _units(counts: tuple[int, int, int]) -> tuple[str, str, str]:
    days, hours, minutes = counts
    return (
        ngettext("{count} day", "{count} days", days).format(count=days),
        ngettext("{count} hour", "{count} hours", hours).format(count=hours),
        ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes),
    )
