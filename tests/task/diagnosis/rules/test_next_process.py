"""What is launched when the task is completed, and that a task does not tell whether it was."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.next_process import rule
from tests.support.findings import Said, findings, said

BEFORE = ("info", "likely", "Another process starts when this task is completed")
INJECTED = ("info", "likely", "More tasks come when this task is completed")
AFTER = ("warning", "cannot_tell", "Was the next process launched?")
UNKNOWN = ("warning", "cannot_tell", "Does this task launch another process?")


def step(setting: object) -> dict[str, Any]:
    return {"step": {"data": {"id": "s1", "bp_to_launch": setting}}}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (step({"id": "c2", "tasks_within_process": False}), [BEFORE]),
        (step({"id": "c2", "tasks_within_process": True}), [INJECTED]),
        (step({"data": {"id": "c2"}}), [BEFORE]),
        (step("c2"), [BEFORE]),
        ({**step({"id": "c2"}), "status": "completed"}, [AFTER]),
        (step(None), []),
        (step([]), []),
        (step({}), []),
        (step({"id": None}), []),
        (step(""), []),
        (step(True), []),
        ({"step": [], "status": "in-progress"}, []),
        ({}, []),
        ({"status": "completed", "step_id": None}, []),
        ({"status": "completed", "step": {"data": {"id": "s1"}}}, []),
    ],
)
def test_next_process(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, asked=(), **members) == expected


def test_without_the_step_it_cannot_tell() -> None:
    assert said(rule, asked=(), status="completed") == [UNKNOWN]
    assert [each.needs for each in findings(rule, asked=(), status="completed")] == [("step",)]
    assert said(rule, asked={"step"}, status="completed") == []  # a template's step that was not returned


def test_whether_it_was_launched_stands_perhaps_in_comments_and_activities() -> None:
    done = {**step({"id": "c2"}), "status": "completed"}
    (found,) = findings(rule, asked=(), **done)
    assert found.needs == ("threads", "activities")
    (found,) = findings(rule, asked=(), **done, threads=[], activities=None)
    assert found.needs == ()
