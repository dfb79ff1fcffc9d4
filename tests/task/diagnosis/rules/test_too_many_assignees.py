from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.too_many_assignees import rule
from tests.support.cases import case, kinds, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"max_assignable": 1}, ["warning likely"]),
        ({"max_assignable": "1"}, ["warning likely"]),
        ({"max_assignable": 2}, []),
        ({"max_assignable": 0}, []),
        ({"max_assignable": None}, []),
        ({"max_assignable": True}, []),
        ({"max_assignable": "many"}, []),
        ({"max_assignable": 1, "owners": owners(1, groups=["g", "h"])}, []),
        ({"max_assignable": 1, "owners": owners(1, guests=["a@b.example"])}, ["warning likely"]),
        ({"max_assignable": 1, "status": "completed"}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_counts() -> None:
    of = case(max_assignable=1)
    (finding,) = rule(of)
    assert finding.title == "2 assigned, the limit is 1"
    assert places(finding, of)[1] == 1
