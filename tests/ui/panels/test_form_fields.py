from __future__ import annotations

import copy
import json
import pathlib
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.ui.panels.fields_words import COLUMNS, LABEL, VALUE
from tallyfy_inspector.ui.panels.form_fields import FormFields
from tests.support import views
from tests.support.task_samples import CODE, FIELDS, GUEST_LINK, TASK, form_field

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
PLACE = ("data", "form_fields", "data")


@pytest.fixture
def surroundings() -> views.Surroundings:
    return views.Surroundings()


@pytest.fixture
def panel(qtbot: QtBot, surroundings: views.Surroundings) -> FormFields:
    made = FormFields(surroundings.context())
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    return made


def of_fields(fields: object, **more: Any) -> Any:
    return {"data": {"id": "1", "title": "t", "form_fields": fields, **more}}


def do(panel: FormFields, name: str) -> str:
    QGuiApplication.clipboard().clear()
    panel.actions_by_id[name].trigger()
    return QGuiApplication.clipboard().text()


def test_a_row_for_each_field(panel: FormFields) -> None:
    panel.show_view(views.good(TASK))
    assert [row.label for row in panel.model.shown_fields] == [field["label"] for field in FIELDS]
    seen = [widget.isVisible() for widget in (panel.view, panel.details, panel.empty)]
    assert seen == [True, True, False]


@pytest.mark.parametrize(
    ("body", "includes", "says"),
    [
        ({"data": {"id": "1"}}, (), "Form fields were not asked for. Tick form_fields and fetch again."),
        ({"data": {"id": "1"}}, ("form_fields",), "Form fields were asked for and not returned."),
        (of_fields([]), ("form_fields",), "This task has no form fields."),
        (of_fields({"data": []}), ("form_fields",), "This task has no form fields."),
    ],
)
def test_without_fields_a_sentence_says_why(
    panel: FormFields, body: object, includes: tuple[str, ...], says: str
) -> None:
    panel.show_view(views.good(body, replace(views.REQUEST, includes=includes)))
    assert panel.empty.isVisible()
    assert panel.empty.text() == says
    assert not panel.view.isVisible()
    panel.show_view(views.good(TASK))
    assert panel.view.isVisible()


def test_before_any_answer_nothing_is_explained(panel: FormFields) -> None:
    panel.show_view(views.failed())
    assert panel.empty.text() == ""
    assert panel.model.rowCount() == 0


def test_the_tab_counts_empty_fields_also_while_another_hides_it(
    qtbot: QtBot, surroundings: views.Surroundings
) -> None:
    hidden = FormFields(surroundings.context())
    qtbot.addWidget(hidden)
    titles: list[str] = []
    hidden.title_changed.connect(lambda title, _told: titles.append(title))
    view = views.good(TASK)
    hidden.show_view(view)
    hidden.show_view(views.failed(view))
    hidden.show_view(views.good(of_fields([form_field(1, "text", "a", "b")])))
    assert titles == ["Form fields (⚠ 2)", "Form fields"]
    assert hidden.model.rowCount() == 0


def test_selecting_a_field_tells_its_place_and_shows_it_in_full(panel: FormFields, qtbot: QtBot) -> None:
    told: list[Path] = []
    panel.path_selected.connect(told.append)
    panel.show_view(views.good(TASK))
    assert panel.details.toPlainText() == ""
    cell = panel.view.visualRect(panel.model.index(1, VALUE))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert told == [(*PLACE, 1)]
    assert panel.details.toPlainText().startswith("Site notes\n")


def test_a_place_in_the_tree_selects_its_field_without_saying_so(panel: FormFields, qtbot: QtBot) -> None:
    panel.show_view(views.good(TASK))
    panel.view.clearFocus()
    with qtbot.assertNotEmitted(panel.path_selected):
        panel.select_path((*PLACE, 3, "label"))
        assert panel.view.current_row() == 3
        panel.select_path(("data", "owners"))
        assert panel.view.current_row() == 3
    assert not panel.view.hasFocus()
    assert panel.details.toPlainText().startswith("Region\n")


def test_a_place_that_is_asked_for_while_hidden_is_shown_later(panel: FormFields) -> None:
    panel.hide()
    panel.show_view(views.good(TASK))
    panel.select_path((*PLACE, 2))
    panel.show()
    assert panel.view.current_row() == 2


