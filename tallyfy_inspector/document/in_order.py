"""Paths in any order, brought into document order. Knows no window and not what found them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tallyfy_inspector.document.found import ROOT, Place
from tallyfy_inspector.document.opened import Members
from tallyfy_inspector.document.path import Path, Step, members_of


def in_order(root: object, paths: Iterable[Path]) -> list[Place]:
    """Each of `paths` once, as places of the document `root`; a container before what is in it.

    Takes as long as it takes to look at every member of the containers that have several in `paths`.
    """
    top = _Node()
    for path in paths:
        top.at(path).wanted = True
    return list(_walked(top, root))


class _Node:
    __slots__ = ("inside", "wanted")

    def __init__(self) -> None:
        self.wanted = False
        self.inside: dict[Step, _Node] = {}

    def at(self, path: Path) -> _Node:
        node = self
        for step in path:
            inner = node.inside.get(step)
            if inner is None:
                inner = node.inside[step] = _Node()
            node = inner
        return node


def _walked(top: _Node, root: object) -> Iterator[Place]:
    if top.wanted:
        yield ROOT
    walks = [_members(top, ROOT, root)]
    while walks:
        found = next(walks[-1], None)
        if found is None:
            walks.pop()
            continue
        node, place, value = found
        if node.wanted:
            yield place
        if node.inside:
            walks.append(_members(node, place, value))


def _members(node: _Node, place: Place, container: object) -> Iterator[tuple[_Node, Place, object]]:
    members = members_of(container)
    if members is None:
        return
    for step in _steps(node.inside, members):
        yield node.inside[step], (place, step), _value(members, step)


def _steps(wanted: dict[Step, _Node], members: Members) -> Iterable[Step]:
    if isinstance(members, list):
        return sorted(step for step in wanted if isinstance(step, int) and step < len(members))
    if len(wanted) > 1:
        return (step for step in members if step in wanted)
    return (step for step in wanted if step in members)


def _value(members: Members, step: Step) -> object:
    return members[step] if not isinstance(members, list) else members[int(step)]
