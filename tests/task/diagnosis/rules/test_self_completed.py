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
BY_MEMBER = {"verb": ["completed"], "source": ["Member"], "actor": [{"id": 7, "full_name": "Sam"}]}
BY_RULE = {"verb": "completed", "source": "system", "actor_id": 1}
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
        # The activity list names somebody, who may have done it before or after the deadline.
        ({**DONE, "task_type": "expiring", "activities": [BY_MEMBER]}, []),
        ({**DONE, "task_type": "expiring", "activities": [{"verb": "completed", "actor_id": [7]}]}, []),
        ({**DONE, "task_type": "expiring", "activities": [{"verb": "completed", "source": "Guest"}]}, []),
        ({**DONE, "task_type": "expiring", "activities": [{"verb": "completed", "actor": [None]}]}, [ITSELF]),
        ({**DONE, "task_type": "expiring", "activities": [BY_RULE]}, [ITSELF]),
        ({**DONE, "task_type": "expiring", "activities": [{**BY_MEMBER, "verb": "updated"}]}, [ITSELF]),
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


def test_of_an_opened_answer_nobody_can_tell_whether_it_did_so_since() -> None:
    late: dict[str, Any] = {"task_type": "expiring", "deadline": PAST}
    (found,) = findings(rule, asked=None, **late)
    assert (found.confidence, found.title) == ("cannot_tell", "Did it complete itself at its deadline?")
    assert "fetch it to see whether it still is" in found.text
    assert said(rule, asked=(), **late) == [LATE]
    assert said(rule, asked=None, **{**late, "deadline": FUTURE}) == [WILL]


def test_nothing_is_promised() -> None:
    (found,) = findings(rule, task_type="expiring", deadline=PAST)
    assert "If it is still open, please complete it by hand." in str(found.reply)
    assert "we " not in str(found.reply)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({**DONE, "task_type": "expiring"}, "the answer names nobody"),
        ({**DONE, "task_type": "expiring", "is_approved": True}, "here it says the former"),
        ({**DONE, "task_type": "expiring", "is_approved": True}, "does not name who did so"),
        ({**DONE, "task_type": "expiring", "is_approved": True, "activities": [BY_MEMBER]},
         "An entry of the activity list tells who completed it"),
        ({**DONE, "task_type": "task"}, "may tell who or what did it"),
        ({"task_type": "expiring"}, "somebody has to do it, or set a deadline"),
        ({"task_type": "expiring", "deadline": PAST}, "within minutes"),
        ({"task_type": "expiring", "deadline": FUTURE}, "when nobody did before"),
        ({"task_type": "email"}, "presses “Send”, never by itself"),
    ],
)  # fmt: skip
def test_each_case_in_its_words(members: dict[str, Any], words: str) -> None:
    (found,) = findings(rule, **members)
    assert words in found.text


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({**DONE, "task_type": "expiring"}, "completes itself at its deadline, and most likely did so"),
        ({"task_type": "expiring"}, "waits because it has none"),
        ({"task_type": "expiring", "deadline": PAST}, "should most likely have completed itself"),
        ({"task_type": "email"}, "nobody has sent it yet"),
    ],
)
def test_each_reply_in_its_words(members: dict[str, Any], words: str) -> None:
    (found,) = findings(rule, **members)
    assert words in str(found.reply)
