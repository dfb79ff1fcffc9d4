"""Addresses: well-formed or not, nearly the same or not, and where they are read from."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.diagnosis.addresses import (
    MOST,
    address,
    addresses,
    domain,
    is_well_formed,
    nearly_the_same,
)
from tallyfy_inspector.task.reading import Found
from tests.support.findings import bare, case_of
from tests.support.samples import ANY_JSON


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("a@b.example", True),
        ("a.b+c@d-e.co.uk", True),
        ("4417", True),
        ("af980983e1b8977de7181e619463ec48", True),
        ("", False),
        ("a", False),
        ("a@b", False),
        ("a@@b.example", False),
        ("a@b@c.example", False),
        ("a b@c.example", False),
        ("@c.example", False),
        ("a@.example", False),
        ("a@b.", False),
        ("a@b..example", False),
        ("a@b.example, c@d.example", False),
    ],
)
def test_well_formed(text: str, well: bool) -> None:
    assert is_well_formed(text) is well


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("leila@harbourline.example", "leila@harborline.example", True),
        ("leila@harbourline.example", "leila@harbuorline.example", True),
        ("leila@harbourline.example", "leila@harbourline.exampel", True),
        ("leila.haddad@b.example", "leila.hadad@b.example", True),
        ("leila.haddad@b.example", "leila.haddda@b.example", True),
        ("sam@b.example", "pam@b.example", False),  # two people
        ("ann@b.example", "anna@b.example", False),
        ("john.smith1@b.example", "john.smith2@b.example", False),
        ("leila.haddad@b.example", "leila.haddad@c2.example", False),
        ("leila.haddad@b.example", "leila.haddad@b.example", False),
        ("leila.haddad@b.example", "leila.hadad@c.example", False),
        ("leila.haddad@b.example", "omar.haddad@b.example", False),
        ("leila", "leilo", False),
        ("", "", False),
    ],
)
def test_nearly_the_same(one: str, other: str, near: bool) -> None:
    assert nearly_the_same(one, other) is near
    assert nearly_the_same(other, one) is near


@given(st.text(max_size=12), st.text(max_size=12))
def test_nearness_has_no_direction_and_never_raises(one: str, other: str) -> None:
    assert nearly_the_same(one, other) == nearly_the_same(other, one)
    assert not nearly_the_same(one, one)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (" A@B.example ", "a@b.example"),
        ({"email": "A@b.example"}, "a@b.example"),
        ({"email": None}, ""),
        ({"id": 4}, ""),
        (4417, ""),
        (None, ""),
        ([], ""),
    ],
)
def test_an_address(person: object, expected: str) -> None:
    assert address(Found(person, ())) == expected


def test_the_domain() -> None:
    assert [domain(text) for text in ("a@b.example", "a", "")] == ["b.example", "", ""]


def activity(email: str, kind: object) -> dict[str, Any]:
    return {"actor_type": kind, "actor": [{"email": email}]}


def test_where_addresses_are_read() -> None:
    root = bare(
        owners={"users": [20391, {"id": 7, "email": "owner@acme.example"}], "guests": [], "groups": []},
        member_watchers={"data": [{"watcher": {"data": {"email": "watcher@acme.example"}}}]},
        guest_watchers=[{"email": "looker@customer.example"}],
        activities=[activity("m@acme.example", ["App\\Models\\User"]), activity("g@c.example", "Guest"), 5],
        form_fields=[
            {"id": "1", "field_type": "email", "field_value": "entered@c.example"},
            {"id": "2", "field_type": "assignees_form", "field_value": {"guests": ["picked@c.example"]}},
            {"id": "3", "field_type": "text", "field_value": "no address at all"},
        ],
    )
    found = addresses(case_of(root))
    assert found.members == {"owner@acme.example", "watcher@acme.example", "m@acme.example"}
    assert found.others == {
        "looker@customer.example",
        "g@c.example",
        "entered@c.example",
        "picked@c.example",
    }


def test_of_a_long_list_only_the_beginning_is_read() -> None:
    many = [activity(f"m{number}@acme.example", "User") for number in range(MOST + 5)]
    found = addresses(case_of(bare(activities=many)))
    assert len(found.members) == MOST
    assert repr(found) == f"Addresses({MOST}, 0)"  # and no content


@given(ANY_JSON, ANY_JSON)
def test_nothing_raises(one: Any, other: Any) -> None:
    root = {
        "data": {"id": "t", "owners": one, "activities": other, "member_watchers": one, "form_fields": other}
    }
    found = addresses(case_of(root))
    assert all("@" in text for text in found.members | found.others)
