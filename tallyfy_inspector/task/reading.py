"""Tolerant access to an answer: finds the task and its parts whatever they are wrapped in.

Nothing in an answer says whether an include is wrapped in `{"data": …}`, bare, null, absent or PHP's empty
`[]`, so every reader of a task goes through here. What is found comes with its Path, so that a table row
can select its node in the tree. Nothing here raises on any JSON.

Knows no field type, no text for people and no display. A new part of a task: `part(task, "key")`, then
`items(…)` where it is a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tallyfy_inspector.document.path import Member, Path
from tallyfy_inspector.document.values import RepeatedObject

# Any of these makes a bare object (an opened file, an answer without its envelope) a task.
_TASK_KEYS = frozenset({"id", "title", "task_type", "owners", "taskdata", "form_fields"})
_ENVELOPE = frozenset({"data", "meta"})


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A value of the answer and the way to it from the root."""

    value: object
    path: Path

    def __repr__(self) -> str:
        return f"Found({type(self.value).__name__})"  # never content


def member(found: Found, key: str) -> Found | None:
    """The member `key` (the last one, as JSON readers take it, where it is repeated), or None."""
    value = found.value
    if not isinstance(value, dict) or key not in value:
        return None
    return Found(value[key], (*found.path, _last_step(value, key)))


def _last_step(value: dict[str, object], key: str) -> str:
    if not isinstance(value, RepeatedObject):
        return key
    return _step(key, sum(name == key for name, _ in value.pairs) - 1)


def _step(key: str, occurrence: int) -> str:
    return Member(key, occurrence) if occurrence > 0 else key


def members(found: Found) -> Iterator[tuple[str, Found]]:
    """Every member of an object in the order sent, repeated keys as often as they were sent."""
    value = found.value
    if not isinstance(value, dict):
        return
    seen: Counter[str] = Counter()
    for key, child in value.pairs if isinstance(value, RepeatedObject) else value.items():
        yield key, Found(child, (*found.path, _step(key, seen[key])))
        seen[key] += 1


def elements(found: Found) -> tuple[Found, ...]:
    """The elements of a list; () for anything else."""
    if not isinstance(found.value, list):
        return ()
    return tuple(Found(child, (*found.path, index)) for index, child in enumerate(found.value))


def items(found: Found) -> tuple[Found, ...]:
    """The entries of a list, or of PHP's other way to send one: `{"0": …, "2": …}`; else ()."""
    if isinstance(found.value, dict) and found.value and all(_is_index(key) for key in found.value):
        return tuple(child for _, child in members(found))
    return elements(found)


def is_list(found: Found) -> bool:
    """Whether `found` is a list in one of the ways in which one is sent, empty or not."""
    return isinstance(found.value, list) or found.value == {} or bool(items(found))


def _is_index(key: str) -> bool:
    return len(key) < 10 and key.isascii() and key.isdigit()


def inside(found: Found) -> Found:
    """What stands inside the envelope. An object is one only when it has `data` and nothing but `data`
    and `meta`; anything else is answered as it is."""
    while isinstance(found.value, dict) and _ENVELOPE.issuperset(found.value):
        data = member(found, "data")
        if data is None:
            break
        found = data
    return found


def part(found: Found, key: str) -> Found | None:
    """The include or member `key` without its envelope, or None when it is absent."""
    inner = member(found, key)
    return None if inner is None else inside(inner)


def find_task(root: object) -> Found | None:
    """The task, or None: in `{"data": {…}}`, also with other keys beside `data`, or bare."""
    top = inside(Found(root, ()))
    if not isinstance(top.value, dict):
        return None
    if top.path or not _TASK_KEYS.isdisjoint(top.value):
        return top
    inner = part(top, "data")
    return inner if inner is not None and isinstance(inner.value, dict) else None


def task(root: object) -> Mapping[str, object] | None:
    """The task's object, or None when the answer holds none."""
    found = find_task(root)
    return found.value if found is not None and isinstance(found.value, dict) else None