def test_an_answer_in_taskdata_leads_to_its_field(panel: FormFields) -> None:
    field = {"id": "f1", "label": "x", "field_type": "text"}
    panel.show_view(views.good(of_fields([field], taskdata={"f1": "from taskdata"})))
    panel.select_path(("data", "taskdata", "f1"))
    assert panel.view.current_row() == 0


def test_the_same_field_stays_selected_after_the_next_fetch(panel: FormFields) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path((*PLACE, 3))
    again = copy.deepcopy(TASK)
    del again["data"]["form_fields"]["data"][0]
    again["data"]["form_fields"]["data"][2]["field_value"] = "North"
    panel.show_view(views.good(again))
    assert panel.view.current_row() == 2
    assert "\nNorth\n" in panel.details.toPlainText()
    panel.show_view(views.good(of_fields([form_field(99, "text", "other", None)])))
    assert panel.details.toPlainText() == ""


def test_the_same_answer_is_not_filled_in_again_and_grows_dim(panel: FormFields, qtbot: QtBot) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    with qtbot.assertNotEmitted(panel.model.modelReset):
        panel.show_view(views.loading(view))
        panel.show_view(views.bad({"error": True}, 401, "Unauthorized", view))
    assert panel.view.delegate.older
    panel.show_view(views.good(TASK))
    assert not panel.view.delegate.older


def test_copies(panel: FormFields, surroundings: views.Surroundings) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path((*PLACE, 1))
    value = panel.model.shown_fields[1].value
    assert "\n" in value
    assert do(panel, "copy_value") == value
    assert surroundings.said == ["Copied"]


def test_the_shortcut_copies_the_value_in_full(panel: FormFields) -> None:
    panel.show_view(views.good(of_fields([form_field(1, "text", "long", "x" * 5_000)])))
    panel.select_path(("data", "form_fields", 0))
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "x" * 5_000


def test_actions_are_there_when_they_can_do_something(panel: FormFields) -> None:
    assert not any(action.isEnabled() for action in panel.actions_by_id.values())
    panel.show_view(views.good(TASK))
    panel.select_path((*PLACE, 2))
    able = {name for name, action in panel.actions_by_id.items() if action.isEnabled()}
    assert {"copy_label", "copy_row", "copy_tsv"} <= able
    assert "copy_value" not in able
    assert not panel.actions_by_id["save_csv"].isVisible(), "nothing can be written here"


def test_a_guest_link_in_a_value_is_masked_everywhere(panel: FormFields) -> None:
    panel.show_view(views.good(of_fields([form_field(1, "text", GUEST_LINK, GUEST_LINK)])))
    panel.select_path(("data", "form_fields", 0))
    told = [
        str(panel.model.data(panel.model.index(0, column), role))
        for column in range(len(COLUMNS))
        for role in Qt.ItemDataRole
    ]
    copies = [do(panel, name) for name in panel.actions_by_id]
    assert not any(CODE in text for text in (*told, *copies, panel.details.toPlainText()))


def test_times_are_told_in_the_persons_zone(qtbot: QtBot, surroundings: views.Surroundings) -> None:
    surroundings.clock.zone = timezone(timedelta(hours=5), "PKT")
    panel = FormFields(surroundings.context())
    qtbot.addWidget(panel)
    panel.show()
    field = form_field(1, "date", "when", "2026-12-01T15:30:00.000Z", collect_time=True)
    panel.show_view(views.good(of_fields([field])))
    assert "20:30" in panel.model.shown_fields[0].value


