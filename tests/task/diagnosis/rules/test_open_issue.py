from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.open_issue import rule
from tests.support.cases import LEFT_OUT, case, kinds, places


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"problem": True, "issues": {"data": [{"id": "i"}]}}, ["blocker certain"]),
        ({"problem": True, "issues": LEFT_OUT}, ["blocker certain"]),
        ({"problem": "1", "issues": None}, ["blocker certain"]),
        (
            {"problem": LEFT_OUT, "issues": [{"id": "i"}, {"id": "j", "resolve_id": None}]},
            ["blocker likely"],
        ),
        ({"problem": "?", "issues": LEFT_OUT, "threads": [{"label": "problem"}]}, ["blocker likely"]),
        ({"problem": LEFT_OUT, "issues": [{"id": "i", "resolve_id": "x"}]}, []),
        ({"problem": LEFT_OUT, "issues": [{"id": "x", "label": "problem", "resolved": True}]}, []),
        ({"problem": False, "issues": {"data": [{"id": "i"}]}}, ["blocker likely"]),
        ({"problem": True}, ["blocker likely"]),
        ({"problem": True, "issues": [{"id": "i"}], "status": "completed"}, []),
        ({"problem": LEFT_OUT, "issues": LEFT_OUT}, ["blocker cannot_tell"]),
        ({"problem": "perhaps", "issues": {"total": 1}}, ["blocker cannot_tell"]),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_counts_what_is_listed_and_leads_there() -> None:
    of = case(problem=True, issues=[{"id": "i"}, {"id": "j"}, {"id": "k", "resolve_id": "x"}])
    (finding,) = rule(of)
    assert finding.title == "2 issues are open"
    assert places(finding, of) == [{"id": "i"}, {"id": "j"}, True]


def test_a_flag_alone_counts_nothing() -> None:
    (finding,) = rule(case(problem=True, issues=LEFT_OUT))
    assert finding.title == "An issue is open"


@pytest.mark.parametrize(
    ("asked", "needs"), [(None, ("issues",)), (frozenset(), ("issues",)), (frozenset({"issues"}), ())]
)
def test_it_asks_for_issues_only_where_that_can_help(asked: Any, needs: tuple[str, ...]) -> None:
    (finding,) = rule(case(asked, problem=LEFT_OUT, issues=LEFT_OUT))
    assert finding.needs == needs


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"problem": True, "issues": [{"id": "i"}]}, "resolved with a comment"),
        ({"problem": LEFT_OUT, "issues": [{"id": "i"}]}, "Only a list says so here"),
        ({"problem": False, "issues": [{"id": "i"}]}, "say the opposite of each other"),
        ({"problem": True, "issues": []}, "say the opposite of each other"),
        ({"problem": LEFT_OUT, "issues": LEFT_OUT}, "does not say whether a problem was reported"),
    ],
)
def test_each_says_its_own_and_nothing_of_the_others(changes: dict[str, Any], words: str) -> None:
    (finding,) = rule(case(**changes))
    assert words in finding.text
    assert ("Only a list says so" in finding.text) is (words.startswith("Only"))
    assert ("the opposite of each other" in finding.text) is ("opposite" in words)
