from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.guest_only import rule
from tests.support.cases import LEFT_OUT, case, kinds, never_asks, owners, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"owners": owners(guests=["a@b.example"])}, ["warning likely"]),
        ({"owners": owners(1, guests=["a@b.example"])}, []),
        ({"owners": owners(guests=["a@b.example"], groups=["g"])}, []),
        ({"owners": {"guests": ["a@b.example"]}}, []),
        ({"owners": LEFT_OUT}, []),
        ({"owners": owners(guests=["a@b.example"]), "status": "completed"}, []),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_the_guests() -> None:
    of = case(owners=owners(guests=["a@b.example"]))
    (finding,) = rule(of)
    assert places(finding, of)[0] == "a@b.example"
    assert "a@b.example" not in f"{finding.title} {finding.text} {finding.reply}"


def test_without_the_assignees_it_is_silent_since_no_include_holds_them() -> None:
    never_asks(rule, None, owners=LEFT_OUT)
    never_asks(rule, None, owners={"guests": ["a@b.example"], "users": []})


def test_it_says_that_a_member_is_needed() -> None:
    (finding,) = rule(case(owners=owners(guests=["a@b.example"])))
    assert "must also have a member" in finding.text
