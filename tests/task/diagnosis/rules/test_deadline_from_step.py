from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.deadline_from_step import rule
from tests.support.cases import LEFT_OUT, at, case, kinds, places


def timed(step: object) -> dict[str, Any]:
    return {"deadline": {"value": 2, "unit": "days", "option": "from", "step": step}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"step": timed("s9")}, ["info likely"]),
        ({"step": {"data": timed("s9")}}, ["info likely"]),
        ({"step": timed("start_run")}, []),
        ({"step": timed(None)}, []),
        ({"step": timed(["s9"])}, []),
        ({"step": {"deadline": "x"}}, []),
        ({"step": timed("s9"), "status": "completed"}, []),
        ({"step": LEFT_OUT, "deadline": at(days=-1)}, ["info cannot_tell"]),
        ({"step": LEFT_OUT, "deadline": at(days=1)}, []),
        ({"step": LEFT_OUT, "deadline": at(days=-1), "step_id": None}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_the_steps_rule() -> None:
    of = case(step=timed("s9"), deadline=at(days=1))
    (finding,) = rule(of)
    assert places(finding, of) == ["s9", at(days=1)]
    assert "contradicts itself" in finding.text


def test_it_asks_for_the_step() -> None:
    (finding,) = rule(case(None, step=LEFT_OUT, deadline=at(days=-1)))
    assert finding.needs == ("step",)


def test_without_the_step_it_says_what_that_would_tell() -> None:
    (finding,) = rule(case(step=LEFT_OUT, deadline=at(days=-1)))
    assert "was not returned; its rule says" in finding.text
