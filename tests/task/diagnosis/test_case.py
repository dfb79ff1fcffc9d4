from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.diagnosis.case import Case, first_text
from tallyfy_inspector.task.reading import Found
from tests.support.cases import LEFT_OUT, NOW, case
from tests.support.samples import ANY_JSON, parsed

WHEN = "2026-11-20T17:00:00.000Z"


@pytest.mark.parametrize(
    ("sent", "flag", "number", "text", "told"),
    [
        (True, True, None, "", True),
        (1, True, 1.0, "", True),
        ("1", True, 1.0, "1", True),
        ("true", True, None, "true", True),
        (False, False, None, "", True),
        (0, False, 0.0, "", True),
        ("0", False, 0.0, "0", True),
        ("false", False, None, "false", True),
        (0.33, None, 0.33, "", True),
        ("  maybe ", None, None, "maybe", True),
        ("nan", None, None, "nan", True),
        ("1e999", None, None, "1e999", True),
        (10**400, None, None, "", True),
        ("", None, None, "", False),
        (None, None, None, "", False),
        ([], None, None, "", False),
        ({"a": 1}, None, None, "", True),
        (LEFT_OUT, None, None, "", False),
    ],
)
def test_single_values(sent: Any, flag: bool | None, number: float | None, text: str, told: bool) -> None:
    of = case(x=sent)
    assert (of.flag("x"), of.number("x"), of.text("x"), of.told("x")) == (flag, number, text, told)


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        ("2026-11-20T17:00:00.000Z", datetime(2026, 11, 20, 17, tzinfo=UTC)),
        (" 2026-11-20 17:00:00 ", datetime(2026, 11, 20, 17, tzinfo=UTC)),
        ("2026-11-20T17:00:00+02:00", datetime(2026, 11, 20, 17, tzinfo=timezone(timedelta(hours=2)))),
        ("2026-11-20", None),
        ("soon", None),
        (20261120, None),
        (None, None),
    ],
)
def test_moments(sent: Any, moment: datetime | None) -> None:
    assert case(x=sent).moment("x") == moment


def test_a_time_without_a_zone_is_known_as_such() -> None:
    of = case(x="2026-11-20T17:00:00Z", y="2026-11-20 17:00:00", z="soon")
    assert [of.zoned(*keys) for keys in ("x", "y", "z", "xy", "w")] == [True, False, False, False, False]


def test_places() -> None:
    of = case(x=1)
    assert of.at("x") == ("data", "x")
    assert of.at("y") == ("data", "y")
    assert of.at("status", of.run) == ("data", "run", "data", "status")
    assert of.places("y", "x") == (("data", "x"),)
    assert of.node(("data", "x")) == Found(1, ("data", "x"))


@pytest.mark.parametrize(
    ("status", "completed_at", "completed", "hidden", "waiting"),
    [
        ("in-progress", None, False, False, True),
        ("not-started", LEFT_OUT, False, False, True),
        ("Active", None, False, False, True),
        ("completed", None, True, False, False),
        ("Complete", None, True, False, False),
        ("auto-skipped", None, False, True, False),
        ("in-progress", "2026-11-20T17:00:00Z", False, False, True),
        ("brand-new", "2026-11-20T17:00:00Z", True, False, False),
        (None, "2026-11-20T17:00:00Z", True, False, False),
        (None, "yesterday", False, False, True),
        (["completed"], None, False, False, True),
        ("skipped", None, False, False, False),
        ("Skipped", "2026-11-20T17:00:00Z", False, False, False),
    ],
)
def test_states(status: Any, completed_at: Any, completed: bool, hidden: bool, waiting: bool) -> None:
    of = case(status=status, completed_at=completed_at)
    assert (of.completed, of.hidden, of.waiting) == (completed, hidden, waiting)


@pytest.mark.parametrize(
    ("changes", "archived"),
    [
        ({}, False),
        ({"archived_at": None}, False),
        ({"archived_at": "2026-11-20T17:00:00Z"}, True),
        ({"run": {"archived_at": "2026-11-20T17:00:00Z"}}, True),
        ({"run": {"archived_at": ""}}, False),
        ({"archived_at": "2026-11-20"}, True),
        ({"archived_at": False}, False),
        ({"archived_at": 0}, False),
        ({"archived_at": " "}, False),
        ({"archived_at": "0000-00-00 00:00:00"}, False),
        ({"run": {"status": "Archived"}}, True),
        ({"run_status": "archived"}, True),
        ({"run_status": ["archived"]}, False),
        ({"run": "x"}, False),
    ],
)
def test_archived(changes: dict[str, Any], archived: bool) -> None:
    of = case(**changes)
    assert of.archived is archived
    assert of.waiting is not archived


