from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.ui.panels.fields_sift import Wanted, arranged, fields_of
from tallyfy_inspector.ui.panels.fields_words import (
    ALIAS,
    CHANGED,
    COLUMNS,
    LABEL,
    REQUIRED,
    VALUE,
    Section,
)
from tests.support.task_samples import TASK

ROWS = form_fields(TASK)
PO, NOTES, TIER, REGION, COST = ROWS
FORM = (
    replace(PO, label="Customer", section="kickoff", id="k1"),
    replace(REGION, label="Plan", section="kickoff", id="k2"),
)


def labels(*rows: FieldRow, **wanted: object) -> list[str]:
    return [row.label for row in fields_of(arranged(rows, (), Wanted(**wanted)))]  # type: ignore[arg-type]


def valued(*values: str) -> list[FieldRow]:
    return [replace(PO, label=value, value=value, emptiness="" if value else "certain") for value in values]


def test_as_sent_unless_asked() -> None:
    assert arranged(ROWS, (), Wanted()) == ROWS
    assert not Wanted().filters
    assert Wanted(text="a").filters
    assert not Wanted(text="  ").filters


def test_the_kick_off_form_stands_under_a_row_of_its_own() -> None:
    assert arranged(ROWS, FORM, Wanted()) == (*ROWS, Section(2, 2), *FORM)
    assert arranged(ROWS, FORM, Wanted(text="plan"))[-2:] == (Section(1, 2), FORM[1])
    assert arranged(ROWS, FORM, Wanted(text="site notes")) == (NOTES,)


def test_why_the_task_has_none_stands_over_the_kick_off_form_alone() -> None:
    assert arranged((), FORM, Wanted(), "none")[0] == Section(sentence="none")
    assert arranged((), (), Wanted(), "none") == ()
    assert arranged(ROWS, FORM, Wanted(), "none")[0] is PO


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("po num", [PO]),
        ("PO-2026", [PO]),
        ("ALIAS-3", [TIER]),
        (f"{4:032x}", [REGION]),
        ("dropdown", [REGION]),
        ("Multiple Choice", [TIER]),
        ("textarea", [NOTES]),
        ("short text 00917", [PO]),
        ("nowhere", []),
        ("  ", list(ROWS)),
    ],
)
def test_a_filter_looks_at_label_value_alias_id_and_type(text: str, found: list[FieldRow]) -> None:
    assert list(arranged(ROWS, (), Wanted(text=text))) == found


def test_accents_and_case_do_not_matter() -> None:
    (row,) = valued("Übergabe")
    assert labels(row, text="ubergabe") == labels(row, text="ÜBER") == ["Übergabe"]


def test_the_two_boxes() -> None:
    assert labels(*ROWS, required_and_empty=True) == ["Service tier", "Cost centre"]
    assert labels(*ROWS, hide_empty=True) == ["PO number", "Site notes"]


def test_sorting_is_natural_and_blank_ones_come_last_both_ways() -> None:
    rows = valued("item 10", "", "Item 9", "item 9a", "äpfel")
    assert labels(*rows, column=VALUE) == ["äpfel", "Item 9", "item 9a", "item 10", ""]
    assert labels(*rows, column=VALUE, descending=True) == ["item 10", "item 9a", "Item 9", "äpfel", ""]


def test_sorting_is_stable() -> None:
    rows = [replace(row, alias="same") for row in ROWS]
    assert labels(*rows, column=ALIAS) == labels(*rows, column=ALIAS, descending=True) == labels(*ROWS)


def test_required_ones_come_first_and_times_by_the_clock() -> None:
    unknown = replace(PO, label="?", required=None)
    assert labels(unknown, NOTES, PO, column=REQUIRED) == ["PO number", "Site notes", "?"]
    late = replace(PO, label="late", changed=datetime(2026, 11, 2, tzinfo=UTC))
    early = replace(PO, label="early", changed=datetime(2026, 11, 1))  # noqa: DTZ001 - none was sent
    assert labels(PO, late, early, column=CHANGED) == ["early", "late", "PO number"]


def test_sorting_keeps_the_sections() -> None:
    entries = arranged(ROWS, FORM, Wanted(column=LABEL, descending=True))
    place = entries.index(Section(2, 2))
    assert [row.label for row in fields_of(entries[:place])] == sorted(labels(*ROWS), reverse=True)
    assert [row.label for row in fields_of(entries[place:])] == ["Plan", "Customer"]


@given(
    st.lists(st.tuples(st.text(), st.text(), st.sampled_from(["", "certain", "likely"])), max_size=8),
    st.sampled_from([None, *range(len(COLUMNS))]),
    st.booleans(),
    st.text(max_size=3),
)
def test_any_words_can_be_sorted_and_nothing_is_lost(
    told: list[tuple[str, str, str]], column: int | None, descending: bool, text: str
) -> None:
    rows = [
        replace(PO, label=label, value=value, emptiness=empty)  # type: ignore[arg-type]
        for label, value, empty in told
    ]
    ordered = fields_of(arranged(rows, (), Wanted(column=column, descending=descending)))
    assert sorted(map(id, ordered)) == sorted(map(id, rows))
    assert set(map(id, arranged(rows, (), Wanted(text=text)))) <= set(map(id, rows))
