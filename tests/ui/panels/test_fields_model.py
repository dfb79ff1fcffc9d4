from __future__ import annotations

import copy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_words import LABEL, VALUE
from tests.support.task_samples import FIELDS, TASK

PLACE = ("data", "form_fields", "data")


@pytest.fixture
def model(qapp: object) -> FieldsModel:
    made = FieldsModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    made.show(form_fields(TASK))
    return made


def test_a_row_a_field_and_nothing_below(model: FieldsModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (5, 6)
    assert model.rowCount(model.index(0, 0)) == 0
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert heads == ["Label", "Type", "Required", "Value", "Alias", "ID"]
    model.show(())
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
    model.show(form_fields({"data": {"form_fields": fields}}))
    told = model.data(model.index(0, VALUE), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt;\nsecond" in told
    assert "<img" not in told


def test_a_field_is_found_by_its_node_and_by_its_answers(model: FieldsModel) -> None:
    assert model.row_at((*PLACE, 2)) == 2
    assert model.row_at((*PLACE, 3, "options", 0)) == 3
    assert model.row_at(PLACE) is None
    assert model.row_at(()) is None
    task = {"data": {"form_fields": [{"id": "f1", "label": "x"}], "taskdata": {"f1": {"text": "answer"}}}}
    model.show(form_fields(task))
    assert model.row_at(("data", "taskdata", "f1", "text")) == 0
    assert model.row_at(("data", "taskdata")) is None


def test_the_same_field_is_found_in_another_answer(model: FieldsModel) -> None:
    before = model.rows[3]
    model.show(tuple(reversed(form_fields(TASK))))
    assert model.row_like(before) == 1
    model.show(())
    assert model.row_like(before) is None
    nameless = {"data": {"form_fields": [{"label": "x"}, {"label": "y"}]}}
    model.show(form_fields(nameless))
    assert model.row_like(model.rows[1]) == 1
