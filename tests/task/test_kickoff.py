"""The kick-off form, wherever its definitions and its answers stand."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task import facts
from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.task.kickoff import kickoff_fields, kickoff_nodes, kickoff_state
from tallyfy_inspector.task.reading import find_task
from tests.support.samples import ANY_JSON, parsed, task_full, task_with, variants


def defined(identity: Any, **members: Any) -> dict[str, Any]:
    return {"id": identity, "label": f"Label {identity}", "field_type": "text", **members}


def task(**members: Any) -> Any:
    return parsed({"data": {"id": "d", "title": "T", **members}})


def told(root: Any) -> list[tuple[str, str, str]]:
    return [(row.label, row.value, row.note) for row in kickoff_fields(root)]


def test_the_full_sample() -> None:
    root = task_full()
    rows = kickoff_fields(root)
    assert [(row.label, row.type_name, row.required, row.value, row.options) for row in rows] == [
        ("Customer name", "Short Text", True, "Northwind Traders", ""),
        ("Plan", "Dropdown", False, "Gold", "1 of 2: Gold"),
    ]
    assert [row.path for row in rows] == [("data", "ko-form-fields", "data", index) for index in range(2)]
    assert [row.guidance for row in rows] == ["", "As on the order form"]
    assert {row.section for row in rows} == {"kickoff"}
    assert kickoff_state(root) == "present"


@pytest.mark.parametrize("name", ["ko-form-fields", "ko_form_fields"])
@pytest.mark.parametrize("wrap", [lambda fields: fields, lambda fields: {"data": fields}])
@pytest.mark.parametrize("holder", [lambda fields: fields, lambda fields: {"run": {"data": fields}}])
def test_the_include_in_both_spellings(name: str, wrap: Any, holder: Any) -> None:
    root = task(**holder({name: wrap([defined("a", field_value="x"), defined("b", value=None)])}))
    assert told(root) == [("Label a", "x", ""), ("Label b", "", "")]


def test_answers_by_id_for_the_templates_definitions() -> None:
    run = {"prerun": {"b": "B", "a": "A"}, "checklist": {"data": {"prerun": [defined("a"), defined("b")]}}}
    root = task(run={"data": run})
    assert told(root) == [("Label a", "A", ""), ("Label b", "B", "")]
    row = kickoff_fields(root)[1]
    assert row.path == ("data", "run", "data", "checklist", "data", "prerun", 1)
    assert row.value_path == ("data", "run", "data", "prerun", "b")


def test_answers_with_their_definitions_as_a_list() -> None:
    for prerun in ([defined("a", field_value="A")], {"0": defined("a", field_value="A")}):
        assert told(task(run={"prerun": prerun})) == [("Label a", "A", "")]


def test_definitions_under_their_ids() -> None:
    root = task(run={"prerun": {"a": {"label": "L", "field_type": "text", "value": "A"}, "b": "B"}})
    assert told(root) == [("L", "A", ""), ("b", "B", "its definition was not returned")]


def test_each_id_once_and_what_one_place_leaves_out_is_taken_from_the_next() -> None:
    run = {
        "prerun": {"a": {"id": 2, "text": "Gold"}},
        "checklist": {
            "prerun": [
                defined(
                    "a",
                    field_type="dropdown",
                    required=True,
                    guidance="Ask",
                    options=["Silver", "Gold"],
                    position=2,
                ),
                defined("b", position=1),
            ]
        },
    }
    sent: dict[str, Any] = {"id": "a", "label": "Plan", "options": [], "field_value": None}
    rows = kickoff_fields(task(run=run, **{"ko-form-fields": [sent]}))
    assert [row.label for row in rows] == ["Label b", "Plan"]
    plan = rows[1]
    assert (plan.type, plan.required, plan.guidance, plan.options) == (
        "dropdown",
        True,
        "Ask",
        "1 of 2: Gold",
    )
    assert (plan.value, plan.note) == ("Gold", "field_value is null, read from run.prerun")
    assert plan.path == ("data", "ko-form-fields", 0)
    assert plan.value_path == ("data", "run", "prerun", "a")


def test_places_that_do_not_agree_are_told() -> None:
    sent = defined("a", field_value="", required=True)
    (row,) = kickoff_fields(task(run={"prerun": {"a": "A"}}, **{"ko-form-fields": [sent]}))
    assert (row.emptiness, row.value) == ("likely", "")
    assert row.note == "required, empty; field_value is empty, but run.prerun is not"


def test_an_answer_that_nothing_defines_is_labelled_by_its_id() -> None:
    (row,) = kickoff_fields(task(run={"prerun": {"77ab": {"id": 2, "text": "Gold"}}}))
    assert (row.label, row.id, row.type, row.required) == ("77ab", "77ab", "", None)
    assert (row.value, row.note) == ('{"id": 2, "text": "Gold"}', "its definition was not returned")
    assert row.path == row.value_path == ("data", "run", "prerun", "77ab")


def test_a_number_as_an_id_meets_its_answer() -> None:
    root = task(run={"prerun": {"41": "x"}}, **{"ko-form-fields": [defined(41)]})
    assert told(root) == [("Label 41", "x", "")]


def test_fields_without_an_id_are_rows_of_their_own() -> None:
    root = task(**{"ko-form-fields": [{"label": "One", "value": 1}, {"label": "Two"}, "stray", None]})
    assert told(root) == [
        ("One", "1", ""),
        ("Two", "", "value not returned"),
        ("(not a form field)", '"stray"', ""),
        ("(not a form field)", "", ""),
    ]


def test_the_order_is_that_of_position() -> None:
    sent = [defined("a", position=3), defined("b"), defined("c", position="1")]
    assert [row.id for row in kickoff_fields(task(**{"ko-form-fields": sent}))] == ["c", "a", "b"]


def test_of_an_answer_sent_twice_the_last_is_read() -> None:
    root = parse(b'{"id": "d", "run": {"prerun": {"a": "old", "a": "new"}}}').root
    (row,) = kickoff_fields(root)
    assert row.value == "new"
    assert row.value_path is not None
    assert value_at(root, row.value_path) == "new"


def test_the_last_change_and_the_zone() -> None:
    activities = [{"verb": ["updated"], "field": ["a"], "created_at": "2026-11-13T09:14:00Z"}]
    sent = defined("a", field_type="date", collect_time=True, value="2026-12-01T23:30:00Z")
    root = task(activities=activities, **{"ko-form-fields": [sent]})
    (row,) = kickoff_fields(root, ZoneInfo("Europe/Berlin"))
    assert row.value == "2 Dec 2026, 00:30 CET"
    assert row.changed is not None
    assert row.changed.isoformat() == "2026-11-13T09:14:00+00:00"


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ({}, "absent"),
        ({"run": {"id": "r"}}, "absent"),
        ({"run": None}, "absent"),
        ({"run": []}, "absent"),
        ({"run": {"checklist": {"id": "c"}}}, "absent"),
        ({"ko-form-fields": None}, "empty"),
        ({"ko-form-fields": []}, "empty"),
        ({"ko_form_fields": {"data": []}}, "empty"),
        ({"ko_form_fields": False}, "empty"),
        ({"run": {"prerun": []}}, "empty"),
        ({"run": {"prerun": {}}}, "empty"),
        ({"run": {"prerun": None}}, "empty"),
        ({"run": {"data": {"checklist": {"prerun": []}}}}, "empty"),
        ({"run": {"prerun": {"a": None}}}, "present"),
        ({"ko-form-fields": "odd"}, "present"),
        ({"ko-form-fields": [{}]}, "present"),
    ],
)
def test_not_returned_is_not_none(members: dict[str, Any], state: str) -> None:
    root = task(**members)
    assert kickoff_state(root) == state
    assert bool(kickoff_fields(root)) is (state == "present")


def test_no_sample_without_a_kick_off_has_rows() -> None:
    roots: tuple[Any, ...] = (variants()["oneoff_task_php_empties"], None, [], {"error": True})
    for root in roots:
        assert (kickoff_fields(root), kickoff_state(root)) == ((), "absent")
    assert kickoff_nodes(None) == ()


def test_they_are_not_counted_among_the_tasks_fields() -> None:
    root = task_with(defined("t", value="x"), **{"ko-form-fields": [defined("a", required=True)]})
    assert kickoff_fields(root)[0].required_and_empty
    assert facts.field_counts(form_fields(root)) == (1, 0)


IDS = st.sampled_from(["a", "b", "0", "1", 41])
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "id": IDS | ANY_JSON,
        **dict.fromkeys(("label", "field_type", "field_value", "value", "position", "options"), ANY_JSON),
    },
)
LISTS = st.lists(ENTRIES | ANY_JSON, max_size=3) | ANY_JSON
STORED = st.dictionaries(st.sampled_from(["a", "b", "0", "1", "41"]), ENTRIES | ANY_JSON, max_size=3)


@given(LISTS, LISTS, STORED | LISTS, LISTS, st.booleans())
def test_any_json_in_every_place(first: Any, second: Any, prerun: Any, template: Any, wrapped: bool) -> None:
    run: Any = {"prerun": prerun, "ko_form_fields": second, "checklist": {"data": {"prerun": template}}}
    members = {"id": "d", "run": {"data": run} if wrapped else run, "ko-form-fields": first}
    root = {"data": members} if wrapped else members
    rows = kickoff_fields(root, ZoneInfo("Asia/Kolkata"))
    for row in rows:
        value_at(root, row.path)
        if row.value_path is not None:
            value_at(root, row.value_path)
        assert row.blank is (row.value == "")
        assert row.section == "kickoff"
    assert bool(rows) is (kickoff_state(root) == "present")
    keys = [
        node.value.get("id") for node, _places in kickoff_nodes(find_task(root)) if type(node.value) is dict
    ]
    texts = [key for key in keys if isinstance(key, str) and key]
    assert len(texts) == len(set(texts))


@given(ANY_JSON, st.sampled_from(["run", "ko-form-fields", "ko_form_fields", "activities"]))
def test_any_root_and_any_part_is_survived(value: Any, key: str) -> None:
    for root in (value, {"id": "d", key: value}, {"id": "d", "run": {key: value, "checklist": value}}):
        kickoff_fields(root)
        kickoff_state(root)
