"""What is launched when the task is completed, and that a task does not tell whether it was."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.next_process import rule
from tests.support.findings import PAST, Said, findings, said

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
    assert "in the step of the template" in findings(rule, asked=(), status="completed")[0].text
    assert [each.needs for each in findings(rule, asked=(), status="completed")] == [("step",)]
    assert said(rule, asked={"step"}, status="completed") == []  # a template's step that was not returned


def test_whether_it_was_launched_stands_perhaps_in_comments_and_activities() -> None:
    done = {**step({"id": "c2"}), "status": "completed"}
    (found,) = findings(rule, asked=(), **done)
    assert found.needs == ("threads", "activities")
    assert "Tallyfy's bot leaves a comment" in found.text
    (found,) = findings(rule, asked=(), **done, threads=[], activities=None)
    assert found.needs == ()


@pytest.mark.parametrize(
    ("members", "words", "replies"),
    [
        ({}, "not completed yet: complete it", True),
        ({"status": "auto-skipped"}, "show it first", False),
        ({"status": "auto-skipped", "archived_at": PAST}, "show it first", False),
        ({"archived_at": PAST}, "This task is not completed.", False),
        ({"status": "skipped"}, "This task is not completed.", False),
        ({"activities": [{"verb": "re-opened"}]}, "it may have happened then", False),
        ({"activities": [{"verb": ["completed"]}]}, "it may have happened then", False),
        ({"activities": [{"verb": "emitted"}], "status": "auto-skipped"}, "it may have happened then", False),
        ({"completed_at": PAST}, "it may have happened then", False),
        ({"activities": [{"verb": "created"}]}, "not completed yet: complete it", True),
        ({"activities": [{"verb": "completed"}], "everyone_must_complete": True}, "complete it, and", True),
    ],
)
def test_what_is_to_do_about_it(members: dict[str, Any], words: str, replies: bool) -> None:
    (found,) = findings(rule, **step({"id": "c2"}), **members)
    assert found.title == BEFORE[2]
    assert found.text.startswith("The step of the template says so. ")
    assert words in found.text
    assert ("has not started because" in str(found.reply)) is replies


def test_an_earlier_completion_is_what_it_rests_on() -> None:
    (found,) = findings(rule, **step({"id": "c2"}), activities=[{"verb": "re-opened"}])
    assert found.because[1:] == (("data", "activities", 0),)
