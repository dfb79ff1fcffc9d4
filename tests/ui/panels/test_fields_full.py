from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.task.ticks import Tick
from tallyfy_inspector.ui.panels import fields_full
from tallyfy_inspector.ui.panels.fields_full import Line, aligned, lines
from tests.support.task_samples import TASK

PO, NOTES, TIER, REGION, COST = form_fields(TASK)


def told(row: FieldRow, *ticks: Tick) -> list[str]:
    return [line.text for line in lines(row, ticks)]


def test_a_field_in_one_line() -> None:
    assert fields_full.about(PO) == f"Short Text (text), required, alias alias-1, ID {1:032x}"
    bare = form_fields({"data": {"form_fields": [{"label": "x"}]}})[0]
    assert fields_full.about(bare) == "Not returned, required: not returned"
    assert fields_full.about(replace(PO, section="kickoff")).startswith("Kick-off form, Short Text")


def test_everything_there_is() -> None:
    full = replace(
        PO, guidance="Ask sales", changed=datetime(2026, 11, 20, 9, 5, tzinfo=UTC), note="only spaces"
    )
    assert told(full)[2:] == [
        "only spaces",
        "PO-2026-00917",
        "Guidance: Ask sales",
        "Last change: 20 Nov 2026, 09:05 UTC",
        'Raw: "PO-2026-00917"',
    ]


def test_a_value_keeps_its_lines() -> None:
    assert NOTES.value in told(NOTES)
    assert "\n" in NOTES.value


def test_a_blank_one_says_how_sure_that_is() -> None:
    assert Line("⚠ required, empty", "bad") in list(lines(TIER))
    assert Line("required, probably empty", "warning") in list(lines(replace(TIER, emptiness="likely")))
    assert Line("empty", "dim") in list(lines(REGION))
    assert "⚠ required, empty" in told(TIER)
    assert "required, empty" not in told(TIER), "said once"


def test_options_are_told_with_a_sign_and_a_word() -> None:
    assert told(REGION, Tick("North", chosen=True), Tick("South", chosen=False))[3:5] == [
        "☑ North (chosen)",
        "☐ South (not chosen)",
    ]
    counted = replace(REGION, options="1 of 2: North")
    assert "Options: 1 of 2: North" in told(counted)
    assert "Options: 1 of 2: North" not in told(counted, Tick("North", chosen=True))


def test_a_table_stands_in_columns() -> None:
    assert aligned("Item | Qty\nRouter | 2\nA | 10") == "Item   | Qty\nRouter | 2\nA      | 10"
    assert aligned("no table\nat | all") == "no table\nat | all"
    assert aligned("") == ""
    wide = f"{'x' * 500} | 1\ny | 2"
    assert len(aligned(wide).split("\n")[1]) < 80
    row = replace(PO, type="table", value="Item | Qty\nRouter | 2")
    assert Line("Item   | Qty\nRouter | 2", fixed=True) in list(lines(row))


def test_what_cannot_be_seen_is_spelled_out_and_a_long_value_ends() -> None:
    odd = replace(PO, label="a\u202eb", guidance="c\x07", alias="e\u200b", value="d\u202e" + "y" * 60_000)
    text = "\n".join(told(odd))
    assert not set("\u202e\x07\u200b") & set(text)
    assert "… (10,002 more characters; “Copy value” takes them all)" in text


def test_a_section_says_what_it_is() -> None:
    words = [line.text for line in fields_full.of_section("Kick-off form (2)", kickoff=True)]
    assert words[0] == "Kick-off form (2)"
    assert "launched" in words[1]
    assert [line.text for line in fields_full.of_section("None.", kickoff=False)] == ["None."]


def test_the_last_change_is_told_in_both_zones() -> None:
    full = replace(PO, changed=datetime(2026, 11, 20, 9, 5, tzinfo=UTC))
    texts = [line.text for line in lines(full, (), Zones(UTC, ZoneInfo("Europe/Paris")))]
    both = "Last change: 20 Nov 2026, 09:05 UTC (20 Nov 2026, 10:05 CET in the organization's zone)"
    assert both in texts
