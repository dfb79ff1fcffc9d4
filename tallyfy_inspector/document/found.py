"""The hits of a search: how many there are, where, and which comes next after a place.

Knows no window and not what was looked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, Final

from tallyfy_inspector.document.path import Path, Step, members_of, value_at

Place = tuple[Any, ...]
"""A path for when there are millions: `()` is the root, all else (place of the container, step), where
nodes in one container share its place."""

ROOT: Final[Place] = ()
KEPT = 100_000
_REMEMBERED = 16


def path_of(place: Place) -> Path:
    """The path that `place` stands for."""
    steps: list[Step] = []
    while place:
        place, step = place
        steps.append(step)
    return tuple(reversed(steps))


class Found:
    """Hits in document order. `count` is their number; of the first `kept` the places are known.

    What takes a path takes any path of the document, also one that is no hit.
    """

    def __init__(self, root: object, kept: int = KEPT) -> None:
        self._in_document = Order(root)
        self._kept = kept
        self._places: list[Place] = []
        self.count = 0

    def __repr__(self) -> str:
        """Without content."""
        return f"<Found, {self.count} hits>"

    def __len__(self) -> int:
        """How many places are known."""
        return len(self._places)

    @property
    def has_more(self) -> bool:
        """Whether there are hits whose places are not known."""
        return len(self._places) < self.count

    def __getitem__(self, number: int) -> Path:
        """The path of a hit, by its number from 0. Raises IndexError."""
        if number < 0:
            raise IndexError("no such hit")
        return path_of(self._places[number])

    def __iter__(self) -> Iterator[Path]:
        """The paths of the hits."""
        return map(path_of, self._places)

    def add(self, places: list[Place]) -> None:
        """Take in what a search has found next."""
        self.count += len(places)
        room = self._kept - len(self._places)
        self._places += places if room >= len(places) else places[:room]

    def index_of(self, path: Path) -> int | None:
        """The number of the hit at `path`, from 0; None when there is none."""
        number = bisect_left(self, self._order(path), key=self._order)
        return number if number < len(self) and self[number] == path else None

    def next_after(self, path: Path | None, around: bool = True) -> int | None:
        """The number of the first hit after `path`; None is the place before everything. After the last
        comes the first again when `around`. None when there is no hit."""
        number = 0 if path is None else bisect_right(self, self._order(path), key=self._order)
        return number if number < len(self) else (0 if around and len(self) else None)

    def last_before(self, path: Path | None, around: bool = True) -> int | None:
        """The number of the last hit before `path`; None is the place after everything. Before the first
        comes the last again when `around`. None when there is no hit."""
        end = len(self) if path is None else bisect_left(self, self._order(path), key=self._order)
        return end - 1 if end else (len(self) - 1 if around and len(self) else None)

    def _order(self, path: Path) -> _Ordered:
        return _Ordered(self._in_document, path)


class _Ordered:
    """A path that can be compared with others by where it stands in the document."""

    __slots__ = ("_order", "_path")

    def __init__(self, order: Order, path: Path) -> None:
        self._order = order
        self._path = path

    def __lt__(self, other: _Ordered) -> bool:
        return self._order.is_before(self._path, other._path)


class Order:
    """The order of the nodes of one document. Where the members of an object stand is remembered for those
    that were asked about last: to count through a hundred thousand takes too long each time."""

    def __init__(self, root: object) -> None:
        self._root = root
        self._known: dict[Path, dict[Step, int] | None] = {}

    def is_before(self, one: Path, other: Path) -> bool:
        """Whether the node at `one` comes before that at `other`: a container comes before what is in it.

        Where a path leaves the document it counts as being at its container's end.
        """
        common = 0
        for step, same in zip(one, other, strict=False):
            if step != same:
                break
            common += 1
        if common in (len(one), len(other)):
            return len(one) < len(other)
        return self._comes_first(one[:common], one[common], other[common])

    def _comes_first(self, path: Path, one: Step, other: Step) -> bool:
        """Whether `one` stands before `other` in the container at `path`; what is not there is behind all."""
        positions = self._positions(path)
        if positions is None:
            return isinstance(one, int) and (not isinstance(other, int) or one < other)
        first, second = positions.get(one), positions.get(other)
        return first is not None and (second is None or first < second)

    def _positions(self, path: Path) -> dict[Step, int] | None:
        """Where each member of an object stands; None for an array."""
        known = self._known
        found = known.pop(path) if path in known else self._counted(path)
        known[path] = found
        if len(known) > _REMEMBERED:
            del known[next(iter(known))]
        return found

    def _counted(self, path: Path) -> dict[Step, int] | None:
        try:
            members = members_of(value_at(self._root, path))
        except LookupError:
            members = None
        if isinstance(members, list):
            return None
        return {step: position for position, step in enumerate(members or ())}
