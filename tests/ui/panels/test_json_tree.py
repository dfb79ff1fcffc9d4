from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ui.panels.json_model import KEY
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tests.support import views
from tests.support.task_samples import CODE, GUEST_LINK, TASK

LINK: Path = ("data", "owners", "taskUrls", 0)


@pytest.fixture
def surroundings() -> views.Surroundings:
    return views.Surroundings()


@pytest.fixture
def panel(qtbot: QtBot, surroundings: views.Surroundings) -> JsonTree:
    made = JsonTree(surroundings.context())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def do(panel: JsonTree, name: str) -> str:
    QGuiApplication.clipboard().clear()
    panel.actions_by_id[name].trigger()
    return clipboard()


def test_a_good_answer_opens_root_and_data(panel: JsonTree) -> None:
    panel.show_view(views.good(TASK))
    assert panel.model.expanded_paths() == [(), ("data",)]
    assert panel.current_path() is None


def test_without_a_good_answer_it_is_empty(panel: JsonTree) -> None:
    panel.show_view(views.bad({"error": True}, 401, "Unauthorized"))
    assert panel.model.rowCount() == 0
    panel.show_view(views.good(TASK))
    panel.show_view(views.failed())
    assert panel.model.rowCount() == 0


def test_a_problem_keeps_the_older_answer_dim(panel: JsonTree) -> None:
    good = views.good(TASK)
    panel.show_view(good)
    rows = panel.model.rowCount()
    panel.show_view(views.bad({"error": True}, 401, "Unauthorized", good))
    assert panel.model.rowCount() == rows
    assert panel.view.delegate.older
    panel.show_view(views.good(TASK))
    assert not panel.view.delegate.older


def test_painting_the_same_answer_keeps_everything(panel: JsonTree, qtbot: QtBot) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    panel.select_path(LINK)
    with qtbot.assertNotEmitted(panel.model.modelReset):
        panel.show_view(replace(view))
        panel.show_view(views.loading(view))
        panel.show_view(views.failed(view))
    assert panel.current_path() == LINK


