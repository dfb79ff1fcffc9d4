"""Reopened: said by the activity list, concluded from it, or contradicted by the task's own fields."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.reopened import earlier, rule
from tests.support.findings import PAST, Said, bare, case_of, findings, said

ONCE = ("info", "likely", "Reopened once")
BEFORE = ("info", "likely", "Completed before, and open again")
UNKNOWN = ("info", "cannot_tell", "Was it reopened?")
ALONE: dict[str, Any] = {"everyone_must_complete": False}


def entry(verb: object, when: object = PAST) -> dict[str, Any]:
    return {"verb": verb, "created_at": when}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"activities": {"data": [entry(["re-opened"])]}}, [ONCE]),
        ({"activities": [entry("uncompleted")]}, [ONCE]),
        ({"activities": [entry("re-opened"), entry(["re-opened"])]},
         [("info", "likely", "Reopened 2 times")]),
        ({"activities": [entry("re-opened")], "status": "completed"}, [ONCE]),
        ({"activities": [{**entry("re-opened"), "entity": {"type": "process"}}]}, []),
        ({"activities": [{**entry("re-opened"), "entity": {"type": "task"}}]}, [ONCE]),
        ({"activities": [entry("completed")], **ALONE}, [BEFORE]),
        ({"activities": [entry("completed")], **ALONE, "status": "completed"}, []),
        # Where everyone has to complete it, one of them did.
        ({"activities": [entry("completed")], "everyone_must_complete": True}, []),
        ({"activities": [entry("completed")]}, []),
        ({"activities": [entry("updated"), entry(None), entry({}), 7, None]}, []),
        ({"activities": [], "completed_at": PAST}, []),
        ({"activities": None}, []),
        ({"completed_at": PAST}, [UNKNOWN]),
        ({"completed_at": None}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_reopened(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_the_last_time_is_told_in_words_with_its_zone() -> None:
    entries = [entry("re-opened", ["2026-11-02T08:00:00Z"]), entry("re-opened", "2026-11-21 09:30:00")]
    (found,) = findings(rule, activities=entries)
    assert "21 Nov 2026, 09:30 UTC" in found.text
    (found,) = findings(rule, activities=[entry("re-opened", "long ago")])
    assert "long ago" not in found.text


@pytest.mark.parametrize(
    ("members", "replies"),
    [
        ({}, True),
        ({"status": "completed"}, False),
        ({"status": "auto-skipped"}, False),
        ({"archived_at": PAST}, False),
        ({"run_status": "archived"}, False),
    ],
)
def test_only_of_a_task_that_waits_the_customer_is_asked_to_complete_it(
    members: dict[str, Any], replies: bool
) -> None:
    (found,) = findings(rule, activities=[entry("re-opened")], **members)
    assert ("most likely was completed before" in str(found.reply)) is replies
    for again in findings(rule, activities=[entry("completed")], **ALONE, **members):
        assert ("was completed before and most likely" in str(again.reply)) is replies


def test_without_the_activity_list_it_asks_for_it() -> None:
    assert [each.needs for each in findings(rule, asked=(), completed_at=PAST)] == [("activities",)]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"activities": [entry("re-opened")]}, "The activity list says so, the last time on 20 Nov 2026"),
        ({"activities": [entry("re-opened", None)]}, "The activity list says so. Its entry names"),
        ({"activities": [entry("completed")], **ALONE}, "holds a completion, but the task is open"),
        ({"completed_at": PAST}, "The status says that the task is open"),
    ],
)
def test_each_case_in_its_words(members: dict[str, Any], words: str) -> None:
    (found,) = findings(rule, **members)
    assert words in found.text


@pytest.mark.parametrize(
    ("members", "places"),
    [
        ({"activities": [entry("created"), entry(["re-opened"])]}, [("data", "activities", 1)]),
        ({"activities": [entry("emitted")], "completed_at": PAST}, [("data", "activities", 0)]),
        ({"activities": [entry("completed")]}, [("data", "activities", 0)]),
        ({"activities": [entry("completed")], "everyone_must_complete": True}, []),
        ({"completed_at": PAST}, [("data", "completed_at")]),
        ({"completed_at": False, "activities": None}, []),
        ({}, []),
    ],
)
def test_what_tells_of_an_earlier_completion(members: dict[str, Any], places: list[Any]) -> None:
    assert list(earlier(case_of(bare(**members)))) == places
