from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.found import ROOT, Found, Order, Place, path_of
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, members_of
from tallyfy_inspector.document.values import RepeatedObject
from tests.support.json_text import models, written


def every_path(value: object, path: Path = ()) -> list[Path]:
    """Every node in document order, by its definition."""
    members = members_of(value) or {}
    pairs = enumerate(members) if isinstance(members, list) else members.items()
    return [path, *(inner for step, one in pairs for inner in every_path(one, (*path, step)))]


def place(path: Path) -> Place:
    made = ROOT
    for step in path:
        made = (made, step)
    return made


@given(models(30), st.data())
def test_order_and_neighbours_are_those_of_the_document(model: Any, data: st.DataObject) -> None:
    root = parse(written([model, [model]]).encode()).root
    paths = every_path(root)
    for i, j in data.draw(st.lists(st.tuples(*[st.sampled_from(range(len(paths)))] * 2), max_size=10)):
        assert Order(root).is_before(paths[i], paths[j]) == (i < j)
    hits = sorted(data.draw(st.sets(st.sampled_from(range(len(paths))))))
    found = Found(root)
    found.add([place(paths[i]) for i in hits])
    assert list(found) == [found[n] for n in range(len(found))] == [paths[i] for i in hits]
    for i, path in enumerate(paths):
        later = [n for n, hit in enumerate(hits) if hit > i]
        earlier = [n for n, hit in enumerate(hits) if hit < i]
        assert found.index_of(path) == (hits.index(i) if i in hits else None)
        assert found.next_after(path, around=False) == (later[0] if later else None)
        assert found.last_before(path, around=False) == (earlier[-1] if earlier else None)
        assert found.next_after(path) == (later[0] if later else 0 if hits else None)
        assert found.last_before(path) == (earlier[-1] if earlier else len(hits) - 1 if hits else None)
    assert found.next_after(None) == (0 if hits else None)
    assert found.last_before(None) == (len(hits) - 1 if hits else None)


def test_the_count_goes_on_when_no_more_places_are_kept() -> None:
    found = Found([0] * 10, kept=3)
    found.add([(ROOT, 0), (ROOT, 1)])
    found.add([(ROOT, 2), (ROOT, 3)])
    found.add([(ROOT, 4)])
    assert (found.count, len(found), list(found)) == (5, 3, [(0,), (1,), (2,)])
    assert repr(found) == "<Found, 5 hits>"


@pytest.mark.parametrize("number", [-1, 1])
def test_a_hit_that_is_not_there(number: int) -> None:
    found = Found([0])
    found.add([(ROOT, 0)])
    with pytest.raises(IndexError):
        found[number]


def test_places_of_a_repeated_key_have_their_order() -> None:
    root = RepeatedObject([("a", 1), ("b", 2), ("a", 3)])
    assert Order(root).is_before(("b",), (Member("a", 1),))
    assert not Order(root).is_before((Member("a", 1),), ("a",))


def test_what_is_not_there_is_behind_all() -> None:
    root = {"a": 1, "b": [2]}
    assert Order(root).is_before(("b",), ("gone",))
    assert not Order(root).is_before(("gone",), ("b",))
    assert not Order(root).is_before(("a", "x"), ("a", "y"))


def test_a_place_is_a_path() -> None:
    assert path_of(ROOT) == ()
    assert path_of(((ROOT, "a"), 3)) == ("a", 3)


def test_many_objects_are_asked_about_in_turn() -> None:
    """More than are remembered: what is counted again is the same."""
    root = [{"b": 1, "a": 2} for _number in range(100)]
    order = Order(root)
    for number in (*range(100), *range(99, -1, -1)):
        assert order.is_before((number, "b"), (number, "a"))
        assert not order.is_before((number, "a"), (number, "b"))


class Watched(dict[str, int]):
    """An object that counts how often its members are gone through."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()


def test_the_members_of_an_object_are_counted_once() -> None:
    root = Watched({f"k{number}": number for number in range(1_000)})
    found = Found(root)
    found.add([(ROOT, step) for step in list(root)])
    root.walks = 0
    for number in range(0, 1_000, 50):
        assert found.index_of((f"k{number}",)) == number
        assert found.next_after((f"k{number}",)) == number + 1
    assert root.walks == 1