def test_fetching_the_task_again_keeps_what_was_open_and_selected(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path(LINK)
    with qtbot.waitSignal(panel.model.modelReset), qtbot.assertNotEmitted(panel.path_selected):
        panel.show_view(views.good({"meta": 1, **TASK}))
    assert panel.current_path() == LINK
    assert ("data", "owners", "taskUrls") in panel.model.expanded_paths()


def test_another_task_starts_afresh(panel: JsonTree) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path(LINK)
    panel.show_view(views.good(TASK, replace(views.REQUEST, task="f" * 32)))
    assert panel.model.expanded_paths() == [(), ("data",)]
    assert panel.current_path() is None


def test_only_what_the_person_chose_is_told(panel: JsonTree, qtbot: QtBot) -> None:
    told: list[Path] = []
    panel.path_selected.connect(told.append)
    panel.show_view(views.good(TASK))
    panel.select_path(("data", "owners"))
    assert told == []
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert told == [("data", "status")]


def test_a_place_that_is_asked_for_while_hidden_is_shown_later(panel: JsonTree) -> None:
    panel.show_view(views.good(TASK))
    panel.hide()
    panel.show_view(views.good(TASK))
    panel.select_path(LINK)
    panel.show()
    assert panel.current_path() == LINK


def test_copies(panel: JsonTree, surroundings: views.Surroundings) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path(("data", "owners", "users", 1))
    assert do(panel, "copy_value") == "20417"
    assert do(panel, "copy_key") == "1"
    assert do(panel, "copy_path") == "$.data.owners.users[1]"
    assert do(panel, "copy_pointer") == "/data/owners/users/1"
    assert surroundings.said == ["Value copied", "Key copied", "Path copied", "Path copied"]


def test_the_shortcut_copies_the_value(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path(("data", "title"))
    QGuiApplication.clipboard().clear()
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "Collect sign-off"


def test_copies_are_masked_and_revealing_acts_on_one_value_until_the_next_fetch(panel: JsonTree) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    for path in (LINK, LINK[:-1], ("data",), ()):
        panel.select_path(path)
        assert CODE not in do(panel, "copy_value")
    panel.select_path(LINK)
    assert panel.actions_by_id["reveal"].isEnabled()
    do(panel, "reveal")
    assert do(panel, "copy_value") == GUEST_LINK
    assert not panel.actions_by_id["reveal"].isEnabled()
    panel.show_view(view)
    assert do(panel, "copy_value") == GUEST_LINK
    panel.show_view(views.loading(view))
    assert CODE not in do(panel, "copy_value")


@pytest.mark.parametrize("later", ["again", "failed", "other task"])
def test_whatever_the_next_fetch_brings_hides_what_was_revealed(panel: JsonTree, later: str) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    panel.select_path(LINK)
    do(panel, "reveal")
    after = {
        "again": views.good(TASK),
        "failed": views.failed(view),
        "other task": views.good(TASK, replace(views.REQUEST, task="f" * 32)),
    }[later]
    panel.hide()
    panel.show_view(after)
    panel.show()
    panel.select_path(LINK)
    assert CODE not in do(panel, "copy_value")


def test_actions_are_there_when_they_can_do_something(panel: JsonTree) -> None:
    assert not any(action.isEnabled() for action in panel.actions_by_id.values())
    panel.show_view(views.good(TASK))
    able = {name for name, action in panel.actions_by_id.items() if action.isEnabled()}
    assert able == {"expand_all", "collapse_all"}
    panel.select_path(("data", "owners"))
    able = {name for name, action in panel.actions_by_id.items() if not action.isEnabled()}
    assert able == {"reveal", "collapse"}
    do(panel, "expand")
    assert panel.actions_by_id["collapse"].isEnabled()
    assert not panel.actions_by_id["expand"].isEnabled()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a menu, on a display without windows
def test_every_action_has_a_key_of_its_own_and_is_in_the_menu(panel: JsonTree, qtbot: QtBot) -> None:
    keys = [action.shortcut().toString() for action in panel.actions_by_id.values()]
    assert "" not in keys
    assert len(set(keys)) == len(keys)
    panel.show_view(views.good(TASK))
    panel.view.menu_asked.emit(QPoint(10, 10))
    menu = panel.findChild(QMenu)
    assert menu is not None
    assert [action for action in menu.actions() if not action.isSeparator()] == list(
        panel.actions_by_id.values()
    )
    menu.close()


def test_opening_all_says_where_it_stopped(
    panel: JsonTree, surroundings: views.Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_view(views.good(TASK))
    bounded = panel.model.expand_below
    monkeypatch.setattr(panel.model, "expand_below", lambda row: bounded(row, 3))
    do(panel, "expand_all")
    assert panel._note.isVisible()
    assert panel._note.text().startswith("Stopped after 50,000 rows.")
    assert surroundings.said[-1] == panel._note.text()
    do(panel, "collapse_all")
    assert not panel._note.isVisible()


def test_the_width_of_the_keys_is_remembered(
    panel: JsonTree, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    panel.view.horizontalHeader().resizeSection(KEY, 321)
    assert surroundings.settings.kept == {"tree.key_width": 321}
    again = JsonTree(surroundings.context())
    qtbot.addWidget(again)
    assert again.view.columnWidth(KEY) == 321


def test_a_megabyte_is_shown_in_no_time(panel: JsonTree) -> None:
    view = views.good({"data": [TASK["data"]] * 400})
    panel.show_view(views.good(TASK))
    panel.grab()
    start = time.perf_counter()
    panel.show_view(view)
    panel.grab()
    # A few milliseconds on an idle computer; building every row would take some hundred.
    assert time.perf_counter() - start < 0.25


def test_rows_follow_the_programs_font(panel: JsonTree) -> None:
    panel.show_view(views.good(TASK))
    before = panel.view.rowHeight(0)
    assert before >= 22
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    panel.setFont(font)
    assert panel.view.rowHeight(0) >= panel.view.fontMetrics().height()
    assert panel.view.rowHeight(0) > before
