"""Whom an Assignee Picker holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.assignees import assignees
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON


def words(value: Any) -> str:
    return assignees(Found({}, ()), Found(value, ())).text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"users": [20417], "guests": ["b@c.example"], "groups": ["7b25"]},
         "member 20417, b@c.example, group 7b25"),
        ({"users": [{"id": 1001, "full_name": "Bob", "profile_pic": None}]}, "Bob (member 1001)"),
        ({"users": [{"full_name": "Bob"}, {"id": 7}, {"email": "x@y.example", "id": 8}]},
         "Bob, member 7, x@y.example (member 8)"),
        ({"users": {"1": 20417}}, "member 20417"),
        ({"users": "20417"}, "member 20417"),
        ({"guests": [{"email": "g@h.example", "id": 3}]}, "g@h.example"),
        ({"groups": [{"id": "7b25", "name": "Legal"}]}, "Legal (group 7b25)"),
        ({"users": [], "guests": [], "groups": []}, ""),
        ({"users": [], "guests": None}, ""),
        ({"users": [None, ""]}, ""),
        ({"roles": [3], "users": [1]}, "roles [3], member 1"),
        ({"users": [{"odd": 1}]}, '{"odd": 1}'),
        ([1, 2], "[1, 2]"),
        ("somebody", "somebody"),
    ],
)  # fmt: skip
def test_picked(value: Any, expected: str) -> None:
    assert words(value) == expected


@given(ANY_JSON)
def test_nothing_raises(value: Any) -> None:
    words(value)
