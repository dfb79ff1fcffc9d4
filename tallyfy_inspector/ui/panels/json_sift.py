"""Whether a place is in a document, and whether a sieve lets it be seen. Knows no row and no widget."""

from __future__ import annotations

from collections.abc import Mapping

from tallyfy_inspector.document.opened import Members, Sieve
from tallyfy_inspector.document.path import Path, Step, has_step, members_of, value_at


def is_there(root: object, path: Path) -> bool:
    """Whether `path` leads to something in `root`."""
    try:
        value_at(root, path)
    except LookupError:
        return False
    return True


def lets_through(sieve: Sieve, root: object, path: Path) -> bool:
    """Whether what is at `path`, which is in `root`, is shown through `sieve`."""
    inner: Sieve | None = sieve
    value = root
    for step in path:
        if inner is None:
            break
        members = members_of(value)
        if members is None or not _has(inner.sift(members), step):
            return False
        inner, value = inner.inside(step), members[step]  # type: ignore[index]
    return True


def _has(members: Members, step: Step) -> bool:
    # Of an array, what is left is a mapping by index.
    return step in members if isinstance(members, Mapping) else has_step(members, step)
