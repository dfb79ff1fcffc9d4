from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_sift import Wanted
from tallyfy_inspector.ui.panels.fields_words import CHANGED, GUIDANCE, LABEL, OPTIONS, RAW, VALUE
from tests.support.task_samples import FIELDS, TASK

PLACE = ("data", "form_fields", "data")


@pytest.fixture
def model(qapp: object) -> FieldsModel:
    made = FieldsModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    made.show_fields(form_fields(TASK))
    return made


def test_a_row_a_field_and_nothing_below(model: FieldsModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (5, 10)
    assert model.rowCount(model.index(0, 0)) == 0
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(10)]
    assert heads[:5] == ["Label", "Type", "Required", "Value", "Raw"]
    assert heads[5:] == ["Options", "Alias", "ID", "Guidance", "Last change"]
    model.show_fields(())
    assert model.rowCount() == 0
    assert model.data(model.index(0, 0)) is None


def test_what_cells_say(model: FieldsModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, VALUE)) == "PO-2026-00917"
    assert model.data(model.index(0, LABEL), role) == "PO number, Short Text, required, PO-2026-00917"
    assert model.data(model.index(0, VALUE), role) == "PO-2026-00917"
    assert model.data(model.index(2, VALUE), role) == "⚠ required, empty"


def test_the_tooltip_holds_the_lines_as_plain_text(model: FieldsModel) -> None:
    fields = copy.deepcopy(FIELDS)
    fields[0]["field_value"] = "<img src=x>\nsecond"
    model.show_fields(form_fields({"data": {"form_fields": fields}}))
    told = model.data(model.index(0, VALUE), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt;\nsecond" in told
    assert "<img" not in told


def test_a_field_is_found_by_its_node_and_by_its_answers(model: FieldsModel) -> None:
    assert model.row_at((*PLACE, 2)) == 2
    assert model.row_at((*PLACE, 3, "options", 0)) == 3
    assert model.row_at(PLACE) is None
    assert model.row_at(()) is None
    task = {"data": {"form_fields": [{"id": "f1", "label": "x"}], "taskdata": {"f1": {"text": "answer"}}}}
    model.show_fields(form_fields(task))
    assert model.row_at(("data", "taskdata", "f1", "text")) == 0
    assert model.row_at(("data", "taskdata")) is None


def test_the_same_field_is_found_in_another_answer(model: FieldsModel) -> None:
    before = model.field(3)
    assert before is not None
    model.show_fields(tuple(reversed(form_fields(TASK))))
    assert model.row_like(before) == 1
    model.show_fields(())
    assert model.row_like(before) is None
    nameless = {"data": {"form_fields": [{"label": "x"}, {"label": "y"}]}}
    model.show_fields(form_fields(nameless))
    second = model.field(1)
    assert second is not None
    assert model.row_like(second) == 1


def form() -> tuple[FieldRow, ...]:
    return tuple(replace(row, section="kickoff", id=f"k{row.id}") for row in form_fields(TASK)[:2])


def test_a_section_is_a_row_and_no_field(model: FieldsModel) -> None:
    model.show_fields(form_fields(TASK), form())
    assert model.rowCount() == 8
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(5, LABEL)) == model.data(model.index(5, LABEL), role) == "Kick-off form (2)"
    assert model.data(model.index(5, VALUE)) == ""
    assert model.flags(model.index(5, LABEL)) & Qt.ItemFlag.ItemIsEnabled, "the keyboard comes by"
    assert model.field(5) is None
    assert model.field(None) is model.field(99) is model.field(-1) is None
    assert len(model.shown_fields) == len(model.all_fields) == 7


def test_filtering_and_sorting_make_rows_anew(model: FieldsModel) -> None:
    model.want(Wanted(required_and_empty=True))
    assert [row.label for row in model.shown_fields] == ["Service tier", "Cost centre"]
    assert len(model.all_fields) == 5
    assert model.hides((*PLACE, 0))
    assert not model.hides((*PLACE, 2))
    assert not model.hides(("data", "owners"))
    model.want(Wanted(column=LABEL))
    assert model.shown_fields[0].label == "Cost centre"
    assert model.row_at((*PLACE, 4)) == 0
    model.want(Wanted())
    assert model.row_at((*PLACE, 4)) == 4


def test_the_deepest_place_is_meant(model: FieldsModel) -> None:
    over, inside = form()
    over = replace(over, path=("data", "run"), value_path=None)
    inside = replace(inside, path=("data", "run", "prerun", 0), value_path=None)
    model.show_fields((), (over, inside))
    assert model.row_at(("data", "run", "prerun", 0, "label")) == 2
    assert model.row_at(("data", "run", "id")) == 1


def test_tooltips_hold_what_cells_cut(model: FieldsModel) -> None:
    (row, *_rest) = form_fields(TASK)
    model.show_fields((replace(row, guidance="a\nb", raw="[1]", options="1 of 2"),))
    for column, text in ((GUIDANCE, "a\nb"), (RAW, "[1]"), (OPTIONS, "1 of 2")):
        assert text in model.data(model.index(0, column), Qt.ItemDataRole.ToolTipRole)


def test_a_change_is_told_in_the_zone(model: FieldsModel) -> None:
    model.zones = Zones(timezone(timedelta(hours=5), "PKT"))
    row = replace(form_fields(TASK)[0], changed=datetime(2026, 11, 20, 9, 5, tzinfo=UTC))
    model.show_fields((row,))
    assert model.data(model.index(0, CHANGED)) == "20 Nov 2026, 14:05 PKT"
