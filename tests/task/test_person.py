from __future__ import annotations

import pytest
from hypothesis import given

from tallyfy_inspector.task.person import LONGEST, Kind, identity, name_of, one_line
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed


def at(value: object) -> Found:
    return Found(parsed(value), ("data", "owners"))


@pytest.mark.parametrize(
    ("value", "kind", "id_"),
    [
        (20391, "member", "20391"),
        ("20391", "member", "20391"),
        ({"id": 20391, "email": "s@a.example"}, "member", "20391"),
        ({"email": "s@a.example"}, "member", "s@a.example"),
        ({"id": 7, "email": "b@c.example"}, "guest", "b@c.example"),
        ({"id": 7}, "guest", "7"),
        ("b@c.example", "guest", "b@c.example"),
        ({"id": "7b25", "name": "Desk"}, "group", "7b25"),
        (True, "member", ""),
        (None, "member", ""),
        ([7], "member", ""),
        ({"id": [7]}, "member", ""),
        ({}, "guest", ""),
    ],
)
def test_the_id_as_sent(value: object, kind: Kind, id_: str) -> None:
    assert identity(at(value), kind) == id_


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"full_name": "Sam Lindqvist", "username": "sl"}, "Sam Lindqvist"),
        ({"name": "Order desk"}, "Order desk"),
        ({"first_name": "Sam", "last_name": "Lindqvist"}, "Sam Lindqvist"),
        ({"first_name": None, "last_name": "Lindqvist", "username": "sl"}, "Lindqvist"),
        ({"full_name": "", "username": "sl"}, "sl"),
        ({"email": "s@a.example"}, "s@a.example"),
        ({"full_name": 7, "name": ["x"]}, ""),
        ({}, ""),
        (20391, ""),
        ("Sam", ""),
    ],
)
def test_the_name_where_there_is_one(person: object, name: str) -> None:
    assert name_of(at(person)) == name


def test_a_name_is_one_line_without_hidden_characters_and_has_an_end() -> None:
    assert name_of(at({"name": "Sam\n\tLind\u202eqvist"})) == "Sam Lind\\u202eqvist"
    long = name_of(at({"name": "x" * 5_000}))
    assert (len(long), long[-1]) == (LONGEST, "…")


def test_a_link_that_signs_in_is_masked() -> None:
    code = "67a466a7d8374750922f9d46349cd3ae"
    link = f"https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/{code}"
    assert code not in name_of(at({"name": link}))
    assert code not in identity(at(link), "guest")


@given(ANY_JSON)
def test_nothing_raises_and_all_is_on_one_line(value: object) -> None:
    found = Found(value, ())
    kinds: tuple[Kind, ...] = ("member", "guest", "group")
    for text in (name_of(found), one_line(found), *(identity(found, kind) for kind in kinds)):
        assert "\n" not in text
        assert len(text) <= LONGEST or text.isdigit() or text.startswith("-")
