"""What is said of a token's life: until when at the latest, and a warning when it is nearly over.

Pure functions over `api.token_life`; none is handed a token. Logging out of Tallyfy ends a token sooner,
which no token can say of itself, so every sentence does.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from tallyfy_inspector.api.token_life import TokenLife
from tallyfy_inspector.task.dates import day_words
from tallyfy_inspector.texts import _, ngettext

SOON = timedelta(days=14)
"""How long before its end a token is warned about."""


def told(life: TokenLife, now: datetime, zone: tzinfo) -> str:
    """What the token says of its end, for the dialog; "" when it says nothing."""
    if life.expires is None:
        return ""
    day = day_words(life.expires.astimezone(zone))
    if life.expires <= now:
        return _("By its own words it has expired, on {date}. Sign in with a new one.").format(date=day)
    said = _("It is valid until {date} at the latest; logging out of Tallyfy ends it sooner.")
    said = said.format(date=day)
    return f"{_left(life.expires - now)} {said}" if nearly_over(life, now) else said


def warning(life: TokenLife, now: datetime, zone: tzinfo) -> str:
    """What the window says by itself: only when the end is near or past, else ""."""
    if life.expires is None or not (nearly_over(life, now) or life.expires <= now):
        return ""
    day = day_words(life.expires.astimezone(zone))
    if life.expires <= now:
        return _("Your token expired on {date} by its own words. Sign in with a new one.").format(date=day)
    said = _("Your token ends on {date} at the latest. Make a new one in Tallyfy in time.").format(date=day)
    return f"{_left(life.expires - now)} {said}"


def role(life: TokenLife, now: datetime) -> str | None:
    """The colour of what is `told`: a role of `ui.theme`, None for the palette's own."""
    if life.expires is None:
        return None
    return "warning" if life.expires <= now or nearly_over(life, now) else None


def nearly_over(life: TokenLife, now: datetime) -> bool:
    """Whether it is valid, but for no more than `SOON`."""
    return life.expires is not None and now < life.expires <= now + SOON


def _left(remaining: timedelta) -> str:
    days = remaining.days
    if not days:
        return _("Less than a day is left.")
    return ngettext("{count} day is left.", "{count} days are left.", days).format(count=days)
