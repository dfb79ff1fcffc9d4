from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.owners import Owners, identity, owners
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed, task_full

NONE: dict[str, Any] = {"users": [], "guests": [], "groups": []}


def read(value: object) -> Owners:
    return owners(Found(parsed({"owners": value}), ()))


def test_the_full_sample() -> None:
    root = task_full()
    found = owners(Found(root["data"], ("data",)))
    assert [len(found.users), len(found.guests), len(found.groups)] == [2, 1, 1]
    assert [value_at(root, each.path) for each in found.users] == [20391, 20417]
    assert (found.known, found.nobody) == (True, False)
    assert repr(found) == "Owners(2, 1, 1)"


@pytest.mark.parametrize(
    ("sent", "known", "nobody"),
    [
        (NONE, True, True),
        ({**NONE, "users": {}}, True, True),
        ({**NONE, "users": {"0": 5, "2": 7}}, True, False),
        ({"data": NONE}, True, True),
        ({**NONE, "users": {"data": []}}, True, True),
        ({**NONE, "users": [None, ""]}, True, True),
        ({**NONE, "users": [0]}, True, False),
        ({**NONE, "users": None}, False, False),
        ({**NONE, "users": "5"}, False, False),
        ({**NONE, "users": {"id": 5, "full_name": "x"}}, False, False),
        ({"users": [5]}, False, False),
        ({}, False, False),
        ([], False, False),
        (None, False, False),
    ],
)
def test_nobody_is_said_only_where_all_three_lists_are_empty(sent: Any, known: bool, nobody: bool) -> None:
    found = read(sent)
    assert (found.known, found.nobody) == (known, nobody)


def test_none_at_all_is_not_known() -> None:
    found = owners(Found({}, ("data",)))
    assert not found.known
    assert not found.nobody
    assert found.path == ("data",)


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (20391, "20391"),
        ("20391", "20391"),
        ({"id": 20391, "full_name": "x"}, "20391"),
        ({"email": "a@b.example"}, "a@b.example"),
        ({"id": None, "email": "a@b.example"}, "a@b.example"),
        ({"id": {"x": 1}}, ""),
        ({"full_name": "x"}, ""),
        ("buyer@customer.example", "buyer@customer.example"),
        (None, ""),
        (True, ""),
        ([], ""),
    ],
)
def test_identity(person: Any, told: str) -> None:
    assert identity(Found(parsed(person), ())) == told


@given(ANY_JSON)
def test_nothing_raises_and_every_place_is_there(value: Any) -> None:
    root = {"owners": value}
    found = owners(Found(root, ()))
    for each in found.everyone:
        assert value_at(root, each.path) is each.value
        assert isinstance(identity(each), str)
    for bucket in ("users", "guests", "groups"):
        owners(Found({"owners": {**NONE, bucket: value}}, ()))
