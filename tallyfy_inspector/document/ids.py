"""Where else in a document an ID stands: at the object that it names, and at every place that refers to it.

An object is named by its member `id`; nothing else is known of anybody's names. `Definitions` is filled in
slices, so that a window answers meanwhile, and holds one small record per object with an ID. The other places
of one ID are looked up when somebody asks (`places`), again in slices. No walk recurses. Knows no Qt.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import islice
from typing import NamedTuple

from tallyfy_inspector.document.collector import collector_at_rest
from tallyfy_inspector.document.path import Path, Step, members_of, occurrences
from tallyfy_inspector.document.values import RepeatedObject

Identity = str | int

ID = "id"
_HEX = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_NAMES_AN_ID = re.compile(r"(?:.*[_-])?ids?|.*[a-z0-9]I[dD]s?", re.DOTALL)
_LONGEST = 255
_FEW = 1000
"""Smaller numbers are counts and positions more often than IDs."""

_SLICE = 5_000  # values; a millisecond or two
_OPENING = 5  # what looking into a container costs, in values


class _Place(NamedTuple):
    """A container's place as a step from that of the container around it; the root's has no `around`."""

    around: _Place | None
    step: Step

    def path(self) -> Path:
        steps: list[Step] = []
        place = self
        while place.around is not None:
            steps.append(place.step)
            place = place.around
        return tuple(reversed(steps))


_ROOT = _Place(None, 0)


def identity(value: object, path: Path) -> Identity | None:
    """`value`, which stands at `path`, when it looks like an ID: 32 hex digits or a UUID anywhere, other
    strings and numbers where the member is called `id`, `ids`, `…_id` or `…Id`, and larger numbers also as
    items of an array. None for anything else."""
    key = path[-1] if path else None
    if isinstance(value, str):
        if _HEX.fullmatch(value):
            return value
        return value if 0 < len(value) <= _LONGEST and _is_called_id(_nearest_name(path)) else None
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    if isinstance(key, int):
        return value if abs(value) >= _FEW or _is_called_id(_nearest_name(path)) else None
    return value if _is_called_id(key) else None


class Definitions:
    """Which object each ID of `root` names. Until `complete`, only part of the document has been read."""

    def __init__(self, root: object) -> None:
        self.complete = False
        self._found: dict[Identity, tuple[_Place, int]] = {}
        self._ambiguous: set[int] = set()
        self._slices = self._read(root)

    def advance(self) -> bool:
        """Read one more slice, about a millisecond. Whether the whole document has been read."""
        with collector_at_rest():  # it would look at each new record again and again
            if next(self._slices, self) is self:
                self.complete = True
        return self.complete

    def definition_of(self, value: object) -> Path | None:
        """The path of the object whose `id` is `value`, or None. Where there are several it is the first of
        those with the most members: others often only refer to it.

        A number below 1,000 that names several objects names none: one cannot tell which is meant.
        """
        if isinstance(value, bool) or not isinstance(value, str | int) or value in self._ambiguous:
            return None
        found = self._found.get(value)
        return None if found is None else found[0].path()

    def _read(self, root: object) -> Generator[None, None, None]:
        read = 0
        for place, container, batch in _batches(root):
            if isinstance(container, dict) and ID in container:
                self._note(_first(container), place, len(container))
            read += len(batch) + _OPENING
            if read >= _SLICE:
                read = 0
                yield

    def _note(self, value: object, place: _Place, size: int) -> None:
        if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            return
        if isinstance(value, str) and len(value) > _LONGEST:
            return
        before = self._found.get(value)
        if before is None or before[1] < size:
            self._found[value] = (place, size)
        if before is not None and before[0] is not place and isinstance(value, int) and abs(value) < _FEW:
            self._ambiguous.add(value)


def places(root: object, value: Identity) -> Iterator[Path | None]:
    """Each path where `value` stands and looks like an ID, containers in the order they begin; and None now
    and then, after about a millisecond, for a rest."""
    read = 0
    for place, _container, batch in _batches(root):
        for step, member in batch:
            if member == value and type(member) is type(value):
                path = (*place.path(), step)
                if identity(member, path) is not None:
                    yield path
        read += len(batch) + _OPENING
        if read >= _SLICE:
            read = 0
            yield None


_Batch = list[tuple[Step, object]]


def _batches(root: object) -> Iterator[tuple[_Place, object, _Batch]]:
    """The members of every container with its place, a large container in several batches."""
    waiting: list[tuple[_Place, object, Iterator[tuple[Step, object]] | None]] = [(_ROOT, root, None)]
    while waiting:
        place, container, members = waiting.pop()
        members = members or _members(container)
        batch = list(islice(members, _SLICE))
        if not batch:
            continue
        yield place, container, batch
        if len(batch) == _SLICE:
            waiting.append((place, container, members))
        waiting += [
            (_Place(place, step), member, None)
            for step, member in reversed(batch)
            if isinstance(member, dict | list)
        ]


def _members(container: object) -> Iterator[tuple[Step, object]]:
    members = members_of(container)
    if isinstance(members, list):
        return enumerate(members)
    return iter(()) if members is None else iter(members.items())


def _first(named: dict[str, object]) -> object:
    """The `id` that a plain path leads to, which of a repeated key is the first."""
    return occurrences(named)[ID] if isinstance(named, RepeatedObject) else named[ID]


def _nearest_name(path: Path) -> str | None:
    return next((step for step in reversed(path) if isinstance(step, str)), None)


def _is_called_id(key: object) -> bool:
    return isinstance(key, str) and _NAMES_AN_ID.fullmatch(key) is not None
