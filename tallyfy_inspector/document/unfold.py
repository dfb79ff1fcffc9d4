"""Opening and closing many containers at once, in slices: between two of them every row is in its place.

Each function is a generator over records (`opened.py`). Each `next()` does some milliseconds of work and
yields the number of rows added so far, or taken away; what it returns says whether all was done, or the
budget of rows was used up. Whoever stops asking leaves open what has been opened. Knows no Qt.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator
from itertools import islice

from tallyfy_inspector.document.opened import CONTAINERS, FREED_AT_ONCE, Members, Opened, Tree, free

Slices = Generator[int, None, bool]
ROWS_AT_ONCE = 10_000
"""Rows that are opened, or looked at, in a slice: some 5 ms."""
_FOLLOWED_AT_ONCE = 500
_CALLS_DEEP = 30


class _Frame:
    """A container that is being walked. Of its rows `counted` are in its parent's size already."""

    __slots__ = ("counted", "left", "levels", "record", "walk")

    def __init__(self, record: Opened, levels: int, counted: int) -> None:
        self.record = record
        self.levels = levels
        self.counted = counted
        self.left = len(record.members)
        self.walk: Iterator[tuple[int, object]] = enumerate(_values(record.members))

    def hand_up(self) -> None:
        """Have the rows that came since the last time counted in the parent's size too."""
        record = self.record
        grown = record.size - self.counted
        if grown and record.parent is not None and record.shown:
            record.parent.size += grown
            record.parent.forget_places()
        self.counted = record.size


def unfold(top: Opened, levels: int | None = None, budget: int | None = None) -> Slices:
    """Open the containers in `top`, which is shown, and those in them, `levels` deep; None is all.

    What is open stays open, whatever its level. Nothing is opened once `budget` rows have been added.
    """
    work = _Unfolding(top, levels, budget)
    while not work.done:
        work.go_on()
        yield work.added
    return not work.used_up


class _Unfolding:
    """A walk in document order that can be interrupted: it keeps a list of what it is in.

    Small containers are opened by a function that calls itself, which takes half the time. What turns out
    too big for the rest of the slice is walked again, with a frame of its own.
    """

    def __init__(self, top: Opened, levels: int | None, budget: int | None) -> None:
        self._frames = [_Frame(top, sys.maxsize if levels is None else levels, top.size)]
        self._budget = sys.maxsize if budget is None else budget
        self._room = 0
        self._cut = False
        self.added = 0
        self.used_up = False
        self.done = levels == 0

    def go_on(self) -> None:
        """One slice."""
        for frame in self._frames:
            frame.counted = frame.record.size  # somebody may have opened or closed rows meanwhile
        self._room = ROWS_AT_ONCE
        while self._frames and self._room > 0 and not self.used_up:
            self._walk(self._frames[-1])
        self._settle()
        self.done = not self._frames or self.used_up

    def _walk(self, frame: _Frame) -> None:
        """Open members of the topmost frame as far as one that has to be walked itself, or to the end of
        the slice or of the container."""
        record = frame.record
        record.forget_places()
        looked = 0
        for position, value in islice(frame.walk, ROWS_AT_ONCE):
            looked += 1
            if value.__class__ in CONTAINERS and value:
                self._cut = False
                child, counted = self._open(record, position, value)
                if frame.levels > 1 and child.shown:
                    self._open_in(child, frame.levels - 1, _CALLS_DEEP)
                if self._cut and not self.used_up:
                    self._frames.append(_Frame(child, frame.levels - 1, child.size))
                record.size += child.size - counted if child.shown else 0
                if self._cut or self._room <= 0:
                    break
        self._room -= looked
        frame.left -= looked
        if not frame.left and self._frames[-1] is frame:
            self._leave(frame)

    def _open_in(self, record: Opened, levels: int, calls: int) -> None:
        """Open what is in `record`, as long as there is room; `_cut` says that there was more."""
        members = record.members
        if not calls or len(members) > ROWS_AT_ONCE:
            self._cut = True
            return
        self._room -= len(members)
        grown = 0
        for position, value in enumerate(members if members.__class__ is list else members.values()):
            if value.__class__ in CONTAINERS and value:
                if self._room <= 0:
                    self._cut = True
                    break
                child, counted = self._open(record, position, value)
                if levels > 1 and child.shown:
                    self._open_in(child, levels - 1, calls - 1)
                grown += child.size - counted if child.shown else 0
                if self._cut:
                    break
        record.size += grown
        record.forget_places()

    def _open(self, record: Opened, position: int, value: object) -> tuple[Opened, int]:
        """Open one container, if there is budget for it. It, and how many of its rows are counted."""
        children = record.children
        if children is None:
            children = record.children = {}
        child = children.get(position)
        if child is None:
            sieve = None if record.sieve is None else record.sieve.inside(record.key(position))
            child = children[position] = Opened(record, position, value, sieve)
        elif child.shown:
            return child, child.size
        if self.added >= self._budget:
            self.used_up = self._cut = True
        else:
            child.shown = True
            self.added += child.size
        return child, 0

    def _leave(self, frame: _Frame) -> None:
        if len(self._frames) == 1:
            self._settle()
        else:
            frame.hand_up()
        self._frames.pop()

    def _settle(self) -> None:
        """Bring the sizes of all containers that are being walked up to date, and of those around them."""
        for frame in reversed(self._frames[1:]):
            frame.hand_up()
        for frame in self._frames[:1]:
            record = frame.record
            grown = record.size - frame.counted
            frame.counted = record.size
            record.forget_places()
            if record.parent is not None and record.shown:
                record.parent.grow(grown)


def _values(members: Members) -> Iterable[object]:
    return members if isinstance(members, list) else members.values()


def follow(top: Opened, tree: Tree, budget: int | None = None) -> Slices:
    """Open `top`, and in it the containers that `tree` leads through, in document order."""
    left = sys.maxsize if budget is None else budget
    added = opened = 0
    walks = [iter([(top, tree)])]
    while walks:
        record, inside = next(walks[-1], (None, tree))
        if record is None:
            walks.pop()
            continue
        if added >= left:
            return False
        if not record.shown:
            record.show(True)
            added += record.size
        walks.append(_leading_on(record, inside))
        opened += 1
        if opened % _FOLLOWED_AT_ONCE == 0:
            yield added
    return True


def _leading_on(record: Opened, tree: Tree) -> Iterator[tuple[Opened, Tree]]:
    """The containers in `record` that `tree` leads through, and what of it is in them."""
    members = record.members
    for position, step in enumerate(range(len(members)) if isinstance(members, list) else members):
        inner = tree.get(step)
        child = None if inner is None else record.open_child(position)
        if inner is not None and child is not None:
            yield child, inner


def fold(top: Opened) -> Slices:
    """Close each container that is open in `top`; what is open inside them is remembered."""
    closed = 0
    opened = [child for child in (top.children or {}).values() if child.shown]
    for start in range(0, len(opened), FREED_AT_ONCE):
        gone = 0
        for child in opened[start : start + FREED_AT_ONCE]:
            gone += child.size if child.shown else 0
            child.shown = False
        top.grow(-gone)
        closed += gone
        yield closed
    return True


def forget(top: Opened, show: bool) -> Slices:
    """Close everything in `top`, remembering nothing, and then `top` itself unless `show`."""
    before = top.size
    children = top.detach()
    if top.shown and not show:
        top.show(False)
    yield before - top.size
    for _slice in free(children):
        yield before - top.size
    return True
