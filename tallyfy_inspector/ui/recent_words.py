"""How a task of the recent ones is told: "Collect sign-off · d005715e · Northwind · 23 Nov, 12:01". Pure.

Its title is known of this run alone. Where others look on neither titles nor other connections are named.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import RecentTask
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task.dates import moment_words

_LONGEST = 60
_SEPARATOR = "  ·  "


def entry(recent: RecentTask, title: str, connection: str, zone: tzinfo, *, hidden: bool) -> str:
    """One line; `title` is "" where it is not known, `connection` a name that may be shown."""
    shown = HIDDEN if hidden and title else short(title)
    parts = (shown, visible(recent.task[:8]), short(connection), when(recent.at, zone))
    return _SEPARATOR.join(each for each in parts if each)


def when(at: datetime, zone: tzinfo) -> str:
    """The day and time in `zone`."""
    return moment_words(at, zone)


def short(text: str) -> str:
    """In one line of a menu."""
    line = " ".join(visible(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
