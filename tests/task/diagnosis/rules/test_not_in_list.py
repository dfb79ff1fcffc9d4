from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.not_in_list import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, owners, places


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
