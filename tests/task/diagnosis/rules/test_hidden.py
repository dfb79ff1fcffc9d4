from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.hidden import rule
from tests.support.cases import LEFT_OUT, case, kinds, places

HIDDEN = "auto-skipped"
BY_RULE = {"verb": ["auto-skipped"], "source": ["Rule"], "created_at": "2026-11-15T09:58:30Z"}
BY_HAND = {"verb": "hidden", "source": "Member", "created_at": "2026-11-16T09:58:30Z"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"status": "completed"}, []),
        ({"status": HIDDEN}, ["blocker certain", "info cannot_tell"]),
        ({"status": HIDDEN, "activities": [BY_RULE]}, ["blocker certain", "info likely"]),
        ({"status": HIDDEN, "activities": {"data": [BY_HAND]}}, ["blocker certain", "info likely"]),
        (
            {"status": HIDDEN, "activities": [{**BY_RULE, "source": "Moon"}]},
            ["blocker certain", "info cannot_tell"],
        ),
        (
            {"status": HIDDEN, "activities": [{**BY_RULE, "verb": "created"}]},
            ["blocker certain", "info cannot_tell"],
        ),
        ({"status": HIDDEN, "activities": [7, None, {"verb": {}}]}, ["blocker certain", "info cannot_tell"]),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_the_newest_entry_tells() -> None:
    of = case(status=HIDDEN, activities=[BY_RULE, BY_HAND, {**BY_RULE, "created_at": None}])
    hidden, by_whom = rule(of)
    assert places(hidden, of) == [HIDDEN]
    assert by_whom.title == "Hidden by hand"
    assert places(by_whom, of) == [BY_HAND]


def test_it_asks_for_activities() -> None:
    _hidden, by_whom = rule(case(None, status=HIDDEN))
    assert by_whom.needs == ("activities",)
    _hidden, by_whom = rule(case(frozenset({"activities"}), status=HIDDEN, activities=LEFT_OUT))
    assert by_whom.needs == ()


def test_what_skipped_means_nobody_can_tell() -> None:
    of = case(status="Skipped")
    (finding,) = rule(of)
    assert kinds([finding]) == ["blocker cannot_tell"]
    assert places(finding, of) == ["Skipped"]
    assert finding.needs == ()


def test_the_newest_entry_tells_also_where_times_stand_in_lists() -> None:
    listed = [{**entry, "created_at": [entry["created_at"]]} for entry in (BY_RULE, BY_HAND)]
    for entries in (listed, listed[::-1], [BY_RULE, listed[1]], [listed[1], BY_RULE]):
        _hidden, by_whom = rule(case(status=HIDDEN, activities=entries))
        assert by_whom.title == "Hidden by hand"


@pytest.mark.parametrize(
    ("entry", "title", "words"),
    [
        (BY_RULE, "Hidden by a rule", "Look at the rules of the template"),
        (BY_HAND, "Hidden by hand", "It stays hidden whatever the rules say"),
        ({**BY_HAND, "source": "Guest"}, "Hidden by hand", "The activity tells of a person"),
        ({**BY_HAND, "source": "automation"}, "Hidden by a rule", "The activity tells of a rule"),
        ({}, "Was it hidden by a rule or by hand?", "Both leave the same status"),
    ],
)
def test_each_origin_in_its_words(entry: dict[str, Any], title: str, words: str) -> None:
    _hidden, by_whom = rule(case(status=HIDDEN, activities=[entry]))
    assert by_whom.title == title
    assert words in by_whom.text


def test_what_the_status_says_in_its_words() -> None:
    hidden, _by_whom = rule(case(status=HIDDEN))
    assert "“Show This Task”" in hidden.text
    assert hidden.title == "The task is hidden"
    assert hidden.brief == "it is hidden in its process"
    (skipped,) = rule(case(status="skipped"))
    assert "does not explain" in skipped.text
    assert skipped.title == "Does the task still have to be done?"
    assert "somebody can show it again from the process" in str(hidden.reply)
