"""A document as JSON text over many lines, in pieces: digits as sent, each string masked by its own path.

Walks without recursion and makes no more than is asked for, so that the beginning of a large document costs
as little as that of a small one. Knows no widget; the masking rule is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from json.encoder import encode_basestring as quoted

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.path import Path, Step, members_of
from tallyfy_inspector.ui.panels.raw_slices import SIZE, visible_pieces

Mask = Callable[[Path, str], str]

_TOGETHER = 500  # lines: a text widget takes some 3 ms for them
_Member = tuple[Step, str, object]


def pretty(root: object, mask: Mask) -> Iterator[str]:
    """`root` as text with two spaces a level, what cannot be seen spelled out."""
    kept: list[str] = []
    for piece in _Writer(mask).write(root):
        kept.append(piece)
        if len(kept) >= _TOGETHER or len(piece) >= SIZE:
            yield from visible_pieces("".join(kept))
            kept.clear()
    yield from visible_pieces("".join(kept))


class _Writer:
    """Writes one document."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._steps: list[Step] = []
        self._names: dict[str, str] = {}

    def write(self, root: object) -> Iterator[str]:
        if not _has_members(root):
            yield self._leaf((), root)
            return
        yield _signs(root)[0]
        walks, closers, comma = [self._members(root)], [_signs(root)[1]], ""
        while walks:
            step, name, value = next(walks[-1], (0, "", walks))
            if value is walks:
                walks.pop()
                del self._steps[-1:]
                yield _line(len(walks)) + closers.pop()
                comma = ","
                continue
            before = f"{comma}{_line(len(walks))}{name}"
            comma = ","
            if _has_members(value):
                yield before + _signs(value)[0]
                self._steps.append(step)
                walks.append(self._members(value))
                closers.append(_signs(value)[1])
                comma = ""
            else:
                yield before + self._leaf((*self._steps, step), value)

    def _leaf(self, path: Path, value: object) -> str:
        return str(quoted(self._mask(path, value))) if isinstance(value, str) else to_text(value)

    def _members(self, container: object) -> Iterator[_Member]:
        members = members_of(container)
        if isinstance(members, list):
            return ((index, "", value) for index, value in enumerate(members))
        return ((step, self._name(str(step)), value) for step, value in (members or {}).items())

    def _name(self, key: str) -> str:
        if key not in self._names:
            self._names[key] = f"{quoted(self._mask((), key))}: "
        return self._names[key]


def _has_members(value: object) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _signs(container: object) -> str:
    return "{}" if isinstance(container, dict) else "[]"


def _line(level: int) -> str:
    return "\n" + "  " * level
