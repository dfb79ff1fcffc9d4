"""Top secret: only where a field says so."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.private import rule
from tests.support.findings import Said, findings, said

PRIVATE = ("info", "certain", "“Top secret” is on")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"top_secret": True}, [PRIVATE]),
        ({"top_secret": 1}, [PRIVATE]),
        ({"step": {"data": {"top_secret": True}}}, [("info", "likely", PRIVATE[2])]),
        ({"top_secret": False, "step": {"data": {"top_secret": True}}}, []),
        ({"top_secret": False}, []),
        ({"top_secret": None}, []),
        ({"top_secret": {}}, []),
        ({"top_secret": "perhaps", "step": []}, []),
        ({}, []),
    ],
)
def test_private(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_it_promises_no_effect_and_offers_no_reply() -> None:
    (found,) = findings(rule, top_secret=True)
    assert "does not explain" in found.text
    assert found.reply is None


def test_the_step_is_asked_for_where_only_it_can_say() -> None:
    unknown = ("info", "cannot_tell", "Is “Top secret” on for its step?")
    assert said(rule, asked=()) == [unknown]
    assert [each.needs for each in findings(rule, asked=None)] == [("step",)]
    assert said(rule, asked={"step"}) == []
    assert said(rule, asked=(), top_secret=False) == []
    assert said(rule, asked=(), step_id=None) == []
