from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.naming import named
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"id": "x", "label": "Budget code"}, "label"),
        ({"label": "Budget code", "title": "Collect"}, "title"),
        ({"title": "  ", "name": None, "filename": "quote.pdf"}, "filename"),
        ({"title": 3}, None),
        ({}, None),
        ([], None),
        ("title", None),
    ],
)
def test_the_member_that_people_would_call_it_by(value: Any, key: str | None) -> None:
    found = named(Found(value, ("x",)))
    assert (None if found is None else found.path) == (None if key is None else ("x", key))


@given(ANY_JSON)
def test_nothing_is_too_odd(value: Any) -> None:
    found = named(Found(value, ()))
    assert found is None or isinstance(found.value, str)
