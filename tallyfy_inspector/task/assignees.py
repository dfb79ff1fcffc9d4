"""Assignee Picker fields: "member 20417, buyer@customer.example, group 7b25…".

`{"users": [20417], "guests": ["buyer@customer.example"], "groups": ["7b25…"]}`; some answers send users and
groups as objects with a name. Picking a person here does not assign the task.
Shape: "Update task" in Tallyfy's API documentation. Who owns the task is not this module's business.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, items, member, members
from tallyfy_inspector.texts import N_, _

_MEMBER = (N_("member {id}"), N_("{name} (member {id})"))
_GROUP = (N_("group {id}"), N_("{name} (group {id})"))


def assignees(_field: Found, value: Found) -> Readable:
    """Everyone picked, in the order sent; NOTHING when the lists are empty."""
    if not isinstance(value.value, dict):
        return Readable(raw(value) if isinstance(value.value, list) else shown(value))
    picked = [words for bucket, found in members(value) for words in _bucket(bucket, found)]
    return Readable(", ".join(picked)) if picked else NOTHING


def _bucket(bucket: str, found: Found) -> list[str]:
    entries = [entry for entry in items(found) or (found,) if not is_blank(entry.value)]
    words = _WORDS.get(bucket)
    if words is not None:
        return [words(entry) for entry in entries]
    return [f"{shown(Found(bucket, found.path))} {raw(found)}"] if entries else []


def _named(forms: tuple[str, str], entry: Found) -> str:
    if not isinstance(entry.value, dict):
        return _(forms[0]).format(id=shown(entry))
    name, identity = _first(entry, "full_name", "name", "email"), _first(entry, "id")
    if name and identity:
        return _(forms[1]).format(name=name, id=identity)
    return name or (_(forms[0]).format(id=identity) if identity else raw(entry))


def _guest(entry: Found) -> str:
    return _first(entry, "email", "full_name", "id") or shown(entry)


def _first(entry: Found, *keys: str) -> str:
    candidates = (member(entry, key) for key in keys)
    return next((text for found in candidates if found is not None and (text := shown(found))), "")


_WORDS: dict[str, Callable[[Found], str]] = {
    "users": partial(_named, _MEMBER),
    "guests": _guest,
    "groups": partial(_named, _GROUP),
}
