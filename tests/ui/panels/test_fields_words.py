from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.fields_words import (
    CHANGED,
    COLUMNS,
    FIRST_SHOWN,
    HEADERS,
    ID,
    LABEL,
    REQUIRED,
    TYPE,
    VALUE,
    Section,
    cell,
    mark_words,
    text,
)
from tests.support.task_samples import TASK, form_field

ROWS = form_fields(TASK)
PO, NOTES, TIER, REGION, COST = ROWS


def test_one_row_in_words() -> None:
    whole = replace(
        PO, options="1 of 2: A", guidance="Ask\nsales", changed=datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    )
    assert [text(whole, column) for column in range(len(HEADERS))] == [
        "PO number",
        "Short Text · text",
        "yes",
        "PO-2026-00917",
        '"PO-2026-00917"',
        "1 of 2: A",
        "alias-1",
        "1".zfill(32),
        "Ask sales",
        "20 Nov 2026, 09:05 UTC",
    ]
    assert [name for name, _words in COLUMNS] == [
        *("label", "type", "required", "value", "raw", "options", "alias", "id", "guidance", "changed")
    ]
    assert FIRST_SHOWN == (LABEL, TYPE, REQUIRED, VALUE)


def test_a_time_is_told_in_the_persons_zone() -> None:
    there = timezone(timedelta(hours=5), "PKT")
    row = replace(PO, changed=datetime(2026, 11, 20, 22, 5, tzinfo=UTC))
    assert text(row, CHANGED, there) == "21 Nov 2026, 03:05 PKT"
    assert text(PO, CHANGED, there) == ""


def test_peoples_word_for_a_type_comes_first() -> None:
    assert [piece.text for piece in cell(NOTES, TYPE)] == ["Large Text", " · textarea"]
    assert [piece.text for piece in cell(replace(NOTES, type="", type_name="Not returned"), TYPE)] == [
        "Not returned"
    ]


@pytest.mark.parametrize(
    ("row", "words", "role"),
    [
        (TIER, "⚠ required, empty", "bad"),
        (COST, "⚠ required, empty", "bad"),
        (replace(TIER, emptiness="likely"), "required, probably empty", "warning"),
        (replace(TIER, section="kickoff"), "required, empty", "warning"),
        (REGION, "empty", "dim"),
        (replace(REGION, emptiness="likely"), "probably empty", "dim"),
    ],
)
def test_a_blank_is_said_with_words_and_only_a_blocker_is_bad(row: FieldRow, words: str, role: str) -> None:
    assert [(piece.text, piece.role) for piece in cell(row, VALUE)] == [(words, role)]
    assert mark_words(row) == words.removeprefix("⚠ ")


def test_what_a_mark_says_is_not_said_again() -> None:
    row = replace(TIER, note="required, empty; not in the list any more")
    assert text(row, VALUE) == "⚠ required, empty  (not in the list any more)"


def test_several_lines_become_one_and_a_long_value_is_cut() -> None:
    assert "\n" in NOTES.value
    assert "\n" not in text(NOTES, VALUE)
    assert text(NOTES, VALUE).startswith("Before noon.")
    long = replace(PO, value="x" * 1_000)
    assert text(long, VALUE) == "x" * 299 + "…"


def test_what_cannot_be_seen_is_spelled_out() -> None:
    odd = replace(PO, label="a\u202eb", value="c\x07d", alias="e\u200bf", id="g\x00")
    told = " ".join(text(odd, column) for column in range(len(HEADERS)))
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


def test_a_section_in_words() -> None:
    assert fields_words.section(Section(2, 2)) == "Kick-off form (2)"
    assert fields_words.spoken(Section(1, 2)) == "Kick-off form (1 of 2)"
    assert fields_words.section(Section(sentence="This task has no form fields.")).startswith("This task")


def test_what_a_filter_leaves() -> None:
    assert [fields_words.hidden(0, 5), fields_words.hidden(12, 3), fields_words.hidden(12, 0)] == [
        "",
        "12 hidden",
        "all 12 hidden",
    ]
    assert fields_words.shown_of(3, 12) == "3 of 12 fields"
    assert fields_words.shown_of(1, 1) == "1 of 1 field"


def test_the_order_in_words() -> None:
    assert fields_words.sorted_by(VALUE, descending=False) == "Sorted by Value, ascending"
    assert fields_words.sorted_by(ID, descending=True) == "Sorted by ID, descending"
    assert fields_words.sorted_by(None, descending=False) == "In the order sent"


def test_the_tab_counts_what_is_required_and_empty() -> None:
    assert fields_words.tab_title(0) == ("Form fields", "")
    assert fields_words.tab_title(1) == ("Form fields (⚠ 1)", "Form fields: 1 required, empty")
    assert fields_words.tab_title(3)[0] == "Form fields (⚠ 3)"


def test_why_there_are_none() -> None:
    assert fields_words.why_none("absent", False) == (
        "Form fields were not asked for. Tick form_fields and fetch again."
    )
    assert fields_words.why_none("absent", True) == "Form fields were asked for and not returned."
    assert fields_words.why_none("empty", True) == "This task has no form fields."


def test_an_unknown_type_keeps_its_word() -> None:
    row = form_fields({"data": {"form_fields": [form_field(1, "hologram", "H", "v")]}})[0]
    assert text(row, TYPE) == "Unknown type · hologram"
