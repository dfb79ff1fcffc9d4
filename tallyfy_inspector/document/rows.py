"""The rows of a tree as one flat list, so that a view asks for row 4,000,000 as cheaply as for row 4.

The list is not kept: what is open is (`opened.py`), and of the rows the run that was asked for last, in which
the next one asked for nearly always stands. A container's record stays when it is closed again and remembers
what was open inside. Knows no Qt.

A way to open or close many at once is a generator in `unfold.py` and a method here.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from tallyfy_inspector.document import unfold
from tallyfy_inspector.document.collector import collector_at_rest
from tallyfy_inspector.document.opened import Members, Opened, Run, Sieve, Tree, free, is_expandable
from tallyfy_inspector.document.path import Path, Step, value_at
from tallyfy_inspector.document.unfold import Slices

__all__ = ["Row", "Slices", "VisibleRows"]


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


class _AllButInside:
    """The sieve of the list that holds the root alone."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve

    def sift(self, members: Members) -> Members:
        return members

    def inside(self, _step: Step) -> Sieve | None:
        return self._sieve


class VisibleRows:
    """The rows of `root` that are to be seen; row 0 is the root itself, the others stand inside it.

    `expanded` has the paths that are open from the start, in any order; those that are not there (any
    more) are passed over, those inside a closed container are kept for when it is opened. `sieve` hides
    members (see `filter.py`): what it hides is not there. A row number outside the list raises IndexError.

    One row opens and closes at the cost of its depth, however many rows come and go. The methods that
    answer `Slices` change nothing before the first `next()`, and a little at each; any other call may come
    in between.
    """

    def __init__(self, root: object, expanded: Iterable[Path] = (), sieve: Sieve | None = None) -> None:
        self._top = Opened(None, 0, [root], sieve and _AllButInside(sieve))
        self._top.shown = True
        self._run: Run | None = None
        for path in expanded:
            self._remember(path)

    def __del__(self) -> None:
        """Let go of the document at once: records refer to one another in circles."""
        for _slice in free(self._top.detach()):
            pass

    def __len__(self) -> int:
        return self._top.size

    def row(self, i: int) -> Row:
        """What stands in row `i`."""
        owner, position = self._at(i)
        key, value, record = owner.key(position), owner.value(position), owner.child(position)
        return Row(
            key=None if owner is self._top else key,
            value=value,
            depth=owner.depth,
            expandable=is_expandable(value) and (owner.sieve is None or self.inside(i) > 0),
            expanded=record is not None and record.shown and record.size > 0,
            repeated=owner.is_repeated(key),
        )

    def path(self, i: int) -> Path:
        """The path of row `i`."""
        owner, position = self._at(i)
        return owner.path(position)

    def inside(self, i: int) -> int:
        """How many rows `expand(i)` would insert, or `collapse(i)` remove; 0 for a leaf."""
        owner, position = self._at(i)
        record = owner.open_child(position)
        return 0 if record is None else record.size

    def expand(self, i: int) -> int:
        """Open row `i`, and inside it what was open before. The number of rows inserted after it."""
        owner, position = self._at(i)
        record = owner.open_child(position)
        return 0 if record is None or record.shown else self._show(record, True)

    def collapse(self, i: int) -> int:
        """Close row `i`; what is open inside is remembered. The number of rows removed after it."""
        owner, position = self._at(i)
        record = owner.child(position)
        return 0 if record is None or not record.shown else self._show(record, False)

    def parent(self, i: int) -> int | None:
        """The row of the container that row `i` stands in; None for the root."""
        owner, position = self._at(i)
        return None if owner is self._top else i - 1 - owner.offset(position)

    def index_of(self, path: Path) -> int | None:
        """The row of `path`; None when it is not there, is hidden or stands in a closed container."""
        return self._row_of(path, opening=False)

    def reveal(self, path: Path) -> int | None:
        """Open what `path` stands in and answer its row; None, with nothing opened, when it is not there."""
        return self._row_of(path, opening=True) if self._is_there(path) else None

    def expanded_paths(self) -> list[Path]:
        """The paths that are open, also those inside a closed container; a container before its members."""
        paths: list[Path] = []
        waiting = list((self._top.children or {}).values())
        while waiting:
            record = waiting.pop()
            if record.shown and record.parent is not None:
                paths.append(record.parent.path(record.position))
            waiting += (record.children or {}).values()
        return paths

    @property
    def hidden(self) -> int:
        """How many members of the containers whose rows can be seen are hidden by the sieve."""
        return self._top.hidden()

    # Many at once

    def expand_all(self, i: int = 0, budget: int | None = None) -> Slices:
        """Open row `i` and everything below it."""
        return self._unfold(self._at(i), None, budget)

    def expand_to_level(self, level: int, budget: int | None = None) -> Slices:
        """Have the containers above `level` open and the others closed: at 1 the root's members are seen."""
        record = self._top.open_child(0)
        if record is None:
            return self._in_slices(_nothing())
        return self._in_slices(_exactly(record, max(level, 0), budget))

    def expand_children(self, i: int, budget: int | None = None) -> Slices:
        """Open row `i` and each container that is directly in it."""
        return self._unfold(self._at(i), 1, budget)

    def expand_siblings(self, i: int, budget: int | None = None) -> Slices:
        """Open each container that stands beside row `i`, and row `i`."""
        return self._in_slices(unfold.unfold(self._at(i)[0], 1, budget))

    def follow(self, tree: Tree, budget: int | None = None) -> Slices:
        """Open the root and the containers that `tree` leads through."""
        record = self._top.open_child(0)
        return self._in_slices(_nothing() if record is None else unfold.follow(record, tree, budget))

    def collapse_all(self, i: int = 0) -> Slices:
        """Close row `i` and everything below it; nothing of it is remembered."""
        owner, position = self._at(i)
        record = owner.child(position)
        return self._in_slices(_nothing() if record is None else unfold.forget(record, show=False))

    def collapse_all_but(self, paths: Iterable[Path]) -> Slices:
        """Close everything but the containers at `paths`, outer ones first; nothing else is remembered."""
        yield from self.collapse_all()
        for path in paths:
            row = self.index_of(path)
            if row is not None:
                self.expand(row)
        return True

    def collapse_children(self, i: int) -> Slices:
        """Close each container that is directly in row `i`."""
        owner, position = self._at(i)
        record = owner.child(position)
        return self._in_slices(_nothing() if record is None else unfold.fold(record))

    def collapse_siblings(self, i: int) -> Slices:
        """Close each container that stands beside row `i`, and row `i`."""
        return self._in_slices(unfold.fold(self._at(i)[0]))

    def _unfold(self, at: tuple[Opened, int], levels: int | None, budget: int | None) -> Slices:
        owner, position = at
        record = owner.open_child(position)
        return self._in_slices(_nothing() if record is None else _from(record, levels, budget))

    def _in_slices(self, slices: Slices) -> Slices:
        while True:
            try:
                with collector_at_rest():  # it would look at each new record again and again
                    rows = next(slices)
            except StopIteration as end:
                return bool(end.value)
            finally:
                self._run = None
            yield rows

    # Rows and records

    def _at(self, i: int) -> tuple[Opened, int]:
        run = self._run
        if run is None or not run.low <= i <= run.high:
            if not 0 <= i < self._top.size:
                raise IndexError("no such row")
            run = self._run = self._top.run_at(i)
        return run.record, i - run.shift

    def _show(self, record: Opened, shown: bool) -> int:
        record.show(shown)
        self._run = None
        return record.size

    def _row_of(self, path: Path, opening: bool) -> int | None:
        owner, position, row = self._top, 0, 0
        for step in path:
            record = owner.open_child(position) if opening else owner.child(position)
            inside = None if record is None else record.position_of(step)
            if record is None or inside is None or not (opening or record.shown):
                return None
            if not record.shown:
                self._show(record, True)
            owner, position, row = record, inside, row + 1 + record.offset(inside)
        return row

    def _is_there(self, path: Path) -> bool:
        try:
            value_at(self._top.container[0], path)
        except LookupError:
            return False
        return self._top.sieve is None or self._is_let_through(path)

    def _is_let_through(self, path: Path) -> bool:
        record = self._top.open_child(0)
        for step in path:
            position = None if record is None else record.position_of(step)
            if record is None or position is None:
                return False
            record = record.open_child(position)
        return True

    def _remember(self, path: Path) -> None:
        """Have `path` open, whether or not that can be seen yet."""
        record = self._top.open_child(0)
        for step in path:
            position = None if record is None else record.position_of(step)
            if record is None or position is None:
                return
            record = record.open_child(position)
        if record is not None and not record.shown:
            record.show(True)


def _nothing() -> Slices:
    yield from ()
    return True


def _from(record: Opened, levels: int | None, budget: int | None) -> Slices:
    """Open `record` and what is in it."""
    first = 0
    if not record.shown:
        record.show(True)
        first = record.size
    left = None if budget is None else budget - first
    slices: Generator[int, None, bool] = unfold.unfold(record, levels, left)
    while True:
        try:
            yield first + next(slices)
        except StopIteration as end:
            return bool(end.value)


def _exactly(record: Opened, level: int, budget: int | None) -> Slices:
    """Open `level` levels from `record` on, and have nothing else open."""
    yield from unfold.forget(record, show=level > 0)
    if level == 0:
        return True
    return (yield from _from(record, level - 1, budget))
