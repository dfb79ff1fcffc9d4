from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.not_in_list import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, never_asks, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"status": "completed"}, ["info likely"]),
        ({"status": LEFT_OUT, "completed_at": at(days=-1)}, ["info likely"]),
        ({"status": "auto-skipped"}, ["info likely"]),
        ({"archived_at": at(days=-1)}, ["info likely"]),
        ({"run": {"archived_at": at(days=-1)}}, ["info likely"]),
        ({"owners": owners()}, ["info likely"]),
        ({"owners": owners(guests=["a@b.example"])}, ["info likely"]),
        ({"owners": owners(groups=["g"])}, []),
        ({"owners": LEFT_OUT}, []),
        ({"status": 7, "archived_at": [], "owners": "x", "run": "y"}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_every_reason_is_told_and_leads_to_its_place() -> None:
    of = case(status="completed", archived_at=at(days=-1), owners=owners())
    (finding,) = rule(of)
    assert places(finding, of) == ["completed", at(days=-1), owners()]
    assert all(word in finding.text for word in ("completed", "archived", "Nobody is assigned"))


def test_no_filter_brings_back_a_hidden_one() -> None:
    (finding,) = rule(case(status="auto-skipped"))
    assert finding.reply is None


def test_a_one_off_task_is_said_to_be_in_no_process() -> None:
    of = case(is_oneoff_task=True, run_id=None)
    (finding,) = rule(of)
    assert (finding.title, finding.reply) == ("A one-off task: in no process's list", None)
    assert places(finding, of) == [True]
    (finding,) = rule(case(is_oneoff_task=True, run_id=None, status="completed"))
    assert finding.title == "Not in a list with its default filters"
    assert "belongs to no process" in finding.text
    assert kinds(rule(case(is_oneoff_task=True))) == []  # within a process
    assert kinds(rule(case(is_oneoff_task="perhaps", run_id=None))) == []


def test_an_archived_process_by_its_status_alone() -> None:
    of = case(run_status="archived")
    (finding,) = rule(of)
    assert places(finding, of) == ["archived"]


def test_without_status_assignees_and_process_it_is_silent_and_the_process_is_named_as_not_checked() -> None:
    never_asks(rule, "process", status=LEFT_OUT, owners=LEFT_OUT, run=LEFT_OUT)
