from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.assignees_only import rule
from tests.support.cases import LEFT_OUT, case, kinds, never_asks, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"can_complete_only_assignees": False}, []),
        ({"can_complete_only_assignees": True}, ["info certain"]),
        ({"can_complete_only_assignees": "1", "owners": LEFT_OUT}, ["info certain"]),
        ({"can_complete_only_assignees": True, "owners": owners()}, ["blocker likely"]),
        ({"can_complete_only_assignees": True, "owners": {"users": []}}, ["info certain"]),
        ({"can_complete_only_assignees": True, "status": "completed"}, []),
        ({"can_complete_only_assignees": {"a": 1}}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_setting_and_assignees() -> None:
    of = case(can_complete_only_assignees=True, owners=owners(5))
    (finding,) = rule(of)
    assert places(finding, of) == [True, owners(5)]


def test_the_step_s_setting_counts_where_the_task_is_silent() -> None:
    step = {"data": {"id": "s0", "can_complete_only_assignees": True}}
    of = case(step=step)
    (finding,) = rule(of)
    assert (finding.severity, finding.confidence) == ("info", "likely")
    assert places(finding, of)[0] is True
    assert kinds(rule(case(step=step, can_complete_only_assignees=False))) == []
    assert kinds(rule(case(step=step, owners=owners()))) == ["blocker likely"]


def test_without_the_setting_it_is_silent_and_the_step_is_named_as_not_checked() -> None:
    never_asks(rule, "step of the template", step=LEFT_OUT)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (owners(7), "Everybody else does not see the Complete button"),
        (owners(), "Nobody but an administrator can complete this task"),
    ],
)
def test_each_says_its_own(who: Any, words: str) -> None:
    (finding,) = rule(case(can_complete_only_assignees=True, owners=who))
    assert words in finding.text
