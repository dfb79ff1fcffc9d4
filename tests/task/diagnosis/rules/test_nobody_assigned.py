from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.nobody_assigned import rule
from tests.support.cases import LEFT_OUT, case, kinds, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"owners": owners()}, ["warning certain"]),
        ({"owners": owners(guests=["a@b.example"])}, []),
        ({"owners": LEFT_OUT}, ["warning cannot_tell"]),
        ({"owners": {"users": []}}, ["warning cannot_tell"]),
        ({"owners": {"users": [5]}}, []),
        ({"owners": {"users": [], "guests": None, "groups": []}}, ["warning cannot_tell"]),
        ({"owners": []}, ["warning cannot_tell"]),
        ({"owners": owners(), "status": "completed"}, []),
        ({"owners": owners(None)}, ["warning likely"]),
        ({"owners": owners(guests=[{}])}, ["warning likely"]),
        ({"owners": owners(), "roles": {"data": [{"id": "r1"}]}}, ["warning likely"]),
        ({"owners": {**owners(), "roles": ["r1"]}}, ["warning likely"]),
        ({"owners": owners(), "step": {"data": {"id": "s0", "roles": [{"id": "r1"}]}}}, ["warning likely"]),
        ({"owners": owners(), "roles": {"data": []}}, ["warning certain"]),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


@pytest.mark.parametrize(
    ("step", "words", "setting"),
    [
        (LEFT_OUT, "was not returned", []),
        ({"id": "s"}, "was not returned", []),
        ({"assign_run_starter": True}, "is on for its step now", [True]),
        ({"data": {"assign_run_starter": 0}}, "is off for its step", [0]),
    ],
)
def test_it_says_what_the_step_says(step: Any, words: str, setting: list[Any]) -> None:
    of = case(owners=owners(), step=step)
    (finding,) = rule(of)
    assert words in finding.text
    assert places(finding, of) == [owners(), *setting]


@pytest.mark.parametrize(
    "changes", [{"is_oneoff_task": True}, {"step_id": None}, {"is_oneoff_task": True, "step_id": LEFT_OUT}]
)
def test_a_task_without_a_step_is_told_nothing_of_one(changes: Any) -> None:
    (finding,) = rule(case(owners=owners(), step=LEFT_OUT, **changes))
    assert finding.text == "The task waits until somebody claims it or is assigned."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"owners": owners(None)}, "An entry without anybody in it was sent"),
        ({"owners": owners(), "roles": [{"id": "r1"}]}, "A role is named"),
        ({"owners": LEFT_OUT}, "were not returned in full"),
    ],
)
def test_it_says_what_makes_it_doubt(changes: Any, words: str) -> None:
    (finding,) = rule(case(**changes))
    assert words in finding.text
