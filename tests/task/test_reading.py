"""Shapes that an answer may wrap a task and its includes in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, value_at
from tallyfy_inspector.task.reading import (
    Found,
    elements,
    find_task,
    inside,
    items,
    member,
    members,
    part,
    task,
)
from tests.support.samples import ANY_JSON, task_full, variants

TASK = {"id": "d0", "title": "T"}


@pytest.mark.parametrize(
    ("root", "path"),
    [
        ({"data": TASK}, ("data",)),
        ({"data": TASK, "meta": {}}, ("data",)),
        ({"data": TASK, "success": True}, ("data",)),
        ({"data": {"data": TASK}}, ("data", "data")),
        (TASK, ()),
        ({**TASK, "data": {"other": 1}}, ()),
    ],
)
def test_the_task_is_found_in_every_wrapping(root: Any, path: tuple[str, ...]) -> None:
    place = find_task(root)
    assert place is not None
    assert place.path == path
    found = task(root)
    assert found is not None
    assert found["id"] == "d0"
    assert found is value_at(root, path)


@pytest.mark.parametrize(
    "root",
    [
        None,
        [],
        {},
        "",
        5,
        [TASK],
        {"data": []},
        {"data": None},
        {"data": [TASK]},
        {"error": True, "message": "no"},
    ],
)
def test_what_holds_no_task_has_none(root: Any) -> None:
    assert task(root) is None
    assert find_task(root) is None


@pytest.mark.parametrize("name", ["oneoff_task_php_empties", "docs_page_shape", "hidden_by_rule"])
def test_the_sample_answers_have_their_task_under_data(name: str) -> None:
    found = find_task(variants()[name])
    assert found is not None
    assert found.path == ("data",)


def test_the_samples_without_an_envelope_and_the_full_one() -> None:
    assert task(variants()["unwrapped_body"]) == variants()["unwrapped_body"]
    full = task(task_full())
    assert full is not None
    assert full["id"] == "d005715eb72c17884e4e3f904d9e01bf"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"data": [1]}, [1]),
        ({"data": [], "meta": {"pagination": {}}}, []),
        ({"data": None}, None),
        ({"data": {"id": 1}}, {"id": 1}),
        ({"data": {"id": 1}, "name": "no envelope"}, {"data": {"id": 1}, "name": "no envelope"}),
        ({"meta": {}}, {"meta": {}}),
        ({}, {}),
        ([], []),
        (None, None),
    ],
)
def test_only_data_and_meta_make_an_envelope(value: Any, expected: Any) -> None:
    assert inside(Found(value, ())).value == expected


def test_a_part_is_found_wrapped_bare_null_and_absent() -> None:
    found = Found({"run": {"data": {"id": "r"}}, "step": {"id": "s"}, "tags": None, "issues": []}, ("data",))
    run, step, tags, issues = (part(found, key) for key in ("run", "step", "tags", "issues"))
    assert run is not None
    assert (run.value, run.path) == ({"id": "r"}, ("data", "run", "data"))
    assert step is not None
    assert (step.value, step.path) == ({"id": "s"}, ("data", "step"))
    assert tags is not None
    assert tags.value is None
    assert issues is not None
    assert issues.value == []
    assert part(found, "assets") is None
    assert part(Found([1], ()), "assets") is None


def test_a_list_sent_as_an_object_of_indexes_is_a_list() -> None:
    assert [entry.value for entry in items(Found({"0": "a", "2": "c"}, ()))] == ["a", "c"]
    assert [entry.path for entry in items(Found({"0": "a", "2": "c"}, ("x",)))] == [("x", "0"), ("x", "2")]
    assert items(Found({"0": "a", "b": "c"}, ())) == ()
    assert items(Found({"9" * 32: "an ID"}, ())) == ()
    assert items(Found({}, ())) == ()
    assert [entry.path for entry in elements(Found(["a", "b"], ("x",)))] == [("x", 0), ("x", 1)]


def test_of_a_repeated_key_the_last_counts_and_its_path_leads_there() -> None:
    root = parse(b'{"data": {"id": "first", "title": "T", "id": "second"}}').root
    found = find_task(root)
    assert found is not None
    identity = member(found, "id")
    assert identity is not None
    assert (identity.value, identity.path) == ("second", ("data", Member("id", 1)))
    assert value_at(root, identity.path) == "second"
    assert [(key, value_at(root, child.path)) for key, child in members(found)] == [
        ("id", "first"),
        ("title", "T"),
        ("id", "second"),
    ]


def test_a_found_value_shows_no_content_in_its_repr() -> None:
    assert "4711" not in repr(Found({"iban": "4711"}, ("4711",)))


def test_a_thousand_envelopes_are_no_problem() -> None:
    root: Any = TASK
    for _level in range(2000):
        root = {"data": root}
    assert task(root) == TASK


@given(ANY_JSON)
def test_nothing_raises_and_every_path_leads_to_what_was_found(root: Any) -> None:
    top = Found(root, ())
    candidates = [inside(top), find_task(root), part(top, "data"), member(top, "id")]
    candidates += [*items(top), *elements(top), *(child for _key, child in members(top))]
    for found in candidates:
        if found is not None:
            assert value_at(root, found.path) is found.value
