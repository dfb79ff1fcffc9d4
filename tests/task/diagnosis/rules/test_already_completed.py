from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.already_completed import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, never_asks, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"status": "completed", "completed_at": at(hours=-2)}, ["info certain"]),
        ({"status": "Completed", "completed_at": None}, ["info certain"]),
        ({"status": "brand-new", "completed_at": at(hours=-2)}, ["info likely"]),
        ({"status": LEFT_OUT, "completed_at": at(hours=-2)}, ["info likely"]),
        ({"status": "in-progress", "completed_at": at(hours=-2)}, ["warning likely"]),
        ({"status": "auto-skipped", "completed_at": at(hours=-2)}, ["warning likely"]),
        ({"status": "in-progress", "completed_at": None}, []),
        ({"status": "in-progress", "completed_at": "soon"}, []),
        ({"status": [], "completed_at": {"date": 1}}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_says_when() -> None:
    of = case(status="completed", completed_at="2026-11-20T17:00:00.000Z")
    (finding,) = rule(of)
    assert finding.title == "Completed on 20 Nov 2026, 17:00 UTC"
    assert places(finding, of) == ["completed", "2026-11-20T17:00:00.000Z"]


def test_it_asks_nothing_since_only_the_task_itself_says_it() -> None:
    never_asks(rule, None, status=LEFT_OUT, completed_at=LEFT_OUT)
    never_asks(rule, None, status="skipped", completed_at=at(hours=-2))


def test_it_is_told_in_the_organization_s_zone_too() -> None:
    of = case(status="completed", completed_at="2026-11-20T17:00:00Z", org_timezone="Asia/Tokyo")
    (finding,) = rule(of)
    assert finding.title.endswith("17:00 UTC (21 Nov 2026, 02:00 JST in the organization's zone)")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("completed", "there is no Complete button any more"),
        ("brand-new", "there is no Complete button any more"),
        ("in-progress", "It may have been reopened"),
    ],
)
def test_each_says_its_own(status: str, words: str) -> None:
    (finding,) = rule(case(status=status, completed_at=at(hours=-2)))
    assert words in finding.text
