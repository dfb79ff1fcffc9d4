from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.opened import CONTAINERS, FREED_AT_ONCE, Members, Opened, Sieve, free
from tallyfy_inspector.document.path import Member, Step
from tallyfy_inspector.document.values import RepeatedObject


class Odd:
    """Shows the members at odd positions, everywhere."""

    def sift(self, members: Members) -> Members:
        pairs = list(enumerate(members) if isinstance(members, list) else members.items())
        return dict(pairs[1::2])

    def inside(self, step: Step) -> Sieve | None:
        return self


def opened(container: Any, sieve: Sieve | None = None) -> Opened:
    record = Opened(Opened(None, 0, [container], None), 0, container, sieve)
    record.show(True)
    return record


def test_members_by_position() -> None:
    record = opened({"a": 1, "b": 2})
    assert [(record.key(i), record.value(i)) for i in range(2)] == [("a", 1), ("b", 2)]
    assert (record.position_of("b"), record.position_of("c"), record.position_of(0)) == (1, None, None)
    assert record.path(1) == ("b",)
    array = opened([5, 6])
    assert (array.key(1), array.value(1), array.position_of(1), array.position_of(2)) == (1, 6, 1, None)
    assert array.position_of(-1) is array.position_of("0") is array.position_of(True) is None


def test_members_that_a_sieve_lets_through() -> None:
    array = opened([5, 6, 7, 8], Odd())
    assert [(array.key(i), array.value(i)) for i in range(array.size)] == [(1, 6), (3, 8)]
    assert (array.position_of(3), array.position_of(0), array.position_of(True)) == (1, None, None)
    record = opened({"a": 1, "b": [1, 2]}, Odd())
    assert record.size == 1
    inner = record.open_child(0)
    assert inner is not None
    assert (inner.members, inner.path(0)) == ({1: 2}, ("b", 1))


def test_every_place_of_a_repeated_key_is_a_member() -> None:
    record = opened(RepeatedObject([("a", 1), ("b", 2), ("a", 3)]))
    assert [record.key(i) for i in range(3)] == ["a", "b", Member("a", 1)]
    assert [record.is_repeated(record.key(i)) for i in range(3)] == [True, False, True]
    assert record.position_of(Member("a", 1)) == 2
    assert not opened({"a": 1}).is_repeated("a")


def test_what_has_no_members_cannot_be_opened() -> None:
    record = opened([None, "text", 0, [], {}, [0]])
    assert [record.open_child(i) is not None for i in range(6)] == [False] * 5 + [True]
    assert record.open_child(5) is record.child(5)
    assert {type([]), type({}), RepeatedObject} == CONTAINERS


@given(st.lists(st.integers(0, 4), max_size=12), st.data())
def test_rows_and_positions_lead_to_each_other(sizes: list[int], data: st.DataObject) -> None:
    root: list[object] = [[0] * size or 0 for size in sizes] or [0]
    record = opened(root)
    flat = [(record, position) for position in range(len(root))]
    for position in data.draw(st.permutations(range(len(root)))):
        child = record.open_child(position)
        if child is not None and data.draw(st.booleans()):
            child.show(True)
            at = flat.index((record, position))
            flat[at + 1 : at + 1] = [(child, inner) for inner in range(child.size)]
        assert record.size == len(flat)
        for offset, (owner, inner) in enumerate(flat):
            run = record.run_at(offset)
            assert (run.record, offset - run.shift) == (owner, inner)
            assert run.low <= offset <= run.high
            assert all(flat[i] == (run.record, i - run.shift) for i in range(run.low, run.high + 1))
            if owner is record:
                assert record.offset(inner) == offset


def test_closing_takes_the_rows_from_those_around_as_far_as_they_are_open() -> None:
    outer = opened([[[0, 0]]])
    middle = outer.open_child(0)
    assert middle is not None
    inner = middle.open_child(0)
    assert inner is not None
    middle.show(True)
    inner.show(True)
    assert (outer.size, middle.size, inner.size) == (4, 3, 2)
    middle.show(False)
    inner.show(False)
    assert (outer.size, middle.size) == (1, 1)
    inner.show(True)
    middle.show(True)
    assert outer.size == 4
    assert list(outer.detach().values()) == [middle]
    assert (outer.size, outer.children) == (1, None)


def test_records_taken_apart_hold_nothing_any_more() -> None:
    record = opened([[[0]] for _one in range(FREED_AT_ONCE)])
    for position in range(FREED_AT_ONCE):
        child = record.open_child(position)
        assert child is not None
        child.open_child(0)
    assert child is not None
    gc.disable()
    try:
        dead = child.open_child(0)
        gone = _Watched()
        assert dead is not None
        dead.members = gone
        watch = weakref.ref(gone)
        del child, dead, gone
        assert len(list(free(record.detach()))) == 2
        assert watch() is None
    finally:
        gc.enable()


class _Watched(list[int]):
    __slots__ = ("__weakref__",)


def test_what_the_sieve_hides_is_counted_as_far_as_it_is_open() -> None:
    record = opened([0, [0, [1, 2, 3], 4], 5], Odd())
    assert record.hidden() == 2
    inner = record.open_child(0)
    assert inner is not None
    assert record.hidden() == 2
    inner.show(True)
    assert record.hidden() == record.hidden() == 4
    innermost = inner.open_child(0)
    assert innermost is not None
    innermost.show(True)
    assert (record.hidden(), inner.hidden(), innermost.hidden()) == (6, 4, 2)
    inner.show(False)
    assert record.hidden() == 2
    assert opened([0, [1]]).hidden() == 0


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_an_array_costs_nothing_by_its_length(size: int) -> None:
    record = opened([list(range(size))])
    child = record.open_child(0)
    assert child is not None
    child.show(True)
    assert (record.size, child.members is record.value(0)) == (size + 1, True)
