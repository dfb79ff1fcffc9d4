"""Which of many an object is: the member that people would call it by. Knows no display.

To add a member: its place in `_MEMBERS`, before those that tell less.
"""

from __future__ import annotations

from tallyfy_inspector.task.reading import Found, member

_MEMBERS = ("title", "name", "filename", "full_name", "content", "label", "verb")


def named(found: Found) -> Found | None:
    """The member of the object `found` that names it; None where it has none that holds something."""
    candidates = (member(found, key) for key in _MEMBERS)
    return next((each for each in candidates if each is not None and _tells(each.value)), None)


def _tells(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
