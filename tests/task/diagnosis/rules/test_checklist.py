from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.checklist import rule
from tests.support.cases import LEFT_OUT, case, kinds, never_asks, places

DONE = {"id": 1, "text": "a", "selected": True}
OPEN = {"id": 2, "text": "b", "selected": False}
GONE = {"id": 9, "text": "gone", "selected": True}
UNTICKED = {"selected": False, "required": True}
NEEDED = {**OPEN, "required": True}
LIST: dict[str, Any] = {
    "id": "f",
    "label": "Checks",
    "field_type": "multiselect",
    "options": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}],
    "must_all_checked": True,
    "field_value": [DONE, OPEN],
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"form_fields": [LIST]}, ["blocker likely"]),
        ({"form_fields": [{**LIST, "field_value": [DONE, DONE]}]}, []),
        ({"form_fields": [{**LIST, "field_value": [DONE]}]}, ["blocker likely"]),
        ({"form_fields": [{**LIST, "field_value": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]}]}, []),
        ({"form_fields": [{**LIST, "must_all_checked": False}]}, []),
        (
            {"form_fields": [{**LIST, "must_all_checked": 0, "field_value": [DONE, NEEDED]}]},
            ["warning likely"],
        ),
        (
            {"form_fields": [{**LIST, "must_all_checked": False, "settings": {"must_all_checked": 1}}]},
            ["blocker likely"],
        ),
        ({"form_fields": [{**LIST, "field_type": "dropdown"}]}, []),
        ({"form_fields": [{**LIST, "required": True, "field_value": []}]}, []),
        ({"form_fields": [{**LIST, "field_value": None}]}, ["blocker likely"]),
        ({"form_fields": [{**LIST, "options": [], "field_value": []}]}, []),
        ({"form_fields": [{**LIST, "options": None, "settings": [], "field_value": "x"}]}, []),
        ({"form_fields": [LIST], "status": "completed"}, []),
        ({"form_fields": [{**LIST, "field_value": [DONE, {**OPEN, "selected": None}]}]}, ["blocker likely"]),
        ({"form_fields": [{**LIST, "field_value": [DONE, {**DONE, "selected": "1"}]}]}, []),
        ({"form_fields": [{**LIST, "field_value": ["a", "b"]}]}, []),
        # A tick for what is no option any more does not count, and what is none needs no tick.
        ({"form_fields": [{**LIST, "field_value": [DONE, GONE]}]}, ["blocker likely"]),
        ({"form_fields": [{**LIST, "field_value": ["a", "b", {**GONE, "selected": False}]}]}, []),
        ({"form_fields": [{**LIST, "field_value": ["a", "b", GONE]}]}, []),
        (
            {"form_fields": [{**LIST, "must_all_checked": 0, "field_value": [DONE, {**GONE, **UNTICKED}]}]},
            [],
        ),
        # Options that are kept elsewhere may be out of date.
        ({"form_fields": [{**LIST, "list": {"id": "l"}, "field_value": [DONE]}]}, []),
        ({"form_fields": [{**LIST, "list": {"id": "l"}}]}, ["blocker likely"]),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_counts_and_leads_to_the_open_items() -> None:
    of = case(form_fields=[LIST])
    (finding,) = rule(of)
    assert finding.title == "“Checks”: 1 of 2 items ticked, all must be"
    assert places(finding, of) == [LIST, OPEN, True]


def test_it_counts_as_the_form_field_s_remark_does() -> None:
    of = case(form_fields=[{**LIST, "field_value": [DONE, GONE]}])
    (finding,) = rule(of)
    assert finding.title == "“Checks”: 1 of 2 items ticked, all must be"
    assert "all must be checked: 1 of 2 are" in of.rows[0].note


def test_the_two_kinds_say_their_own() -> None:
    (every,) = rule(case(form_fields=[LIST]))
    (some,) = rule(case(form_fields=[{**LIST, "must_all_checked": None, "field_value": [NEEDED]}]))
    assert "done only when its own rule is met" in every.text
    assert "does not say what marking a single item does" in some.text


def test_needed_items_are_counted() -> None:
    of = case(form_fields=[{**LIST, "must_all_checked": None, "field_value": [NEEDED, OPEN]}])
    (finding,) = rule(of)
    assert finding.title == "“Checks”: 1 item marked as required is not ticked"
    assert places(finding, of)[1:] == [NEEDED]


@pytest.mark.parametrize("sent", [LEFT_OUT, None, 3, {"error": "x"}])
def test_without_the_form_fields_it_is_silent_and_they_are_named_as_not_checked(sent: Any) -> None:
    never_asks(rule, "form fields", form_fields=sent)
