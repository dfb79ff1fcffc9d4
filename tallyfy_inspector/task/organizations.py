"""The organizations that a token can look into, as `GET /me/organizations` lists them, page by page.

Shape of an entry: `id`, `name`, `user_role`, `disabled_on`; each may be absent or of another type, and the
list wrapped in `data` or bare. Another thing to know of one: a field of `Organization`. Pure; asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, inside, items, member, part

MOST = 500
"""Organizations that are offered; who is in more types the ID."""

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Organization:
    """One of them. `name` and `role` are "" where Tallyfy does not say; `disabled` when it does."""

    id: str
    name: str = field(default="", repr=False)
    role: str = ""
    disabled: bool = False


def organizations(roots: Iterable[object]) -> tuple[Organization, ...]:
    """Those in the pages `roots`, each once, in the order sent; entries without a usable ID are left out."""
    found: dict[str, Organization] = {}
    for root in roots:
        for entry in _entries(root):
            one = _organization(entry)
            if one is not None and len(found) < MOST:
                found.setdefault(one.id, one)
    return tuple(found.values())


def _entries(root: object) -> tuple[Found, ...]:
    top = inside(Found(root, ()))
    for outer in (top, part(top, "data")):
        if outer is not None and (found := items(part(outer, "organizations") or outer)):
            return found
    return ()


def _organization(entry: Found) -> Organization | None:
    entry = inside(entry)
    id_ = _text(entry, "id")
    if not id_ or not all(each.isascii() and (each.isalnum() or each in "-_") for each in id_):
        return None
    disabled = member(entry, "disabled_on")
    return Organization(
        id_, _text(entry, "name"), _text(entry, "user_role"), disabled is not None and not _no(disabled.value)
    )


def _no(value: object) -> bool:
    return is_blank(value) or value is False


def _text(entry: Found, key: str) -> str:
    found = member(entry, key)
    if found is None or not isinstance(found.value, str):
        return ""
    return " ".join(visible(found.value).split())[:_LONGEST]
