"""One person or group of an answer: the ID, the name where the answer holds one, on one line each.

A member is an integer or an object with `id`; a guest an address, or an object with `email`; a group an ID or
an object with `id`. Which places of an answer hold people is for `mentions`. Another spelling of a name is a
key in `_NAMES`. Knows no role and no list of names.
"""

from __future__ import annotations

from typing import Literal

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.readable import shown
from tallyfy_inspector.task.reading import Found, member

Kind = Literal["member", "guest", "group"]

LONGEST = 255  # characters; Tallyfy's own IDs and names are far shorter
_NAMES = ("full_name", "name")
_PARTS = ("first_name", "last_name")


def identity(found: Found, kind: Kind) -> str:
    """The ID as sent, a guest's address; "" when there is none."""
    if not isinstance(found.value, dict):
        return one_line(found)
    keys = ("email", "id") if kind == "guest" else ("id", "email")
    return next((text for key in keys if (text := _member(found, key))), "")


def name_of(found: Found) -> str:
    """What the object calls the person or group, an address where it has nothing better; else ""."""
    if not isinstance(found.value, dict):
        return ""
    for key in _NAMES:
        if name := _text(found, key):
            return name
    parts = [text for key in _PARTS if (text := _text(found, key))]
    return " ".join(parts) or _text(found, "username") or _text(found, "email")


def one_line(found: Found) -> str:
    """A string or number as it may be shown, on one line; "" for anything else."""
    if type(found.value) is int:
        return to_text(found.value)  # the usual case by far, which nothing can hide a secret in
    if not isinstance(found.value, (str, float)):
        return ""
    text = " ".join(shown(found).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _member(found: Found, key: str) -> str:
    inner = member(found, key)
    return "" if inner is None else one_line(inner)


def _text(found: Found, key: str) -> str:
    inner = member(found, key)
    return one_line(inner) if inner is not None and isinstance(inner.value, str) else ""
