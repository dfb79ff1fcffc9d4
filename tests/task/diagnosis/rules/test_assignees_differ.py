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


LAUNCHED = {**step(20391), "groups": ["g"], "assign_run_starter": True}
DIFFERS = "Assigned otherwise than the template says now"


@pytest.mark.parametrize(
    ("who", "title", "words"),
    [
        (owners(7, 20391, groups=["g"]), "Whoever launched the process is assigned, too", "It adds whoever"),
        (owners(7, groups=["g"]), DIFFERS, "1 from the template's step is not assigned here. A rule"),
        (owners(7, 8, 20391, groups=["g"]), DIFFERS, "1 assigned here is not in the template's step. A rule"),
        (owners(8, 20391, groups=["g"]), DIFFERS, "A rule, a person, or a change of the template"),
    ],
)
def test_a_launcher_whom_the_setting_adds_is_no_difference(who: Any, title: str, words: str) -> None:
    (finding,) = rule(case(step=LAUNCHED, run={"started_by": 7}, owners=who))
    assert kinds([finding]) == ["info likely"]
    assert finding.title == title
    assert words in finding.text
    assert ("Assign launcher" in finding.text) is (title != DIFFERS)


def test_it_leads_to_the_launcher_and_the_setting() -> None:
    of = case(step=LAUNCHED, run={"started_by": 7}, owners=owners(7, 20391, groups=["g"]))
    (finding,) = rule(of)
    assert places(finding, of)[:2] == [7, True]


def test_without_the_setting_the_launcher_is_as_any_other() -> None:
    off = {**LAUNCHED, "assign_run_starter": False}
    (finding,) = rule(case(step=off, run={"started_by": 7}, owners=owners(7, 20391, groups=["g"])))
    assert finding.title == DIFFERS


def test_it_asks_for_the_step() -> None:
    (finding,) = rule(case(None, step=LEFT_OUT))
    assert finding.needs == ("step",)
