from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.assignees_differ import rule
from tests.support.cases import LEFT_OUT, case, kinds, owners, places


def step(*assignees: object) -> dict[str, Any]:
    return {"assignees": list(assignees), "guests": [], "groups": []}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"step": step(20391, 20417)}, []),
        ({"step": step({"id": 20391}, "20417")}, []),
        ({"step": step(20391)}, ["info likely"]),
        ({"step": step(20391, 20417, 5)}, ["info likely"]),
        ({"step": {"assignees": "x", "guests": None, "groups": {}}}, []),
        ({"step": step(5), "owners": LEFT_OUT}, []),
        ({"step": step(5), "status": "completed"}, []),
        ({"step": LEFT_OUT}, ["info cannot_tell"]),
        ({"step": LEFT_OUT, "is_oneoff_task": True}, []),
        ({"step": LEFT_OUT, "step_id": None}, []),
        ({"step": step(20391), "owners": owners(20391, {"full_name": "x"})}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_counts_both_sides_and_leads_to_them() -> None:
    change = {"verb": ["owners-updated"], "field": ["owners"]}
    of = case(step=step(20391, 5), activities=[change])
    (finding,) = rule(of)
    assert "1 assigned here is not in the template's step." in finding.text
    assert "1 from the template's step is not assigned here." in finding.text
    assert "The activity tells" in finding.text
    assert places(finding, of) == [20417, 5, owners(20391, 20417), change]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (owners(7, groups=["g"]), "adds whoever launched the process to a group"),
        (owners(7, 20391), "adds whoever launched the process."),
        (owners(8, 20391), "A rule, a person, or a change of the template"),
    ],
)
def test_the_launcher_is_recognised(who: Any, words: str) -> None:
    launched = {**step(20391), "groups": ["g"], "assign_run_starter": True}
    (finding,) = rule(case(step=launched, run={"started_by": 7}, owners=who))
    assert words in finding.text


def test_it_asks_for_the_step() -> None:
    (finding,) = rule(case(None, step=LEFT_OUT))
    assert finding.needs == ("step",)
