from __future__ import annotations

from tallyfy_inspector.document.found import path_of
from tallyfy_inspector.document.in_order import in_order
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path

ROOT = {"b": [10, {"y": 1, "x": 2}], "a": {"c": None}, "d": 5}


def ordered(root: object, *paths: Path) -> list[Path]:
    return [path_of(place) for place in in_order(root, paths)]


def test_paths_come_as_they_stand_in_the_document_and_once() -> None:
    assert ordered(ROOT, ("a", "c"), ("d",), ("b", 1, "x"), ("b", 1, "y"), ("b",), (), ("d",), ("b", 0)) == [
        (),
        ("b",),
        ("b", 0),
        ("b", 1, "y"),
        ("b", 1, "x"),
        ("a", "c"),
        ("d",),
    ]


def test_what_is_not_there_is_passed_over() -> None:
    assert ordered(ROOT, ("nope",), ("b", 7), ("d", "e"), ("b", "x"), ("a", "c")) == [("a", "c")]
    assert ordered(5, ("a",)) == []
    assert ordered(5, ()) == [()]


def test_each_place_of_a_repeated_key() -> None:
    root = parse(b'{"a": 1, "b": 2, "a": 3}').root
    assert ordered(root, (Member("a", 1),), ("b",), ("a",)) == [("a",), ("b",), (Member("a", 1),)]


def test_depth_is_no_limit() -> None:
    root: object = 1
    for _level in range(5_000):
        root = [root]
    assert ordered(root, (0,) * 5_000) == [(0,) * 5_000]
