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
    of = case(status="completed", owners=owners())
    (finding,) = rule(of)
    assert places(finding, of) == ["completed", owners()]
    assert all(word in finding.text for word in ("“To Do”", "Nobody is assigned"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "completed"}, "“To Do”"),
        ({"status": "auto-skipped"}, "no list of tasks shows hidden ones"),
        ({"archived_at": at(days=-1)}, "It is archived"),
        ({"run": {"status": "archived"}}, "It is archived"),
        ({"run_status": "archived"}, "Its process is most likely archived"),  # the process itself says not
        ({"owners": owners()}, "only the filter for unassigned tasks"),
        ({"owners": owners(guests=["a@b.example"])}, "only the filter by their address"),
        ({"is_oneoff_task": True, "run_id": None}, "It belongs to no process"),
    ],
)
def test_each_reason_in_its_words(changes: dict[str, Any], words: str) -> None:
    (finding,) = rule(case(**changes))
    assert words in finding.text
    assert finding.text.count(".") == 1


@pytest.mark.parametrize(
    "changes",
    [{"status": "auto-skipped"}, {"archived_at": at(days=-1)}, {"run": {"status": "archived"}}],
)
def test_no_filter_brings_back_what_is_in_no_list(changes: dict[str, Any]) -> None:
    (finding,) = rule(case(**changes, owners=owners()))
    assert finding.reply is None
    assert "assigned" not in finding.text  # no filter for unassigned tasks finds it


def test_a_task_of_a_process_can_be_opened_from_it() -> None:
    (finding,) = rule(case(status="completed"))
    assert "or open the task from its process" in str(finding.reply)


def test_a_one_off_task_is_said_to_be_in_no_process() -> None:
    of = case(is_oneoff_task=True, run_id=None)
    (finding,) = rule(of)
    assert (finding.title, finding.reply) == ("A one-off task: in no process's list", None)
    assert places(finding, of) == [True]
    (finding,) = rule(case(is_oneoff_task=True, run_id=None, status="completed"))
    assert finding.title == "Not in a list with its default filters"
    assert "belongs to no process" in finding.text
    assert "Please clear the filters" in str(finding.reply)
    assert "from its process" not in str(finding.reply)
    assert kinds(rule(case(is_oneoff_task=True))) == []  # within a process
    assert kinds(rule(case(is_oneoff_task="perhaps", run_id=None))) == []


def test_an_archived_process_by_its_status_alone() -> None:
    of = case(run_status="archived", run=LEFT_OUT)
    (finding,) = rule(of)
    assert places(finding, of) == ["archived"]


def test_without_status_assignees_and_process_it_is_silent_and_the_process_is_named_as_not_checked() -> None:
    never_asks(rule, "process", status=LEFT_OUT, owners=LEFT_OUT, run=LEFT_OUT)
