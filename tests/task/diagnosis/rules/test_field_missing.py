"""Fields of the template's step against the fields of the task, by ID."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.field_missing import rule
from tests.support.findings import PAST, Said, findings, said

ONE = ("info", "likely", "1 form field of the template is not on this task")
UNKNOWN = ("info", "cannot_tell", "Does the template have fields that this task has not?")
OLD = {"id": "f1", "label": "Region", "field_type": "text"}
NEW = {"id": "f2", "label": "Cost centre", "field_type": "text"}


def both(own: object, captures: object) -> dict[str, Any]:
    return {"form_fields": {"data": own}, "step": {"data": {"id": "s1", "captures": captures}}}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (both([OLD], [OLD, NEW]), [ONE]),
        (both([OLD], {"data": [OLD, NEW]}), [ONE]),
        (both([OLD], {"0": OLD, "1": NEW}), [ONE]),
        (both([], [OLD, NEW]), [("info", "likely", "2 form fields of the template are not on this task")]),
        (both([OLD], ["f1", "f2"]), [ONE]),
        (both([{**OLD, "id": 7}], [{**OLD, "id": "7"}]), []),
        (both([OLD, NEW], [OLD]), []),
        (both([OLD], [{**OLD, "label": "Renamed"}]), []),
        (both([OLD], [OLD, {**NEW, "archived_at": PAST}]), []),
        (both([OLD], []), []),  # the step came without its fields
        (both([OLD], None), []),
        (both([OLD], [{"label": "No ID"}, None, [], True]), []),
        (both([OLD, {"label": "No ID"}], [OLD, NEW]), []),
        (both(None, [NEW]), []),
        (both("x", [NEW]), []),
        ({"step": {"data": {"captures": [NEW]}}}, []),
        ({"form_fields": [OLD], "step": {"data": {"id": "s1"}}}, []),
        ({"form_fields": [OLD], "step_id": None}, []),
        ({"form_fields": [OLD], "status": "completed"}, []),
        ({"form_fields": [OLD]}, [UNKNOWN]),
        ({}, []),
    ],
)
def test_fields(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, asked=(), **members) == expected


def test_the_step_is_asked_for_once() -> None:
    assert [each.needs for each in findings(rule, asked=(), form_fields=[OLD])] == [("step",)]
    assert findings(rule, asked={"step"}, form_fields=[OLD]) == []


def test_the_words_name_the_fields_and_the_reply_does_not() -> None:
    (found,) = findings(rule, **both([OLD], [OLD, NEW]))
    assert "“Cost centre”" in found.text
    assert "Cost" not in str(found.reply)
    assert "Region" not in found.text
    assert found.because == (("data", "step", "data", "captures", 1),)


OTHER = ("info", "likely", "Other columns than in the template: “Items”")
TABLE = {"id": "f1", "label": "Items", "field_type": "table"}
ONE_COLUMN, TWO_COLUMNS = (
    [{"id": 1, "label": "Item"}],
    [{"id": 1, "label": "Item"}, {"id": 2, "label": "Price"}],
)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (ONE_COLUMN, TWO_COLUMNS, [OTHER]),
        (TWO_COLUMNS, ONE_COLUMN, [OTHER]),
        (TWO_COLUMNS, TWO_COLUMNS[::-1], []),
        (ONE_COLUMN, [{"id": "1", "label": "Renamed"}], []),
        (["Item"], ["Item", "Price"], [OTHER]),
        (["Item"], [" ITEM "], []),
        (["Item"], ONE_COLUMN, []),  # compared by what both have
        (ONE_COLUMN, [{"id": 1}, {"label": None}], []),  # one of them says nothing
        (ONE_COLUMN, [], []),
        (None, TWO_COLUMNS, []),
        ("x", 7, []),
    ],
)
def test_columns_of_a_table(here: object, there: object, expected: list[Said]) -> None:
    members = both([{**TABLE, "columns": here}], [{**TABLE, "columns": there}])
    assert said(rule, **members) == expected


def test_only_a_table_has_columns() -> None:
    text = {**TABLE, "field_type": "text"}
    assert said(rule, **both([{**text, "columns": ["a"]}], [{**text, "columns": ["b"]}])) == []


def test_each_says_its_own() -> None:
    (missing,) = findings(rule, **both([OLD], [OLD, NEW]))
    assert "Only in the template" in missing.text
    columns = both([{**TABLE, "columns": ONE_COLUMN}], [{**TABLE, "columns": TWO_COLUMNS}])
    (other,) = findings(rule, **columns)
    assert "columns it was launched with" in other.text
    (unknown,) = findings(rule, asked=(), form_fields=[OLD])
    assert "does not hold the step" in unknown.text
