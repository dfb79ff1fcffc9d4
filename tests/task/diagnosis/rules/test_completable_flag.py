from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.completable_flag import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, never_asks, places

ISSUE: dict[str, Any] = {"problem": True, "issues": [{"id": "i"}]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"is_completable": True}, []),
        ({"is_completable": False}, ["blocker likely"]),
        ({"is_completable": 0}, ["blocker likely"]),
        ({"is_completable": True, **ISSUE}, ["info likely"]),
        ({"is_completable": False, **ISSUE}, []),
        ({"is_completable": False, "status": "completed"}, []),
        ({"is_completable": False, "status": "auto-skipped"}, []),
        ({"is_completable": True, "run": LEFT_OUT}, []),
        ({"is_completable": "maybe", **ISSUE}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_counts_the_reasons_and_leads_to_them() -> None:
    of = case(is_completable=True, form_fields=[{"label": "A", "required": True, "value": None}], **ISSUE)
    (finding,) = rule(of)
    assert "2 reasons against completing it were found" in finding.text
    assert places(finding, of)[0] is True
    assert {"id": "i"} in places(finding, of)


def test_it_says_when_part_was_not_returned() -> None:
    (whole,) = rule(case(is_completable=False))
    (part,) = rule(case(is_completable=False, form_fields=LEFT_OUT))
    assert "was not returned" in part.text
    assert "was not returned" not in whole.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"task_type": "approval"}, "waits to be approved or rejected"),
        ({"started_at": at(days=2), "is_soft_start_date": False}, "its start is still ahead"),
    ],
)
def test_what_may_be_why_is_said_and_not_that_there_is_nothing(changes: dict[str, Any], words: str) -> None:
    (finding,) = rule(case(is_completable=False, **changes))
    assert words in finding.text
    assert "no reason" not in finding.text
    assert (finding.severity, finding.confidence) == ("blocker", "likely")
    assert kinds(rule(case(is_completable=True, **changes))) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"task_type": "approval", "is_approved": True},
        {"started_at": at(days=-2), "is_soft_start_date": False},
        {"started_at": at(days=2), "is_soft_start_date": True},
    ],
)
def test_what_cannot_be_why_is_not_said(changes: dict[str, Any]) -> None:
    (finding,) = rule(case(is_completable=False, **changes))
    assert "no reason for that was found" in finding.text


def test_without_the_flag_it_is_silent_since_no_include_holds_it() -> None:
    never_asks(rule, None, is_completable=LEFT_OUT, form_fields=LEFT_OUT, issues=LEFT_OUT, run=LEFT_OUT)


def test_what_others_still_have_to_do_is_no_reason_against_the_flag() -> None:
    signing: dict[str, Any] = {"everyone_must_complete": True, "completion_progress": 0.5}
    assert kinds(rule(case(is_completable=True, **signing))) == []
    assert kinds(rule(case(is_completable=False, **signing))) == []  # and may be why one person cannot
    (finding,) = rule(case(is_completable=True, **signing, **ISSUE))
    assert "1 reason against completing it was found" in finding.text


def test_nobody_is_told_to_act_on_the_task_to_find_out() -> None:
    (finding,) = rule(case(is_completable=True, **ISSUE))
    assert "press Complete" not in finding.text
    assert "Ask whoever is to complete it whether the Complete button is available." in finding.text
