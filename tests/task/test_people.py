from __future__ import annotations

import pytest
from hypothesis import given

from tallyfy_inspector.task.people import whose
from tests.support.samples import ANY_JSON

NOBODY = "somebody whom Tallyfy does not name"


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({"full_name": "Sam Lindqvist", "email": "sam@acme.example"}, "Sam Lindqvist (sam@acme.example)"),
        ({"first_name": "Sam", "last_name": "Lindqvist", "username": "sl"}, "Sam Lindqvist"),
        ({"first_name": "Sam", "last_name": None, "email": "s@a.example"}, "Sam (s@a.example)"),
        ({"last_name": "Lindqvist"}, "Lindqvist"),
        ({"username": "sl", "email": "s@a.example"}, "sl (s@a.example)"),
        ({"email": "s@a.example"}, "s@a.example"),
        ({"full_name": "  ", "email": " "}, NOBODY),
        ({"full_name": 7, "email": ["a"]}, NOBODY),
        ({}, NOBODY),
        ({"full_name": "S\u202eam"}, "S\\u202eam"),
        ({"full_name": "x" * 500}, "x" * 120),
    ],
)
def test_who_somebody_is(person: dict[str, object], told: str) -> None:
    assert whose({"data": person}) == told
    assert whose(person) == told


@pytest.mark.parametrize("root", [None, [], "text", 7, {"data": None}, {"data": [1]}])
def test_what_names_nobody(root: object) -> None:
    assert whose(root) == NOBODY


@given(ANY_JSON)
def test_any_answer_is_somebody(root: object) -> None:
    assert whose(root)
    assert "\n" not in whose(root)
