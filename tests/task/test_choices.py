"""Answers picked from options."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.choices import choice, several
from tallyfy_inspector.task.readable import Readable
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON

FIELD = Found({"options": [{"id": 1, "text": "Sales"}, {"id": 2, "text": "Finance"}, "Bare"]}, ("f",))
NO_OPTIONS = Found({"options": [], "list": {"id": "l1"}}, ("f",))


def found(value: Any) -> Found:
    return Found(value, ("f", "field_value"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Gold", "Gold"),
        ("0", "0"),
        (0, "0"),
        (7, "7"),
        (True, "true"),
        ({"id": 2, "text": "Finance", "value": None}, "Finance"),
        ({"id": 9, "text": "Removed since"}, "Removed since"),
        ({"id": 2, "label": "By label"}, "By label"),
        ({"id": 2, "text": "", "value": "By value"}, "By value"),
        ({"text": 1.5}, "1.5"),
        ({"id": None, "text": ""}, ""),
        ({"id": "", "text": None, "value": None}, ""),
        ({"odd": 1}, '{"odd": 1}'),
        ([{"id": 2, "text": "Finance"}], "Finance"),
        ([{"id": 2, "text": "Finance", "selected": False}], ""),
    ],
)
def test_one_option(value: Any, expected: str) -> None:
    assert choice(FIELD, found(value)) == Readable(expected)


def test_an_option_known_by_its_id_alone() -> None:
    assert choice(FIELD, found(2)) == Readable("Finance", ("only the option's ID was sent: 2",))
    told = ("the option's text was not sent, only its ID",)
    assert choice(FIELD, found({"id": 2})) == Readable("Finance", told)
    assert choice(NO_OPTIONS, found({"id": 2, "text": None})) == Readable("ID 2", told)
    assert choice(NO_OPTIONS, found({"id": 0})) == Readable("ID 0", told)


def option(identity: int, text: str, **more: object) -> dict[str, object]:
    return {"id": identity, "text": text, **more}


CHOSEN = option(1, "Sales", selected=True)
REFUSED = option(2, "Finance", selected=False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([CHOSEN, REFUSED, option(3, "Bare", selected=True)], "Sales, Bare (2 of 3)"),
        ([CHOSEN], "Sales (1 of 3)"),
        ({"0": CHOSEN, "1": REFUSED}, "Sales (1 of 3)"),
        (["Sales", "Bare"], "Sales, Bare (2 of 3)"),
        ([1, 2], "Sales, Finance (2 of 3)"),
        ("Sales", "Sales (1 of 3)"),
        ([CHOSEN, None, ""], "Sales (1 of 3)"),
        ([option(2, "Finance", selected="1"), option(1, "Sales", selected=1)], "Finance, Sales (2 of 3)"),
        ([REFUSED], ""),
        ([option(1, "Sales", selected=flag) for flag in (False, 0, "0", "", None, "false")], ""),
        ([{"id": None, "text": "", "selected": True}], ""),
        ([[1, 2]], "[1, 2] (1 of 3)"),
    ],
)
def test_several_options(value: Any, expected: str) -> None:
    assert several(FIELD, found(value)) == Readable(expected)


def test_a_missing_selected_counts_as_chosen_and_is_told() -> None:
    one = several(FIELD, found([option(1, "Sales"), REFUSED]))
    assert one == Readable(
        "Sales (1 of 3)", ("1 option was sent without “selected” and is counted as chosen",)
    )
    two = several(FIELD, found([option(1, "Sales"), option(2, "Finance")]))
    assert two.notes == ("2 options were sent without “selected” and are counted as chosen",)


def test_of_how_many_is_told_only_where_it_is_known() -> None:
    assert several(NO_OPTIONS, found([CHOSEN])).text == "Sales"
    assert several(NO_OPTIONS, found([CHOSEN, REFUSED])).text == "Sales (1 of 2)"
    assert several(Found({"options": "odd"}, ()), found([CHOSEN])).text == "Sales"


@given(ANY_JSON, ANY_JSON)
def test_nothing_raises(options: Any, value: Any) -> None:
    field = Found({"options": options}, ())
    choice(field, found(value))
    several(field, found(value))
