"""The rows of a tree as one flat list, so that a view asks for row 4,000,000 as cheaply as for row 4.

Two lists of equal length say for each row which opened container it is in and by which step; that is all
a leaf costs. A container has a record of its own once it has been opened, which stays when it is closed
again and remembers what was open inside. Knows no Qt, and no more of values than that they have members.

What fills the lists is `_flatten`: a walk that may be cut into slices by making it a generator, when
opening everything at once is asked of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tallyfy_inspector.document.path import Member, Path, Step, has_step, members_of, value_at
from tallyfy_inspector.document.values import RepeatedObject


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A visible row. `key` is None for the root; `depth` is 0 for the root; `repeated` says that the key
    stands more than once in its object (each of its places says so)."""

    key: Step | None
    value: object
    depth: int
    expandable: bool
    expanded: bool
    repeated: bool

    def __repr__(self) -> str:
        return f"<Row at depth {self.depth}>"


_ROOT_KEY: Step = 0


class _Opened:
    """A container that is or was open. `size` is the number of rows inside it, as long as it is `shown`."""

    __slots__ = ("children", "depth", "key", "members", "parent", "repeated", "shown", "size")

    def __init__(self, parent: _Opened | None, key: Step, container: object) -> None:
        self.parent = parent
        self.key = key
        self.depth: int = parent.depth + 1 if parent else 0
        self.members: Any = members_of(container) or []
        self.repeated = _repeated_names(container)
        # Most have none, and an empty dict each would double a record's memory.
        self.children: dict[Step, _Opened] | None = None
        self.shown = False
        self.size = len(self.members)

    def steps(self) -> Iterator[Step]:
        return iter(range(len(self.members)) if isinstance(self.members, list) else self.members)

    def child(self, key: Step) -> _Opened | None:
        """The record of the member `key`, when it has ever been opened."""
        return self.children.get(key) if self.children else None

    def open_child(self, key: Step) -> _Opened | None:
        """The record of the member `key`, made when need be; None when there is nothing to open."""
        record = self.child(key)
        if record is None and _is_expandable(self.members[key]):
            record = _Opened(self, key, self.members[key])
            self.children = self.children or {}
            self.children[key] = record
        return record

    def show(self, shown: bool) -> None:
        """Open or close it, and tell those whose rows grow or shrink by it."""
        grown = (shown - self.shown) * self.size
        self.shown = shown
        record = self.parent
        while record is not None:
            record.size += grown
            record = record.parent if record.shown else None

    def offset(self, key: Step) -> int:
        """How many of the rows inside stand before the row of `key`."""
        children = self.children or {}
        if isinstance(key, int):
            return key + sum(one.size for step, one in children.items() if one.shown and int(step) < key)
        before = list(self.members)
        del before[before.index(key) :]
        inside = (children[step] for step in before if step in children) if children else ()
        return len(before) + sum(one.size for one in inside if one.shown)


