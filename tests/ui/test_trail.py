from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.ui.trail import Trail
from tallyfy_inspector.ui.view import Answer
from tests.support.views import answer

A, B, C = (answer({"data": {"id": each}}) for each in "abc")


def test_one_goes_back_and_forward() -> None:
    trail = Trail()
    assert (trail.current, trail.can_back, trail.can_forward) == (None, False, False)
    assert trail.go(-1) is trail.go(1) is None
    for each in (A, B, C):
        trail.add(each)
    assert (trail.current, trail.can_back, trail.can_forward) == (C, True, False)
    assert trail.go(-1) is B
    assert trail.go(-1) is A
    assert trail.go(-1) is None
    assert trail.current is A
    assert trail.go(1) is B
    trail.add(B)  # shown again: no place of its own
    assert len(trail) == 3
    assert trail.current is B


def test_what_is_new_takes_the_place_of_what_lay_ahead() -> None:
    trail = Trail()
    for each in (A, B):
        trail.add(each)
    trail.go(-1)
    trail.add(C)
    assert (len(trail), trail.current, trail.can_forward) == (2, C, False)
    assert trail.go(-1) is A


def test_one_that_is_read_more_exactly_keeps_its_place() -> None:
    trail = Trail()
    for each in (A, B):
        trail.add(each)
    again = replace(A, parse_ms=1.0)
    trail.add(again)
    assert trail.current is B
    assert trail.go(-1) is again


def test_it_forgets() -> None:
    trail = Trail()
    trail.add(A)
    trail.clear()
    assert (len(trail), trail.current, trail.can_back) == (0, None, False)


def sized(size: int) -> Answer:
    return replace(answer({"data": {}}), received=size)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(-1, 1)), max_size=40))
def test_it_never_holds_too_many(moves: list[tuple[int, int]]) -> None:
    trail = Trail(most=4, most_bytes=100)
    for size, step in moves:
        made = sized(size)
        trail.add(made)
        assert trail.current is made
        trail.go(step)
        held = trail._answers
        assert 1 <= len(held) <= 4
        assert len(held) == 1 or sum(each.size for each in held) <= 100


def test_the_newest_stays_however_large_it_is() -> None:
    trail = Trail(most_bytes=100)
    trail.add(A)
    huge = sized(1000)
    trail.add(huge)
    assert trail.current is huge
    assert len(trail) == 1
