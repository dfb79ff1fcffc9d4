from __future__ import annotations

from dataclasses import replace

import pytest

from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.fields_words import (
    ALIAS,
    HEADERS,
    ID,
    LABEL,
    REQUIRED,
    TYPE,
    VALUE,
    cell,
    text,
)
from tests.support.task_samples import TASK, form_field

ROWS = form_fields(TASK)
PO, NOTES, TIER, REGION, COST = ROWS


def test_one_row_in_words() -> None:
    assert [text(PO, column) for column in range(len(HEADERS))] == [
        "PO number",
        "Short Text · text",
        "yes",
        "PO-2026-00917",
        "alias-1",
        "1".zfill(32),
    ]
    assert (LABEL, TYPE, REQUIRED, VALUE, ALIAS, ID) == (0, 1, 2, 3, 4, 5)


def test_peoples_word_for_a_type_comes_first() -> None:
    assert [piece.text for piece in cell(NOTES, TYPE)] == ["Large Text", " · textarea"]
    assert [piece.text for piece in cell(replace(NOTES, type="", type_name="Not returned"), TYPE)] == [
        "Not returned"
    ]


def test_a_required_blank_is_said_with_words_and_a_sign_in_the_bad_colour() -> None:
    for row in (TIER, COST):
        assert [(piece.text, piece.role) for piece in cell(row, VALUE)] == [("⚠ required, empty", "bad")]
    assert [(piece.text, piece.role) for piece in cell(REGION, VALUE)] == [("empty", "dim")]


def test_several_lines_become_one_and_a_long_value_is_cut() -> None:
    assert "\n" in NOTES.value
    assert "\n" not in text(NOTES, VALUE)
    assert text(NOTES, VALUE).startswith("Before noon.")
    long = replace(PO, value="x" * 1_000)
    assert text(long, VALUE) == "x" * 299 + "…"


def test_what_cannot_be_seen_is_spelled_out() -> None:
    odd = replace(PO, label="a\u202eb", value="c\x07d", alias="e\u200bf", id="g\x00")
    told = " ".join(text(odd, column) for column in range(6)) + fields_words.about(odd)
    assert "\\u202e" in told
    assert "\\u0007" in told
    assert not set("\u202e\x07\u200b\x00") & set(told + fields_words.spoken(odd))


def test_required_may_not_be_returned() -> None:
    unknown = replace(PO, required=None)
    assert [(piece.text, piece.role) for piece in cell(unknown, REQUIRED)] == [("not returned", "dim")]
    assert text(REGION, REQUIRED) == "no"


def test_a_remark_follows_the_value() -> None:
    noted = replace(PO, note="only spaces")
    assert [(piece.text, piece.role) for piece in cell(noted, VALUE)] == [
        ("PO-2026-00917", ""),
        ("  (only spaces)", "dim"),
    ]
    assert fields_words.spoken(noted) == "PO number, Short Text, required, PO-2026-00917, only spaces"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (PO, "PO number, Short Text, required, PO-2026-00917"),
        (TIER, "Service tier, Multiple Choice, required, empty"),
        (REGION, "Region, Dropdown, empty"),
    ],
    ids=["answered", "required and empty", "empty"],
)
def test_a_row_for_a_screen_reader(row: FieldRow, says: str) -> None:
    assert fields_words.spoken(row) == says


def test_a_field_in_full() -> None:
    assert fields_words.about(PO) == f"Short Text (text), required, alias alias-1, ID {1:032x}"
    bare = form_fields({"data": {"form_fields": [{"label": "x"}]}})[0]
    assert fields_words.about(bare) == "Not returned, required: not returned"


def test_a_copied_row_is_a_line_of_a_sheet() -> None:
    row = replace(NOTES, value="a\tb\nc")
    assert fields_words.copied(row) == f"Site notes\ttextarea\tno\ta b c\talias-2\t{2:032x}"


def test_the_tab_counts_what_is_required_and_empty() -> None:
    assert fields_words.tab_title(0) == "Form fields"
    assert fields_words.tab_title(1) == "Form fields (1 empty)"
    assert fields_words.tab_title(3) == "Form fields (3 empty)"


def test_why_there_are_none() -> None:
    assert fields_words.why_none("absent", False) == (
        "Form fields were not asked for. Tick form_fields and fetch again."
    )
    assert fields_words.why_none("absent", True) == "Form fields were asked for and not returned."
    assert fields_words.why_none("empty", True) == "This task has no form fields."


def test_an_unknown_type_keeps_its_word() -> None:
    row = form_fields({"data": {"form_fields": [form_field(1, "hologram", "H", "v")]}})[0]
    assert text(row, TYPE) == "Unknown type · hologram"
