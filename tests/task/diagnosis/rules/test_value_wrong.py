"""Answers that look wrong: one finding a kind, its confidence, and the labels it names."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.value_wrong import KINDS, rule
from tests.support.findings import Said, findings, said

OPTIONS = [{"id": 1, "text": "North"}, {"id": 2, "text": "South"}]


def field(kind: str, value: object, **more: Any) -> dict[str, Any]:
    return {"id": "f1", "label": "Region", "field_type": kind, "field_value": value, **more}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (field("dropdown", {"id": 9, "text": "Moon"}, options=OPTIONS),
         [("warning", "certain", "No longer among the options: “Region”")]),
        (field("radio", "Moon", options=OPTIONS),
         [("warning", "likely", "Most likely not among the options: “Region”")]),
        (field("text", "x" * 201), [("warning", "likely", "Longer than 200 characters: “Region”")]),
        (field("textarea", "x" * 30_001), [("warning", "likely", "Longer than 30,000 characters: “Region”")]),
        (field("textarea", "x" * 6_001), [("info", "likely", "Longer than 6,000 characters: “Region”")]),
        (field("text", "many", field_validation=["numeric"]),
         [("warning", "likely", "Does not meet the field's own check: “Region”")]),
        (field("date", "soon"), [("warning", "likely", "Not readable as a date: “Region”")]),
        (field("email", None, required=True),
         [("warning", "likely", "Required, empty, and most likely not shown in Tallyfy: “Region”")]),
        (field("email", None), [("info", "likely", "Most likely not shown in Tallyfy: “Region”")]),
        (field("text", "0", required=True), [("info", "likely", "“0” in a required field: “Region”")]),
        (field("dropdown", {"id": 1, "text": "North"}, options=OPTIONS), []),
        (field("text", "fine"), []),
        (field("no_such_type", {"odd": [1]}), []),
        ({"label": None, "field_type": [], "field_value": {"a": 1}}, []),
        ("stray", []),
        (None, []),
    ],
)  # fmt: skip
def test_values(one: object, expected: list[Said]) -> None:
    assert said(rule, form_fields={"data": [one]}) == expected


def test_a_kind_is_one_finding_that_names_its_fields_and_leads_to_their_values() -> None:
    fields = [{**field("text", "x" * 201), "label": label} for label in ("First", "Second")]
    (found,) = findings(rule, form_fields=fields)
    assert found.title.endswith("“First”, “Second”")
    assert found.because == tuple(("data", "form_fields", place, "field_value") for place in (0, 1))
    assert "First" not in str(found.reply)


def test_no_word_holds_a_value() -> None:
    for each in findings(rule, form_fields=[field("radio", "CANARY", options=OPTIONS)]):
        assert "CANARY" not in each.title + each.text + str(each.reply)


def test_without_the_form_fields_it_cannot_tell() -> None:
    assert said(rule, asked=()) == [("warning", "cannot_tell", "Does a value of the form look wrong?")]
    assert [each.needs for each in findings(rule, asked=())] == [("form_fields",)]
    assert findings(rule, asked={"form_fields"}) == []
    assert findings(rule, asked=(), form_fields=None) == []


def test_only_what_a_field_says_outright_is_certain() -> None:
    assert [kind.title for kind in KINDS if kind.confidence == "certain"] == [
        "No longer among the options: {labels}"
    ]
