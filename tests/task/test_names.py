from __future__ import annotations

import pytest
from hypothesis import given

from tallyfy_inspector.task.names import Names, read_groups, read_members, same_as
from tests.support.samples import ANY_JSON, parsed

SAM = {"id": 20391, "full_name": "Sam Lindqvist", "email": "sam@acme.example"}
MIRA = {"id": 20417, "first_name": "Mira", "last_name": "Okafor"}


@pytest.mark.parametrize(
    "root",
    [
        {"data": [SAM, MIRA], "meta": {"pagination": {"total_pages": 1}}},
        [SAM, MIRA],
        {"data": {"0": SAM, "2": MIRA}},
        {"data": {"users": [SAM, MIRA]}},
        {"users": {"data": [SAM, MIRA]}},
        {"data": [None, 7, "x", [], {}, {"id": 5}, {"full_name": "nobody"}, SAM, MIRA]},
    ],
)
def test_members_in_every_shape(root: object) -> None:
    assert read_members(parsed(root)) == {"20391": "Sam Lindqvist", "20417": "Mira Okafor"}


@pytest.mark.parametrize(
    "root", [None, {}, [], {"data": None}, {"data": []}, {"data": 3}, "x", 7, {"users": 7}]
)
def test_nobody_where_there_is_no_list(root: object) -> None:
    assert read_members(parsed(root)) == {}
    assert read_groups(parsed(root)) == {}


def test_groups_have_their_ids_and_names() -> None:
    desk = {"id": "7b253ee6", "name": "Order desk", "members": [20417]}
    assert read_groups(parsed({"data": [desk, {"id": 12, "name": "Fleet"}]})) == {
        "7b253ee6": "Order desk",
        "12": "Fleet",
    }


def test_a_name_is_found_by_kind_and_id() -> None:
    names = Names({"7": "Sam"}, {"b@c.example": "Bea"}, {"7": "Fleet"})
    assert (names.of("member", "7"), names.of("group", "7"), names.of("guest", "B@C.example")) == (
        "Sam",
        "Fleet",
        "Bea",
    )
    assert names.of("member", "8") == ""
    assert same_as("member", "Ab") == "Ab"


def test_a_repr_counts_and_names_nobody() -> None:
    assert repr(Names({"7": "Sam"})) == "Names(1, 0, 0)"


@given(ANY_JSON)
def test_nothing_raises(root: object) -> None:
    for read in (read_members(root), read_groups(root)):
        assert all(id_ and name for id_, name in read.items())
