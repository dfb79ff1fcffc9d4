from __future__ import annotations

import json
import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.people import People
from tallyfy_inspector.ui.view import View
from tests.support import views
from tests.support.name_books import GROUPS, MEMBERS, Desk, listing, refused
from tests.support.stage import Stage, play, task_that
from tests.support.task_samples import TASK
from tests.support.ui import drive, until

CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SAM = {"id": 20391, "full_name": "Sam Lindqvist"}
WATCHED = {"data": {**TASK["data"], "member_watchers": {"data": [{"watcher": {"data": SAM}}]}}}


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, said: list[str]) -> People:
    return shown(qtbot, views.Surroundings(said=said))


def shown(qtbot: QtBot, around: views.Surroundings) -> People:
    made = People(around.context())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def names(panel: People) -> list[tuple[str, str]]:
    return [(row.who, row.role_words) for row in panel.model.rows]


def test_everybody_in_the_answer(panel: People) -> None:
    panel.show_view(views.good(TASK))
    assert names(panel) == [
        ("member 20391", "Assigned"),
        ("member 20417", "Assigned"),
        ("buyer@customer.example", "Assigned"),
    ]
    panel.show_view(views.good(WATCHED))
    assert names(panel)[0] == ("Sam Lindqvist", "Assigned")
    assert names(panel)[-1] == ("Sam Lindqvist", "Watches")


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (View(), ""),
        (views.failed(), ""),
        (views.bad({"error": True}, 404, "Not Found"), ""),
        (views.good({"data": {"id": "1", "owners": []}}), "This answer names nobody"),
        (views.good("null"), "This answer names nobody"),
        (
            views.good({"data": {"owners": 7, "run": [], "threads": "x", "step": {"data": None}}}),
            "names nobody",
        ),
    ],
)
def test_why_there_is_nobody(panel: People, view: View, sentence: str) -> None:
    panel.show_view(view)
    assert panel.model.rowCount() == 0
    assert sentence in panel.empty.text()
    assert panel.empty.isVisible() is bool(sentence)


def test_a_chosen_row_leads_to_its_place_and_a_place_to_its_row(panel: People) -> None:
    panel.show_view(views.good(TASK))
    paths: list[Any] = []
    panel.path_selected.connect(paths.append)
    assert panel.current_path() is None
    panel.view.selectRow(1)
    assert paths == [("data", "owners", "users", 1)] == [panel.current_path()]
    panel.select_path(("data", "owners", "guests", 0))
    assert panel.current_path() == ("data", "owners", "guests", 0)
    panel.select_path(("data", "title"))
    assert panel.current_path() == ("data", "owners", "guests", 0)
    assert len(paths) == 1


def test_of_another_answer_nothing_stays_while_it_is_hidden(panel: People) -> None:
    panel.show_view(views.good(TASK))
    panel.view.selectRow(1)
    panel.hide()
    panel.show_view(views.good(WATCHED))
    assert panel.model.rowCount() == 0
    panel.show()
    assert panel.current_path() == ("data", "owners", "users", 1)


def test_a_place_that_comes_while_it_is_hidden_is_selected_when_it_is_seen(panel: People) -> None:
    panel.hide()
    panel.show_view(views.good(TASK))
    panel.select_path(("data", "owners", "users", 1))
    panel.show()
    assert panel.current_path() == ("data", "owners", "users", 1)


def test_the_row_stays_when_the_same_task_comes_again(panel: People) -> None:
    panel.show_view(views.good(TASK))
    panel.view.selectRow(1)
    paths: list[Any] = []
    panel.path_selected.connect(paths.append)
    panel.show_view(views.good(WATCHED))
    assert panel.current_path() == ("data", "owners", "users", 1)
    assert paths == []


def test_an_older_answer_stays_dimmed(panel: People) -> None:
    panel.show_view(views.bad("{}", 404, "Not Found", views.good(TASK)))
    assert panel.view.delegate.older
    assert panel.model.rowCount() == 3
    panel.show_view(views.good(TASK))
    assert not panel.view.delegate.older


def test_names_ids_and_rows_are_copied_by_keys(panel: People, said: list[str]) -> None:
    panel.show_view(views.good(WATCHED))
    panel.view.setFocus()
    panel.view.selectRow(0)
    clipboard = QGuiApplication.clipboard()
    for key, modifier, text in (
        (Qt.Key.Key_K, CONTROL, "Sam Lindqvist"),
        (Qt.Key.Key_I, CONTROL, "20391"),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "Sam Lindqvist\tAssigned\tMember\t20391"),
    ):
        QTest.keyClick(panel.view, key, modifier)
        assert clipboard.text() == text
    assert said == ["Copied"] * 3
    panel.view.selectRow(1)
    assert not panel.actions_by_id["copy_name"].isEnabled()
    assert panel.actions_by_id["copy_id"].isEnabled()
    assert {"copy_name", "copy_id", "copy_rows"} <= {each.objectName() for each in panel.view.actions()}


