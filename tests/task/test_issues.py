from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.issues import issues
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed, task_full

OPEN = {"id": "i", "label": "problem", "resolve_id": None}
DONE = {"id": "j", "label": "problem", "resolve_id": "x"}


def test_the_full_sample() -> None:
    found = issues(Found(task_full()["data"], ("data",)))
    assert (found.state, len(found.open), found.doubtful) == ("open", 1, False)
    assert found.open[0].path == ("data", "issues", "data", 0)
    assert repr(found) == "Issues(open, open=1)"


@pytest.mark.parametrize(
    ("task", "state", "count", "doubtful"),
    [
        ({}, "unknown", 0, False),
        ({"problem": None, "issues": None, "threads": None}, "unknown", 0, False),
        ({"problem": {"a": 1}, "issues": "x", "threads": 7}, "unknown", 0, False),
        ({"problem": False}, "none", 0, False),
        ({"problem": "0"}, "none", 0, False),
        ({"problem": True}, "open", 0, False),
        ({"problem": 1, "issues": [OPEN]}, "open", 1, False),
        ({"issues": []}, "none", 0, False),
        ({"issues": {"data": []}}, "none", 0, False),
        ({"issues": {}}, "none", 0, False),
        ({"issues": {"data": [OPEN, DONE]}}, "open", 1, False),
        ({"issues": {"0": OPEN, "4": OPEN}}, "open", 2, False),
        ({"issues": [DONE]}, "none", 0, False),
        ({"issues": [{"id": "i", "resolved_at": "2026-11-18T08:15:00Z"}]}, "none", 0, False),
        ({"issues": [{"id": "i", "archived_at": "2026-11-18T08:15:00Z"}]}, "none", 0, False),
        ({"issues": [{"id": "i"}]}, "open", 1, False),
        ({"issues": [{**OPEN, "resolved": True}]}, "none", 0, False),
        ({"issues": [{**OPEN, "resolved": False, "resolve_id": 0}]}, "open", 1, False),
        ({"issues": [{**OPEN, "status": "Resolved"}]}, "none", 0, False),
        ({"issues": [{**OPEN, "state": "closed"}]}, "none", 0, False),
        ({"issues": [{**OPEN, "state": "hide-for-guests", "status": 5}]}, "open", 1, False),
        ({"issues": [{**OPEN, "deleted_at": "2026-01-01"}]}, "none", 0, False),
        ({"threads": [{**OPEN, "deleted_at": "2026-01-01"}]}, "none", 0, False),
        ({"issues": [{"id": "i", "label": "resolve"}]}, "none", 0, False),
        ({"issues": {"total": 1}}, "unknown", 0, False),
        ({"issues": [5, "x"]}, "unknown", 0, False),
        ({"threads": [OPEN, {"label": "comment"}, DONE]}, "open", 1, False),
        ({"threads": {"data": [{"label": "comment"}]}}, "none", 0, False),
        ({"threads": [{"label": ["problem"]}]}, "none", 0, False),
        ({"issues": [], "threads": [OPEN]}, "none", 0, False),
        ({"problem": False, "issues": [OPEN]}, "open", 1, True),
        ({"problem": True, "issues": []}, "open", 0, True),
        ({"problem": True, "threads": [DONE]}, "open", 0, True),
        ({"problem": "?", "issues": [OPEN]}, "open", 1, False),
    ],
)
def test_what_is_open(task: Any, state: str, count: int, doubtful: bool) -> None:
    found = issues(Found(parsed(task), ()))
    assert (found.state, len(found.open), found.doubtful) == (state, count, doubtful)


@pytest.mark.parametrize(
    ("task", "sure"),
    [
        ({"problem": True}, True),
        ({"problem": True, "issues": [OPEN]}, True),
        ({"problem": True, "issues": []}, False),
        ({"issues": [OPEN]}, False),
        ({"threads": [OPEN]}, False),
        ({"problem": False, "issues": [OPEN]}, False),
        ({"problem": False}, False),
    ],
)
def test_only_the_flag_is_sure_and_only_uncontradicted(task: Any, sure: bool) -> None:
    assert issues(Found(parsed(task), ())).sure is sure


def test_what_was_resolved_is_kept() -> None:
    assert len(issues(Found({"issues": [DONE, OPEN]}, ())).resolved) == 1


@given(ANY_JSON)
def test_nothing_raises(value: Any) -> None:
    for key in ("issues", "threads", "problem"):
        found = issues(Found({key: value}, ()))
        assert found.state in ("open", "none", "unknown")
    issues(Found({"issues": [{"label": value, "resolve_id": value}]}, ()))
