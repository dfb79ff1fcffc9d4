"""What a filtered tree shows: what leads to the hits of a search, and nothing that is empty.

Both are sieves (`opened.Sieve`) for `VisibleRows`, made in slices: `Hits` of what a search finds, `Filled` by
a walk of its own. Knows neither what was looked for nor any row.

Another filter is another class with `sift` and `inside`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import islice

from tallyfy_inspector.document.found import Place, path_of
from tallyfy_inspector.document.opened import CONTAINERS, Members, Sieve, Tree
from tallyfy_inspector.document.path import Path, Step, members_of

__all__ = ["Filled", "Hits", "filled"]

MEMBERS_AT_ONCE = 10_000


class Hits:
    """Lets through the nodes that were added, what they stand in, and what stands in them.

    With `within`, a node that this hides is not let through either. Nothing is shown of a document without
    hits but its root, which no sieve hides.
    """

    def __init__(self, within: Filled | None = None) -> None:
        self._within = within
        self._tree: Tree | None = {}

    def add(self, places: Iterable[Place]) -> None:
        """Let through what a search has found next."""
        for place in places:
            self.add_path(path_of(place))

    def add_path(self, path: Path) -> None:
        """Let through the node at `path`."""
        if self._within is not None and self._within.hides(path):
            return
        if not path:
            self._tree = None
        tree = self._tree
        for step in path[:-1]:
            if tree is None:
                return
            tree = tree.setdefault(step, {})
        if tree is not None:
            tree[path[-1]] = None

    def tree(self) -> Tree:
        """What leads to the hits: what `VisibleRows.follow` opens so that they can be seen."""
        return self._tree or {}

    def sieve(self) -> Sieve | None:
        """What it comes to; None when all is shown."""
        inner = self._within.sieve() if self._within else None
        return inner if self._tree is None else _Both(_Kept(self._tree), inner)


class Filled:
    """Hides what is empty; made by `filled`."""

    def __init__(self, empty: Tree) -> None:
        self._empty = empty

    def hides(self, path: Path) -> bool:
        """Whether the node at `path` is empty, or in a container that is."""
        tree = self._empty
        for step in path:
            inner = tree.get(step, _NONE)
            if inner is None:
                return True
            tree = inner
        return False

    def sieve(self) -> Sieve | None:
        """What it comes to; None when all is shown."""
        return _Filled(self._empty) if self._empty else None


_NONE: Tree = {}


def filled(root: object) -> Generator[None, None, Filled]:
    """Finds what is empty in `root`: null, "", [] and {}, and containers of nothing but such. Zero and false
    are values. Yields after a millisecond or two each; returns the result.
    """
    frames = [_Frame(0, root)]
    looked = 0
    while True:
        frame = frames[-1]
        inner = frame.go_on()
        looked += frame.looked
        if inner is not None:
            frames.append(inner)
        elif frame.done:
            frames.pop()
            if not frames:
                return Filled(frame.empty)
            frames[-1].take(frame)
        if looked >= MEMBERS_AT_ONCE:
            looked = 0
            yield


class _Frame:
    """A container that is being walked: what is empty in it, and whether anything is not."""

    __slots__ = ("done", "empty", "has_values", "looked", "step", "walk")

    def __init__(self, step: Step, container: object) -> None:
        self.step = step
        self.walk = _pairs(members_of(container))
        self.empty: Tree = {}
        self.has_values = False
        self.done = False
        self.looked = 0

    def go_on(self) -> _Frame | None:
        """Look as far as the next container, which is returned, or to the end of it or of the slice."""
        empty = self.empty
        self.looked = 1
        for step, value in islice(self.walk, MEMBERS_AT_ONCE):
            self.looked += 1
            if value is None or value == "":
                empty[step] = None
            elif value.__class__ not in CONTAINERS:
                self.has_values = True
            elif value:
                return _Frame(step, value)
            else:
                empty[step] = None
        self.done = self.looked <= MEMBERS_AT_ONCE
        return None

    def take(self, inner: _Frame) -> None:
        """What was found in a container inside."""
        if not inner.has_values:
            self.empty[inner.step] = None
            return
        self.has_values = True
        if inner.empty:
            self.empty[inner.step] = inner.empty


def _pairs(members: Members | None) -> Iterator[tuple[Step, object]]:
    if isinstance(members, list):
        return enumerate(members)
    return iter(members.items() if members else ())


class _Kept:
    """Lets through the steps of a tree."""

    __slots__ = ("_tree",)

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def sift(self, members: Members) -> Members:
        tree = self._tree
        if isinstance(members, list):
            return {index: members[index] for index in sorted(_indexes(tree))}
        if len(tree) == len(members):
            return members
        return {step: value for step, value in members.items() if step in tree}

    def inside(self, step: Step) -> Sieve | None:
        inner = self._tree.get(step)
        return None if inner is None else _Kept(inner)


def _indexes(tree: Tree) -> Iterator[int]:
    return (step for step in tree if isinstance(step, int))


class _Filled:
    """Lets through all but the steps of a tree."""

    __slots__ = ("_empty",)

    def __init__(self, empty: Tree) -> None:
        self._empty = empty

    def sift(self, members: Members) -> Members:
        hidden = {step for step, inner in self._empty.items() if inner is None}
        if not hidden:
            return members
        return {step: value for step, value in _pairs(members) if step not in hidden}

    def inside(self, step: Step) -> Sieve | None:
        inner = self._empty.get(step)
        return _Filled(inner) if inner else None


class _Both:
    """Lets through what both let through."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, outer: Sieve, inner: Sieve | None) -> None:
        self._outer = outer
        self._inner = inner

    def sift(self, members: Members) -> Members:
        kept = self._outer.sift(members)
        if self._inner is None or not kept:
            return kept
        return _common(kept, self._inner.sift(members))

    def inside(self, step: Step) -> Sieve | None:
        outer = self._outer.inside(step)
        inner = self._inner.inside(step) if self._inner else None
        return inner if outer is None else _Both(outer, inner)


def _common(one: Members, other: Members) -> Members:
    if isinstance(one, list) or isinstance(other, list):
        return one if isinstance(other, list) else other
    return {step: value for step, value in one.items() if step in other}
