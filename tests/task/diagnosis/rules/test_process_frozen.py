from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.process_frozen import rule
from tests.support.cases import LEFT_OUT, case, kinds, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"run": {"data": {"status": "issue"}}}, ["blocker likely"]),
        ({"run": {"status": "Problem"}}, ["blocker likely"]),
        ({"run": {"status": "active", "has_open_issue": True}}, ["blocker likely"]),
        ({"run": LEFT_OUT, "run_status": "problem"}, ["blocker likely"]),
        ({"run": LEFT_OUT, "run_status": "active"}, []),
        ({"run": {"status": "issue"}, "problem": True}, ["info likely"]),
        ({"run": {"status": "issue"}, "status": "completed"}, []),
        ({"run": LEFT_OUT}, ["blocker cannot_tell"]),
        ({"run": []}, ["blocker cannot_tell"]),
        ({"run": LEFT_OUT, "run_id": None}, []),
        ({"run": {"status": ["issue"], "has_open_issue": {"a": 1}}}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_every_sign() -> None:
    of = case(run={"status": "problem", "has_open_issue": 1}, run_status="problem")
    (finding,) = rule(of)
    assert places(finding, of) == ["problem", 1, "problem"]


def test_it_asks_for_the_process() -> None:
    (finding,) = rule(case(None, run=LEFT_OUT))
    assert finding.needs == ("run",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "none of its own"),
        ({"problem": LEFT_OUT, "issues": LEFT_OUT}, "was not returned"),
    ],
)
def test_it_says_whose_issue_it_is_only_where_that_is_known(changes: dict[str, Any], words: str) -> None:
    (finding,) = rule(case(run={"status": "issue"}, **changes))
    assert words in finding.text


@pytest.mark.parametrize(
    "changes",
    [
        {"run": {"status": "complete"}},
        {"run": {"data": {"completed_at": "2026-11-20T17:00:00Z"}}},
        {"run": {"status": "brand-new", "completed_at": "2026-11-20T17:00:00Z"}},
        {"run": LEFT_OUT, "run_status": "Completed"},
    ],
)
def test_a_completed_process_most_likely_locks_members_too(changes: dict[str, Any]) -> None:
    of = case(**changes)
    (finding,) = rule(of)
    assert kinds([finding]) == ["warning likely"]
    assert finding.title == "The process is completed, the task is not"
    assert "lock everyone out" in finding.text
    assert str(finding.reply).startswith("Most likely the process of this task has been completed")
    assert places(finding, of)
    assert kinds(rule(case(**changes, status="completed"))) == []


def test_a_time_of_completion_left_over_in_a_process_that_runs_says_nothing() -> None:
    over = {"status": "active", "completed_at": "2026-11-20T17:00:00Z"}
    assert kinds(rule(case(run=over))) == []
    assert kinds(rule(case(run={**over, "status": "issue"}))) == ["blocker likely"]


def test_the_task_s_own_issue_explains_it_in_its_words() -> None:
    (own,) = rule(case(run={"status": "issue"}, problem=True))
    (other,) = rule(case(run={"status": "issue"}))
    (unknown,) = rule(case(run=LEFT_OUT))
    assert own.title == "The process is marked as having an issue"
    assert other.title == "The process has an open issue"
    assert unknown.title == "Does the process have an open issue?"
    assert "was reported elsewhere in its process" in str(other.reply)
    assert other.brief == "a problem was reported elsewhere in its process"
    assert "explains that" in own.text
    assert "look for the task with the red border" in other.text
    assert "nothing about the process was returned" in unknown.text
