"""What is copied out of the tree: the exact text of a value, with every secret in it masked.

A container is masked value by value, each by its own path, before it becomes JSON text. Knows no widget; the
masking rule is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.parse import RepeatedObject
from tallyfy_inspector.document.path import Path

Mask = Callable[[Path, str], str]

# A container and its copy, which is still to be filled.
_Task = tuple[object, object, Path]


def value_text(value: object, path: Path, mask: Mask) -> str:
    """`value`, which stands at `path`, as text for the clipboard: a string without quotes, a number's digits
    as sent, a container as indented JSON."""
    return to_text(masked(value, path, mask))


def masked(value: object, path: Path, mask: Mask) -> object:
    """A copy of `value` with its secret strings masked. Walks without recursion, however deep it nests."""
    tasks: list[_Task] = []
    copy = _begun(value, path, mask, tasks)
    while tasks:
        _fill(*tasks.pop(), mask, tasks)
    return copy


def _begun(value: object, path: Path, mask: Mask, tasks: list[_Task]) -> object:
    """A scalar's copy; for a container an empty one, noted down to be filled."""
    if isinstance(value, str):
        return mask(path, value)
    if not isinstance(value, dict | list):
        return value
    copy: object = (
        [] if isinstance(value, list) else RepeatedObject(()) if isinstance(value, RepeatedObject) else {}
    )
    tasks.append((value, copy, path))
    return copy


def _fill(source: object, copy: object, path: Path, mask: Mask, tasks: list[_Task]) -> None:
    if isinstance(source, list) and isinstance(copy, list):
        copy.extend(_begun(item, (*path, index), mask, tasks) for index, item in enumerate(source))
    elif isinstance(source, dict) and isinstance(copy, dict):
        pairs = tuple(
            (_key(key, mask), _begun(item, (*path, key), mask, tasks)) for key, item in _pairs(source)
        )
        copy.update(pairs)
        if isinstance(copy, RepeatedObject):
            copy.pairs = pairs


def _key(key: str, mask: Mask) -> str:
    return mask((), key)


def _pairs(source: dict[str, object]) -> Iterator[tuple[str, object]]:
    return iter(source.pairs if isinstance(source, RepeatedObject) else source.items())
