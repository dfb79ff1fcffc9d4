"""Archived: the task, its process, or a process nobody can tell of."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.archived import DOC, DOC_TASK, rule
from tests.support.findings import PAST, Said, findings, said

PROCESS = ("blocker", "certain", "The process is archived")
MAYBE = ("blocker", "likely", PROCESS[2])
TASK = ("blocker", "certain", "The task is archived")
UNKNOWN = ("blocker", "cannot_tell", "Is the process archived?")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"archived_at": PAST}, [TASK]),
        ({"archived_at": PAST, "run_id": None, "is_oneoff_task": True}, [TASK]),
        # The places of the process speak against each other.
        ({"run_status": "archived", "run": {"status": "active", "archived_at": None}}, [MAYBE]),
        ({"run": {"status": "archived", "archived_at": None}}, [MAYBE]),
        ({"run": {"data": {"status": "active", "archived_at": PAST}}}, [MAYBE]),
        # What is done is archived as a matter of course.
        ({"status": "completed", "run": {"data": {"archived_at": PAST}}}, [("info", *PROCESS[1:])]),
        ({"status": "completed", "archived_at": PAST}, [("info", *TASK[1:])]),
        ({"status": "completed"}, [("info", *UNKNOWN[1:])]),
        ({"run_status": "archived"}, [PROCESS]),
        ({"run": {"data": {"archived_at": PAST}}}, [PROCESS]),
        ({"run": {"status": "archived"}}, [PROCESS]),
        # Archiving a process archives its tasks: one finding, the one that helps.
        ({"archived_at": PAST, "run": {"data": {"archived_at": PAST}}}, [PROCESS]),
        ({"archived_at": None, "run": {"data": {"archived_at": None, "status": "active"}}}, []),
        ({"archived_at": None}, []),
        ({"archived_at": False}, []),
        ({"archived_at": 0}, []),
        ({"archived_at": " "}, []),
        ({"archived_at": "0000-00-00 00:00:00"}, []),
        ({"run": {"data": {"archived_at": "never"}}}, []),
        ({"archived_at": "2026-11-20"}, [TASK]),
        ({"run_status": "Archived"}, [PROCESS]),
        ({"run": {"status": "ARCHIVED"}}, [PROCESS]),
        ({"archived_at": [], "run_status": "active"}, []),
        ({"run_status": 7, "run": []}, []),
        ({"run_id": None}, []),
        ({"run": None}, [UNKNOWN]),
        ({}, [UNKNOWN]),
    ],
)
def test_archived(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_where_nothing_is_said_the_process_would_tell() -> None:
    assert [each.needs for each in findings(rule, asked=())] == [("run",)]
    assert [each.needs for each in findings(rule, asked={"run"})] == [()]
    assert "does not say how the task's process stands" in findings(rule)[0].text


def test_a_oneoff_task_is_not_sent_to_its_process() -> None:
    (alone,) = findings(rule, archived_at=PAST, run_id=None, is_oneoff_task=True)
    (within,) = findings(rule, archived_at=PAST)
    assert "process" not in alone.text
    assert "process" in within.text
    assert alone.because == (("data", "archived_at"),)


@pytest.mark.parametrize(
    ("members", "text", "reply", "doc", "brief"),
    [
        ({"run": {"status": "archived"}}, "choose “Unarchive”", "belongs to a process that was archived",
         DOC, "its process was archived"),
        ({"run": {"status": "archived", "archived_at": None}}, "does not agree",
         "Most likely the process", DOC, "its process was archived"),
        ({"run": {"status": "archived"}, "status": "completed"}, "choose “Unarchive”", "was archived",
         DOC, ""),
        ({"archived_at": PAST}, "Look whether its process was archived", "it can be restored", DOC,
         "it was archived"),
        ({"archived_at": PAST, "status": "completed"}, "is in no list", "it can be restored", DOC, ""),
        ({"archived_at": PAST, "run_id": None, "is_oneoff_task": True}, "A one-off task can be restored",
         "it can be restored", DOC_TASK, "it was archived"),
        ({"archived_at": PAST, "is_oneoff_task": True}, "Look whether its process was archived",
         "it can be restored", DOC, "it was archived"),
    ],
)  # fmt: skip
def test_each_kind_in_its_words(members: dict[str, Any], text: str, reply: str, doc: str, brief: str) -> None:
    (found,) = findings(rule, **members)
    assert text in found.text
    assert reply in str(found.reply)
    assert (found.doc, found.brief) == (doc, brief)