def test_widths_are_remembered_and_nonsense_is_not_believed(
    panel: FormFields, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    panel.view.horizontalHeader().resizeSection(LABEL, 234)
    assert surroundings.settings.kept == {"fields.widths": {"label": 234}}
    surroundings.settings.kept["fields.widths"] |= {"type": "wide", "x": 5, "id": -4}
    again = FormFields(surroundings.context())
    qtbot.addWidget(again)
    assert again.view.columnWidth(LABEL) == 234
    assert again.view.columnWidth(VALUE) > 1


def test_rows_follow_the_programs_font(panel: FormFields) -> None:
    before, below = panel.view.rowHeight(0) or 24, panel.details.sizeHint().height()
    panel.show_view(views.good(TASK))
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    panel.setFont(font)
    assert panel.view.rowHeight(0) > before
    assert panel.details.sizeHint().height() > below


# The kick-off form


def with_form(*fields: object) -> Any:
    task = copy.deepcopy(TASK)
    task["data"]["ko-form-fields"] = {"data": list(fields)}
    return task


FORM = (form_field(71, "text", "Customer", "Acme"), form_field(72, "text", "Plan", "", required=True))


def test_kick_off_fields_stand_in_a_section_of_their_own(panel: FormFields) -> None:
    titles: list[str] = []
    panel.title_changed.connect(lambda title, _told: titles.append(title))
    panel.show_view(views.good(with_form(*FORM)))
    assert panel.model.rowCount() == 8
    assert panel.model.data(panel.model.index(5, 0)) == "Kick-off form (2)"
    assert titles == ["Form fields (⚠ 2)"], "the task's own"
    told: list[Path] = []
    panel.path_selected.connect(told.append)
    panel.view.select(4)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.details.toPlainText().startswith("Kick-off form (2)\n")
    assert told == []
    assert not panel.actions_by_id["copy_row"].isEnabled()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert told == [("data", "ko-form-fields", "data", 0)]
    assert panel.details.toPlainText().startswith("Customer\nKick-off form, ")


def test_a_place_in_the_kick_off_form_is_selected(panel: FormFields) -> None:
    panel.show_view(views.good(with_form(*FORM)))
    panel.select_path(("data", "ko-form-fields", "data", 1, "label"))
    assert panel.view.current_row() == 7


def test_with_a_kick_off_form_alone_it_says_why_there_is_no_more(panel: FormFields) -> None:
    body = {"data": {"id": "1", "form_fields": [], "ko-form-fields": list(FORM)}}
    panel.show_view(views.good(body))
    assert not panel.empty.isVisible()
    first = [panel.model.data(panel.model.index(row, 0)) for row in range(panel.model.rowCount())]
    assert first == ["This task has no form fields.", "Kick-off form (2)", "Customer", "Plan"]
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    assert panel.details.toPlainText() == "This task has no form fields."


# Keyboard, room, settings


def test_the_keyboard_comes_to_everything(panel: FormFields, qtbot: QtBot) -> None:
    panel.show_view(views.good(TASK))
    panel.activateWindow()
    panel.list.bar.take_keyboard()
    qtbot.waitUntil(panel.list.bar.field.hasFocus)
    walk: list[QWidget | None] = []
    for _step in range(6):
        walk.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
    assert walk == [
        panel.list.bar.field,
        *panel.list.bar.boxes.values(),
        panel.list.bar.columns,
        panel.view,
        panel.details,
    ]
    panel.view.setFocus()
    panel.seek()
    assert panel.list.bar.field.hasFocus()
    QTest.keyClick(panel.list.bar.field, Qt.Key.Key_Down)
    assert panel.view.hasFocus()
    assert panel.view.current_row() == 0


def test_no_column_is_behind_a_scroll_bar_at_the_default_split(panel: FormFields, qtbot: QtBot) -> None:
    panel.resize(630, 700)
    panel.show_view(views.good(json.loads((DATA / "task_full.json").read_text())))
    qtbot.waitUntil(lambda: panel.view.horizontalScrollBar().maximum() == 0)
    shown = panel.view.shown_columns()
    assert sum(map(panel.view.columnWidth, shown)) == panel.view.viewport().width()


def test_columns_are_remembered_and_nonsense_is_not_believed(
    panel: FormFields, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    panel.list.columns.toggle(5, on=True)
    again = FormFields(surroundings.context())
    qtbot.addWidget(again)
    assert again.view.shown_columns() == [0, 1, 2, 3, 5]
    surroundings.settings.kept["fields.columns"] = [None, "nothing", 7, ["label"]]
    third = FormFields(surroundings.context())
    qtbot.addWidget(third)
    assert third.view.shown_columns() == [0, 1, 2, 3]


def test_what_has_no_room_folds_away(panel: FormFields) -> None:
    panel.resize(640, 200)
    assert not panel.details.isVisible()
    panel.resize(640, 600)
    assert panel.details.isVisible()


def test_a_saved_table_is_told_where_it_was_saved(qtbot: QtBot, surroundings: views.Surroundings) -> None:
    made = FormFields(replace(surroundings.context(), files=LocalFiles()))
    qtbot.addWidget(made)
    made.show()
    made.show_view(views.good(TASK))
    assert made.actions_by_id["save_csv"].isVisible()
    made.saving.told.emit("Saved as a.csv, 5 fields.")
    assert made.list.hint.text() == "Saved as a.csv, 5 fields."
    assert surroundings.said == ["Saved as a.csv, 5 fields."]
