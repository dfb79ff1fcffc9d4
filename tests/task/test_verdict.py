"""Each fact once, from the answer alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.verdict import CODES, Part, verdict
from tests.support.samples import ANY_JSON, parsed, task_full, task_with, variants

NOW = datetime(2026, 11, 23, 11, 1, 3, tzinfo=UTC)
OWNERS = {"users": [1, 2], "guests": ["a@b.example"], "groups": ["7b25"], "taskUrls": []}
NOBODY: dict[str, Any] = {"users": [], "guests": [], "groups": []}
REQUIRED = {"id": "f1", "field_type": "text", "label": "Region", "required": True, "field_value": None}


def told(root: object) -> dict[str, Part]:
    return {part.code: part for part in verdict(root, NOW, UTC)}


def texts(root: object) -> list[str]:
    return [part.text for part in verdict(root, NOW, UTC)]


def test_a_task_blocked_for_reasons() -> None:
    parts = verdict(task_full(), NOW, UTC)
    assert " · ".join(part.text for part in parts) == (
        "In progress · Overdue 2 days 18 hours · 1 open issue · 1 required, empty"
        " · 1 checklist not ticked off, most likely · Others still to complete it, most likely · 2 "
        "members, 1 guest, 1 group"
    )
    assert [part.tone for part in parts] == [
        "plain",
        "warning",
        "bad",
        "bad",
        "warning",
        "warning",
        "plain",
    ]
    assert [part.panel for part in parts] == [
        "json",
        "json",
        "diagnosis",
        "fields",
        "fields",
        "diagnosis",
        "people",
    ]


def test_each_place_is_in_the_answer() -> None:
    root = task_full()
    for part in verdict(root, NOW, UTC):
        assert part.paths
        for path in part.paths:
            value_at(root, path)


@pytest.mark.parametrize(
    ("members", "expected", "tone"),
    [
        ({"deadline": "2026-11-20T17:00:00.000Z"}, "Overdue 2 days 18 hours", "warning"),
        ({"deadline": "2026-11-20 17:00:00"}, "Overdue 2 days 18 hours, most likely", "warning"),
        ({"deadline": "2026-11-26 11:01:03"}, "Due in 3 days, most likely", "plain"),
        (
            {"deadline": "2026-11-20T17:00:00Z", "completed_at": "2026-11-21 18:30:00"},
            "Completed 1 day 1 hour late, most likely",
            "warning",
        ),
        ({"deadline": "2026-11-20T18:00:00+01:00"}, "Overdue 2 days 18 hours", "warning"),
        ({"deadline": "2026-11-26T11:01:03Z"}, "Due in 3 days", "plain"),
        ({"deadline": "2026-11-23T11:01:03Z"}, "Due in less than a minute", "plain"),
        ({"deadline": "9999-12-31T23:59:59Z", "status": "x"}, "Due in 2912116 days 12 hours", "plain"),
        (
            {"deadline": "2026-11-20T17:00:00Z", "completed_at": "2026-11-21T18:30:00Z"},
            "Completed 1 day 1 hour late, most likely",  # no status says so
            "warning",
        ),
        (
            {
                "deadline": "2026-11-20T17:00:00Z",
                "completed_at": "2026-11-21 18:30:00",
                "status": "completed",
            },
            "Completed 1 day 1 hour late, most likely",
            "warning",
        ),
        (
            {
                "deadline": "2026-11-20T17:00:00Z",
                "completed_at": "2026-11-21T18:30:00Z",
                "status": "complete",
            },
            "Completed 1 day 1 hour late",
            "warning",
        ),
    ],
)
def test_the_deadline(members: dict[str, Any], expected: str, tone: str) -> None:
    part = told(task_with(**members))["deadline"]
    assert (part.text, part.tone) == (expected, tone)


@pytest.mark.parametrize(
    "members",
    [
        {"deadline": None},
        {"deadline": ""},
        {"deadline": "soon"},
        {"deadline": ["2026-11-20T17:00:00Z"]},
        {"deadline": "2026-11-20"},  # a day has no time that could have passed
        {"deadline": "2026-11-20T17:00:00Z", "status": "completed"},
        {"deadline": "2026-11-20T17:00:00Z", "completed_at": "2026-11-20T17:00:00Z"},
        {"deadline": "2026-11-20T17:00:00Z", "status": "auto-skipped"},
        {"deadline": "2026-11-20T17:00:00Z", "archived_at": "2026-11-21T17:00:00Z"},
        {"started_at": "2020-01-01T00:00:00Z", "is_soft_start_date": True},
    ],
)
def test_nothing_is_said_of_a_deadline_that_does_not_hold(members: dict[str, Any]) -> None:
    assert "deadline" not in told(task_with(**members))


def test_the_deadline_itself_is_told_to_who_asks_in_both_zones() -> None:
    root = task_full()
    part = told(root)["deadline"]
    assert part.more == "Deadline: 20 Nov 2026, 17:00 UTC"
    root["data"]["organization_timezone"] = "America/New_York"
    assert told(root)["deadline"].more == (
        "Deadline: 20 Nov 2026, 17:00 UTC (20 Nov 2026, 12:00 EST in the organization's zone)"
    )
    root["data"] |= {"status": "completed", "completed_at": "2026-11-21T17:00:00Z"}
    assert told(root)["deadline"].more.startswith("Deadline: 20 Nov 2026, 17:00 UTC")


def test_late_is_said_with_completed_and_not_beside_it() -> None:
    late = {"deadline": "2026-11-20T17:00:00Z", "completed_at": "2026-11-21T17:00:00Z"}
    assert texts(task_with(status="completed", **late)) == ["Completed 1 day late"]
    assert texts(task_with(status="brand-new", **late)) == ["brand-new", "Completed 1 day late, most likely"]
    assert texts(task_with(status="completed", completed_at="2026-11-20T17:00:00Z")) == ["Completed"]


def test_hidden_and_archived() -> None:
    assert texts(task_with(status="auto-skipped")) == ["Hidden (auto-skipped)"]
    archived = told(task_with(archived_at="2026-11-20T17:00:00Z"))["archived"]
    assert (archived.text, archived.tone) == ("Archived", "bad")


def test_a_status_nobody_documented_is_short_and_on_one_line() -> None:
    (part,) = verdict(task_with(status="a\nb " + "c" * 500), NOW, UTC)
    assert part.text.startswith("a b ccc")
    assert len(part.text) == 60


def test_an_open_issue_is_counted_where_the_answer_lists_it() -> None:
    issue = {"id": "i1", "label": "problem", "resolve_id": None}
    done = {"id": "i2", "label": "problem", "resolve_id": "r"}
    assert texts(task_with(issues={"data": [issue, done]}, problem=True)) == ["1 open issue"]
    assert texts(task_with(issues=[issue, issue])) == ["2 open issues, most likely"]
    assert told(task_with(issues=[issue]))["issues"].tone == "warning"
    assert told(task_with(issues=[issue], problem=True))["issues"].tone == "bad"
    assert texts(task_with(issues=[done], problem=False)) == []
    flag = told(task_with(problem=True))["issues"]
    assert (flag.text, flag.paths) == ("Open issue", (("data", "problem"),))


def test_what_stops_a_task_is_no_blocker_of_a_completed_one() -> None:
    open_ = told(task_with(REQUIRED, problem=True))
    done = told(task_with(REQUIRED, problem=True, status="completed"))
    assert [open_[code].tone for code in ("issues", "fields")] == ["bad", "bad"]
    assert [done[code].tone for code in ("issues", "fields")] == ["plain", "plain"]


LATE = {"deadline": "2026-11-01T17:00:00Z", "completed_at": "2026-11-10T17:00:00Z"}


def test_a_time_of_completion_that_lingers_does_not_contradict_the_diagnosis() -> None:
    assert texts(task_with(status="in-progress", **LATE)) == ["In progress", "Overdue 21 days 18 hours"]
    assert texts(task_with(status="Completed", **LATE)) == ["Completed 9 days late"]
    assert texts(task_with(status="skipped", **LATE)) == ["Skipped"]


@pytest.mark.parametrize(
    ("members", "expected", "tone"),
    [
        ({"run": {"data": {"archived_at": "2026-11-10T17:00:00Z"}}}, "Process archived", "bad"),
        ({"run_status": "archived"}, "Process archived", "bad"),
        ({"run_status": "archived", "run": {"data": {"id": "r0", "status": "active", "archived_at": None}}},
         "Process archived, most likely", "warning"),
        ({"run_status": "archived", "archived_at": "2026-11-10T17:00:00Z"}, "Process archived", "bad"),
        ({"run_status": "archived", "status": "completed"}, "Process archived", "plain"),
        ({"run_status": "complete"}, "Process completed", "warning"),
        ({"run": {"status": "issue"}}, "Process stopped by an issue, most likely", "warning"),
        ({"run": {"has_open_issue": True}, "problem": False}, "Process stopped by an issue, most likely",
         "warning"),
    ],
)  # fmt: skip
def test_what_holds_the_process_holds_the_task(members: dict[str, Any], expected: str, tone: str) -> None:
    root = task_with(**{"status": "in-progress", **members})
    part = told(root)["process"]
    assert (part.text, part.tone, part.panel) == (expected, tone, "diagnosis")
    assert "archived" not in told(root)
    for path in part.paths:
        value_at(root, path)


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"run_status": "active"},
        {"run": {"status": "issue"}, "problem": True},  # its own issue says it
        {"run": {"status": "issue"}, "status": "completed"},
        {"run_status": "complete", "status": "completed"},
    ],
)
def test_of_a_process_that_holds_nothing_up_nothing_is_said(members: dict[str, Any]) -> None:
    assert "process" not in told(task_with(**members))


def test_an_archived_time_that_is_none_is_not_said() -> None:
    for value in (False, 0, " ", "0000-00-00 00:00:00"):
        assert texts(task_with(archived_at=value)) == []


def test_others_who_still_have_to_complete_it() -> None:
    some = {"everyone_must_complete": True, "completion_progress": 0.25}
    part = told(task_with(**some))["signatures"]
    assert (part.text, part.tone) == ("Others still to complete it, most likely", "warning")
    for none in (
        {**some, "completion_progress": 0},
        {**some, "completion_progress": 2},
        {**some, "status": "completed"},
    ):
        assert "signatures" not in told(task_with(**none))


def test_of_an_opened_answer_nobody_knows_whether_it_is_still_open() -> None:
    root = task_with(deadline="2026-11-20T17:00:00Z")
    (part,) = verdict(root, NOW, UTC, None, True)
    assert part.text == "Overdue 2 days 18 hours, if still open"
    assert texts(task_with(deadline="2026-11-26T11:01:03Z")) == ["Due in 3 days"]


def test_what_is_only_likely_says_so() -> None:
    unsent = {key: value for key, value in REQUIRED.items() if key != "field_value"}
    part = told(task_with(unsent))["fields"]
    assert (part.text, part.tone) == ("1 required, empty, most likely", "warning")
    part = told(task_with(REQUIRED, unsent))["fields"]
    assert (part.text, part.tone) == ("2 required, empty, 1 of them most likely", "bad")


def test_required_and_empty_leads_to_each_field() -> None:
    other = {**REQUIRED, "id": "f2", "field_value": "North"}
    part = told(task_with(REQUIRED, other, {**REQUIRED, "id": "f3"}))["fields"]
    assert part.text == "2 required, empty"
    assert part.paths == (("data", "form_fields", "data", 0), ("data", "form_fields", "data", 2))


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        (OWNERS, "2 members, 1 guest, 1 group"),
        ({**NOBODY, "users": [{"id": 3, "full_name": "N"}]}, "1 member"),
        ({**NOBODY, "guests": ["a", "b"]}, "2 guests"),
        (NOBODY, "Nobody assigned"),
    ],
)
def test_people_are_counted(owners: object, expected: str) -> None:
    assert texts(task_with(owners=owners)) == [expected]


@pytest.mark.parametrize("owners", [None, [], 3, {}, {"users": [1]}, {**NOBODY, "groups": None}])
def test_nothing_is_said_of_people_that_the_answer_does_not_tell(owners: object) -> None:
    assert texts(task_with(owners=owners)) == []


OVER = [
    {"status": "completed"},
    {"status": "auto-skipped"},
    {"status": "skipped"},
    {"archived_at": "2026-11-20T17:00:00Z"},
    {"run_status": "archived"},
]


@pytest.mark.parametrize("members", OVER)
def test_what_the_rules_are_silent_of_is_plain(members: dict[str, Any]) -> None:
    parts = told(task_with(REQUIRED, owners=NOBODY, **members))
    assert (parts["fields"].tone, parts["people"].tone) == ("plain", "plain")
    parts = told(task_with(REQUIRED, owners=NOBODY))
    assert (parts["fields"].tone, parts["people"].tone) == ("bad", "warning")


@pytest.mark.parametrize(
    "members", [{"owners": NOBODY, "roles": ["r1"]}, {"owners": {**NOBODY, "users": [{}]}}]
)
def test_nobody_is_most_likely_where_the_diagnosis_doubts_it(members: dict[str, Any]) -> None:
    part = told(task_with(**members))["people"]
    assert (part.text, part.tone) == ("Nobody assigned, most likely", "warning")


def test_nobody_is_a_warning_until_the_task_is_done() -> None:
    assert told(task_with(owners=NOBODY))["people"].tone == "warning"
    assert told(task_with(owners=NOBODY, status="completed"))["people"].tone == "plain"


@pytest.mark.parametrize("root", [None, [], {}, 3, "x", {"data": None}, {"data": {}}])
def test_nothing_where_there_is_no_task(root: object) -> None:
    assert verdict(root, NOW, UTC) == ()


@pytest.mark.parametrize("name", sorted(variants()))
def test_every_variant_has_one(name: str) -> None:
    assert all(part.text and part.code in CODES for part in verdict(variants()[name], NOW, UTC))


def test_the_order_and_no_content_in_the_repr() -> None:
    codes = [part.code for part in verdict(task_full(), NOW, UTC)]
    assert codes == sorted(codes, key=CODES.index)
    assert "2 members" not in repr(verdict(task_full(), NOW, UTC))


@given(ANY_JSON, ANY_JSON, ANY_JSON, ANY_JSON, ANY_JSON)
def test_no_json_breaks_it(one: Any, two: Any, three: Any, four: Any, five: Any) -> None:
    verdict(one, NOW, UTC)
    root = parsed({"data": {"id": "1"}})
    root["data"].update(
        status=one, deadline=two, completed_at=three, owners=four, issues=five, form_fields=one,
        problem=two, archived_at=three, threads=four, run=one, run_status=two, step=three,
        everyone_must_complete=four, completion_progress=five,
    )  # fmt: skip
    for part in verdict(root, NOW, UTC):
        assert part.text
        assert part.code in CODES
        assert "\n" not in part.text
