from __future__ import annotations

import copy
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ui.panels.fields_words import LABEL, VALUE
from tallyfy_inspector.ui.panels.form_fields import FormFields
from tests.support import views
from tests.support.task_samples import CODE, FIELDS, GUEST_LINK, TASK, form_field

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
    assert [row.label for row in panel.model.rows] == [field["label"] for field in FIELDS]
    assert panel.view.isVisible()
    assert panel.details.isVisible()
    assert not panel.empty.isVisible()


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
    hidden.title_changed.connect(titles.append)
    view = views.good(TASK)
    hidden.show_view(view)
    hidden.show_view(views.failed(view))
    hidden.show_view(views.good(of_fields([form_field(1, "text", "a", "b")])))
    assert titles == ["Form fields (2 empty)", "Form fields"]
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
    assert panel.details.toPlainText().endswith("\nNorth")
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
    value = panel.model.rows[1].value
    assert "\n" in value
    assert do(panel, "copy_value") == value
    assert do(panel, "copy_label") == "Site notes"
    assert do(panel, "copy_alias") == "alias-2"
    assert do(panel, "copy_id") == f"{2:032x}"
    assert do(panel, "copy_row").split("\t")[:3] == ["Site notes", "textarea", "no"]
    assert surroundings.said == ["Copied"] * 5


def test_the_shortcut_copies_the_value_in_full(panel: FormFields, qtbot: QtBot) -> None:
    panel.show_view(views.good(of_fields([form_field(1, "text", "long", "x" * 5_000)])))
    panel.select_path(("data", "form_fields", 0))
    QGuiApplication.clipboard().clear()
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "x" * 5_000


def test_actions_are_there_when_they_can_do_something(panel: FormFields) -> None:
    assert not any(action.isEnabled() for action in panel.actions_by_id.values())
    panel.show_view(views.good(TASK))
    panel.select_path((*PLACE, 2))
    able = {name for name, action in panel.actions_by_id.items() if action.isEnabled()}
    assert able == {"copy_label", "copy_alias", "copy_id", "copy_row"}


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a menu, on a display without windows
def test_every_action_is_in_the_menu(panel: FormFields) -> None:
    panel.show_view(views.good(TASK))
    panel.view.menu_asked.emit(QPoint(10, 10))
    menu = panel.findChild(QMenu)
    assert menu is not None
    assert menu.actions() == list(panel.actions_by_id.values())
    menu.close()


def test_a_guest_link_in_a_value_is_masked_everywhere(panel: FormFields) -> None:
    panel.show_view(views.good(of_fields([form_field(1, "text", GUEST_LINK, GUEST_LINK)])))
    panel.select_path(("data", "form_fields", 0))
    told = [
        str(panel.model.data(panel.model.index(0, column), role))
        for column in range(6)
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
    assert "20:30" in panel.model.rows[0].value


def test_widths_are_remembered_and_nonsense_is_not_believed(
    panel: FormFields, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    panel.view.horizontalHeader().resizeSection(LABEL, 234)
    assert surroundings.settings.kept == {"fields.widths": {"0": 234}}
    surroundings.settings.kept["fields.widths"] |= {"1": "wide", "x": 5, "2": -4, "3": True, "44": 9}
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