class VisibleRows:
    """The rows of `root` that are to be seen; row 0 is the root itself, the others stand inside it.

    `expanded` has the paths that are open from the start, in any order; those that are not there (any
    more) are passed over, those inside a closed container are kept for when it is opened. A row number
    outside the list raises IndexError. Opening and closing costs the rows that come and go and a move of
    those below; everything else costs the depth, and for rows of siblings the siblings before.
    """

    def __init__(self, root: object, expanded: Iterable[Path] = ()) -> None:
        self._top = _Opened(None, _ROOT_KEY, [root])
        self._top.show(True)
        for path in expanded:
            self._remember(path)
        self._owners, self._keys = _flatten(self._top)

    def __len__(self) -> int:
        return len(self._keys)

    def row(self, i: int) -> Row:
        """What stands in row `i`."""
        owner, key = self._at(i)
        value = owner.members[key]
        record = owner.child(key)
        return Row(
            key=None if owner is self._top else key,
            value=value,
            depth=owner.depth,
            expandable=_is_expandable(value),
            expanded=record is not None and record.shown,
            repeated=isinstance(key, Member) or key in owner.repeated,
        )

    def path(self, i: int) -> Path:
        """The path of row `i`."""
        return _path(*self._at(i))

    def inside(self, i: int) -> int:
        """How many rows `expand(i)` would insert, or `collapse(i)` remove; 0 for a leaf."""
        owner, key = self._at(i)
        record = owner.child(key)
        if record is not None:
            return record.size
        value = owner.members[key]
        return len(members_of(value) or ()) if _is_expandable(value) else 0

    def expand(self, i: int) -> int:
        """Open row `i`, and inside it what was open before. The number of rows inserted after it."""
        owner, key = self._at(i)
        record = owner.open_child(key)
        if record is None or record.shown:
            return 0
        record.show(True)
        self._owners[i + 1 : i + 1], self._keys[i + 1 : i + 1] = _flatten(record)
        return record.size

    def collapse(self, i: int) -> int:
        """Close row `i`; what is open inside is remembered. The number of rows removed after it."""
        owner, key = self._at(i)
        record = owner.child(key)
        if record is None or not record.shown:
            return 0
        record.show(False)
        inside = slice(i + 1, i + 1 + record.size)
        del self._owners[inside], self._keys[inside]
        return record.size

    def parent(self, i: int) -> int | None:
        """The row of the container that row `i` stands in; None for the root."""
        owner, key = self._at(i)
        return None if owner is self._top else i - 1 - owner.offset(key)

    def index_of(self, path: Path) -> int | None:
        """The row of `path`; None when it is not there or stands in a closed container."""
        owner, key, row = self._top, _ROOT_KEY, 0
        for step in path:
            record = owner.child(key)
            if record is None or not record.shown or not has_step(record.members, step):
                return None
            row += 1 + record.offset(step)
            owner, key = record, step
        return row

    def reveal(self, path: Path) -> int | None:
        """Open what `path` stands in and answer its row; None, with nothing opened, when it is not there."""
        if not self._is_there(path):
            return None
        owner, key, row = self._top, _ROOT_KEY, 0
        for step in path:
            self.expand(row)
            record = owner.child(key)
            if record is None:
                return None
            row += 1 + record.offset(step)
            owner, key = record, step
        return row

    def expanded_paths(self) -> list[Path]:
        """The paths that are open, also those inside a closed container; a container before its members."""
        paths: list[Path] = []
        waiting = list((self._top.children or {}).values())
        while waiting:
            record = waiting.pop()
            if record.shown and record.parent is not None:
                paths.append(_path(record.parent, record.key))
            waiting += (record.children or {}).values()
        return paths

    def _at(self, i: int) -> tuple[_Opened, Step]:
        if i < 0:
            raise IndexError("no such row")
        return self._owners[i], self._keys[i]

    def _is_there(self, path: Path) -> bool:
        try:
            value_at(self._top.members[0], path)
        except LookupError:
            return False
        return True

    def _remember(self, path: Path) -> None:
        """Have `path` open, whether or not that can be seen yet."""
        record = self._top.open_child(_ROOT_KEY)
        for step in path:
            if record is None or not has_step(record.members, step):
                return
            record = record.open_child(step)
        if record is not None:
            record.show(True)


def _flatten(record: _Opened) -> tuple[list[_Opened], list[Step]]:
    """Owners and keys of the rows inside `record`. Containers with nothing open go in as a whole."""
    owners: list[_Opened] = []
    keys: list[Step] = []
    walks = [(record, record.steps())]
    while walks:
        owner, steps = walks[-1]
        opened = _take_until_opened(owner, steps, keys)
        owners += [owner] * (len(keys) - len(owners))
        if opened is None:
            walks.pop()
        else:
            walks.append((opened, opened.steps()))
    return owners, keys


def _take_until_opened(owner: _Opened, steps: Iterator[Step], keys: list[Step]) -> _Opened | None:
    """Move steps to `keys` as far as the next open container, which is returned, or to the end."""
    children = owner.children
    if not children:
        keys += steps
        return None
    for step in steps:
        keys.append(step)
        child = children.get(step)
        if child is not None and child.shown:
            return child
    return None


def _path(owner: _Opened, key: Step) -> Path:
    steps: list[Step] = []
    while owner.parent is not None:
        steps.append(key)
        owner, key = owner.parent, owner.key
    return tuple(reversed(steps))


def _is_expandable(value: object) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _repeated_names(container: object) -> frozenset[Step]:
    """The keys that stand in `container` more than once."""
    if not isinstance(container, RepeatedObject):
        return frozenset()
    counts = Counter(name for name, _value in container.pairs)
    return frozenset(name for name, count in counts.items() if count > 1)
