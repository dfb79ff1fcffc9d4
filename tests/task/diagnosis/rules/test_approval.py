"""Approved, rejected, still to be decided, or not told."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.approval import rule
from tests.support.findings import PAST, Said, findings, said

DONE = {"task_type": "approval", "status": "completed", "completed_at": PAST}
OPEN = {"task_type": "approval"}
PENDING = ("info", "likely", "Waits for a decision: approve or reject")
HALF = ("info", "likely", "A decision is recorded, but the task is not completed")
UNDECIDED = ("info", "cannot_tell", "Was it approved or rejected?")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({**DONE, "is_approved": True}, [("info", "certain", "Approved")]),
        ({**DONE, "is_approved": 1, "task_type": "accept_decline"}, [("info", "certain", "Approved")]),
        ({**DONE, "is_approved": False, "completer_id": 7}, [("info", "certain", "Rejected")]),
        (
            {**DONE, "is_approved": False, "completer_id": None, "completer_guest": "a@b.example"},
            [("info", "certain", "Rejected")],
        ),
        # False may only mean that nobody decided.
        ({**DONE, "is_approved": False}, [("info", "likely", "Rejected")]),
        ({**DONE, "is_approved": False, "completer_id": None}, [UNDECIDED]),
        ({**DONE, "is_approved": True, "completer_id": None}, [("info", "certain", "Approved")]),
        ({**DONE, "is_approved": True, "status": "brand-new"}, [("info", "likely", "Approved")]),
        ({**DONE, "is_approved": False, "status": None, "completer_id": 7}, [("info", "likely", "Rejected")]),
        (
            {**DONE, "task_type": None, "is_approved": True, "step": {"step_type": "approval"}},
            [("info", "likely", "Approved")],
        ),
        ({**OPEN, "is_approved": False}, [PENDING]),
        ({**OPEN, "is_approved": False, "status": "auto-skipped"}, []),
        ({**DONE, "is_approved": None}, [UNDECIDED]),
        ({**DONE, "is_approved": "perhaps"}, [UNDECIDED]),
        (DONE, [UNDECIDED]),
        ({**OPEN, "is_approved": None}, [PENDING]),
        (OPEN, [PENDING]),
        ({"step": {"data": {"step_type": "approval"}}}, [PENDING]),
        ({**OPEN, "is_approved": True}, [HALF]),
        ({**OPEN, "status": "auto-skipped"}, []),
        ({**OPEN, "archived_at": PAST}, []),
        ({"task_type": "task", "is_approved": True}, []),
        ({"task_type": "task", "step": {"data": {"step_type": "approval"}}}, []),
        ({"task_type": ["approval"]}, []),
        ({}, []),
    ],
)
def test_approval(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_the_activity_list_may_hold_the_decision() -> None:
    assert [each.needs for each in findings(rule, asked=(), **DONE)] == [("activities",)]
    assert [each.needs for each in findings(rule, asked=(), **DONE, activities=[])] == [()]


def test_an_open_one_that_says_false_is_not_said_to_be_decided_nor_silent() -> None:
    (off,) = findings(rule, **OPEN, is_approved=False)
    (silent,) = findings(rule, **OPEN, is_approved=None)
    assert "open and not marked as approved, so most likely nobody has decided yet" in off.text
    assert "neither is recorded" in silent.text


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({**DONE, "is_approved": True}, "Somebody approved this task"),
        ({**DONE, "is_approved": True, "status": "brand-new"}, "Most likely somebody approved this task"),
        ({**DONE, "is_approved": False, "completer_id": 7}, "Somebody rejected this task"),
        ({**DONE, "is_approved": False}, "Most likely somebody rejected this task"),
        ({**DONE, "is_approved": None}, "does not hold the decision"),
        ({**OPEN, "is_approved": True}, "Most likely others still have to decide"),
    ],
)
def test_each_says_its_own(members: dict[str, Any], words: str) -> None:
    (finding,) = findings(rule, **members)
    assert finding.text.startswith(words) or words in finding.text.partition(". ")[0]
    assert ("rejected" in finding.text) is (finding.title == "Rejected")
    assert ("approved this task" in finding.text) is (finding.title == "Approved")


def test_it_leads_to_the_type_where_that_is_not_certain() -> None:
    step = {"data": {"step_type": "approval"}}
    (finding,) = findings(rule, step=step)
    assert finding.because[0] == ("data", "step", "data", "step_type")
    (finding,) = findings(rule, **{**DONE, "task_type": None}, is_approved=True, step=step)
    assert finding.because[-1] == ("data", "step", "data", "step_type")
