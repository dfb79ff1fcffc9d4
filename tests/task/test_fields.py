"""Rows of the table of form fields, on the sample answers and on any JSON."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.fields import FieldRow, form_fields, form_fields_state
from tallyfy_inspector.task.values import TYPES
from tests.support.samples import ANY_JSON, task_full, task_with, variants

SITE_NOTES = "Customer wants delivery before noon.\n• Gate code changes daily\n• Ask for Renée & team"
ALL_FILES = "signed-quote-7741.pdf, site-photo.png, external-brief.pdf (link to files.example.com)"
EACH_FILE = (
    "signed-quote-7741.pdf (version 1, source local, ID aa5f254dc817dba0ec9345d5cd121dc3)\n"
    "site-photo.png (version 1, source local, ID d52b74ac33c07063c851559a70f13c4d)\n"
    "external-brief.pdf (link to files.example.com)"
)
UNSEEN = "the web app does not draw this field"
PICKED = "member 20417, buyer@customer.example, group 7b253ee6ca5df14a1e3f3d6320f2fbde"


def test_every_field_of_the_full_sample() -> None:
    rows = form_fields(task_full(), ZoneInfo("Europe/Berlin"))
    assert [(row.label, row.type, row.type_name, row.required, row.value, row.note) for row in rows] == [
        ("PO number", "text", "Short Text", True, "PO-2026-00917", ""),
        ("Site notes", "textarea", "Large Text", False, SITE_NOTES, ""),
        ("Service tier", "radio", "Multiple Choice", True, "Gold", ""),
        ("Department", "dropdown", "Dropdown", True, "Finance", ""),
        (
            "Pre-flight checks",
            "multiselect",
            "Multi-Select",
            True,
            "Contract on file, Insurance (2 of 3)",
            "all must be checked: 2 of 3 are",
        ),
        ("Install date", "date", "Date", False, "1 Dec 2026, 16:30 CET", ""),
        ("Contact e-mail", "email", "Email", False, "buyer@customer.example", UNSEEN),
        ("Signed quote", "file", "File Upload", True, EACH_FILE, ""),
        ("Line items", "table", "Table", False, "Item | Qty\nRouter | 2", ""),
        ("Next reviewer", "assignees_form", "Assignee Picker", False, PICKED, "picking does not assign"),
        ("Budget code", "text", "Short Text", True, "", "required, empty"),
        ("Region", "dropdown", "Dropdown", False, "", ""),
    ]


def test_the_rows_of_the_full_sample_lead_to_their_nodes() -> None:
    root = task_full()
    rows = form_fields(root)
    assert [row.path for row in rows] == [("data", "form_fields", "data", index) for index in range(12)]
    assert [row.value_path for row in rows] == [(*row.path, "field_value") for row in rows]
    assert [row.alias for row in rows][:2] == ["po-number-4100001", "site-notes-4100002"]
    assert rows[0].id == "a31abfe19cfa228258f6990b446b882b"
    assert [row.emptiness for row in rows] == [""] * 10 + ["certain"] * 2
    assert [row.blank for row in rows] == [False] * 10 + [True, True]
    assert {row.section for row in rows} == {"task"}
    assert [row.required_and_empty for row in rows] == [False] * 10 + [True, False]
    assert rows[1].line == (
        "Customer wants delivery before noon. • Gate code changes daily • Ask for Renée & team"
    )


def test_every_field_of_the_documentation_pages_own_shape() -> None:
    root = variants()["docs_page_shape"]
    rows = form_fields(root)
    assert [(row.label, row.type_name, row.required, row.value, row.alias) for row in rows] == [
        ("PO number", "Short Text", True, "PO-2026-00917", None),
        ("Site notes", "Large Text", False, SITE_NOTES, None),
        ("Service tier", "Multiple Choice", True, "Gold", None),
        ("Department", "Dropdown", True, "Finance", None),
        ("Pre-flight checks", "Multi-Select", True, "Contract on file, Insurance (2 of 3)", None),
    ]
    assert [row.value_path for row in rows] == [(*row.path, "value") for row in rows]
    assert [row.note for row in rows] == [""] * 5


def test_the_sample_tables_as_fields_of_a_task() -> None:
    rows = form_fields(task_with(*variants()["table_value_guesses"]))
    assert [row.line for row in rows] == [
        "Item: Router, Qty: 2",
        "Item: Router, Qty: 2; Item: Cable, Qty: 10",
        "Item: Router, Qty: 2; Item: Cable, Qty: 10",
    ]


@pytest.mark.parametrize(
    ("root", "state"),
    [
        (variants()["oneoff_task_php_empties"], "empty"),
        (variants()["hidden_by_rule"], "absent"),
        (variants()["unwrapped_body"], "absent"),
        (variants()["docs_page_shape"], "present"),
        (task_full(), "present"),
        (task_with(), "empty"),
        ({"data": {"id": "d", "form_fields": None}}, "empty"),
        ({"data": {"id": "d", "form_fields": {"data": None}}}, "empty"),
        ({"data": {"id": "d", "form_fields": False}}, "empty"),
        ({"data": {"id": "d", "form_fields": [{}]}}, "present"),
        ({"error": True}, "absent"),
        (None, "absent"),
    ],
)
def test_not_returned_is_not_none(root: Any, state: str) -> None:
    assert form_fields_state(root) == state
    assert bool(form_fields(root)) is (state == "present")


def field(**members: Any) -> dict[str, Any]:
    return {"id": "f1", "label": "L", "field_type": "text", **members}


def only(root: Any) -> FieldRow:
    (row,) = form_fields(root)
    return row


FIELD_VALUE = ("data", "form_fields", "data", 0, "field_value")
VALUE = (*FIELD_VALUE[:-1], "value")
TASKDATA = ("data", "taskdata", "f1")


@pytest.mark.parametrize(
    ("members", "taskdata", "value", "value_path", "note"),
    [
        ({"field_value": "a", "value": "b"}, {"f1": "c"}, "a", FIELD_VALUE, ""),
        ({"value": "b"}, {"f1": "c"}, "b", VALUE, ""),
        ({}, {"f1": "c"}, "c", TASKDATA, ""),
        (
            {"field_value": "", "value": "b"},
            {"f1": "c"},
            "",
            FIELD_VALUE,
            "field_value is empty, but value is not",
        ),
        ({"field_value": None, "value": "b"}, {}, "b", VALUE, "field_value is null, read from value"),
        ({"field_value": None}, {"f1": "c"}, "c", TASKDATA, "field_value is null, read from taskdata"),
        ({"field_value": None, "value": None}, {"f1": None}, "", FIELD_VALUE, ""),
        ({"value": None}, {"f1": "c"}, "c", TASKDATA, ""),
        ({"value": None}, [], "", VALUE, ""),
        ({}, [], "", None, "value not returned"),
        ({}, None, "", None, "value not returned"),
        ({"field_value": 0}, {"f1": "c"}, "0", FIELD_VALUE, "Tallyfy may treat 0 as empty"),
        ({"field_value": False}, {}, "false", FIELD_VALUE, "Tallyfy may treat false as empty"),
    ],
)
def test_where_the_answer_is_read(
    members: dict[str, Any], taskdata: Any, value: str, value_path: Any, note: str
) -> None:
    root = task_with(field(**members), taskdata=taskdata)
    row = only(root)
    assert (row.value, row.blank, row.value_path, row.note) == (value, value == "", value_path, note)


def test_taskdata_may_be_wrapped_and_an_id_may_be_a_number() -> None:
    row = only(task_with(field(id=41), taskdata={"data": {"41": "c"}}))
    assert (row.value, row.id, row.value_path) == ("c", "41", ("data", "taskdata", "data", "41"))


@pytest.mark.parametrize(
    ("sent", "required"),
    [
        (True, True),
        (False, False),
        (1, True),
        (0, False),
        ("1", True),
        ("false", False),
        (None, None),
        ([], None),
    ],
)
def test_required_is_yes_no_or_not_returned(sent: Any, required: bool | None) -> None:
    row = only(task_with(field(required=sent, value=None)))
    assert row.required is required
    assert row.note == ("required, empty" if required else "")
    assert only(task_with(field())).required is None


def test_required_and_empty_stands_before_other_remarks() -> None:
    row = only(task_with(field(required=True, field_value=None), taskdata={"f1": ""}))
    assert row.note == "required, empty; field_value is null, read from taskdata"


def test_rows_stand_in_the_order_of_position_and_else_as_sent() -> None:
    sent = [("a", 3), ("b", None), ("c", "1"), ("d", 3), ("e", 2.5), ("f", "x"), ("g", True), ("h", -1)]
    rows = form_fields(task_with(*(field(label=label, position=position) for label, position in sent)))
    assert "".join(row.label for row in rows) == "hceadbfg"
    assert [row.path[-1] for row in rows] == [7, 2, 4, 0, 3, 1, 5, 6]


def test_a_number_too_large_to_count_is_a_position_too() -> None:
    root = parse(
        b'{"id": 1, "form_fields": [{"label": "z", "position": 1e400}, {"label": "a", "position": 1}]}'
    ).root
    assert [row.label for row in form_fields(root)] == ["a", "z"]


def test_what_is_no_form_field_is_shown_as_sent() -> None:
    rows = form_fields(task_with("stray", 5, None, [1.5], field(field_value="x")))
    assert [(row.label, row.value, row.blank) for row in rows] == [
        ("(not a form field)", '"stray"', False),
        ("(not a form field)", "5", False),
        ("(not a form field)", "", True),
        ("(not a form field)", "[1.5]", False),
        ("L", "x", False),
    ]


@pytest.mark.parametrize(
    "shape", [{"id": "f1", "label": "L", "value": "x"}, {"0": {"label": "L", "value": "x"}}]
)
def test_one_bare_field_and_a_list_sent_as_an_object(shape: Any) -> None:
    root = {"data": {"id": "d", "form_fields": shape}}
    row = only(root)
    assert (row.label, row.value) == ("L", "x")
    assert value_at(root, row.path) is (shape.get("0") or shape)


def test_what_stands_in_place_of_the_list_is_seen() -> None:
    assert only({"data": {"id": "d", "form_fields": "unavailable"}}).value == '"unavailable"'


def test_a_field_with_nothing_but_an_object() -> None:
    row = only({"data": {"id": "d", "form_fields": [{}]}})
    assert (row.label, row.type, row.type_name, row.blank) == ("(no label)", "", "Not returned", True)
    assert (row.alias, row.id, row.required, row.value_path) == (None, None, None, None)


def test_an_unknown_type_is_shown_raw_with_digits_as_sent() -> None:
    root = parse(
        b'{"id": "d", "form_fields": [{"label": "Where", "field_type": "geo", "field_value": {"lat": 1.10}}]}'
    ).root
    row = only(root)
    assert (row.type, row.type_name, row.value) == ("geo", "Unknown type", '{"lat": 1.10}')


def test_labels_are_one_line_and_show_what_hides() -> None:
    row = only(task_with(field(label="a\r\nb\u202e", alias="x\u200b", field_type="te\x00xt")))
    assert (row.label, row.alias, row.type) == ("a b\\u202e", "x\\u200b", "te\\u0000xt")


def test_of_a_repeated_answer_the_last_is_read_and_the_path_leads_there() -> None:
    root = parse(b'{"id": "d", "form_fields": [{"id": "f1", "value": "old", "value": "new"}]}').root
    row = only(root)
    assert row.value == "new"
    assert row.value_path is not None
    assert value_at(root, row.value_path) == "new"


def test_a_row_shows_no_content_in_its_repr() -> None:
    row = only(task_with(field(label="Iban-4711", alias="a-4711", id="4711", field_value="4711")))
    assert "4711" not in repr(row)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.just("f1") | ANY_JSON,
        "field_type": st.sampled_from(sorted(TYPES)) | ANY_JSON,
        "collect_time": st.just(True),
        **dict.fromkeys(("label", "alias", "position", "required", "options", "columns"), ANY_JSON),
        **dict.fromkeys(("field_value", "value", "use_wysiwyg_editor"), ANY_JSON),
    },
)


@given(
    st.lists(FIELDS | ANY_JSON, max_size=4) | ANY_JSON,
    st.dictionaries(st.just("f1"), ANY_JSON) | ANY_JSON,
    st.booleans(),
)
def test_any_json_makes_rows_whose_paths_lead_somewhere(fields: Any, taskdata: Any, wrapped: bool) -> None:
    task = {"id": "d", "form_fields": {"data": fields} if wrapped else fields, "taskdata": taskdata}
    root = {"data": task} if wrapped else task
    rows = form_fields(root, ZoneInfo("Asia/Kolkata"))
    for row in rows:
        value_at(root, row.path)
        if row.value_path is not None:
            value_at(root, row.value_path)
        assert row.blank is (row.value == "") is (row.emptiness != "")
        assert "\n" not in row.line
        assert "\n" not in row.raw
        assert (row.raw == "") is (row.value_path is None)
        assert all(isinstance(text, str) for text in (row.label, row.type, row.note))
    assert bool(rows) is (form_fields_state(root) == "present")


@given(ANY_JSON)
def test_any_root_is_survived(root: Any) -> None:
    form_fields(root)
    form_fields_state(root)
