"""Who somebody is, as far as an answer says. Pure; no Qt, no network."""

from __future__ import annotations

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _


def whose(root: object) -> str:
    """The owner of a token as `GET /me` tells it: "Sam Lindqvist (sam@acme.example)", or what there is of it.

    Shape: `{"data": {"id", "email", "username", "first_name", "last_name", "full_name"}}`, where any part may
    be absent.
    """
    person = root.get("data", root) if isinstance(root, dict) else None
    if not isinstance(person, dict):
        return _("somebody whom Tallyfy does not name")
    parts = [_text(person, key) for key in ("first_name", "last_name")]
    name = _text(person, "full_name") or " ".join(part for part in parts if part) or _text(person, "username")
    email = _text(person, "email")
    if name and email:
        return f"{name} ({email})"
    return name or email or _("somebody whom Tallyfy does not name")


def _text(person: dict[str, object], key: str) -> str:
    value = person.get(key)
    return visible(value).strip()[:120] if isinstance(value, str) else ""
