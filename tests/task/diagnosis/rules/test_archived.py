"""Archived: the task, its process, or a process nobody can tell of."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.archived import rule
from tests.support.findings import PAST, Said, findings, said

PROCESS = ("blocker", "certain", "The process is archived")
TASK = ("blocker", "certain", "The task is archived")
UNKNOWN = ("blocker", "cannot_tell", "Is the process archived?")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"archived_at": PAST}, [TASK]),
        ({"archived_at": PAST, "run_id": None, "is_oneoff_task": True}, [TASK]),
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


def test_a_oneoff_task_is_not_sent_to_its_process() -> None:
    (alone,) = findings(rule, archived_at=PAST, run_id=None, is_oneoff_task=True)
    (within,) = findings(rule, archived_at=PAST)
    assert "process" not in alone.text
    assert "process" in within.text
    assert alone.because == (("data", "archived_at"),)
