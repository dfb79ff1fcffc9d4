"""Tasks that complete or send themselves, e-mail drafts that do not, and completions by nobody."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.self_completed import rule
from tests.support.findings import FUTURE, PAST, Said, findings, said

LATER = "2026-11-20T17:04:00.000Z"
DONE = {"status": "completed", "deadline": PAST, "completed_at": LATER, "completer_id": None}
ITSELF = ("info", "likely", "Completed by itself")
SENT = ("info", "likely", "Sent and completed by itself")
WHO = ("info", "cannot_tell", "Who completed the task?")
WILL = ("info", "likely", "Will complete itself at its deadline")
LATE = ("warning", "likely", "Should have completed itself 2 days 19 hours ago")
NEVER = ("warning", "likely", "Completes itself at its deadline, but has none")
DRAFT = ("info", "likely", "The e-mail waits for somebody to send it")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({**DONE, "task_type": "expiring"}, [ITSELF]),
        ({**DONE, "task_type": "expiring_email"}, [SENT]),
        ({**DONE, "step": {"data": {"step_type": "expiring"}}}, [ITSELF]),
        ({**DONE, "task_type": "expiring", "completer_id": 7}, []),
        ({**DONE, "task_type": "expiring", "completer_guest": "a@b.example"}, []),
        ({**DONE, "task_type": "expiring", "completed_at": "2026-11-19T10:00:00Z"}, [WHO]),
        ({**DONE, "task_type": "expiring", "deadline": None}, [WHO]),
        ({**DONE, "task_type": "task"}, [WHO]),
        ({**DONE, "task_type": "task", "activities": [{"verb": ["completed"]}]}, []),
        ({"status": "completed", "task_type": "task"}, []),  # nothing is said about who did it
        ({"task_type": "expiring", "deadline": FUTURE}, [WILL]),
        ({"task_type": "expiring_email", "deadline": FUTURE},
         [("info", "likely", "Will be sent at its deadline")]),
        ({"task_type": "expiring", "deadline": "2026-11-23T11:55:00Z"}, [WILL]),  # within the grace
        ({"task_type": "expiring", "deadline": PAST}, [LATE]),
        ({"task_type": "expiring", "deadline": None}, [NEVER]),
        ({"task_type": "expiring"}, [NEVER]),
        ({"task_type": "expiring", "deadline": "soon"}, []),
        ({"task_type": "expiring", "deadline": PAST, "status": "auto-skipped"}, []),
        ({"task_type": "email"}, [DRAFT]),
        ({"task_type": "email", "status": "auto-skipped"}, []),
        ({"task_type": "task", "deadline": PAST}, []),
        ({"task_type": 5, "deadline": PAST}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_self_completed(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_the_deadline_is_told_with_its_zone() -> None:
    (found,) = findings(rule, task_type="expiring", deadline=FUTURE)
    assert "30 Nov 2026, 17:00 UTC" in found.text
    assert found.because == (("data", "task_type"), ("data", "deadline"))


def test_a_deadline_at_the_end_of_time_is_no_trouble() -> None:
    for deadline in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert len(said(rule, task_type="expiring", deadline=deadline)) == 1


def test_who_completed_it_may_stand_in_the_activity_list() -> None:
    assert [each.needs for each in findings(rule, asked=(), **DONE)] == [("activities",)]
    assert [each.needs for each in findings(rule, asked=(), **DONE, activities=[])] == [()]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({**DONE, "task_type": "expiring", "is_approved": True},
         [("info", "likely", "Acknowledged, not expired")]),
        ({**DONE, "task_type": "expiring", "is_approved": False}, [ITSELF]),
        ({**DONE, "task_type": "expiring", "is_approved": None}, [ITSELF]),
        ({**DONE, "task_type": "expiring_email", "is_approved": True}, [SENT]),
        ({**DONE, "task_type": "task", "is_approved": True}, [WHO]),
    ],
)  # fmt: skip
def test_acknowledged_or_expired_stands_in_the_decision(
    members: dict[str, Any], expected: list[Said]
) -> None:
    assert said(rule, **members) == expected


@pytest.mark.parametrize("kind", ["expiring", "email"])
@pytest.mark.parametrize("over", [{"archived_at": PAST}, {"run_status": "archived"}, {"status": "skipped"}])
def test_of_a_task_that_nobody_waits_for_nothing_is_expected(kind: str, over: dict[str, Any]) -> None:
    assert said(rule, task_type=kind, **over) == []
