"""What is known of a container that is or was open in a tree: how many rows are inside it, and which.

There is one such record for an opened container and nothing at all for a leaf: which member stands in a row
is worked out from the sizes of the open containers before it. So opening an array of a million numbers
costs as much as opening one of three. Knows no Qt, and no more of values than that they have members.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Generator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from tallyfy_inspector.document.path import Member, Path, Step, has_step, members_of
from tallyfy_inspector.document.values import RepeatedObject

Tree = dict[Step, "Tree | None"]
"""Steps that stand out in a container; None where all below does."""
Members = Mapping[Step, object] | list[object]
CONTAINERS: frozenset[type[object]] = frozenset((dict, list, RepeatedObject))
"""The exact types of what can be opened, for the loops that must be quick."""

FREED_AT_ONCE = 5_000
_position_of = attrgetter("position")


class Sieve(Protocol):
    """Decides which members of one container are shown. Where there is none, all are."""

    def sift(self, members: Members) -> Members:
        """Those of `members` that are shown, by the same steps and in the same order."""

    def inside(self, step: Step) -> Sieve | None:
        """The sieve for the container at `step`; None when all of it is shown."""


class Run(NamedTuple):
    """Rows that stand next to one another and belong to one container: row `low` to row `high`, both
    included; the member at position p of `record` is in row `p + shift`."""

    record: Opened
    low: int
    high: int
    shift: int


class Opened:
    """A container that is or was open.

    `members` are those shown, `position` is its own place among its parent's. `size` is the number of
    rows inside it when it is `shown` (open); what is open inside counts also while it is closed itself.
    """

    __slots__ = (
        "_names",
        "_opened",
        "children",
        "container",
        "depth",
        "hidden_inside",
        "members",
        "parent",
        "position",
        "shown",
        "sieve",
        "size",
    )

    def __init__(self, parent: Opened | None, position: int, container: Any, sieve: Sieve | None) -> None:
        # Opening everything makes many of these: nothing is worked out before somebody asks.
        self.parent = parent
        self.position = position
        self.container = container
        self.sieve = sieve
        if sieve is not None or container.__class__ is RepeatedObject:
            container = _shown_members(container, sieve)
        self.members: Any = container
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.children: dict[int, Opened] | None = None
        self.shown = False
        self.size = len(container)
        self._names: list[Step] | None = None
        self._opened: _Places | None = None
        self.hidden_inside: int | None = None

    # Members and their positions

    def key(self, position: int) -> Step:
        """The step to the member at `position`."""
        return position if isinstance(self.members, list) else self._steps()[position]

    def value(self, position: int) -> object:
        """The member at `position`."""
        return self.members[self.key(position)]

    def position_of(self, step: Step) -> int | None:
        """Where `step` leads, or None when there is no such member among the shown ones."""
        if not has_step(self.members, step) and not (isinstance(step, int) and self._has_index(step)):
            return None
        return step if isinstance(self.members, list) and isinstance(step, int) else self._steps().index(step)

    def is_repeated(self, key: Step) -> bool:
        """Whether `key` stands in the container more than once."""
        if not isinstance(self.container, RepeatedObject):
            return False
        return isinstance(key, Member) or Counter(name for name, _value in self.container.pairs)[str(key)] > 1

    def path(self, position: int) -> Path:
        """The path of the member at `position`."""
        steps: list[Step] = []
        record: Opened = self
        while record.parent is not None:
            steps.append(record.key(position))
            record, position = record.parent, record.position
        return tuple(reversed(steps))

    def _has_index(self, step: int) -> bool:
        """Of an array some members may be shown only: they are a mapping by index then."""
        return isinstance(self.container, list) and not isinstance(step, bool) and step in self.members

    def _steps(self) -> list[Step]:
        if self._names is None:
            self._names = list(self.members)
        return self._names

    # Members that have been opened

    def child(self, position: int) -> Opened | None:
        """The record of the member at `position`, when it has ever been opened."""
        return self.children.get(position) if self.children else None

    def open_child(self, position: int) -> Opened | None:
        """The record of the member at `position`, made when need be; None when it has no members."""
        record = self.child(position)
        if record is None and is_expandable(value := self.value(position)):
            sieve = self.sieve and self.sieve.inside(self.key(position))
            record = self.adopt(Opened(self, position, value, sieve))
        return record

    def adopt(self, record: Opened) -> Opened:
        """Keep `record` as one of the children. Answers it."""
        self.children = self.children or {}
        self.children[record.position] = record
        return record

    def show(self, shown: bool) -> None:
        """Open or close it, and tell those whose rows grow or shrink by it."""
        grown = (shown - self.shown) * self.size
        self.shown = shown
        if self.parent is not None:
            self.parent.grow(grown)

    def grow(self, rows: int) -> None:
        """Note that inside, as far as it can be seen, there are `rows` more (or fewer)."""
        record: Opened | None = self
        while record is not None:
            record.size += rows
            record.forget_places()
            record = record.parent if record.shown else None

    def forget_places(self) -> None:
        """What is open inside, or its size, has changed."""
        self._opened = None
        self.hidden_inside = None

    def detach(self) -> dict[int, Opened]:
        """Forget what is or was open inside, and answer it: it is still to be freed (see `free`)."""
        children, self.children = self.children or {}, None
        change = len(self.members) - self.size
        self.size += change
        self.forget_places()
        if self.shown and self.parent is not None:
            self.parent.grow(change)
        return children

    # Rows inside

    def offset(self, position: int) -> int:
        """How many of the rows inside stand before the row of the member at `position`."""
        starts, opened = self._places()
        before = bisect_left(opened, position, key=_position_of) - 1
        if before < 0:
            return position
        last = opened[before]
        return starts[before] + last.size + position - last.position

    def run_at(self, offset: int) -> Run:
        """The run in which the row after `offset` rows inside stands; its rows are counted from here."""
        record, base = self, 0
        while True:
            starts, opened = record._places()
            before = bisect_left(starts, offset) - 1
            low = shift = 0
            if before >= 0:
                last = opened[before]
                inside = offset - starts[before] - 1
                if inside < last.size:
                    record, base, offset = last, base + starts[before] + 1, inside
                    continue
                low = starts[before] + 1 + last.size
                shift = low - last.position - 1
            high = starts[before + 1] if before + 1 < len(starts) else record.size - 1
            return Run(record, base + low, base + high, base + shift)

    def hidden(self) -> int:
        """How many members the sieve hides here and in what is open inside. Remembered until something opens
        or closes inside."""
        waiting = [self] if self.hidden_inside is None else []
        while waiting:
            record = waiting[-1]
            inside = _may_hide(record)
            unknown = [child for child in inside if child.hidden_inside is None]
            waiting += unknown
            if not unknown:
                here = 0 if record.sieve is None else _count(record.container) - len(record.members)
                record.hidden_inside = here + sum(child.hidden_inside or 0 for child in inside)
                waiting.pop()
        return self.hidden_inside or 0

    def _places(self) -> _Places:
        """For each open child, in order, how many rows inside stand before its own row; and the children."""
        if self._opened is None:
            children = self.children or {}
            opened = [children[position] for position in sorted(children) if children[position].shown]
            starts, rows = [], 0
            for child in opened:
                starts.append(rows + child.position)
                rows += child.size
            self._opened = starts, opened
        return self._opened


_Places = tuple[list[int], list[Opened]]


def _may_hide(record: Opened) -> list[Opened]:
    """The open children, when something may be hidden in them."""
    if record.sieve is None:
        return []
    return [child for child in (record.children or {}).values() if child.shown]


def _count(container: object) -> int:
    if isinstance(container, RepeatedObject):
        return len(container.pairs)
    return len(container) if isinstance(container, dict | list) else 0


def _shown_members(container: object, sieve: Sieve | None) -> Members:
    members = members_of(container) or []
    return members if sieve is None else sieve.sift(members)


def is_expandable(value: object) -> bool:
    """Whether `value` has members."""
    return isinstance(value, dict | list) and bool(value)


def free(children: dict[int, Opened]) -> Generator[None, None, None]:
    """Take detached records apart, in slices. Parent and child know each other, so they would wait for the
    garbage collector, and hold the document as long."""
    waiting = list(children.values())
    children.clear()
    freed = 0
    while waiting:
        record = waiting.pop()
        record.parent = None
        if record.children:
            waiting += record.children.values()
            record.children = None
        freed += 1
        if freed % FREED_AT_ONCE == 0:
            yield
