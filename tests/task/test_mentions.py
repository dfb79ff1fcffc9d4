from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.mentions import MOST, MOST_OF_ALL, PLACES, mentions
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed

KEYS = (
    "owners", "starter_id", "completer_id", "completer_guest", "completer_guest_id", "member_watchers",
    "guest_watchers", "issues", "threads", "run", "step", "taskdata", "form_fields", "activities",
)  # fmt: skip
USER, GUEST = "App\\Models\\User", "App\\Models\\Guest"


def read(**members: object) -> list[tuple[Any, ...]]:
    """Role, kind, ID and name of each mention in a task with these members."""
    return [(m.role, m.kind, m.id, m.name) for m in mentions(Found(parsed(members), ()))]


@pytest.mark.parametrize("wrap", [lambda value: value, lambda value: {"data": value}])
def test_owners_as_numbers_and_as_objects(wrap: Any) -> None:
    owners = {
        "users": [20391, {"id": 20417, "full_name": "Mira"}],
        "guests": ["b@c.example", {"email": "d@e.example", "first_name": "Di"}],
        "groups": ["7b25", {"id": "9ef1", "name": "Desk"}],
        "taskUrls": ["https://go.tallyfy.com/guest-all-task/x/y"],
    }
    assert read(owners=wrap(owners)) == [
        ("owner", "member", "20391", ""),
        ("owner", "member", "20417", "Mira"),
        ("owner", "guest", "b@c.example", ""),
        ("owner", "guest", "d@e.example", "Di"),
        ("owner", "group", "7b25", ""),
        ("owner", "group", "9ef1", "Desk"),
    ]


@pytest.mark.parametrize(
    "owners", [None, [], {}, 7, "x", {"users": None, "guests": {}, "groups": ""}, {"users": 7}]
)
def test_no_owners(owners: object) -> None:
    assert read(owners=owners) == []


def test_starter_and_completer() -> None:
    assert read(starter_id=7, completer_id={"data": {"id": 8, "name": "Al"}}) == [
        ("starter", "member", "7", ""),
        ("completer", "member", "8", "Al"),
    ]
    assert read(starter_id=None, completer_id=False, completer_guest="") == []


def test_a_guest_who_completed_is_one_person_under_the_address() -> None:
    assert read(completer_guest="b@c.example", completer_guest_id="5f3a") == [
        ("completer", "guest", "b@c.example", "")
    ]
    assert read(completer_guest=None, completer_guest_id="5f3a") == [("completer", "guest", "5f3a", "")]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"id": 88, "watcher": {"data": {"id": 7, "full_name": "Sam"}}}, ("7", "Sam")),
        ({"id": 88, "watcher": {"id": 7}}, ("7", "")),
        ({"id": 88, "watcher": 7}, ("7", "")),
        ({"id": 88, "user_id": 7}, ("7", "")),
        ({"id": 7, "full_name": "Sam"}, ("7", "Sam")),
        (7, ("7", "")),
        ({"id": 88}, ("", "")),
        ({"id": 88, "watcher": None}, ("", "")),
        ({"id": 88, "watcher": []}, ("", "")),
    ],
)
def test_a_watching_is_not_its_watcher(entry: object, told: tuple[str, str]) -> None:
    assert read(member_watchers={"data": [entry]}) == [("watcher", "member", *told)]


def test_guests_watch_by_address() -> None:
    entry = {"id": 4, "watcher": {"data": {"id": 9, "email": "b@c.example", "first_name": "Bea"}}}
    assert read(guest_watchers=[entry]) == [("watcher", "guest", "b@c.example", "Bea")]


@pytest.mark.parametrize(
    ("thread", "told"),
    [
        ({"author_id": 7, "author_type": USER}, [("comment_author", "member", "7", "")]),
        ({"sent_by": 7}, [("comment_author", "member", "7", "")]),
        ({"author_id": [7]}, [("comment_author", "member", "7", "")]),
        ({"author_id": 7, "author": {"full_name": "Sam"}}, [("comment_author", "member", "7", "Sam")]),
        ({"author": [{"id": 7, "name": "Sam"}]}, [("comment_author", "member", "7", "Sam")]),
        ({"author_id": "b@c.example"}, [("comment_author", "guest", "b@c.example", "")]),
        (
            {
                "author_id": "5f3a",
                "author_type": GUEST,
                "author": {"email": "b@c.example", "first_name": "B"},
            },
            [("comment_author", "guest", "b@c.example", "B")],
        ),
        ({"author_id": 7, "label": "problem"}, [("issue_author", "member", "7", "")]),
        ({"author_id": 7, "author_type": "App\\Models\\Webhook"}, []),
        ({"author_id": None, "author": []}, []),
        ({}, []),
        (7, []),
    ],
)
def test_whoever_wrote_it(thread: object, told: list[tuple[str, ...]]) -> None:
    assert read(threads={"data": [thread]}) == told


