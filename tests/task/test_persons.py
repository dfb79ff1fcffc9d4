from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.persons import names, people, person
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, LEAVES, task_full

HEX = "7b25" * 8
SAM = {"id": 20391, "first_name": "Sam", "last_name": "Lindqvist"}


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (20391, "", "member 20391"),
        ("20391", "App\\Models\\User", "member 20391"),
        ("a@b.example", "", "guest a@b.example"),
        ("9", "App\\Models\\Guest", "guest 9"),
        (HEX, "", f"group {HEX}"),
        ("sam", "", "sam"),
        (SAM, "", "Sam Lindqvist (member 20391)"),
        ({"data": SAM}, "", "Sam Lindqvist (member 20391)"),
        ({"watcher": {"data": SAM}, "id": 3}, "", "Sam Lindqvist (member 20391)"),
        ({"full_name": "Mira"}, "", "Mira"),
        ({"id": 5}, "", "member 5"),
        ({"x": 1}, "", '{"x": 1}'),
        ([20391, SAM, None], "", "member 20391, Sam Lindqvist (member 20391)"),
        (None, "", ""),
        ("", "", ""),
        ([], "", ""),
        (True, "", ""),
    ],
)
def test_who_somebody_is(value: Any, kind: str, words: str) -> None:
    assert person(Found(value, ("x",)), kind) == words


def test_a_number_gets_the_name_that_stands_elsewhere() -> None:
    known = {"20391": "Sam"}
    assert person(Found("20391", ()), names=known) == "Sam (member 20391)"
    assert person(Found({"id": 20391}, ()), names=known) == "Sam (member 20391)"
    assert people(Found([20391, 7], ()), names=known) == "Sam (member 20391), member 7"


def test_the_names_of_the_whole_answer() -> None:
    known = names(task_full())
    assert (known["20391"], known["20417"]) == ("Sam Lindqvist", "Mira Okafor")
    assert known["mira.okafor@acme.example"] == "Mira Okafor"
    users = [{"id": 1, "full_name": "One"}, 2, {"email": "g@x.example", "name": "Guest"}]
    assert names({"data": {"id": "d", "owners": {"users": users}}}) == {"1": "One", "g@x.example": "Guest"}
    author = {"author_id": 3, "author": {"full_name": "Three"}}
    assert names({"data": {"id": "d", "threads": [author, author]}}) == {"3": "Three"}
    assert names(None) == {}


def test_names_are_read_up_to_a_number() -> None:
    users = [{"id": number, "full_name": f"N{number}"} for number in range(3000)]
    assert len(names({"data": {"id": "d", "owners": {"users": users}}})) == 1000


@given(ANY_JSON, LEAVES)
def test_nothing_is_too_odd(value: Any, kind: Any) -> None:
    assert isinstance(person(Found(value, ("x",)), str(kind)), str)
    task = {
        "id": "d",
        "owners": {"users": value},
        "run": {"users": [value]},
        "activities": [{"actor": value}],
    }
    more = {"threads": [{"author": value, "author_id": value}], "member_watchers": value, "issues": [value]}
    assert isinstance(names({"data": {**task, **more}}), dict)
    assert isinstance(names(value), dict)
