from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.too_many_assignees import rule
from tests.support.cases import LEFT_OUT, case, kinds, never_asks, owners, places


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


@pytest.mark.parametrize(
    ("own", "expected"), [(None, ["warning likely"]), (LEFT_OUT, ["warning likely"]), (2, []), (0, [])]
)
def test_the_step_s_limit_counts_where_the_task_has_none(own: Any, expected: list[str]) -> None:
    of = case(max_assignable=own, step={"data": {"id": "s0", "max_assignable": 1}})
    found = list(rule(of))
    assert kinds(found) == expected
    assert all(places(each, of)[1] == 1 for each in found)


def test_without_a_limit_it_is_silent_and_the_step_is_named_as_not_checked() -> None:
    never_asks(rule, "step of the template", max_assignable=LEFT_OUT, step=LEFT_OUT)


def test_it_says_what_can_be_done() -> None:
    (finding,) = rule(case(max_assignable=1))
    assert "Remove the extra assignees, or raise the limit of the step." in finding.text
