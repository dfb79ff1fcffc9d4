"""How long a server asks to wait: the `Retry-After` header, as seconds and as words.

The header holds seconds or a date (RFC 9110, section 10.2.3). A date is measured from the answer's own
`Date` where it has one, so that a clock that goes wrong on this computer does not matter.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.texts import _, ngettext

_SECONDS = re.compile(r"[0-9]{1,9}")


def seconds(exchange: Exchange, came: datetime | None = None) -> float | None:
    """The seconds to wait, never below 0; None where `exchange` says nothing that can be understood. `came`
    is when the answer was here; without it, it counts from when it was asked for."""
    asked = (exchange.header("retry-after") or "").strip()
    if _SECONDS.fullmatch(asked):
        return float(asked)
    until = _date(asked)
    if until is None:
        return None
    now = _date(exchange.header("date") or "") or came or exchange.started_at
    return max(0.0, (until - now).total_seconds())


def words(duration: float) -> str:
    """`duration` (in seconds, rounded up) in at most two units: "17 seconds", "1 hour 5 minutes"."""
    whole = max(1, math.ceil(duration))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = (
        ngettext("{count} day", "{count} days", days).format(count=days) if days else "",
        ngettext("{count} hour", "{count} hours", hours).format(count=hours) if hours else "",
        ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes) if minutes else "",
        ngettext("{count} second", "{count} seconds", rest).format(count=rest) if rest else "",
    )
    first = next(index for index, part in enumerate(parts) if part)
    return " ".join(part for part in parts[first : first + 2] if part)


def wait_hint(duration: float | None) -> str:
    """The next step: when to fetch again."""
    if duration is None:
        return _("Wait a minute, then fetch again.")
    return _("Wait {time}, then fetch again.").format(time=words(duration))


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
