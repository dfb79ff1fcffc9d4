from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.redact import MASK
from tallyfy_inspector.task.process import Facts
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.task.step import rule_words, step
from tests.support.samples import ANY_JSON, parsed, task_full


def facts(found: Facts) -> dict[str, str]:
    return {line.label: line.text for line in found.lines}


def only(**members: Any) -> dict[str, str]:
    return facts(step(parsed({"data": {"id": "d0", "step": {"data": members}}})))


def test_the_sample_task() -> None:
    told = facts(step(task_full()))
    assert told["Default assignees"] == "Sam Lindqvist (member 20391)"
    assert told["Default guests"] == told["Default groups"] == "nobody"
    assert told["Only assignees may complete"] == told["Everyone assigned must complete"] == "yes"
    assert told["Deadline rule"] == "5 days after launch"
    assert told["Starts"] == "0 days (the answer does not say from what)"
    assert told["Launches next"] == "nothing"
    assert told["Webhook"] == "set: https://hooks.example.com/tallyfy/step-5"
    assert told["Description"] == "Get the signed quote and confirm the install date."
    assert told["Form fields in the template"] == "none"


def test_every_member_has_its_line() -> None:
    inner = task_full()["data"]["step"]["data"]
    assert {line.path[3] for line in step(task_full()).lines} == set(inner)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"value": 2, "unit": "days", "option": "from", "step": "start_run"}, "2 days after launch"),
        ({"value": 1, "unit": "days", "step": "start_run"}, "1 day after launch"),
        ({"value": "3", "unit": "hour", "step": "7b25"}, "3 hours after step 7b25"),
        ({"value": 2, "unit": "weeks", "option": "prior", "step": "7b25"}, "2 weeks before step 7b25"),
        ({"value": 2, "unit": "days"}, "2 days (the answer does not say from what)"),
        ({"value": 2, "unit": "sprints", "step": "start_run"}, "2 sprints after launch"),
        ({"value": "2.5", "unit": "days", "step": "start_run"}, "2.5 days after launch"),
        ({"value": 2, "unit": "days", "option": "near", "step": "x"},
         '2 days (as sent: {"value": 2, "unit": "days", "option": "near", "step": "x"})'),
        ({"value": None, "unit": "days"}, '{"value": null, "unit": "days"}'),
        ({"value": 2}, '{"value": 2}'),
        ({"value": [1, 2], "unit": "days"}, '{"value": [1, 2], "unit": "days"}'),
        ("soon", '"soon"'),
        (None, ""),
        ([], ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_rule_for_a_time_in_words(rule: Any, words: str) -> None:
    assert rule_words(Found(rule, ("deadline",))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"id": "t1", "default_name_format": "Install {{x}}"}, "template t1, named “Install {{x}}”"),
        ({"id": "t1"}, "template t1"),
        ({"x": 1}, '{"x": 1}'),
        (None, "nothing"),
        ([], "nothing"),
    ],
)
def test_what_is_launched_next(value: Any, words: str) -> None:
    assert only(bp_to_launch=value)["Launches next"] == words


def test_a_webhook_gives_nothing_away() -> None:
    assert only(webhook="https://h.example/x?key=abc")["Webhook"] == f"set: https://h.example/x?{MASK}"
    assert only(webhook=None)["Webhook"] == "not set"


@pytest.mark.parametrize(
    ("value", "words"), [({"data": [{}, {}]}, "2"), ([1], "1"), ([], "none"), (None, "none"), (5, "5")]
)
def test_how_many_form_fields_the_template_has(value: Any, words: str) -> None:
    inner = value["data"] if isinstance(value, dict) else value
    assert only(captures=inner)["Form fields in the template"] == words


def test_what_the_task_itself_says_without_its_step() -> None:
    found = step(parsed({"data": {"id": "d", "step_id": "s1", "alias": "", "checklist_id": "c1"}}))
    assert found.state == "not returned"
    assert facts(found) == {"Step ID": "s1", "Template ID (API: checklist_id)": "c1"}


def test_a_one_off_task_is_told() -> None:
    found = step(parsed({"data": {"id": "d", "step": [], "is_oneoff_task": 1}}))
    assert (found.state, found.notes) == ("empty", ("This is a one-off task: it has no step in a template.",))


def test_what_is_not_known_is_kept() -> None:
    assert only(title="T", mood={"a": 1})["mood"] == '{"a": 1}'


@given(ANY_JSON)
def test_nothing_is_too_odd(value: Any) -> None:
    keys = ("title", "assignees", "guests", "roles", "deadline", "start_date", "bp_to_launch", "webhook",
            "captures", "summary", "max_assignable", "created_at", "top_secret")  # fmt: skip
    rule = dict.fromkeys(("value", "unit", "option", "step"), value)
    for inner in (value, dict.fromkeys(keys, value), {"deadline": rule, "bp_to_launch": {"id": value}}):
        found = step({"data": {"id": "d", "step": inner, "step_id": value, "is_oneoff_task": value}})
        assert all(line.label and isinstance(line.text, str) for line in found.lines)
    rule_words(Found(value, ()))
