from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.assignees_only import rule
from tests.support.cases import LEFT_OUT, case, kinds, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"can_complete_only_assignees": False}, []),
        ({"can_complete_only_assignees": True}, ["info certain"]),
        ({"can_complete_only_assignees": "1", "owners": LEFT_OUT}, ["info certain"]),
        ({"can_complete_only_assignees": True, "owners": owners()}, ["blocker likely"]),
        ({"can_complete_only_assignees": True, "owners": {"users": []}}, ["info certain"]),
        ({"can_complete_only_assignees": True, "status": "completed"}, []),
        ({"can_complete_only_assignees": {"a": 1}}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_setting_and_assignees() -> None:
    of = case(can_complete_only_assignees=True, owners=owners(5))
    (finding,) = rule(of)
    assert places(finding, of) == [True, owners(5)]
