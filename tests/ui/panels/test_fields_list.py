from __future__ import annotations

import copy
from datetime import UTC
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui.panels import fields_sift
from tallyfy_inspector.ui.panels.fields_list import FieldsList
from tallyfy_inspector.ui.panels.fields_words import LABEL, TYPE, VALUE
from tests.support.task_samples import FIELDS, TASK, form_field
from tests.support.views import MemorySettings

PLACE = ("data", "form_fields", "data")
LABELS = [field["label"] for field in FIELDS]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def made(qtbot: QtBot, said: list[str]) -> FieldsList:
    made = FieldsList(MemorySettings(), said.append, said.append)
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    fetch(made)
    return made


def fetch(made: FieldsList, task: object = TASK) -> None:
    made.show_fields(form_fields(copy.deepcopy(task)), (), "", Zones(UTC))


def labels(made: FieldsList) -> list[str]:
    return [row.label for row in made.model.shown_fields]


def selected(made: FieldsList) -> str:
    row = made.view.current_field()
    return "" if row is None else row.label


def test_typing_filters_and_says_how_many_are_hidden(made: FieldsList, said: list[str], qtbot: QtBot) -> None:
    made.select_together([(*PLACE, 3)])
    QTest.keyClicks(made.bar.field, "region")
    assert labels(made) == ["Region"]
    assert selected(made) == "Region", "the same field"
    assert made.bar.hidden.text() == "4 hidden"
    qtbot.waitUntil(lambda: said == ["1 of 5 fields"])
    QTest.keyClicks(made.bar.field, "x")
    assert made.bar.hidden.text() == "all 5 hidden"
    assert made.entry() is None
    QTest.keyClick(made.bar.field, Qt.Key.Key_Escape)
    assert labels(made) == LABELS
    assert not made.bar.hidden.isVisible()


def test_the_boxes_filter(made: FieldsList) -> None:
    made.bar.boxes["required_and_empty"].click()
    assert labels(made) == ["Service tier", "Cost centre"]
    made.bar.boxes["hide_empty"].click()
    assert labels(made) == ["PO number", "Site notes"]
    assert made.bar.hidden.text() == "3 hidden"


def test_a_filter_stays_over_a_fetch_and_a_hidden_field_is_told(made: FieldsList, qtbot: QtBot) -> None:
    made.bar.boxes["hide_empty"].click()
    fetch(made)
    assert made.model.rowCount() == 2
    with qtbot.assertNotEmitted(made.field_chosen):
        made.select_together([(*PLACE, 3)])
    assert made.hint.text() == "The filter hides that field."
    assert made.hint.isVisible()
    made.bar.show_all()
    assert not made.hint.isVisible()
    made.select_together([("nowhere",)])
    assert not made.hint.isVisible()


def test_several_fields_are_selected_together_and_stay_so(made: FieldsList) -> None:
    def rows() -> list[str]:
        return [row.label for row in made.view.selected_fields()]

    made.select_together([("data", "status"), (*PLACE, 3), (*PLACE, 0)])
    assert rows() == ["Region", "PO number"], "the first that is a field is the current one"
    made.view.sort_by(LABEL)
    fetch(made)
    assert rows() == ["Region", "PO number"]
    made.bar.boxes["hide_empty"].click()
    assert rows() == [], "the current one is not listed"
    made.select_together([(*PLACE, 0), (*PLACE, 3)])
    assert rows() == ["PO number"]
    assert made.hint.text() == "The filter hides some of those fields."
    made.bar.show_all()
    made.select_together([(*PLACE, 0), (*PLACE, 3)])
    made.select_together([("data", "status")])
    assert rows() == ["PO number"], "what was beside it belonged to another place"


def test_sorting_keeps_the_field_and_is_said(made: FieldsList, said: list[str]) -> None:
    made.select_together([(*PLACE, 0)])
    made.view.sort_by(LABEL)
    assert labels(made) == sorted(LABELS)
    assert selected(made) == "PO number"
    assert made.view.current_row() == 1
    made.view.sort_by(LABEL, descending=True)
    made.view.sort_by(None)
    assert labels(made) == LABELS
    assert said == ["Sorted by Label, ascending", "Sorted by Label, descending", "In the order sent"]


def test_an_order_stays_over_a_fetch(made: FieldsList) -> None:
    made.view.sort_by(LABEL)
    fetch(made)
    assert labels(made) == sorted(LABELS)


def test_the_columns_menu_is_filled_for_the_current_column(made: FieldsList) -> None:
    made.view.setCurrentIndex(made.model.index(0, TYPE))
    made.bar.menu.aboutToShow.emit()
    texts = [action.text() for action in made.bar.menu.actions()]
    assert "Column Type" in texts
    assert "Guidance" in texts


def test_what_was_done_is_seen_and_heard(made: FieldsList, said: list[str]) -> None:
    made.select_together([(*PLACE, 0)])
    made.field_actions.by_id["copy_value"].trigger()
    assert not made.hint.isVisible(), "the window tells it"
    made.note("Saved as a.csv, 5 fields.")
    assert made.hint.text() == "Saved as a.csv, 5 fields."
    assert said == ["Copied", "Saved as a.csv, 5 fields."]
    fetch(made)
    assert not made.hint.isVisible(), "that was another answer"


def test_from_the_filter_to_the_first_row(made: FieldsList, qtbot: QtBot) -> None:
    made.activateWindow()
    made.bar.take_keyboard()
    qtbot.waitUntil(made.bar.field.hasFocus)
    with qtbot.waitSignal(made.entry_changed):
        QTest.keyClick(made.bar.field, Qt.Key.Key_Down)
    assert made.view.hasFocus()
    assert selected(made) == "PO number"


def test_the_model_keeps_its_word_through_every_filter_and_order(made: FieldsList) -> None:
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    made.bar.field.setText("o")
    made.view.sort_by(VALUE, descending=True)
    made.bar.boxes["hide_empty"].click()
    made.bar.show_all()
    assert made.model.rowCount() == 5


def test_five_thousand_fields_are_sorted_and_filtered_with_one_look_at_each(
    made: FieldsList, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: dict[str, int] = {"_compared": 0, "_has_all": 0}

    def counting(name: str) -> None:
        own = getattr(fields_sift, name)

        def counted(*arguments: Any) -> Any:
            looks[name] += 1
            return own(*arguments)

        monkeypatch.setattr(fields_sift, name, counted)

    fields = [form_field(n, "text", f"Field {n}", f"value {n % 97}") for n in range(5_000)]
    rows = form_fields({"data": {"form_fields": fields}})
    made.show_fields(rows, (), "", Zones(UTC))
    for name in looks:
        counting(name)
    made.view.sort_by(VALUE)
    assert looks == {"_compared": 5_000, "_has_all": 0}
    made.bar.field.setText("value 9")
    assert looks == {"_compared": 5_000 + made.model.rowCount(), "_has_all": 5_000}
    assert 0 < made.model.rowCount() < 5_000
