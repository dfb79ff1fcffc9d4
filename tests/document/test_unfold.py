from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.opened import Opened
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.unfold import ROWS_AT_ONCE, Slices, fold, forget, unfold
from tests.support.json_text import models, written


def top(root: Any) -> tuple[Opened, Opened]:
    """The record of the list that holds `root`, and that of `root`, which is shown."""
    outer = Opened(None, 0, [root], None)
    outer.shown = True
    record = outer.open_child(0)
    assert record is not None
    record.show(True)
    return outer, record


def run(slices: Slices) -> tuple[list[int], bool]:
    seen = []
    while True:
        try:
            seen.append(next(slices))
        except StopIteration as end:
            return seen, end.value


def sizes_hold(record: Opened) -> bool:
    """Whether every size is what its definition says."""
    children = (record.children or {}).values()
    inside = len(record.members) + sum(child.size for child in children if child.shown)
    return record.size == inside and all(sizes_hold(child) for child in children)


def rows(value: object, levels: int) -> int:
    """How many rows are inside `value`, it and `levels` of containers in it being open."""
    members = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return len(members) + sum(rows(one, levels - 1) for one in members if levels > 0)


WIDE = {"a": [[[1], 2], {"b": [3, {"c": []}]}], "d": [4] * 5}


@pytest.mark.parametrize("levels", [0, 1, 2, 3, 4, None])
def test_so_many_levels_are_opened(levels: int | None) -> None:
    outer, record = top(WIDE)
    seen, complete = run(unfold(record, levels))
    expected = rows(WIDE, 99 if levels is None else levels)
    assert (record.size, outer.size, complete) == (expected, 1 + expected, True)
    assert not seen or seen[-1] == expected - len(WIDE)
    assert sizes_hold(outer)


def test_what_is_open_deeper_stays_open() -> None:
    outer, record = top(WIDE)
    run(unfold(record))
    everything = outer.size
    run(fold(record))
    assert outer.size == 3
    run(unfold(record, 1))
    assert outer.size == everything


@pytest.mark.parametrize("budget", [0, 1, 2, 5, 8])
def test_the_budget_ends_it_and_is_said_to(budget: int) -> None:
    outer, record = top(WIDE)
    seen, complete = run(unfold(record, None, budget))
    assert not complete
    assert budget <= seen[-1] <= budget + 5
    assert record.size == 2 + seen[-1]
    assert sizes_hold(outer)


def test_a_budget_that_is_just_enough() -> None:
    for budget in (rows(WIDE, 99) - 2, 1000):
        assert run(unfold(top(WIDE)[1], None, budget))[1]


BIG = [[[number, {"n": [number]}] for number in range(50)] for _other in range(300)]


def test_slices_are_small_and_right_at_every_end() -> None:
    outer, record = top(BIG)
    before = outer.size
    work = unfold(record)
    for added in work:
        assert sizes_hold(outer)
        assert outer.size == 301 + added
        assert outer.size - before <= 2 * ROWS_AT_ONCE
        before = outer.size
    assert record.size == rows(BIG, 99)


def test_another_may_close_and_open_between_slices() -> None:
    outer, record = top([BIG, BIG])
    inner = record.open_child(0)
    assert inner is not None
    for step, _added in enumerate(unfold(record)):
        if step % 2:
            inner.show(not inner.shown)
        assert sizes_hold(outer)
    if not inner.shown:
        inner.show(True)
    assert outer.size == 1 + rows([BIG, BIG], 99)
    assert sizes_hold(outer)


def test_whoever_stops_asking_keeps_what_is_open() -> None:
    outer, record = top(BIG)
    work = unfold(record)
    first = next(work)
    work.close()
    assert 0 < first < rows(BIG, 99)
    assert outer.size == 301 + first
    assert run(unfold(record))[1]
    assert record.size == rows(BIG, 99)


@given(models(40), st.data())
def test_sizes_are_right_whatever_was_open(model: Any, data: st.DataObject) -> None:
    root = parse(written([model, model]).encode()).root
    outer, record = top(root)
    for _move in range(data.draw(st.integers(1, 4))):
        levels = data.draw(st.none() | st.integers(0, 4))
        budget = data.draw(st.none() | st.integers(0, 30))
        make = data.draw(st.sampled_from(["unfold", "fold", "forget"]))
        if make == "unfold":
            run(unfold(record, levels, budget))
        else:
            run(fold(record) if make == "fold" else forget(record, show=True))
        assert sizes_hold(outer)
    _seen, complete = run(unfold(record))
    assert complete
    assert run(unfold(record)) == ([0], True)


def test_forgetting() -> None:
    outer, record = top(BIG)
    run(unfold(record))
    seen, complete = run(forget(record, show=True))
    assert (outer.size, complete, seen[0]) == (301, True, rows(BIG, 99) - 300)
    assert len(seen) > 3
    run(unfold(record, 1))
    run(forget(record, show=False))
    assert (outer.size, record.shown, record.children) == (1, False, None)


def test_closing_many_remembers_what_is_open_in_them() -> None:
    outer, record = top([[[0]]] * 12_000)
    run(unfold(record))
    seen, _complete = run(fold(record))
    assert len(seen) == 3
    assert (outer.size, record.size) == (12_001, 12_000)
    assert sizes_hold(outer)


def test_nine_hundred_levels_and_a_million_numbers() -> None:
    deep = parse(b'{"a":[' * 450 + b"1" + b"]}" * 450).root
    outer, record = top(deep)
    run(unfold(record))
    assert outer.size == 901
    flat = [list(range(1_000_000)), [0]]
    outer, record = top(flat)
    slowest, started = 0.0, time.perf_counter()
    for _added in unfold(record):
        slowest = max(slowest, time.perf_counter() - started)
        started = time.perf_counter()
    assert outer.size == 1_000_004
    assert slowest < 0.2
