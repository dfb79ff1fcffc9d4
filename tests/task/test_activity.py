from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.activity import Activity, activities
from tests.support.samples import ANY_JSON, parsed, task_full


def only(**members: Any) -> Activity:
    (found,) = activities(parsed({"data": {"id": "d0", "activities": [members]}})).entries
    return found


def labels(found: Activity) -> dict[str, str]:
    return {line.label: line.text for line in found.lines}


def test_the_sample_task() -> None:
    found = activities(task_full())
    assert [(each.verb, each.who, each.excerpt) for each in found.entries] == [
        ("Issue reported", "Mira Okafor",
         "Reported an issue on Collect sign-off · ERP rejects the PO number."),
        ("Changed", "Sam Lindqvist", "deadline: 2026-11-15T17:00:00Z → not returned"),
    ]  # fmt: skip
    assert [each.path for each in found.entries] == [("data", "activities", "data", n) for n in range(2)]
    assert found.entries[1].text == "Changed the deadline"
    assert labels(found.entries[1])["Before"] == "2026-11-15T17:00:00Z"


def test_the_newest_first_and_those_without_a_time_last() -> None:
    times = ["2026-01-01T00:00:00Z", None, ["2026-03-01T00:00:00+02:00"], "2026-02-01", "soon"]
    entries = [{"verb": str(number), "created_at": at} for number, at in enumerate(times)]
    found = activities(parsed({"data": {"id": "d", "activities": {"data": entries}}}))
    assert [each.verb for each in found.entries] == ["2", "3", "0", "1", "4"]
    assert [each.path[-1] for each in found.entries] == [2, 3, 0, 1, 4]


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("re-opened", "Reopened"),
        (["owners-updated"], "Assignees changed"),
        ("emitted", "Webhook sent"),
        ("juggled", "juggled"),
        (None, ""),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_what_was_done(verb: Any, words: str) -> None:
    assert only(verb=verb).verb == words


@pytest.mark.parametrize(
    ("members", "who"),
    [
        ({"actor": [{"full_name": "Ada"}], "actor_id": [1]}, "Ada"),
        ({"actor": {"first_name": "Ada", "last_name": "L"}}, "Ada L"),
        ({"actor_id": [5], "actor_type": ["App\\Models\\Guest"]}, "guest 5"),
        ({"actor_id": 5}, "member 5"),
        ({"actor_id": None, "source": ["Webhook"]}, "Webhook"),
        ({}, ""),
    ],
)
def test_who_did_it(members: dict[str, Any], who: str) -> None:
    assert only(**members).who == who


@pytest.mark.parametrize(
    ("members", "change"),
    [
        ({"field": ["deadline"], "old_value": ["a"], "new_value": ["b"]}, "deadline: a → b"),
        ({"field": "deadline", "old_value": "a", "value": None}, "deadline: a → empty"),
        ({"field": "deadline", "old_value": None}, "deadline: empty → not returned"),
        ({"field": "deadline"}, "deadline: not returned → not returned"),
        ({"old_value": 3}, "(no field named): 3 → not returned"),
        ({"field": "owners", "old_value": [1, 2], "new_value": []}, "owners: [1, 2] → empty"),
        ({"field": None, "old_value": None}, ""),
        ({}, ""),
    ],
)
def test_what_a_field_was_and_became(members: dict[str, Any], change: str) -> None:
    assert only(**members).change == change


def test_what_was_said_is_read_as_text_and_once() -> None:
    assert only(text="<p>One</p><p>two</p>", description="One").text == "One\nOne\ntwo"
    assert only(text=["same"], description=["same"]).text == "same"
    assert only(text="a <b@c.example> d").text == "a <b@c.example> d"


def test_what_is_not_known_is_kept() -> None:
    found = labels(only(verb="updated", undoable=False, new_value="n", created_at="x"))
    assert (found["undoable"], found["After"]) == ("false", "n")
    assert "created_at" not in found


def test_something_in_the_list_that_is_no_event() -> None:
    (found,) = activities({"data": {"id": "d", "activities": ["text"]}}).entries
    assert (found.readable, found.text, list(found.lines)) == (False, '"text"', [])


def test_a_repr_has_no_content() -> None:
    assert repr(activities(task_full())) == "Activities(present, 2)"
    assert repr(only(text="x")) == "<Activity>"


@given(ANY_JSON)
def test_nothing_is_too_odd(value: Any) -> None:
    every = dict.fromkeys(
        ("verb", "source", "actor", "actor_id", "actor_type", "field", "old_value", "new_value", "text",
         "description", "created_at", "id"), value
    )  # fmt: skip
    for listed in (value, [value, every]):
        for each in activities({"data": {"id": "d", "activities": listed}}).entries:
            assert "\n" not in each.verb + each.who + each.change + each.excerpt
            assert isinstance(each.text, str)
            list(each.lines)
