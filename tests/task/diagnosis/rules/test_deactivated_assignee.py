from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.deactivated_assignee import rule
from tests.support.cases import case, kinds, never_asks, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"owners": owners({"id": 7, "is_active": False})}, ["warning likely"]),
        ({"owners": owners({"id": 7, "is_active": False, "status": "Invited"})}, []),
        (
            {
                "owners": owners(
                    {"id": 7, "is_active": False, "status": "invited", "disabled_at": "2026-11-20"}
                )
            },
            ["warning certain"],
        ),
        ({"owners": owners({"id": 7, "disabled_at": False})}, []),
        ({"owners": owners({"id": 7, "disabled_at": "0000-00-00 00:00:00"})}, []),
        (
            {"owners": owners({"id": 7, "disabled_at": "2026-11-20T10:00:00Z"}, {"id": 8, "is_active": 0})},
            ["warning likely"],
        ),
        ({"owners": owners({"id": 7, "disabled_at": "2026-11-20T10:00:00Z"})}, ["warning certain"]),
        ({"owners": owners({"id": 7, "disabled_at": None, "is_active": True})}, []),
        (
            {"owners": owners({"id": 7, "disabled_at": "2026-11-20T10:00:00Z", "is_active": True})},
            ["warning likely"],
        ),
        (
            {"owners": owners({"id": 7, "disabled_at": "2026-11-20T10:00:00Z", "is_active": False})},
            ["warning certain"],
        ),
        ({"owners": owners({"id": 7, "is_active": "perhaps"})}, []),
        ({"owners": owners({"id": 7, "is_active": False}), "status": "completed"}, []),
        ({"owners": {"users": {"a": 1}}}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_the_member() -> None:
    gone = {"id": 7, "is_active": 0}
    of = case(owners=owners(gone, 8))
    (finding,) = rule(of)
    assert finding.title == "1 of 2 assigned is deactivated"
    assert places(finding, of) == [gone]


def test_two_members_that_contradict_each_other_are_said_to() -> None:
    both = {"id": 7, "disabled_at": "2026-11-20T10:00:00Z", "is_active": 1}
    (disputed,) = rule(case(owners=owners(both)))
    assert "say the opposite of each other" in disputed.text
    (plain,) = rule(case(owners=owners({**both, "is_active": 0})))
    assert "say the opposite" not in plain.text
    assert "cannot log in" in plain.text


def test_numbers_say_nothing_and_no_include_would_so_it_never_asks() -> None:
    never_asks(rule, None, owners=owners(7, 8))
    never_asks(rule, None, owners=owners({"id": 7}))
