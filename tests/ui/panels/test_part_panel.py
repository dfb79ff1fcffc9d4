from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.included import listed
from tallyfy_inspector.task.threads import Comment
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.panels.part_panel import Part, PartPanel
from tallyfy_inspector.ui.panels.part_table import Column
from tallyfy_inspector.ui.panels.part_words import Cell, Detail, cell
from tallyfy_inspector.ui.panels.threads import Threads
from tallyfy_inspector.ui.view import Done, Opened, View
from tests.support import views
from tests.support.views import NOW, REQUEST


class Things(PartPanel):
    """A panel of nothing in particular."""

    id = "things"
    include = "things"
    title = "Things"
    means = "there is none."
    columns = (Column("Path", 10), Column("Thing", 0))

    def read(self, root: object) -> Part:
        found = listed(root, "things")
        return Part(found.state, found.entries, found.whole, ("A remark.",) if len(found.entries) > 2 else ())

    def cell(self, row: Any, column: int) -> Cell:
        return cell(str(row.value["name"]), "bad") if column else cell(str(row.path[-1]))

    def in_full(self, row: Any) -> list[Detail]:
        return [Detail(str(row.value["name"]), "bold")]

    def value(self, row: Any) -> str:
        return str(row.value["name"])


def task(*names: str) -> dict[str, Any]:
    return {"data": {"id": "d0", "things": {"data": [{"name": name} for name in names]}}}


@pytest.fixture
def around() -> views.Surroundings:
    return views.Surroundings()


@pytest.fixture
def context(around: views.Surroundings) -> PanelContext:
    return around.context()


@pytest.fixture
def panel(qtbot: QtBot, context: PanelContext) -> Things:
    made = Things(context)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_rows_and_the_selected_one_in_full(panel: Things) -> None:
    panel.show_view(views.good(task("one", "two")))
    assert panel.model.rowCount() == 2
    assert panel.note.isHidden()
    assert panel.details.toPlainText() == ""
    panel.view.selectRow(1)
    assert panel.details.toPlainText() == "two"


def test_remarks_stand_above_the_rows(panel: Things) -> None:
    panel.show_view(views.good(task("one", "two", "three")))
    assert panel.note.text() == "A remark."
    assert not panel.view.isHidden()


@pytest.mark.parametrize(
    ("things", "words"),
    [
        ({}, "Not returned: it was not asked for. Tick “things” under the includes and fetch again."),
        ({"things": []}, "Returned, and empty: there is none."),
    ],
)
def test_without_rows_it_says_why(panel: Things, things: dict[str, Any], words: str) -> None:
    panel.show_view(views.good({"data": {"id": "d0", **things}}))
    assert panel.note.text() == words
    assert panel.view.isHidden()
    assert panel.details.isHidden()


def test_what_was_asked_for_counts(panel: Things) -> None:
    request = replace(REQUEST, includes=("things",))
    panel.show_view(views.good({"data": {"id": "d0"}}, request))
    assert panel.note.text().startswith("Not returned, though asked for. Perhaps there is none.")
    opened = replace(views.answer({"data": {"id": "d0"}}), source=Opened(Path("a.json")), problem=None)
    panel.show_view(View(opened, Done(opened)))
    assert panel.note.text() == "Not returned: this answer does not hold “things”."


def test_what_cannot_be_read_is_shown_as_it_was_sent(panel: Things) -> None:
    panel.show_view(views.good({"data": {"id": "d0", "things": {"a": {"b": 1.10}}}}))
    assert panel.note.text() == "This part cannot be read as it should be. It is shown as it was sent."
    assert panel.details.toPlainText() == '{"a": {"b": 1.1}}'
    panel.show_view(views.good(task("one")))
    assert panel.details.toPlainText() == ""
    assert panel.note.isHidden()


def test_nothing_of_an_older_answer_is_kept(panel: Things) -> None:
    panel.show_view(views.good(task("secret", "secret")))
    panel.view.selectRow(0)
    panel.show_view(views.good(task("masked", "masked")))
    assert panel.details.toPlainText() == "masked"  # the same row stays selected, and is read anew
    panel.show_view(View())
    assert panel.model.rowCount() == 0
    assert panel.details.toPlainText() == panel.note.text() == ""


def test_an_older_answer_stays_and_is_dimmed(panel: Things) -> None:
    before = views.good(task("one"))
    panel.show_view(before)
    panel.view.selectRow(0)
    panel.show_view(views.failed(before))
    assert panel.view.delegate.older
    assert panel.view.current_row() == 0
    panel.show_view(views.good(task("one")))
    assert not panel.view.delegate.older


