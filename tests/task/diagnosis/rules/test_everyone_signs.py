from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.everyone_signs import rule
from tests.support.cases import LEFT_OUT, case, kinds, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"everyone_must_complete": False, "completion_progress": 0.5}, []),
        ({"everyone_must_complete": True}, ["info certain"]),
        ({"everyone_must_complete": True, "completion_progress": 0}, ["info certain"]),
        ({"everyone_must_complete": True, "completion_progress": 0.5}, ["blocker likely"]),
        ({"everyone_must_complete": True, "completion_progress": "0.5"}, ["blocker likely"]),
        ({"everyone_must_complete": True, "completion_progress": 1}, ["blocker cannot_tell"]),
        ({"everyone_must_complete": True, "completion_progress": 50}, ["blocker cannot_tell"]),
        ({"everyone_must_complete": True, "completion_progress": -1}, ["blocker cannot_tell"]),
        ({"everyone_must_complete": True, "completion_progress": "half"}, ["info certain"]),
        ({"everyone_must_complete": True, "owners": owners(1)}, []),
        ({"everyone_must_complete": True, "owners": owners()}, []),
        ({"everyone_must_complete": True, "owners": owners(groups=["g"])}, ["info certain"]),
        ({"everyone_must_complete": True, "owners": LEFT_OUT}, ["info certain"]),
        ({"everyone_must_complete": True, "task_type": "approval"}, ["info likely"]),
        (
            {
                "everyone_must_complete": True,
                "completion_progress": 0.5,
                "task_type": LEFT_OUT,
                "step": {"step_type": "approval"},
            },
            ["info likely"],
        ),
        (
            {"everyone_must_complete": True, "completion_progress": 0.5, "step": {"step_type": "approval"}},
            ["blocker likely"],  # the task's own type counts first
        ),
        ({"everyone_must_complete": True, "completion_progress": 0.5, "status": "completed"}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


@pytest.mark.parametrize(
    ("progress", "people", "title"),
    [
        (0.33, owners(1, 2, guests=["a@b.example"]), "2 of 3 still have to complete it"),
        (0.75, owners(1, 2, 3, 4), "1 of 4 still has to complete it"),
        (0.33, owners(1, 2, 3, 4), "Some of those assigned still have to complete it"),
        (0.5, owners(1, 2, groups=["g"]), "Some of those assigned still have to complete it"),
        (0.5, {"users": [1, 2]}, "Some of those assigned still have to complete it"),
        (0.01, owners(1, 2), "Some of those assigned still have to complete it"),
        (0.99, owners(1, 2), "Some of those assigned still have to complete it"),
    ],
)
def test_people_are_counted_only_where_the_share_fits(progress: float, people: Any, title: str) -> None:
    of = case(everyone_must_complete=True, completion_progress=progress, owners=people)
    (finding,) = rule(of)
    assert finding.title == title
    assert f"{progress:g}" in finding.text
    assert places(finding, of)[0] is True


def test_the_step_s_setting_counts_where_the_task_is_silent() -> None:
    step = {"data": {"id": "s0", "everyone_must_complete": True}}
    of = case(step=step)
    (finding,) = rule(of)
    assert (finding.severity, finding.confidence) == ("info", "likely")
    assert places(finding, of)[0] is True
    assert kinds(rule(case(step=step, everyone_must_complete=False))) == []
    assert kinds(rule(case(step=step, completion_progress=0.5))) == ["blocker likely"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "does not say that anybody has done so yet"),
        ({"completion_progress": 0.5}, "most likely is the share that is done"),
        ({"completion_progress": 50}, "its scale is not documented"),
        ({"task_type": "approval"}, "works with regular tasks only"),
    ],
)
def test_each_says_its_own(changes: dict[str, Any], words: str) -> None:
    (finding,) = rule(case(everyone_must_complete=True, **changes))
    assert words in finding.text


def test_it_leads_to_the_type_that_makes_it_an_approval() -> None:
    of = case(everyone_must_complete=True, task_type=LEFT_OUT, step={"step_type": "approval"})
    (finding,) = rule(of)
    assert places(finding, of) == [True, "approval"]
