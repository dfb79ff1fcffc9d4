from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.organizations import MOST, Organization, organizations
from tests.support.samples import ANY_JSON, parsed

ONE = {"id": "3d53", "name": "Northwind Ltd", "user_role": "admin", "disabled_on": None}
FOUND = Organization("3d53", "Northwind Ltd", "admin")


@pytest.mark.parametrize(
    "root",
    [
        {"data": [ONE], "meta": {"pagination": {"links": []}}},
        {"data": {"data": [ONE]}},
        {"data": {"0": ONE}},
        {"data": [{"data": ONE}]},
        {"organizations": [ONE]},
        {"data": {"organizations": [ONE]}, "links": None},
        [ONE],
    ],
)
def test_the_list_is_found_whatever_it_is_wrapped_in(root: Any) -> None:
    assert organizations([parsed(root)]) == (FOUND,)


@pytest.mark.parametrize("root", [None, [], {}, {"data": []}, {"data": None}, {"data": "x"}, 7, "x"])
def test_no_list_gives_none(root: Any) -> None:
    assert organizations([parsed(root)]) == ()


def test_pages_are_put_together_and_each_stands_once() -> None:
    pages = [parsed({"data": [ONE]}), None, parsed({"data": [{**ONE, "name": "Later"}, {"id": "aaaa"}]})]
    assert organizations(pages) == (FOUND, Organization("aaaa"))


@pytest.mark.parametrize("id_", [None, "", 7, "../me", "a b", "ä", ["3d53"], "x\u202e", "a/b"])
def test_what_is_no_id_is_left_out(id_: Any) -> None:
    assert organizations([parsed({"data": [{**ONE, "id": id_}]})]) == ()


def test_odd_values_beside_an_id_are_as_if_they_were_not_there() -> None:
    odd = {"id": "3d53", "name": ["x"], "user_role": 7, "disabled_on": False}
    assert organizations([parsed([odd])]) == (Organization("3d53"),)
    assert organizations([parsed([{**ONE, "disabled_on": "2026-06-30"}])])[0].disabled


def test_a_hostile_name_shows_what_it_is_made_of_on_one_line() -> None:
    (found,) = organizations([parsed([{**ONE, "name": "A\u202e\nB " + "x" * 500}])])
    assert found.name.startswith("A\\u202e")
    assert "\n" not in found.name
    assert len(found.name) <= 120


def test_they_are_not_more_than_can_be_offered_and_no_repr_names_one() -> None:
    found = organizations([parsed([{"id": f"{n:x}", "name": "CANARY"} for n in range(1, MOST + 50)])])
    assert len(found) == MOST
    assert "CANARY" not in repr(found)


@given(st.lists(ANY_JSON, max_size=3))
def test_no_answer_is_too_odd(roots: list[Any]) -> None:
    assert all(isinstance(each, Organization) for each in organizations(roots))
