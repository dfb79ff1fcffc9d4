from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, members_of, value_at
from tallyfy_inspector.document.rows import Row, VisibleRows
from tallyfy_inspector.document.values import RepeatedObject
from tests.support.json_text import models, written
from tests.support.slices import finished

ROOT = {"data": {"id": "d005", "owners": {"users": [1, 2], "guests": []}}, "meta": None}


def naive(value: object, opened: set[Path], path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The rows by their definition: the reference."""
    yield path, value
    members = members_of(value)
    if path in opened and members:
        pairs = enumerate(members) if isinstance(members, list) else members.items()
        for step, inner in pairs:
            yield from naive(inner, opened, (*path, step))


def shown(rows: VisibleRows) -> list[tuple[Path, object]]:
    return [(rows.path(i), rows.row(i).value) for i in range(len(rows))]


def keys(rows: VisibleRows) -> list[object]:
    return [rows.row(i).key for i in range(len(rows))]


def check(rows: VisibleRows, root: object, opened: set[Path]) -> None:
    expected = list(naive(root, opened))
    assert repr(shown(rows)) == repr(expected)
    at = {path: i for i, (path, _value) in enumerate(expected)}
    assert len(at) == len(rows)
    for path, i in at.items():
        row = rows.row(i)
        assert row.depth == len(path)
        assert row.key == (path[-1] if path else None)
        assert row.expandable == bool(members_of(row.value))
        assert row.expanded == (path in opened and row.expandable)
        assert rows.index_of(path) == i
        assert rows.parent(i) == (at[path[:-1]] if path else None)
    assert set(rows.expanded_paths()) == opened
    assert len(rows.expanded_paths()) == len(opened)


def containers(root: object) -> list[Path]:
    everything: set[Path] = set()
    while True:
        found = {path for path, value in naive(root, everything) if members_of(value)}
        if found <= everything:
            return sorted(everything, key=repr)
        everything |= found


def test_a_closed_root_is_one_row() -> None:
    rows = VisibleRows(ROOT)
    assert len(rows) == 1
    assert rows.row(0) == Row(None, ROOT, 0, expandable=True, expanded=False, repeated=False)
    assert rows.path(0) == ()
    assert rows.parent(0) is None


@pytest.mark.parametrize("root", [None, "text", 0, [], {}])
def test_a_root_without_members_is_one_row_that_does_not_open(root: object) -> None:
    rows = VisibleRows(root, [(), ("a",)])
    assert (len(rows), rows.expand(0), rows.collapse(0), rows.inside(0)) == (1, 0, 0, 0)
    assert not rows.row(0).expandable
    assert rows.reveal(()) == 0
    assert rows.expanded_paths() == []


def test_root_and_data_open_from_the_start() -> None:
    rows = VisibleRows(ROOT, [("data",), ()])
    assert keys(rows) == [None, "data", "id", "owners", "meta"]
    assert [rows.row(i).depth for i in range(len(rows))] == [0, 1, 2, 2, 1]
    assert rows.expand(1) == 0
    assert rows.expand(2) == 0
    assert rows.inside(3) == 2
    assert rows.expand(3) == 2
    assert rows.path(4) == ("data", "owners", "users")
    assert rows.inside(5) == 0
    assert rows.expand(5) == 0


def test_what_was_open_inside_is_remembered() -> None:
    rows = VisibleRows(ROOT, [(), ("data",), ("data", "owners"), ("data", "owners", "users")])
    assert rows.collapse(0) == rows.inside(0) == 8
    assert len(rows) == 1
    assert len(rows.expanded_paths()) == 3  # the root is closed
    assert rows.expand(0) == 8
    assert keys(rows) == [None, "data", "id", "owners", "users", 0, 1, "guests", "meta"]


def test_open_paths_carry_over_to_another_answer() -> None:
    first = VisibleRows(ROOT, [(), ("data",), ("data", "owners")])
    first.collapse(1)
    later: dict[str, Any] = {"new": [0], "data": {"owners": {"users": [9]}, "id": {}}}
    second = VisibleRows(later, first.expanded_paths())
    assert keys(second) == [None, "new", "data"]
    second.expand(2)
    assert keys(second) == [None, "new", "data", "owners", "users", "id"]
    assert keys(VisibleRows({"data": "gone"}, first.expanded_paths())) == [None, "data"]


def test_reveal_opens_only_what_is_in_the_way() -> None:
    rows = VisibleRows(ROOT)
    assert rows.index_of(("data", "owners")) is None
    assert rows.reveal(("data", "owners", "users", 1)) == 6
    assert rows.expanded_paths() == [(), ("data",), ("data", "owners"), ("data", "owners", "users")]
    assert rows.reveal(("data", "owners", "guests")) == 7
    assert rows.row(7).expanded is False


@pytest.mark.parametrize(
    "path", [("nope",), ("data", "owners", "users", 2), ("data", "id", 0), (0,), (Member("data", 1),)]
)
def test_reveal_of_what_is_not_there_opens_nothing(path: Path) -> None:
    rows = VisibleRows(ROOT)
    assert rows.reveal(path) is None
    assert rows.index_of(path) is None
    assert len(rows) == 1


def test_each_place_of_a_repeated_key_has_its_row() -> None:
    root = RepeatedObject([("a", 1), ("b", 2), ("a", [3, 4])])
    rows = VisibleRows([root], [(), (0,)])
    assert [(rows.row(i).value, rows.row(i).repeated) for i in range(2, 5)] == [
        (1, True),
        (2, False),
        ([3, 4], True),
    ]
    assert rows.path(4) == (0, Member("a", 1))
    assert rows.index_of((0, "a")) == 2
    assert rows.index_of((0, Member("a", 1))) == 4
    assert rows.reveal((0, Member("a", 1), 1)) == 6
    assert rows.parent(6) == 4
    assert not rows.row(1).repeated
    assert rows.inside(1) == 5


@pytest.mark.parametrize("i", [-1, 1, 99])
def test_rows_outside_are_index_errors(i: int) -> None:
    rows = VisibleRows(ROOT)
    for method in (rows.row, rows.path, rows.expand, rows.collapse, rows.parent, rows.inside):
        with pytest.raises(IndexError):
            method(i)


def test_a_row_says_nothing_of_its_content() -> None:
    assert repr(VisibleRows({"secret": "value"}, [()]).row(1)) == "<Row at depth 1>"
    assert "secret" not in repr(VisibleRows({"secret": "value"}))


@given(models(40), st.data())
def test_rows_are_what_their_definition_says(model: Any, data: st.DataObject) -> None:
    root = parse(written([model, model]).encode()).root
    paths = containers(root)
    opened = set(data.draw(st.lists(st.sampled_from(paths), unique=True)))
    rows = VisibleRows(root, data.draw(st.permutations(sorted(opened, key=repr))))
    check(rows, root, opened)
    for _move in range(data.draw(st.integers(0, 6))):
        before = len(rows)
        i = data.draw(st.integers(0, before - 1))
        path, inside = rows.path(i), rows.inside(i)
        move = data.draw(st.sampled_from(["expand", "collapse", "reveal"]))
        if move == "reveal":
            target = data.draw(st.sampled_from(paths))
            assert rows.reveal(target) == rows.index_of(target)
            opened |= {target[:length] for length in range(len(target))}
        elif rows.row(i).expandable and rows.row(i).expanded == (move == "collapse"):
            assert getattr(rows, move)(i) == inside == abs(len(rows) - before)
            opened ^= {path}
        else:
            assert getattr(rows, move)(i) == 0
        check(rows, root, opened)


def beside(path: Path, paths: list[Path]) -> set[Path]:
    return {other for other in paths if len(other) == len(path) and other[:-1] == path[:-1]}


def below(path: Path, paths: list[Path]) -> set[Path]:
    return {other for other in paths if other[: len(path)] == path}


# What is open after each, by its definition; `path` is that of a row that can be seen.
MANY: dict[str, Callable[[Path, list[Path], set[Path]], set[Path]]] = {
    "expand_all": lambda path, paths, opened: opened | below(path, paths),
    "expand_children": lambda path, paths, opened: (
        opened | {one for one in below(path, paths) if len(one) <= len(path) + 1}
    ),
    "expand_siblings": lambda path, paths, opened: opened | beside(path, paths),
    "collapse_all": lambda path, paths, opened: opened - below(path, paths),
    "collapse_children": lambda path, paths, opened: (
        opened - {one for one in below(path, paths) if len(one) == len(path) + 1}
    ),
    "collapse_siblings": lambda path, paths, opened: opened - beside(path, paths),
}


@given(models(40), st.data())
def test_opening_and_closing_many_is_what_its_definition_says(model: Any, data: st.DataObject) -> None:
    root = parse(written([model, [model]]).encode()).root
    paths = containers(root)
    opened = set(data.draw(st.lists(st.sampled_from(paths), unique=True)))
    rows = VisibleRows(root, opened)
    for _move in range(data.draw(st.integers(1, 5))):
        i = data.draw(st.integers(0, len(rows) - 1))
        name = data.draw(st.sampled_from([*MANY, "level"]))
        before = shown(rows)
        if name == "level":
            level = data.draw(st.integers(0, 4))
            slices = rows.expand_to_level(level)
            opened = {path for path in paths if len(path) < level}
        else:
            slices = getattr(rows, name)(i)
            opened = MANY[name](rows.path(i), paths, opened)
        assert repr(shown(rows)) == repr(before)  # nothing before the first slice
        assert finished(slices)
        check(rows, root, opened)


def test_many_rows_come_in_slices_and_each_leaves_a_whole_list() -> None:
    root = {"data": [{"id": number, "more": [number]} for number in range(8_000)], "end": 0}
    rows = VisibleRows(root, [(), ("data",)])
    counts = []
    for _slice in rows.expand_all():
        counts.append(len(rows))
        assert rows.path(len(rows) - 1) == ("end",)
        assert rows.index_of(("end",)) == len(rows) - 1
    assert len(counts) > 2
    assert counts[-1] == 1 + 2 + 8_000 * 4
    assert finished(rows.collapse_all())
    assert (len(rows), rows.expanded_paths()) == (1, [])


def test_a_budget_stops_it_with_a_list_that_is_whole() -> None:
    root = [[number] for number in range(100)]
    rows = VisibleRows(root)
    assert not finished(rows.expand_all(0, budget=110))
    assert len(rows) == 111
    assert [rows.row(i).expanded for i in range(18, 23)] == [False, True, False, False, False]
    assert not finished(rows.expand_to_level(2, budget=50))
    assert len(rows) == 151
    assert finished(rows.expand_to_level(1, budget=50))


def test_a_leaf_has_nothing_to_open_or_close() -> None:
    rows = VisibleRows(ROOT, [()])
    for slices in (
        rows.expand_all(2),
        rows.expand_children(2),
        rows.collapse_all(2),
        rows.collapse_children(2),
    ):
        assert list(slices) == []
    assert list(VisibleRows(5).expand_to_level(3)) == []
    with pytest.raises(IndexError):
        rows.expand_all(9)


def test_a_document_is_let_go_of_without_the_collector() -> None:
    class Watched(list[Any]):
        __slots__ = ("__weakref__",)

    root = Watched([[[0]], [1]])
    watch = weakref.ref(root)
    rows = VisibleRows(root)
    finished(rows.expand_all())
    gc.disable()
    try:
        del root, rows
        assert watch() is None
    finally:
        gc.enable()


def test_nine_hundred_levels() -> None:
    root = parse(b'{"a":[' * 450 + b"1" + b"]}" * 450).root
    rows = VisibleRows(root)
    path: Path = ("a", 0) * 450
    assert rows.reveal(path) == 900
    assert rows.path(900) == path
    assert rows.parent(900) == 899
    assert rows.row(900).depth == 900
    assert VisibleRows(root, rows.expanded_paths()).index_of(path) == 900
    assert rows.collapse(0) == 900


def test_a_hundred_thousand_keys_and_a_million_items_are_quick() -> None:
    root = {"keys": dict.fromkeys(map(str, range(100_000)), 0), "items": [[0]] * 1_000_000}
    rows = VisibleRows(root, [()])
    started = time.perf_counter()
    assert rows.expand(2) == 1_000_000
    assert rows.expand(1) == 100_000
    assert rows.parent(1_100_000) == 100_002
    assert rows.reveal(("items", 999_999, 0)) == 1_100_003
    assert rows.path(1_100_003) == ("items", 999_999, 0)
    assert value_at(root, rows.path(100_001)) == 0
    assert rows.parent(100_001) == 1
    assert rows.collapse(1) == 100_000
    assert time.perf_counter() - started < 2
