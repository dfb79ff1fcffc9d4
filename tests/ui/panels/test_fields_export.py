from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui.panels.fields_export import cell, line, table
from tallyfy_inspector.ui.panels.fields_words import CHANGED, COLUMNS, ID, LABEL, REQUIRED, TYPE, VALUE
from tests.support.task_samples import TASK

PO, NOTES, TIER, REGION, COST = form_fields(TASK)


def test_a_cell_is_whole_where_the_screen_cuts_it() -> None:
    assert cell(replace(PO, value="x" * 5_000), VALUE) == "x" * 5_000
    assert "\n" in cell(NOTES, VALUE)
    assert cell(TIER, VALUE) == ""
    assert cell(PO, TYPE) == "Short Text (text)"
    assert cell(PO, REQUIRED) == "yes"
    assert cell(replace(PO, changed=datetime(2026, 1, 2, 3, 4, tzinfo=UTC)), CHANGED) == (
        "2 Jan 2026, 03:04 UTC"
    )


def test_every_column_can_be_copied() -> None:
    assert len(line(PO, range(len(COLUMNS)))) == len(COLUMNS)


def test_a_table_has_the_columns_and_rows_that_are_shown() -> None:
    assert table((TIER, PO), (VALUE, LABEL)) == [
        ["Value", "Label"],
        ["", "Service tier"],
        ["PO-2026-00917", "PO number"],
    ]


def test_with_both_sections_a_column_says_which() -> None:
    form = replace(PO, section="kickoff", id="k")
    assert table((PO, form), (ID,)) == [
        ["Part", "ID"],
        ["Task", f"{1:032x}"],
        ["Kick-off form", "k"],
    ]
    assert table((form,), (ID,)) == [["ID"], ["k"]]
