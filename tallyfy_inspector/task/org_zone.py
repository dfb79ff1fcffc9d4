"""The organization's time zone, where the answer holds it. Most answers do not.

Looked for as `timezone` in an `organization` or `org` of the task or of its process, or as
`organization_timezone`; a person's own zone is never taken for it. Another place: a row in `_HOLDERS`.
Knows no time and no display. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.reading import Found, find_task, member, part

_HOLDERS = ("organization", "org")
_DIRECT = ("organization_timezone", "org_timezone")
_LONGEST = 60


def organization_zone(root: object) -> tzinfo | None:
    """The zone, or None when the answer names none that is known here."""
    task = find_task(root)
    if task is None:
        return None
    places = (task, part(task, "run"))
    names = (name for place in places if place is not None for name in _names(place))
    return next((zone for name in names if (zone := _zone(name)) is not None), None)


def zones(root: object, mine: tzinfo) -> Zones:
    """The person's zone, and the organization's where the answer `root` names it."""
    return Zones(mine, organization_zone(root))


def _names(place: Found) -> Iterator[object]:
    for key in _DIRECT:
        found = member(place, key)
        yield None if found is None else found.value
    for key in _HOLDERS:
        holder = part(place, key)
        found = None if holder is None else member(holder, "timezone")
        yield None if found is None else found.value


def _zone(name: object) -> tzinfo | None:
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST:
        return None
    from zoneinfo import ZoneInfo  # most answers name no zone, and it takes its time to load

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # what is no zone's name, or a folder's, or not known here
        return None
