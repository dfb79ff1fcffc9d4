"""What was not looked at, and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.diagnosis.unchecked import not_checked, not_fetched
from tests.support.samples import ANY_JSON

RULES = "template rules (this program cannot fetch them)"
PARTS = ("form fields", "issues", "process", "step of the template", "activities", "comments", "files")
HELD: dict[str, Any] = {
    "form_fields": [],
    "issues": [],
    "run": [],
    "step": {},
    "activities": [],
    "threads": [],
    "assets": [],
}


def task(**members: Any) -> dict[str, Any]:
    return {"data": {"id": "t1", "run_id": "r1", **members}}


@pytest.mark.parametrize(
    ("root", "asked", "expected"),
    [
        (task(**HELD), frozenset(HELD), (RULES,)),
        (task(**HELD), None, (RULES,)),
        (task(), frozenset(), (f"{', '.join(PARTS)} (not fetched)", RULES)),
        (task(), None, (f"{', '.join(PARTS)} (not returned)", RULES)),
        (task(form_fields=[], threads=[], assets=[], run=[], step=[]), frozenset({"activities"}),
         ("issues (not fetched)", "activities (not returned)", RULES)),
        # A one-off task outside any process has neither process nor template.
        ({"data": {"id": "t1", "run_id": None, "checklist_id": None, "form_fields": []}}, frozenset(),
         ("issues, activities, comments, files (not fetched)",)),
        # In a process, but of no step of its template.
        (task(**{**HELD, "step": 1}, is_oneoff_task=True), frozenset(), ()),
        (task(is_oneoff_task=True), frozenset(),
         ("form fields, issues, process, activities, comments, files (not fetched)",)),
        ({"data": {"id": "t1", "run": {"data": []}, "form_fields": []}}, None,
         ("issues, activities, comments, files (not returned)",)),
        # What cannot be read was not looked at; null hides a blocker only where one may stand.
        (task(**{**HELD, "form_fields": {"error": "x"}, "issues": 3, "threads": "no"}), frozenset(HELD),
         ("form fields, issues, comments (not readable)", RULES)),
        (task(**{**HELD, "form_fields": {"data": None}, "issues": None, "assets": None}), frozenset(HELD),
         ("form fields, issues (not readable)", RULES)),
        (task(**{**HELD, "form_fields": False, "run": "r1", "step": None}), frozenset(HELD),
         ("form fields, process (not readable)", RULES)),
        ({"data": []}, frozenset(), ()),
        (None, None, ()),
        ("text", None, ()),
    ],
)  # fmt: skip
def test_not_checked(root: object, asked: frozenset[str] | None, expected: tuple[str, ...]) -> None:
    assert not_checked(root, asked) == expected


@given(ANY_JSON)
def test_nothing_raises(anything: Any) -> None:
    not_checked(anything, None)
    assert not_checked({"data": {"id": 1, "run": anything}}, frozenset())


@pytest.mark.parametrize(
    ("root", "asked", "expected"),
    [
        (task(**HELD), frozenset(), ()),
        (task(), frozenset({"run", "step"}), ("form_fields", "issues", "activities", "threads", "assets")),
        (task(), frozenset(HELD), ()),  # asked for and not returned: asking again brings nothing
        (task(**{**HELD, "issues": "unreadable"}), frozenset(), ()),
        (task(form_fields=[], issues=[], run={}), None, ("step", "activities", "threads", "assets")),
        ({"data": {"id": "t1", **{k: [] for k in HELD if k not in ("run", "step")}}}, frozenset(), ()),
        ({"error": "x"}, None, ()),
    ],
)
def test_what_fetching_may_bring(root: Any, asked: frozenset[str] | None, expected: tuple[str, ...]) -> None:
    assert not_fetched(root, asked) == expected
