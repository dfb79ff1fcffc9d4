from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.names import Names
from tallyfy_inspector.task.participants import MOST, participants
from tests.support.samples import ANY_JSON, parsed, task_full, variants

NAMES = Names({"20391": "Sam Lindqvist", "20417": "Mira O."}, {}, {"7b25": "Order desk"})


def task(**members: object) -> Any:
    return parsed({"data": {"id": "d0", "title": "T", **members}})


def told(root: Any, names: Names | None = None) -> list[tuple[str, str]]:
    return [(row.who, row.role_words) for row in participants(root, names)]


def test_numbers_stand_where_no_name_is_known() -> None:
    root = task(owners={"users": [20391], "guests": ["b@c.example"], "groups": ["7b25"]}, starter_id=20417)
    assert told(root) == [
        ("member 20391", "Assigned"),
        ("b@c.example", "Assigned"),
        ("group 7b25", "Assigned"),
        ("member 20417", "Started the task"),
    ]
    assert told(root, NAMES) == [
        ("Sam Lindqvist", "Assigned"),
        ("b@c.example", "Assigned"),
        ("Order desk", "Assigned"),
        ("Mira O.", "Started the task"),
    ]


def test_one_place_of_the_answer_names_all_others_and_wins_over_the_list() -> None:
    activities = [{"actor_id": [20417], "actor": [{"full_name": "Mira Okafor"}]}]
    root = task(owners={"users": [20417]}, starter_id=20417, activities=activities)
    assert told(root, NAMES) == [("Mira Okafor", "Assigned"), ("Mira Okafor", "Started the task")]


def test_somebody_stands_once_in_each_role_with_all_places() -> None:
    threads = [{"author_id": 7}, {"author_id": 8}, {"author_id": 7}, {"author_id": 7, "label": "problem"}]
    rows = participants(task(threads={"data": threads}))
    assert [(row.who, row.role) for row in rows] == [
        ("member 7", "issue_author"),
        ("member 7", "comment_author"),
        ("member 8", "comment_author"),
    ]
    assert rows[1].paths == (
        ("data", "threads", "data", 0, "author_id"),
        ("data", "threads", "data", 2, "author_id"),
    )
    assert rows[1].path == rows[1].paths[0]


def test_guests_are_the_same_in_any_capitals() -> None:
    watcher = {"watcher": {"email": "bea@c.example", "first_name": "Bea"}}
    rows = participants(task(owners={"guests": ["Bea@C.example"]}, guest_watchers=[watcher]))
    assert [(row.who, row.id) for row in rows] == [("Bea", "Bea@C.example"), ("Bea", "bea@c.example")]


def test_a_member_a_guest_and_a_group_of_one_number_are_three() -> None:
    rows = participants(task(owners={"users": [7], "guests": ["7"], "groups": [7]}))
    assert [(row.kind_words, row.who) for row in rows] == [
        ("Member", "member 7"),
        ("Guest", "7"),
        ("Group", "group 7"),
    ]


def test_only_who_is_not_assigned_is_listed_as_picked() -> None:
    picker = {"field_type": "assignees_form", "field_value": {"users": [7, 8], "groups": ["9e"]}}
    rows = told(task(owners={"users": [7]}, form_fields={"data": [picker]}))
    assert rows == [
        ("member 7", "Assigned"),
        ("member 8", "Picked in a form field, not assigned"),
        ("group 9e", "Picked in a form field, not assigned"),
    ]


def test_of_somebody_who_is_hidden_nobody_can_tell_whether_they_are_assigned() -> None:
    picker = {"field_type": "assignees_form", "field_value": {"users": ["•••••"], "groups": ["•••••"]}}
    assert told(task(owners={"users": [7]}, form_fields={"data": [picker]})) == [("member 7", "Assigned")]


def test_a_watcher_who_is_not_told_is_no_number() -> None:
    rows = participants(task(member_watchers=[{"id": 88}, {"id": 89}], guest_watchers=[{"id": 90}]), NAMES)
    assert [(row.who, row.id, len(row.paths)) for row in rows] == [
        ("a member; not told who", "", 2),
        ("a guest; not told who", "", 1),
    ]


def test_people_without_an_id_are_known_by_their_names() -> None:
    issues = [
        {"author": {"full_name": "Sam"}},
        {"author": {"full_name": "Al"}},
        {"author": {"full_name": "Sam"}},
    ]
    assert [(row.who, row.id, len(row.paths)) for row in participants(task(issues=issues))] == [
        ("Sam", "", 2),
        ("Al", "", 1),
    ]


@pytest.mark.parametrize("root", [None, [], {}, 7, "x", {"data": None}, {"data": []}, {"error": True}])
def test_nobody_where_there_is_no_task(root: object) -> None:
    assert participants(parsed(root), NAMES) == ()


def test_nobody_in_an_empty_task() -> None:
    empty: dict[str, Any] = {
        "owners": {"users": [], "guests": [], "groups": []},
        "threads": [],
        "run": {"data": []},
        "step": None,
    }
    assert participants(task(**empty)) == ()


def test_the_sample_of_everything() -> None:
    rows = participants(task_full())
    assert {row.role for row in rows} >= {"owner", "watcher", "comment_author", "run_owner"}
    assert all("taskUrls" not in path for row in rows for path in row.paths)


def test_users_as_objects_in_the_documentation() -> None:
    (row,) = participants(variants()["docs_page_shape"])
    assert (row.who, row.id, row.kind) == ("Bob", "1001", "member")


def test_a_crowd_ends_somewhere() -> None:
    assert len(participants(task(owners={"users": list(range(MOST + 10))}))) == MOST
    (row,) = participants(task(threads=[{"author_id": 7}] * 500))
    assert len(row.paths) == 100


def test_a_repr_names_nobody() -> None:
    (row,) = participants(task(starter_id=20391), NAMES)
    assert repr(row) == "Participant('starter', 'member', named=True)"


PARTS = st.dictionaries(
    st.sampled_from(
        ["owners", "starter_id", "completer_guest", "member_watchers", "guest_watchers", "issues", "threads",
         "run", "step", "taskdata", "form_fields", "activities"]
    ),
    ANY_JSON,
)  # fmt: skip


@given(ANY_JSON | st.fixed_dictionaries({"data": PARTS | PARTS.map(lambda each: {"id": "d0", **each})}))
def test_nothing_raises_and_everybody_can_be_shown(root: Any) -> None:
    rows = participants(root, NAMES)
    assert len({(row.role, row.kind, row.id, row.name, row.path) for row in rows}) == len(rows)
    for row in rows:
        assert row.who
        assert row.paths
        assert "\n" not in row.who + row.role_words + row.kind_words + row.id