def test_issues_have_authors_too() -> None:
    assert read(issues=[{"author": {"full_name": "Sam"}, "sent_by": 7}]) == [
        ("issue_author", "member", "7", "Sam")
    ]


def test_the_activity_feed_only_tells_names() -> None:
    entry = {"actor_type": [USER], "actor_id": [7], "actor": [{"full_name": "Sam"}], "verb": ["updated"]}
    assert read(activities={"data": [entry]}) == [(None, "member", "7", "Sam")]


def test_process_and_step() -> None:
    run = {"started_by": 7, "owner_id": 8, "users": [{"id": 9, "full_name": "Al"}], "collaborators": [7]}
    assert read(run={"data": run}) == [
        ("run_starter", "member", "7", ""),
        ("run_owner", "member", "8", ""),
        (None, "member", "9", "Al"),
        (None, "member", "7", ""),
    ]
    assert read(step={"data": {"assignees": [7], "guests": ["b@c.example"], "groups": ["9e"]}}) == [
        ("step_assignee", "member", "7", ""),
        ("step_assignee", "guest", "b@c.example", ""),
        ("step_assignee", "group", "9e", ""),
    ]


@pytest.mark.parametrize(
    ("field", "taskdata"),
    [
        ({"field_value": {"users": [7]}}, {}),
        ({"field_value": None, "value": {"users": [7]}}, {}),
        ({"id": "f1"}, {"f1": {"users": [7]}}),
        ({"id": 41}, {"41": {"users": [7]}}),
    ],
)
def test_people_picked_in_a_form_field(field: dict[str, object], taskdata: object) -> None:
    entry = {"field_type": "assignees_form", **field}
    assert read(form_fields={"data": [entry]}, taskdata=taskdata) == [("picked", "member", "7", "")]
    other = {**entry, "field_type": "text"}
    assert read(form_fields=[other], taskdata=taskdata) == []


def test_a_place_leads_there() -> None:
    task = Found(parsed({"owners": {"users": [5, 6]}, "threads": {"data": [{"author_id": 7}]}}), ("data",))
    assert [mention.path for mention in mentions(task)] == [
        ("data", "owners", "users", 0),
        ("data", "owners", "users", 1),
        ("data", "threads", "data", 0, "author_id"),
    ]


def test_a_crowd_is_read_up_to_a_limit() -> None:
    assert len(read(owners={"users": list(range(MOST + 5))})) == MOST
    owners = {"users": list(range(MOST)), "guests": list(range(MOST))}
    assert len(read(owners=owners, threads=[{"author_id": n} for n in range(MOST)])) == MOST + 1_000
    assert MOST_OF_ALL == MOST + 1_000


@given(st.dictionaries(st.sampled_from(KEYS), ANY_JSON))
def test_nothing_raises_whatever_stands_in_its_places(task: dict[str, Any]) -> None:
    for mention in mentions(Found(task, ())):
        value_at(task, mention.path)  # raises where the path leads nowhere
        assert "\n" not in mention.id + mention.name


@given(ANY_JSON)
def test_nothing_raises_inside_of_the_places(value: Any) -> None:
    task = {
        "owners": {"users": value, "guests": [value], "groups": {"data": value}},
        "threads": {"data": [{"author": value, "author_id": value, "author_type": value, "label": value}]},
        "member_watchers": [{"watcher": value}],
        "activities": [{"actor": value, "actor_id": value}],
        "run": {"started_by": value, "users": value},
        "form_fields": [{"field_type": "assignees_form", "field_value": value, "id": value}],
    }
    assert len(list(mentions(Found(task, ())))) >= 1


def test_every_place_is_named_once() -> None:
    assert len(set(PLACES)) == len(PLACES) == 10


def test_a_repr_names_nobody() -> None:
    (mention,) = mentions(Found({"starter_id": 20391}, ()))
    assert repr(mention) == "Mention('starter', 'member')"
