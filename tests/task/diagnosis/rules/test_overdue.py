from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tallyfy_inspector.task.diagnosis.rules.overdue import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"deadline": at(days=-3)}, ["warning certain"]),
        ({"deadline": at(seconds=1)}, []),
        ({"deadline": at()}, []),
        ({"deadline": at(days=-3), "status": "completed", "completed_at": at(days=-3)}, []),
        ({"deadline": "2026-11-20 17:00:00"}, ["warning likely"]),
        ({"deadline": at(days=-3), "status": "auto-skipped"}, []),
        ({"deadline": at(days=-3), "archived_at": at(days=-1)}, []),
        ({"deadline": at(days=-3), "status": "completed", "completed_at": at(days=-2)}, ["info certain"]),
        (
            {"deadline": "2026-11-20 17:00:00", "status": "completed", "completed_at": at(days=-2)},
            ["info likely"],
        ),
        ({"deadline": at(days=-3), "status": "brand-new", "completed_at": at(days=-2)}, ["info likely"]),
        ({"deadline": at(days=-3), "status": LEFT_OUT, "completed_at": at(days=-2)}, ["info likely"]),
        ({"deadline": at(days=-3), "status": "completed", "completed_at": at(days=-4)}, []),
        ({"deadline": at(days=-3), "status": "completed", "completed_at": LEFT_OUT}, []),
        ({"deadline": "next week"}, ["warning cannot_tell"]),
        ({"deadline": 20261120}, ["warning cannot_tell"]),
        ({"deadline": ["2026-11-20T17:00:00Z"]}, ["warning cannot_tell"]),
        ({"deadline": None}, []),
        ({"deadline": "0001-01-01T00:00:00+14:00"}, ["warning certain"]),
        ({"started_at": at(days=-9), "deadline": at(days=1)}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_says_how_long_and_when_in_the_persons_zone() -> None:
    of = case(zone=ZoneInfo("Europe/Berlin"), deadline="2026-11-20T17:00:00.000Z")
    (finding,) = rule(of)
    assert finding.title == "Overdue 2 days 19 hours"
    assert "20 Nov 2026, 18:00 CET" in finding.text
    assert places(finding, of) == ["2026-11-20T17:00:00.000Z"]


def test_it_says_how_late_it_was_completed() -> None:
    of = case(deadline=at(days=-3), status="completed", completed_at=at(days=-2))
    (finding,) = rule(of)
    assert finding.title == "Completed 1 day late"
    assert "and the task was completed on" in finding.text
    assert places(finding, of) == [at(days=-2), at(days=-3)]


def test_where_no_status_says_so_it_is_not_said_to_be_completed() -> None:
    (finding,) = rule(case(deadline=at(days=-3), status="brand-new", completed_at=at(days=-2)))
    assert "No status says that the task is completed." in finding.text
    assert "was completed" not in finding.text


def test_what_can_be_done_is_said_of_an_open_one() -> None:
    (finding,) = rule(case(deadline=at(days=-3)))
    assert "The deadline was 20 Nov 2026" in finding.text
    assert "The task can still be completed; move the deadline" in finding.text
    assert "read as UTC" not in finding.text
    (finding,) = rule(case(deadline="next week"))
    assert "cannot be read as a date" in finding.text


def test_what_was_assumed_and_what_hangs_on_it_is_said() -> None:
    (finding,) = rule(case(deadline="2026-11-20 17:00:00", has_deadline_dependent_child_tasks=True))
    assert "read as UTC" in finding.text
    assert "Deadlines of other tasks" in finding.text


@pytest.mark.parametrize("status", ["skipped", "Skipped"])
def test_a_skipped_task_is_not_overdue(status: str) -> None:
    assert kinds(rule(case(status=status, deadline=at(days=-3)))) == []


def test_of_an_opened_answer_nobody_knows_whether_it_is_still_open() -> None:
    (finding,) = rule(case(None, deadline="2025-11-01T17:00:00Z"))
    assert (finding.severity, finding.confidence) == ("warning", "likely")
    assert finding.title == "Overdue 386 days 19 hours, if still open"
    assert "when this was saved" in finding.text
    assert "is still open, it" in (finding.reply or "")
    assert kinds([finding]) == ["warning likely"]
    late: dict[str, Any] = {"deadline": at(days=-3), "status": "completed", "completed_at": at(days=-2)}
    assert kinds(rule(case(None, **late))) == ["info certain"]  # what has been stays


def test_the_deadline_is_told_in_the_organization_s_zone_too() -> None:
    zone: dict[str, Any] = {"organization": {"timezone": "America/New_York"}}
    (finding,) = rule(case(deadline="2026-11-20T17:00:00Z", **zone))
    assert "17:00 UTC (20 Nov 2026, 12:00 EST in the organization's zone)." in finding.text
    late: dict[str, Any] = {"status": "completed", "completed_at": "2026-11-21T17:00:00Z"}
    (finding,) = rule(case(deadline="2026-11-20T17:00:00Z", **late, **zone))
    assert finding.text.count("EST in the organization's zone") == 2