@pytest.mark.parametrize(
    ("run", "run_status", "archived", "sure", "completed"),
    [
        ({}, LEFT_OUT, False, False, False),
        ({"archived_at": WHEN}, LEFT_OUT, True, True, False),
        ({"archived_at": WHEN, "status": "completed", "completed_at": WHEN}, LEFT_OUT, True, True, True),
        ({"archived_at": WHEN, "status": "archived"}, "archived", True, True, False),
        ({"archived_at": WHEN, "status": "active"}, LEFT_OUT, True, False, False),
        ({"archived_at": WHEN}, "in-progress", True, False, False),
        ({"status": "archived"}, LEFT_OUT, True, True, False),
        ({"status": "archived", "archived_at": None}, LEFT_OUT, True, False, False),
        (LEFT_OUT, "archived", True, True, False),
        ({"status": "active", "archived_at": None}, "archived", True, False, False),
        ({"status": "completed"}, "archived", True, False, True),
        # A known status of the process that runs beats whatever else stands there.
        ({"completed_at": WHEN}, LEFT_OUT, False, False, True),
        ({"completed_at": WHEN, "status": "brand-new"}, LEFT_OUT, False, False, True),
        ({"completed_at": WHEN, "status": "Active"}, LEFT_OUT, False, False, False),
        ({"completed_at": WHEN}, "active", False, False, False),
        ({"completed_at": WHEN, "status": "issue"}, "completed", False, False, False),
        ({"status": "complete", "completed_at": None}, "active", False, False, True),
        ({"status": "brand-new"}, "complete", False, False, True),
        ({"status": ["complete"]}, 7, False, False, False),
    ],
)
def test_how_the_process_stands(
    run: Any, run_status: Any, archived: bool, sure: bool, completed: bool
) -> None:
    of = case(run=run, run_status=run_status)
    assert bool(of.process_archived) is archived
    assert of.process_surely_archived is sure
    assert bool(of.process_completed) is completed
    assert all(isinstance(of.node(path), Found) for path in (*of.process_archived, *of.process_completed))


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        (WHEN, datetime(2026, 11, 20, 17, tzinfo=UTC)),
        (["2026-11-20 17:00:00"], datetime(2026, 11, 20, 17, tzinfo=UTC)),
        ([], None),
        (None, None),
        ("soon", None),
    ],
)
def test_when_an_activity_happened_in_each_shape(sent: Any, moment: datetime | None) -> None:
    of = case(activities=[{"verb": "hidden", "created_at": sent}])
    (entry,) = of.activities("hidden")
    assert of.happened(entry) == moment


@pytest.mark.parametrize(
    ("members", "counts"),
    [
        ({}, True),
        ({"entity": {"type": "task"}}, True),
        ({"entity": [{"type": ["App\\Models\\Task"]}]}, True),
        ({"entity": {"id": "x"}}, True),
        ({"entity_type": "task"}, True),
        ({"entity": None, "entity_type": []}, True),
        ({"entity": {"type": "process"}}, False),
        ({"entity": ["process"]}, False),
        ({"entity_type": ["process"]}, False),
        ({"entity": {"id": "x"}, "entity_type": "run"}, False),
    ],
)
def test_what_happened_to_something_else_is_no_activity_of_the_task(members: Any, counts: bool) -> None:
    of = case(activities=[{"verb": "re-opened", **members}])
    assert bool(list(of.activities("re-opened"))) is counts


@pytest.mark.parametrize(
    ("task", "step", "expected"),
    [
        (True, LEFT_OUT, (True, ("data", "x"), False)),
        (False, {"x": True}, (False, ("data", "x"), False)),
        (None, {"x": True}, (True, ("data", "step", "x"), True)),
        ("perhaps", {"x": 0}, (False, ("data", "step", "x"), True)),
        (None, {"id": "s"}, (None, ("data", "step", "x"), True)),
        (LEFT_OUT, LEFT_OUT, (None, ("data", "x"), False)),
    ],
)
def test_a_setting_is_the_task_s_own_or_else_its_step_s(task: Any, step: Any, expected: Any) -> None:
    assert case(x=task, step=step).setting("x") == expected


def test_times_are_told_in_the_organization_s_zone_too() -> None:
    moment = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert case().when(moment) == "20 Nov 2026, 17:00 UTC"
    there = case(run={"data": {"id": "r0", "organization": {"timezone": "America/New_York"}}})
    assert there.when(moment) == "20 Nov 2026, 17:00 UTC (20 Nov 2026, 12:00 EST in the organization's zone)"
    assert case(organization_timezone="UTC").when(moment) == "20 Nov 2026, 17:00 UTC"


@pytest.mark.parametrize("nothing", [LEFT_OUT, None, [], {}, {"data": None}, {"data": []}, "x", 7])
def test_a_process_or_step_that_is_none(nothing: Any) -> None:
    of = case(run=nothing, step=nothing)
    assert of.run is None
    assert of.step is None


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (None, ("issues", "assets")),
        (frozenset[str](), ("issues", "assets")),
        (frozenset({"assets"}), ("issues",)),
        (frozenset({"assets", "issues"}), ()),
    ],
)
def test_what_fetching_can_still_bring(asked: frozenset[str] | None, missing: tuple[str, ...]) -> None:
    of = case(asked, issues=LEFT_OUT, assets=LEFT_OUT, threads=None)
    assert of.missing("issues", "threads", "assets") == missing
    assert of.returned("threads")
    assert not of.returned("assets")


def test_activities_by_verb_in_both_shapes() -> None:
    entries = [{"verb": ["completed"]}, {"verb": "completed"}, {"verb": ["created"]}, None, 7, {"verb": {}}]
    of = case(activities={"data": entries})
    assert [each.path[-1] for each in of.activities("completed", "other")] == [0, 1]
    assert list(case(activities=None).activities("completed")) == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("a", "a"), (["a", "b"], "a"), ({"0": "a"}, "a"), ([" a "], "a"),
        ([], ""), ([7], ""), (None, ""), ({"a": "b"}, ""),
    ],
)  # fmt: skip
def test_first_text(sent: Any, told: str) -> None:
    assert first_text(Found(parsed({"x": sent}), ()), "x") == told


def test_its_repr_holds_no_content() -> None:
    assert repr(case(title="CANARY")) == "<Case>"


@given(ANY_JSON)
def test_nothing_raises(value: Any) -> None:
    root = {"x": value, "status": value, "run": value, "completed_at": value, "archived_at": value}
    of = Case(root, Found(root, ()), None, NOW, UTC)
    for fact in (of.flag, of.number, of.text, of.moment, of.told, of.at, of.listed, of.returned):
        fact("x")
        fact("y")
    assert of.waiting in (True, False)
    assert all(each.path for each in of.listed("x"))
