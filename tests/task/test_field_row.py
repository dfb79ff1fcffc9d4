"""One form field as a row: what counts as empty, and how surely; options, guidance, last change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.field_row import (
    FieldRow,
    Place,
    key_of,
    own_places,
    position,
    read_row,
    stray,
    text_of,
)
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.task.values import TYPES
from tests.support.samples import ANY_JSON, parsed

WHEN = datetime(2026, 11, 13, tzinfo=UTC)
AT = ("data", "form_fields", 0)


def row_of(members: Any, changes: dict[str, datetime] | None = None, also: tuple[str, ...] = ()) -> FieldRow:
    node = Found(parsed(members), AT)
    return read_row(node, own_places(node), "task", Zones(UTC), changes or {}, also)


def answered(api_type: str, value: Any, **members: Any) -> FieldRow:
    return row_of({"id": "f1", "label": "L", "field_type": api_type, "field_value": value, **members})


@pytest.mark.parametrize("api_type", [*TYPES, "signature", ""])
@pytest.mark.parametrize("value", [None, "", []])
def test_certainly_empty_in_every_type(api_type: str, value: Any) -> None:
    row = answered(api_type, value)
    assert (row.emptiness, row.blank, row.value) == ("certain", True, "")


@pytest.mark.parametrize(
    ("api_type", "value"),
    [
        ("assignees_form", {"users": [], "guests": [], "groups": []}),
        ("assignees_form", {"users": [None], "guests": None}),
        ("dropdown", {"id": None, "text": ""}),
        ("dropdown", {"id": "", "text": None, "value": None}),
        ("dropdown", {}),
        (
            "multiselect",
            [{"id": 1, "text": "A", "selected": False}, {"id": 2, "text": "B", "selected": False}],
        ),
        ("multiselect", [None, ""]),
        ("multiselect", [{"id": None, "text": "", "selected": True}]),
        ("table", [["", None], [""]]),
        ("table", [{"Item": ""}]),
        ("file", [{}, None]),
        ("file", [{"id": None, "filename": ""}]),
        ("text", {}),
        ("signature", [None]),
        ("email", {"value": ""}),
    ],
)
def test_likely_empty_in_the_way_of_its_type(api_type: str, value: Any) -> None:
    row = answered(api_type, value, required=True)
    assert (row.emptiness, row.value, row.required_and_empty) == ("likely", "", True)
    assert row.note.startswith("required, empty")
    assert row.raw


@pytest.mark.parametrize("api_type", [*TYPES, "signature", ""])
@pytest.mark.parametrize(("value", "words"), [("0", "0"), (0, "0"), (False, "false"), (-0.0, "-0.0")])
def test_nought_is_never_empty_but_what_tallyfy_may_do_is_said(api_type: str, value: Any, words: str) -> None:
    row = answered(api_type, value, required=True)
    assert (row.emptiness, row.required_and_empty) == ("", False)
    assert f"Tallyfy may treat {words} as empty" in row.note


@pytest.mark.parametrize("value", ["00", "0.0", "false", " ", 1, True, ["0"], {"text": "0"}, None])
def test_of_other_answers_that_is_not_said(value: Any) -> None:
    assert "may treat" not in answered("dropdown", value).note


def test_an_answer_that_was_not_sent_is_not_certainly_empty() -> None:
    row = row_of({"id": "f1", "required": True})
    assert (row.emptiness, row.value_path, row.raw) == ("likely", None, "")
    assert row.note == "required, empty; value not returned"


@pytest.mark.parametrize("first", ["", []])
def test_an_empty_answer_is_not_certain_where_another_place_holds_something(first: Any) -> None:
    row = row_of({"field_value": first, "value": "b", "required": True})
    assert (row.emptiness, row.value_path) == ("likely", (*AT, "field_value"))
    assert row.note == "required, empty; field_value is empty, but value is not"


def test_the_first_place_that_is_not_null_counts() -> None:
    node = Found({"id": "f1"}, AT)
    places = [Place(name, Found(value, (name,))) for name, value in (("a", None), ("b", "x"), ("c", "y"))]
    row = read_row(node, places, "kickoff", Zones(UTC), {})
    assert (row.value, row.value_path, row.note, row.section) == ("x", ("b",), "", "kickoff")


def test_raw_is_json_on_one_line_without_secrets() -> None:
    code = "67a466a7d8374750922f9d46349cd3ae"
    link = f"https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/{code}"
    row = answered("text", {"a": [1, None, "x\ny"], "b": link})
    assert row.raw.startswith('{"a": [1, null, "x\\ny"], "b": "https://go.tallyfy.com/')
    assert code not in row.raw
    assert answered("text", None).raw == "null"


def test_options_are_told_with_and_without_an_answer() -> None:
    options = [{"id": 1, "text": "Sales"}, {"id": 2, "text": "Finance"}]
    assert answered("dropdown", {"id": 2, "text": "Finance"}, options=options).options == "1 of 2: Finance"
    assert answered("dropdown", None, options=options).options == "0 of 2"
    assert row_of({"field_type": "radio", "options": options}).options == "0 of 2"
    assert answered("text", "x", options=options).options == ""


def test_a_value_that_left_the_options_is_told() -> None:
    row = answered("dropdown", {"id": 9, "text": "Legal"}, options=[{"id": 1, "text": "Sales"}])
    assert (row.value, row.emptiness, row.options) == ("Legal", "", "0 of 1")
    assert row.note == "not among its options"


def test_remarks_stand_in_order() -> None:
    row = row_of({"field_type": "email", "required": "1", "field_value": None}, also=("last",))
    assert row.note == "required, empty; the web app does not draw this field; last"


@pytest.mark.parametrize(
    ("sent", "words"),
    [("<p>Ten <i>letters</i>.</p>", "Ten letters."), (None, ""), ("", ""), (["x"], '["x"]')],
)
def test_guidance(sent: Any, words: str) -> None:
    assert row_of({"guidance": sent}).guidance == words
    assert row_of({}).guidance == ""


def test_the_last_change_by_id_and_by_alias() -> None:
    later = WHEN.replace(day=14)
    field = {"id": "f1", "alias": "po-number", "label": "deadline", "last_updated": "2026-03-02T09:12:44Z"}
    assert row_of(field, {"f1": WHEN}).changed == WHEN
    assert row_of(field, {"po-number": WHEN}).changed == WHEN
    assert row_of(field, {"f1": WHEN, "po-number": later}).changed == later
    assert row_of(field, {"deadline": WHEN}).changed is None
    assert row_of(field).changed is None
    assert row_of({"id": [], "alias": {}}, {"f1": WHEN}).changed is None
    assert row_of({"id": 41}, {"41": WHEN}).changed == WHEN


def test_one_line_for_a_cell() -> None:
    row = answered("table", [["Router", "2"], ["Cable", "10"]])
    assert (row.value, row.line) == ("Router | 2\nCable | 10", "Router, 2; Cable, 10")
    assert answered("text", "a\nb").line == "a b"
    assert replace(row, short="one\ntwo").line == "one two"


@pytest.mark.parametrize(("value", "emptiness"), [("x", ""), (5, ""), (None, "likely"), ([""], "likely")])
def test_what_is_no_form_field(value: Any, emptiness: str) -> None:
    row = stray(Found(value, AT), "kickoff")
    assert (row.label, row.emptiness, row.section) == ("(not a form field)", emptiness, "kickoff")
    assert (row.required, row.path, row.value_path) == (None, AT, AT)
    assert row == read_row(Found(value, AT), (), "kickoff", Zones(UTC), {})


def test_sorting_by_position() -> None:
    sent: list[Any] = [3, None, "1", 2.5, "x", True, -1, float("nan"), "9" * 400, [], {}]
    nodes = [Found({"position": each}, (index,)) for index, each in enumerate(sent)]
    assert [node.path[0] for node in sorted(nodes, key=position)] == [6, 2, 3, 0, 8, 1, 4, 5, 7, 9, 10]


@pytest.mark.parametrize(
    ("sent", "key"),
    [("f1", "f1"), (41, "41"), (True, None), (None, None), ("", None), ([], None), (1.5, None)],
)
def test_the_key_of_a_field(sent: Any, key: str | None) -> None:
    assert key_of(Found({"id": sent}, ())) == key
    assert key_of(Found({}, ())) is None


def test_a_member_on_one_line() -> None:
    node = Found({"label": "a\r\nb", "alias": "", "id": 7}, ())
    assert [text_of(node, key) for key in ("label", "alias", "id", "other")] == ["a b", None, "7", None]


def test_no_content_in_a_repr() -> None:
    row = answered("text", "Iban-4711", alias="a-4711")
    assert "4711" not in repr(row) + repr(Place("value", Found("4711", ())))


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("id", "label", "alias", "field_type", "required", "guidance", "options", "list"),
                *("settings", "must_all_checked", "columns", "field_value", "value"),
            ]
        ),
        ANY_JSON | st.sampled_from(sorted(TYPES)),
    )
    | ANY_JSON
)
def test_any_json_makes_a_row(members: Any) -> None:
    node = Found(members, AT)
    row = read_row(node, own_places(node), "task", Zones(UTC), {"f1": WHEN})
    assert row.blank is (row.value == "") is (row.emptiness != "")
    assert "\n" not in row.line + row.raw + row.label
    texts = (row.label, row.value, row.note, row.raw, row.options, row.guidance, row.short)
    "".join(texts).encode()
