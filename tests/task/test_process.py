from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.process import Facts, process, progress_words, status_words
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed, task_full


def facts(found: Facts) -> dict[str, str]:
    return {line.label: line.text for line in found.lines}


def root(**members: Any) -> Any:
    return parsed({"data": {"id": "d0", **members}})


def test_the_sample_task() -> None:
    found = process(task_full())
    told = facts(found)
    assert found.state == "present"
    assert told["Process"] == "Install - Northwind Traders"
    assert told["Status"] == "Open issue (API: problem)"
    assert told["Progress"] == "4 of 9 done, 44 %, 1 approved"
    assert told["Launched by"] == "Sam Lindqvist (member 20391)"
    assert told["Collaborators"] == "Sam Lindqvist (member 20391), Mira Okafor (member 20417)"
    assert told["Kick-off form"] == "Completed (API: complete)"
    assert told["Template"] == "Customer install"
    assert told["Completed"] == told["Archived"] == ""
    assert told["custom_fields"] == '{"cost_center": "CC-1042"}'
    due = next(line for line in found.lines if line.label == "Due")
    assert due.path == ("data", "run", "data", "due_date")
    assert due.time is not None


def test_every_member_has_its_line() -> None:
    run = task_full()["data"]["run"]["data"]
    assert {line.path[-1] for line in process(task_full()).lines} == set(run)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"complete": 4, "total": 9, "percent": 44, "approved": 1, "rejected": 2},
         "4 of 9 done, 44 %, 1 approved, 2 rejected"),
        ({"percent": 44}, "44 %"),
        ({"complete": 4}, '{"complete": 4}'),
        ({"complete": 0, "total": 3, "approved": 0}, "0 of 3 done"),
        (44, "44 (scale not documented)"),
        ("0.44", "0.44 (scale not documented)"),
        ([1, 2], "[1, 2] (scale not documented)"),
        (None, ""),
        ([], ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_progress_in_every_shape(value: Any, words: str) -> None:
    assert progress_words(Found(value, ("progress",))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("complete", "Completed (API: complete)"), ("issue", "Open issue (API: issue)"), ("paused", "paused"),
     (None, ""), (3, "3"), (["a"], '["a"]')],
)  # fmt: skip
def test_the_status_in_words(value: Any, words: str) -> None:
    assert status_words(Found(value, ())) == words


@pytest.mark.parametrize(
    "run", [{"data": {"name": "P"}}, {"name": "P"}, [{"name": "P"}], {"data": [{"name": "P"}]}]
)
def test_a_process_in_every_envelope(run: Any) -> None:
    assert facts(process(root(run=run))) == {"Process": "P"}


def test_what_the_task_itself_says_without_its_process() -> None:
    found = process(root(run_id="r1", run_status="problem", checklist_id=None))
    assert found.state == "not returned"
    assert facts(found) == {"Process ID (API: run)": "r1", "Status": "Open issue (API: problem)"}
    assert found.notes == ()


@pytest.mark.parametrize("run", [[], None, {"data": []}])
def test_a_one_off_task_is_told(run: Any) -> None:
    found = process(root(run=run, run_id=None, is_oneoff_task=True))
    assert found.state == "empty"
    assert found.notes == ("This is a one-off task, outside any process.",)
    assert process(root(run_id="r1", is_oneoff_task=True)).notes == ()


def test_what_cannot_be_read_is_kept() -> None:
    found = process(root(run="text"))
    assert found.state == "unreadable"
    assert found.whole is not None
    assert found.whole.value == "text"


def test_a_repr_has_no_content() -> None:
    assert repr(process(root(run={"name": "Secret"}))) == "Facts(present, 1)"


@given(ANY_JSON)
def test_nothing_is_too_odd(value: Any) -> None:
    keys = (
        "name",
        "status",
        "progress",
        "started_by",
        "users",
        "groups",
        "started_at",
        "is_public",
        "prerun",
    )
    for run in (value, [value], dict.fromkeys(keys, value), {"data": value}):
        found = process({"data": {"id": "d", "run": run, "run_id": value, "is_oneoff_task": value}})
        assert all(line.label and isinstance(line.text, str) for line in found.lines)
    process(value)
