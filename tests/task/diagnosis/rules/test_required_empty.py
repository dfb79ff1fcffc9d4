from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.required_empty import rule
from tests.support.cases import LEFT_OUT, case, kinds, places

FIELD = {"id": "f", "label": "Budget code", "field_type": "text", "required": True, "field_value": None}
UNSENT = {key: value for key, value in FIELD.items() if key != "field_value"}
PICKER = {
    **FIELD,
    "field_type": "assignees_form",
    "field_value": {"users": [], "guests": [], "groups": []},
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"form_fields": [FIELD]}, ["blocker certain"]),
        (
            {"form_fields": {"data": [{**FIELD, "field_value": ""}, {**FIELD, "field_value": []}]}},
            ["blocker certain"],
        ),
        ({"form_fields": [{**FIELD, "field_value": "0"}]}, []),
        ({"form_fields": [{**FIELD, "required": False}]}, []),
        ({"form_fields": [PICKER]}, ["blocker likely"]),
        ({"form_fields": [UNSENT]}, ["blocker likely"]),
        ({"form_fields": [PICKER, FIELD]}, ["blocker certain", "blocker likely"]),
        ({"form_fields": [FIELD], "status": "completed"}, []),
        ({"form_fields": [FIELD], "status": "auto-skipped"}, []),
        ({"form_fields": [FIELD], "archived_at": "2026-11-20T17:00:00Z"}, []),
        ({"form_fields": LEFT_OUT}, ["blocker cannot_tell"]),
        ({"form_fields": {"data": []}}, []),
        ({"form_fields": {}}, []),
        ({"form_fields": None}, ["blocker cannot_tell"]),
        ({"form_fields": False}, ["blocker cannot_tell"]),
        ({"form_fields": 3}, ["blocker cannot_tell"]),
        ({"form_fields": {"error": "x"}}, ["blocker cannot_tell"]),
        ({"form_fields": {"data": None}}, ["blocker cannot_tell"]),
        ({"form_fields": [7, None, "x", {"required": True}]}, ["blocker likely"]),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_names_the_fields_and_leads_to_them() -> None:
    of = case(form_fields=[FIELD, {**FIELD, "label": "Region"}])
    (finding,) = rule(of)
    assert finding.title == "2 required, empty: “Budget code”, “Region”"
    assert places(finding, of) == [FIELD, {**FIELD, "label": "Region"}]
    assert finding.reply is not None
    assert "Region" not in finding.reply


def test_what_is_likely_says_why() -> None:
    (finding,) = rule(case(form_fields=[PICKER]))
    assert "Most likely nothing was entered" in finding.text
    assert finding.title == "1 required, empty: “Budget code”"


def test_it_asks_for_form_fields() -> None:
    (finding,) = rule(case(None, form_fields=LEFT_OUT))
    assert finding.needs == ("form_fields",)
