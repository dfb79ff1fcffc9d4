from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.required_empty import rule
from tests.support.cases import LEFT_OUT, case, kinds, places

FIELD = {"id": "f", "label": "Budget code", "field_type": "text", "required": True, "field_value": None}
UNSENT = {key: value for key, value in FIELD.items() if key != "field_value"}
EMAIL = {**FIELD, "label": "Contact", "field_type": "email"}
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


def test_what_is_certain_is_not_doubted() -> None:
    (finding,) = rule(case(form_fields=[FIELD]))
    assert finding.text == "The Complete button stays grey until every required form field is filled in."


@pytest.mark.parametrize(
    ("sent", "words"),
    [(LEFT_OUT, "were not returned"), (None, "is no list of them"), ({"error": "x"}, "is no list of them")],
)
def test_it_says_why_it_cannot_tell(sent: Any, words: str) -> None:
    (finding,) = rule(case(form_fields=sent))
    assert words in finding.text


def test_nobody_is_asked_to_fill_in_what_is_not_shown() -> None:
    (finding,) = rule(case(form_fields=[EMAIL]))
    assert (finding.severity, finding.reply, finding.brief) == ("blocker", None, "")
    assert finding.title == "1 required, empty: “Contact”"


def test_beside_a_field_that_is_not_shown_the_others_are_asked_for() -> None:
    (finding,) = rule(case(form_fields=[FIELD, EMAIL, {**FIELD, "label": "Region"}]))
    assert kinds([finding]) == ["blocker certain"]
    assert finding.title.startswith("3 required, empty")
    assert finding.brief == "2 required form fields are still empty"
    assert "2 required form fields are still empty. " in (finding.reply or "")
    assert "every required field that you see" in (finding.reply or "")
    (plain,) = rule(case(form_fields=[FIELD]))
    assert "that you see" not in (plain.reply or "")


def test_it_asks_for_form_fields() -> None:
    (finding,) = rule(case(None, form_fields=LEFT_OUT))
    assert finding.needs == ("form_fields",)
