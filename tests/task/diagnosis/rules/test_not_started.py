from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.not_started import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, never_asks, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"started_at": at(days=-1)}, []),
        ({"started_at": at()}, []),
        ({"started_at": at(days=2)}, ["info certain"]),
        ({"started_at": "2027-01-01 08:00:00"}, ["info likely"]),
        ({"started_at": at(days=2), "is_soft_start_date": True}, ["info certain"]),
        ({"started_at": at(days=2), "is_soft_start_date": False}, ["warning likely"]),
        ({"started_at": at(days=2), "is_soft_start_date": "?"}, ["info certain"]),
        ({"started_at": at(days=2), "status": "completed"}, []),
        ({"started_at": "soon"}, []),
        ({"started_at": {"at": 1}}, []),
        ({"started_at": LEFT_OUT}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_says_when() -> None:
    of = case(started_at=at(days=2, hours=3), is_soft_start_date=False)
    (finding,) = rule(of)
    assert finding.title == "Starts in 2 days 3 hours"
    assert places(finding, of) == [at(days=2, hours=3), False]


def test_an_opened_answer_may_have_started_since_or_been_changed() -> None:
    assert kinds(rule(case(None, started_at=at(days=2)))) == ["info likely"]


def test_the_start_is_told_in_the_organization_s_zone_too() -> None:
    (finding,) = rule(case(started_at="2026-11-30T08:00:00Z", organization={"timezone": "Asia/Tokyo"}))
    assert "08:00 UTC (30 Nov 2026, 17:00 JST in the organization's zone)" in finding.text


def test_without_a_start_it_is_silent_since_no_include_holds_one() -> None:
    never_asks(rule, None, started_at=LEFT_OUT)
    never_asks(rule, None, started_at=LEFT_OUT, is_soft_start_date=False, step=LEFT_OUT)


@pytest.mark.parametrize(
    ("soft", "words", "other"),
    [
        (False, "“Start anytime” is off for it", "nothing enforces it, and it never makes"),
        (True, "nothing enforces it, and it never makes a task overdue", "“Start anytime” is off"),
        (LEFT_OUT, "nothing enforces it, and it never makes a task overdue", "“Start anytime” is off"),
    ],
)
def test_what_holds_it_is_said_and_what_does_not(soft: Any, words: str, other: str) -> None:
    (finding,) = rule(case(started_at=at(days=2), is_soft_start_date=soft))
    assert words in finding.text
    assert other not in finding.text
    assert (finding.reply is None) is (soft is not False)
