"""The options of a field, and what of an answer they know."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task import options as o
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed

OPTIONS = [{"id": 1, "text": "Sales"}, {"id": 2, "label": "Finance"}, {"value": "By value"}, "Bare"]


def field(options: Any = OPTIONS, **members: Any) -> Found:
    return Found(parsed({"options": options, **members}), ("f",))


def found(value: Any) -> Found:
    return Found(parsed(value), ("f", "field_value"))


@pytest.mark.parametrize(
    ("sent", "count"),
    [
        (OPTIONS, 4),
        ({"data": OPTIONS}, 4),
        ({"0": "A", "2": "B"}, 2),
        (["A", None, "", {}], 1),
        ([], 0),
        (None, 0),
        ("odd", 0),
        (5, 0),
    ],
)
def test_the_options_of_a_field(sent: Any, count: int) -> None:
    assert len(o.options(field(sent))) == count
    assert o.options(Found({}, ())) == ()


@pytest.mark.parametrize(
    ("sent", "elsewhere"),
    [
        ({"id": "l1"}, True),
        ("l1", True),
        (None, False),
        ([], False),
        ({}, False),
        ("", False),
        (False, False),
    ],
)
def test_a_list_of_the_organizations(sent: Any, elsewhere: bool) -> None:
    assert o.kept_elsewhere(field(list=sent)) is elsewhere
    assert bool(o.KnownOptions(field(list=sent))) is not elsewhere


@pytest.mark.parametrize(
    ("option", "text"),
    [
        (OPTIONS[0], "Sales"),
        (OPTIONS[1], "Finance"),
        (OPTIONS[2], "By value"),
        ("Bare", "Bare"),
        (7, "7"),
        ({"id": 3, "text": None}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_the_text_of_an_option(option: Any, text: str) -> None:
    assert o.option_text(found(option)) == text


@pytest.mark.parametrize(
    ("value", "chosen", "total"),
    [
        ([{"text": "Sales", "selected": True}, {"text": "Bare", "selected": False}], 1, 4),
        ([{"text": "", "selected": True}, {"id": 2, "selected": True}], 1, 4),
        ({"id": 1, "text": "Sales"}, 1, 4),
        ("Bare", 1, 4),
        (["A", "B", "C", "D", "E"], 5, 4),
        ([], 0, 4),
        (None, 0, 4),
    ],
)
def test_what_is_picked_and_of_how_many(value: Any, chosen: int, total: int) -> None:
    picked = o.picked(field(), found(value))
    assert (len(picked.chosen), picked.total) == (chosen, total)


def test_what_is_not_sent_is_not_picked() -> None:
    assert (o.picked(field(), None).chosen, o.picked(field([]), None).total) == ((), 0)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (1, "Sales"),
        ({"id": 2}, "Finance"),
        ({"id": "2"}, "Finance"),
        (3, None),
        ("1", None),
        (True, None),
        ({"id": True}, None),
        ({"id": None}, None),
        ({"id": []}, None),
        ([], None),
        (None, None),
    ],
)
def test_an_option_by_its_id(entry: Any, text: str | None) -> None:
    known = o.KnownOptions(field([*OPTIONS, {"id": None, "text": "x"}, {"id": 1, "text": "Again"}]))
    option = known.named_by(found(entry))
    assert (None if option is None else o.option_text(option)) == text


def test_many_entries_are_looked_up_in_many_options_at_once() -> None:
    many = [{"id": number, "text": f"option {number}"} for number in range(5_000)]
    known = o.KnownOptions(field(many))
    began = time.perf_counter()
    assert not any(known.lacks(found) for found in o.sent_options(Found(list(range(5_000)), ())))
    assert time.perf_counter() - began < 2  # one after the other it takes minutes


@pytest.mark.parametrize(
    ("entry", "among", "new_text"),
    [
        ("Sales", True, ""),
        ("SALES ", True, ""),
        ({"id": 1, "text": "Selling"}, True, "Sales"),
        ({"id": "1"}, True, ""),
        (1, True, ""),
        ("1", True, ""),  # an ID kept as text
        ("Old", False, ""),
        ({"id": 9, "text": "Old"}, False, ""),
        ({"id": None, "text": "Old"}, False, ""),
        ({"id": 9}, True, ""),  # perhaps the ID of one that was sent without
        ([1], True, ""),
        (True, True, ""),
    ],
)
def test_whether_the_options_may_know_an_entry(entry: Any, among: bool, new_text: str) -> None:
    known = o.KnownOptions(field())
    assert known.lacks(found(entry)) is not among
    assert known.new_text(found(entry)) == new_text


def test_a_number_is_the_same_option_however_it_is_written() -> None:
    known = o.KnownOptions(field([{"id": 2, "text": "2026"}]))
    for entry in ({"id": 2.0}, {"id": "2"}, {"id": 9, "text": 2026}, 2026.0):
        assert not known.lacks(found(entry))


@pytest.mark.parametrize(
    ("option", "entry"),
    [
        ("R&amp;D", "R&D"),
        ("R&D", {"id": 9, "text": "r&amp;d "}),
        ("Coast  &  Islands", "Coast & Islands"),
        ({"text": "Shown", "value": "kept"}, "kept"),
    ],
)
def test_an_option_is_the_same_however_its_text_is_written(option: Any, entry: Any) -> None:
    known = o.KnownOptions(field([option]))
    assert not known.lacks(found(entry))
    assert known.lacks(found("else"))


@pytest.mark.parametrize(
    ("listed", "entry", "lacks"),
    [
        ([{"id": 1}, {"id": 2}], "Old", False),  # a text and IDs cannot be compared
        ([{"id": 1}, {"id": 2}], {"id": 3, "text": "Old"}, True),
        (["A", "B"], {"id": 3}, False),
        (["A", "B"], {"id": 3, "text": "C"}, True),
        ([{"id": 1, "text": "A"}, {"id": 2, "text": "B"}], {"id": 3}, True),
        ([{"name": "A"}], "C", False),
        ([], "C", False),
    ],
)
def test_only_what_can_be_compared_is_lacking(listed: Any, entry: Any, lacks: bool) -> None:
    assert o.KnownOptions(field(listed)).lacks(found(entry)) is lacks


def test_an_option_that_is_gone_is_chosen_and_neither_kept_nor_counted() -> None:
    two = [{"id": 1, "text": "A"}, {"id": 2, "text": "B"}]
    gone = {"id": 9, "text": "Gone", "selected": True}
    picked = o.picked(field(two), found([two[0], gone]))
    assert (len(picked.chosen), len(picked.kept), picked.total) == (2, 1, 2)
    picked = o.picked(field(two), found([*two, gone]))
    assert (len(picked.chosen), len(picked.kept), picked.total) == (3, 2, 2)
    elsewhere = o.picked(field(two, list={"id": "l1"}), found([*two, gone]))
    assert (len(elsewhere.kept), elsewhere.total) == (3, 0)


def test_of_options_called_in_an_unknown_way_nothing_is_concluded() -> None:
    assert not o.KnownOptions(field([{"id": 1, "text": "A"}, {"name": "B"}]))
    assert o.KnownOptions(field([{"id": 1, "text": "A"}, {"id": 2}]))


def test_what_is_picked_shows_no_content_in_its_repr() -> None:
    assert repr(o.picked(field(), found("Sales"))) == "Picked(1 of 4)"


@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_nothing_raises(options: Any, entry: Any, kept: Any) -> None:
    asked = Found({"options": options, "list": kept}, ())
    answer = Found(entry, ("f",))
    known = o.KnownOptions(asked)
    assert known.lacks(answer) in (True, False)
    known.new_text(answer)
    assert len(o.picked(asked, answer).chosen) <= len(o.sent_options(answer))
    known.named_by(answer)
    o.is_option(answer)
