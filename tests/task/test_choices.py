"""Answers picked from options."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.choices import Chosen, choice, one_chosen, several, several_chosen
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


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([CHOSEN, REFUSED, option(3, "Bare", selected=True)], "2 of 3: Sales, Bare"),
        ([REFUSED], "0 of 3"),
        ([], "0 of 3"),
        (None, "0 of 3"),
        ({"id": 2, "text": "Finance", "value": None}, "1 of 3: Finance"),
        ({"id": 2}, "1 of 3: Finance"),
        ({"id": None, "text": ""}, "0 of 3"),
        ("Sales", "1 of 3: Sales"),
        (2, "1 of 3: Finance"),
        ({"id": 9, "text": "Removed since"}, "0 of 3"),
        ([CHOSEN, option(9, "Removed since", selected=True)], "1 of 3: Sales"),
    ],
)
def test_chosen_of_what_there_is_to_choose_from(value: Any, expected: str) -> None:
    assert several_chosen(FIELD, None if value is None else found(value)).options == expected


def test_without_options_it_is_not_known_of_how_many() -> None:
    assert one_chosen(NO_OPTIONS, found("Sales")) == one_chosen(NO_OPTIONS, None) == Chosen()
    assert several_chosen(NO_OPTIONS, found([CHOSEN, REFUSED])).options == "1 of 2: Sales"


GONE = "not among its options"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Sales", ()),
        (" sales", ()),
        ("Bare", ()),
        ({"id": 2, "text": "Finance"}, ()),
        ({"id": "2", "text": "Finance"}, ()),
        ({"id": 2}, ()),
        (2, ()),
        ({"id": 8, "text": "Finance"}, ()),
        ({"id": 2, "text": "Money"}, ("the option is called “Finance” now",)),
        ({"id": 9, "text": "Removed since"}, (GONE,)),
        ({"id": 9}, ()),  # perhaps the ID of the one that was sent without
        ("Removed since", (GONE,)),
        ("2", ()),
        (9, ()),
        ("r&amp;d", (GONE,)),
        ({"id": None, "text": ""}, ()),
        ([], ()),
        (None, ()),
    ],
)
def test_an_answer_that_is_no_longer_among_the_options(value: Any, expected: tuple[str, ...]) -> None:
    assert one_chosen(FIELD, None if value is None else found(value)).remarks == expected


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"options": []},
        {"options": None},
        {"options": "odd"},
        {"options": [None, ""]},
        {"options": ["Sales"], "list": {"id": "l1"}},
    ],
)
def test_where_the_options_are_not_known_nothing_is_said_of_them(members: dict[str, Any]) -> None:
    assert one_chosen(Found(members, ()), found("Removed since")).remarks == ()
    assert several_chosen(Found(members, ()), found(["Removed since"])).remarks == ()


def test_how_many_of_several_are_gone() -> None:
    other = option(8, "Old", selected=True)
    assert several_chosen(FIELD, found([CHOSEN, other])).remarks == ("1 chosen is not among its options",)
    two = several_chosen(FIELD, found([other, "Older"])).remarks
    assert two == ("2 chosen are not among its options",)
    assert several_chosen(FIELD, found([CHOSEN, option(9, "Old", selected=False)])).remarks == ()


@pytest.mark.parametrize(
    ("members", "value", "expected"),
    [
        ({"must_all_checked": True}, [CHOSEN, REFUSED], ("all must be checked: 1 of 3 are",)),
        ({"must_all_checked": 1}, ["Sales", "Finance", "Bare"], ("all must be checked: 3 of 3 are",)),
        ({"settings": {"must_all_checked": "1"}}, None, ("all must be checked: 0 of 3 are",)),
        ({"settings": {"data": {"must_all_checked": True}}}, [], ("all must be checked: 0 of 3 are",)),
        ({"must_all_checked": True, "options": []}, ["Sales"], ("all must be checked",)),
        (
            {"must_all_checked": True},
            ["Sales", "Finance", "Old"],
            ("all must be checked: 2 of 3 are", "1 chosen is not among its options"),
        ),
        ({"must_all_checked": False}, ["Sales"], ()),
        ({"must_all_checked": None, "settings": []}, ["Sales"], ()),
        ({"settings": "odd"}, ["Sales"], ()),
    ],
)
def test_all_must_be_checked(members: dict[str, Any], value: Any, expected: tuple[str, ...]) -> None:
    field = Found({"options": ["Sales", "Finance", "Bare"], **members}, ())
    assert several_chosen(field, None if value is None else found(value)).remarks == expected


@given(ANY_JSON, ANY_JSON)
def test_nothing_raises(options: Any, value: Any) -> None:
    field = Found({"options": options}, ())
    choice(field, found(value))
    several(field, found(value))
    for answer in (found(value), None):
        one, many = one_chosen(field, answer), several_chosen(field, answer)
        "".join((one.options, many.options, *one.remarks, *many.remarks)).encode()
