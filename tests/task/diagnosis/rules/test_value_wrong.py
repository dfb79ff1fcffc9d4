"""Answers that look wrong: one finding a kind, its confidence, and the labels it names."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.value_wrong import KINDS, rule
from tests.support.findings import PAST, Said, findings, said

OPTIONS = [{"id": 1, "text": "North"}, {"id": 2, "text": "South"}]


def field(kind: str, value: object, **more: Any) -> dict[str, Any]:
    return {"id": "f1", "label": "Region", "field_type": kind, "field_value": value, **more}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (field("dropdown", {"id": 9, "text": "Moon"}, options=OPTIONS),
         [("warning", "certain", "Not among the options: “Region”")]),
        (field("radio", "Moon", options=OPTIONS),
         [("warning", "likely", "Not among the options: “Region”")]),
        (field("text", "x" * 201), [("warning", "likely", "Longer than 200 characters: “Region”")]),
        (field("textarea", "x" * 30_001), [("warning", "likely", "Longer than 30,000 characters: “Region”")]),
        (field("textarea", "x" * 6_001), [("info", "likely", "Longer than 6,000 characters: “Region”")]),
        (field("text", "many", field_validation=["numeric"]),
         [("warning", "likely", "Does not meet the field's own check: “Region”")]),
        (field("date", "soon"), [("warning", "likely", "Not readable as a date: “Region”")]),
        (field("email", None, required=True),
         [("warning", "likely", "Required, empty, and most likely not shown in Tallyfy: “Region”")]),
        (field("email", None), [("info", "likely", "Not shown in Tallyfy: “Region”")]),
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


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (field("dropdown", {"id": 9, "text": "Moon"}, options=OPTIONS), "by ID or by text"),
        (field("radio", "Moon", options=OPTIONS), "Only IDs or only texts could be compared"),
        (field("text", "x" * 201), "up to 200 characters"),
        (field("textarea", "x" * 30_001), "another page of the documentation says 6,000"),
        (field("textarea", "x" * 6_001), "contradicts itself"),
        (field("text", "many", field_validation=["numeric"]), "a certain kind of text"),
        (field("date", "soon"), "as year, month and day"),
        (field("email", None, required=True), "Fill it in through the API"),
        (field("email", None), "People may not see"),
        (field("text", "0", required=True), "take “0” for empty"),
    ],
)
def test_each_kind_says_its_own(one: dict[str, Any], words: str) -> None:
    (found,) = findings(rule, form_fields=[one])
    assert words in found.text


def test_why_an_option_is_gone_is_never_certain() -> None:
    (found,) = findings(rule, form_fields=[field("dropdown", {"id": 9, "text": "Moon"}, options=OPTIONS)])
    assert "Most likely the options were changed" in found.text
    assert "no longer" not in f"{found.title} {found.reply}"


@pytest.mark.parametrize(
    "members",
    [{"status": "completed"}, {"status": "auto-skipped"}, {"status": "skipped"}, {"archived_at": PAST}],
)
@pytest.mark.parametrize(
    "one",
    [
        field("dropdown", {"id": 9, "text": "Moon"}, options=OPTIONS),
        field("radio", "Moon", options=OPTIONS),
        field("text", "x" * 201),
        field("text", "many", field_validation=["numeric"]),
        field("date", "soon"),
    ],
)
def test_of_a_task_that_nobody_is_to_do_it_is_a_note_without_advice(one: Any, members: Any) -> None:
    (open_,), (over,) = findings(rule, form_fields=[one]), findings(rule, form_fields=[one], **members)
    assert (open_.severity, over.severity, over.reply) == ("warning", "info", None)
    assert open_.confidence == over.confidence
    assert open_.reply is not None
    assert len(over.text) < len(open_.text)
    assert open_.text.startswith(over.text)


def test_without_the_form_fields_it_cannot_tell() -> None:
    assert said(rule, asked=()) == [("warning", "cannot_tell", "Does a value of the form look wrong?")]
    assert [each.needs for each in findings(rule, asked=())] == [("form_fields",)]
    assert findings(rule, asked={"form_fields"}) == []
    assert findings(rule, asked=(), form_fields=None) == []


def test_only_what_a_field_says_outright_is_certain() -> None:
    assert [kind.title for kind in KINDS if kind.confidence == "certain"] == [
        "Not among the options: {labels}"
    ]
