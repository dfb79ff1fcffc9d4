from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.completable_flag import rule
from tests.support.cases import LEFT_OUT, case, kinds, places

ISSUE: dict[str, Any] = {"problem": True, "issues": [{"id": "i"}]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"is_completable": True}, []),
        ({"is_completable": False}, ["blocker likely"]),
        ({"is_completable": 0}, ["blocker likely"]),
        ({"is_completable": True, **ISSUE}, ["info likely"]),
        ({"is_completable": False, **ISSUE}, []),
        ({"is_completable": False, "status": "completed"}, []),
        ({"is_completable": False, "status": "auto-skipped"}, []),
        ({"is_completable": True, "run": LEFT_OUT}, []),
        ({"is_completable": "maybe", **ISSUE}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_counts_the_reasons_and_leads_to_them() -> None:
    of = case(is_completable=True, form_fields=[{"label": "A", "required": True, "value": None}], **ISSUE)
    (finding,) = rule(of)
    assert "2 reasons against completing it were found" in finding.text
    assert places(finding, of)[0] is True
    assert {"id": "i"} in places(finding, of)


def test_it_says_when_part_was_not_returned() -> None:
    (whole,) = rule(case(is_completable=False))
    (part,) = rule(case(is_completable=False, form_fields=LEFT_OUT))
    assert "was not returned" in part.text
    assert "was not returned" not in whole.text