def test_a_row_that_is_chosen_leads_to_its_place(panel: Things) -> None:
    places: list[Any] = []
    panel.path_selected.connect(places.append)
    panel.show_view(views.good(task("one", "two")))
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert places[-1][:3] == ("data", "things", "data")
    assert len(places) == 1


def test_a_place_selects_its_row_without_the_keyboard(panel: Things, qtbot: QtBot) -> None:
    places: list[Any] = []
    panel.path_selected.connect(places.append)
    panel.show_view(views.good(task("one", "two")))
    panel.details.setFocus()
    panel.select_path(("data", "things", "data", 1, "name"))
    assert (panel.view.current_row(), places) == (1, [])
    assert not panel.view.hasFocus()
    panel.select_path(("data", "elsewhere"))
    assert panel.view.current_row() == 1


def test_a_place_that_comes_while_it_is_hidden(panel: Things) -> None:
    panel.hide()
    panel.show_view(views.good(task("one", "two")))
    panel.select_path(("data", "things", "data", 1))
    panel.show()
    assert panel.view.current_row() == 1


def test_copies_by_key_and_menu(panel: Things, around: views.Surroundings) -> None:
    panel.show_view(views.good(task("one", "two")))
    panel.view.selectRow(1)
    assert [action.text() for action in panel.actions_by_id.values()] == [
        "Copy value",
        "Copy row",
    ]
    keys = [action.shortcut().toString() for action in panel.actions_by_id.values()]
    assert keys == ["Ctrl+C", "Ctrl+Shift+R"]
    copied = []
    for action in panel.actions_by_id.values():
        action.trigger()
        copied.append(QGuiApplication.clipboard().text())
    assert copied == ["two", "1\ttwo"]
    assert around.said == ["Copied"] * 2


def test_the_menu_holds_the_actions_that_there_are(panel: Things) -> None:
    panel.show_view(views.good(task("one", "")))
    panel.view.selectRow(1)
    enabled = {name: action.isEnabled() for name, action in panel.actions_by_id.items()}
    assert enabled == {"copy_value": False, "copy_row": True}
    panel.view.menu_asked.emit(QPoint(1, 1))
    (menu,) = (
        each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()
    )
    assert menu.actions() == list(panel.actions_by_id.values())
    menu.close()
    panel.show_view(View())
    assert not any(action.isEnabled() for action in panel.actions_by_id.values())


def test_times_move_on(panel: Things, around: views.Surroundings) -> None:
    panel.show_view(views.good(task("one")))
    assert panel.now.moment == NOW
    around.clock.moment = NOW + timedelta(minutes=1)
    panel._minute.timeout.emit()
    assert panel.now.moment == NOW + timedelta(minutes=1)
    panel.hide()
    assert not panel._minute.isActive()
    panel.show()
    assert panel._minute.isActive()


def test_the_organizations_zone_comes_from_the_answer(panel: Things) -> None:
    answer = task("one")
    answer["data"]["organization"] = {"timezone": "Europe/Paris"}
    panel.show_view(views.good(answer))
    assert str(panel.now.zones.organization) == "Europe/Paris"
    panel.show_view(views.good(task("one")))
    assert panel.now.zones.organization is None


def test_everything_has_a_name_and_the_keyboard_comes_to_the_rows(panel: Things) -> None:
    assert panel.view.accessibleName() == "Things"
    assert panel.details.accessibleName() == "Selected entry"
    assert panel.focusProxy() is panel.view


def test_of_thousands_of_entries_only_those_on_screen_are_read(
    qtbot: QtBot, context: PanelContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[int] = set()
    cell = Threads.cell

    def counted(panel: Threads, row: Comment, column: int) -> Cell:
        asked.add(id(row))
        return cell(panel, row, column)

    monkeypatch.setattr(Threads, "cell", counted)
    comment = {"label": "comment", "content": "<p>word</p>" * 40, "author_id": 7, "created_at": "2026-11-01"}
    many = [{"id": str(number), **comment} for number in range(5000)]
    made = Threads(context)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.show_view(views.good(json.dumps({"data": {"id": "d0", "threads": {"data": many}}})))
    made.grab()
    assert 0 < len(asked) < 100
    assert made.model.rowCount() == 5000
    made.select_path(("data", "threads", "data", 4321, "content"))
    assert made.view.current_row() == 4321
