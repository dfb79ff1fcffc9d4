"""When the answers of form fields were last changed, as far as the task's activities tell.

An entry counts when its `field` names the form field, by ID or by alias. Nothing else is taken for a
change of the answer: `last_updated` of a form field is that of its definition, and a label may be the name
of a part of the task ("deadline"). The shape of the include `activities` is not documented; the entries are
read like those of the activity feed ("Get process activity"), whose values come as lists of one.

Knows no field. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from tallyfy_inspector.task.dates import read_moment
from tallyfy_inspector.task.reading import Found, items, part


def changes(task: Found | None) -> dict[str, datetime]:
    """The latest moment by each name (field ID or alias) in the task's activities, with its zone."""
    listed = None if task is None else part(task, "activities")
    latest: dict[str, datetime] = {}
    for entry in _values(listed):
        names = tuple(_texts(entry, "field"))
        moment = _moment(entry) if names else None  # most entries are about no field
        for name in names if moment is not None else ():
            if moment is not None and (name not in latest or latest[name] < moment):
                latest[name] = moment
    return latest


def _values(listed: Found | None) -> Iterable[object]:
    """The entries without their places, which nobody asks for: there may be thousands."""
    if listed is None:
        return ()
    return listed.value if isinstance(listed.value, list) else [each.value for each in items(listed)]


def _moment(entry: object) -> datetime | None:
    for sent in _texts(entry, "created_at"):
        found = read_moment(sent)
        return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _texts(entry: object, key: str) -> Iterator[str]:
    """The member where it is text, and the texts in it where it is a list."""
    value = entry.get(key) if isinstance(entry, dict) else None
    if isinstance(value, dict):  # PHP's other way to send a list
        value = [each.value for each in items(Found(value, ()))]
    for each in value if isinstance(value, list) else (value,):
        if isinstance(each, str) and each:
            yield each