def test_without_a_name_book_there_is_nothing_to_press(panel: People) -> None:
    panel.show_view(views.good(TASK))
    assert not panel.show_names.isVisible()
    assert panel.view.accessibleName() == "People"
    assert panel.focusProxy() is panel.view


def test_a_long_task_is_read_at_once_and_paints_few_rows(panel: People) -> None:
    threads = [{"id": n, "author_id": n, "content": "x" * 200, "label": "comment"} for n in range(5_000)]
    view = views.good(json.dumps({"data": {"id": "1", "threads": {"data": threads}}}))
    before = time.process_time()
    panel.show_view(view)
    assert time.process_time() - before < 1  # a loaded computer; about 0.04 s on a free one
    assert panel.model.rowCount() == 1_000
    assert panel.told.text() == "The first 1,000 are shown."


# Names, when they are asked for


def test_names_come_when_the_button_is_pressed(qtbot: QtBot, qapp: QApplication, said: list[str]) -> None:
    async def body() -> None:
        desk = Desk()
        panel = shown(qtbot, views.Surroundings(said=said, names=desk.book))
        assert not panel.show_names.isEnabled()
        panel.show_view(views.good(TASK))
        panel.view.selectRow(1)
        desk.may_go.clear()
        panel.show_names.setFocus()
        panel.show_names.click()
        assert (panel.told.text(), panel.show_names.isEnabled()) == ("Fetching the names…", False)
        assert qapp.focusWidget() in (panel.view, None)
        desk.may_go.set()
        await until(lambda: names(panel)[0][0] == "Sam Lindqvist")
        assert names(panel)[1] == ("Mira Okafor", "Assigned")
        assert panel.current_path() == ("data", "owners", "users", 1)
        assert panel.told.text() == "Names of 2 members and 1 group, kept in memory only."
        assert said == [panel.told.text()]
        panel.show_view(views.good(WATCHED))
        assert names(panel)[1] == ("Mira Okafor", "Assigned")
        assert len(desk.asked) == 2
        desk.book.hide(True)
        assert names(panel)[1] == ("member 20417", "Assigned")
        desk.book.forget()
        desk.book.hide(False)
        assert panel.show_names.isEnabled()

    drive(qapp, body)


def test_a_refusal_is_said_and_the_numbers_stay(qtbot: QtBot, qapp: QApplication, said: list[str]) -> None:
    async def body() -> None:
        desk = Desk({"users_list": refused(403), "groups": listing(GROUPS)})
        panel = shown(qtbot, views.Surroundings(said=said, names=desk.book))
        panel.show_view(views.good(TASK))
        panel.show_names.click()
        await until(lambda: said)
        assert said == ["Your role may not list members; numbers stay."]
        assert panel.told.text() == said[0]
        assert names(panel)[0] == ("member 20391", "Assigned")
        assert panel.show_names.isEnabled()

    drive(qapp, body)


def test_names_that_come_while_it_is_hidden_are_painted_when_it_is_seen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    async def body() -> None:
        desk = Desk({"users_list": listing(MEMBERS), "groups": listing([])})
        panel = shown(qtbot, views.Surroundings(names=desk.book))
        view = views.good(TASK)
        panel.show_view(view)
        panel.hide()
        assert view.last_good is not None
        await desk.told(view.last_good)
        assert names(panel) == []
        panel.show()
        assert names(panel)[0] == ("Sam Lindqvist", "Assigned")

    drive(qapp, body)


# In the window


def test_in_the_demo_the_button_brings_names_and_a_row_its_node(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(task_that("A stuck task"))
        stage.window._open("people")
        panel = stage.window.findChild(People)
        assert panel is not None
        assert any(who.startswith("group ") for who, _role in names(panel))
        assert stage.spy.listed == []
        stage.click("show_names")
        await until(lambda: ("Order desk", "Assigned") in names(panel))
        assert [each.name for each in stage.spy.listed] == ["users_list", "groups"]
        panel.view.selectRow(names(panel).index(("Order desk", "Assigned")))
        await until(lambda: "groups" in stage.path)
        stage.window.use(stage.account(stage.access.base_url))
        await until(lambda: not panel.show_names.isEnabled())
        assert "Order desk" not in str(names(panel))

    play(qapp, scene)
