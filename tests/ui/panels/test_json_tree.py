from __future__ import annotations

import pathlib
import tempfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.node import Row
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.rows import VisibleRows
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.ui.panels import json_view
from tallyfy_inspector.ui.panels.json_model import KEY, JsonModel
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tests.support import views
from tests.support.json_text import Members, as_model, blanks, models, written
from tests.support.task_samples import CODE, GUEST_LINK, TASK

LINK: Path = ("data", "owners", "taskUrls", 0)
RUN = "a" * 32


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
    assert do(panel, "copy_jsonpath") == "$.data.owners.users[1]"
    assert do(panel, "copy_pointer") == "/data/owners/users/1"
    assert do(panel, "copy_row") == "[1]: 20417"
    assert surroundings.said == ["Value copied", "Key copied", *["Path copied"] * 2, "Key and value copied"]


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


def test_json_is_copied_as_received(panel: JsonTree, surroundings: views.Surroundings) -> None:
    panel.show_view(views.good(b'{"data": {"o": {"a" : "\\u00dc"} , "n": 1.10}}'))
    panel.select_path(("data", "o"))
    assert do(panel, "copy_json") == '{"a" : "\\u00dc"}'
    assert surroundings.said == ["JSON copied, as received"]
    assert not panel._note.isVisible()
    panel.show_view(views.good(TASK))
    panel.select_path(("data", "owners"))
    assert CODE not in do(panel, "copy_json")
    assert panel._note.isVisible()
    assert "not as received" in panel._note.text()
    assert surroundings.said[-1] == panel._note.text()
    do(panel, "copy_value")
    assert not panel._note.isVisible()


def test_the_details_follow_the_current_row(panel: JsonTree) -> None:
    panel.show_view(views.good(TASK))
    assert panel.details.text.toPlainText() == ""
    panel.select_path(("data", "title"))
    assert panel.details.text.toPlainText() == "Collect sign-off"
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.details.text.toPlainText().startswith("{")
    panel.show_view(views.good({"data": {"owners": "other"}}))
    assert panel.details.text.toPlainText() == "other", "the same place in the next answer"
    panel.show_view(views.good(TASK, replace(views.REQUEST, task="f" * 32)))
    assert panel.details.text.toPlainText() == ""


def test_revealing_in_the_details_is_that_of_the_tree(panel: JsonTree) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    panel.select_path(LINK)
    assert CODE not in panel.details.text.toPlainText()
    panel.details._reveal.click()
    assert panel.details.text.toPlainText() == GUEST_LINK
    assert do(panel, "copy_value") == GUEST_LINK
    panel.show_view(views.loading(view))
    assert CODE not in panel.details.text.toPlainText()


def test_a_jump_goes_there_and_takes_the_keyboard(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good({"data": {"run_id": RUN, "deep": [{"run": {"id": RUN}}]}}))
    panel.activateWindow()
    panel.select_path(("data", "run_id"))
    assert not panel.actions_by_id["go_to_definition"].isEnabled()
    qtbot.waitUntil(panel.actions_by_id["go_to_definition"].isEnabled)
    with qtbot.waitSignal(panel.path_selected) as told:
        panel.actions_by_id["go_to_definition"].trigger()
    assert told.args == [("data", "deep", 0, "run")]
    assert panel.current_path() == ("data", "deep", 0, "run")
    qtbot.waitUntil(panel.view.hasFocus)
    panel.details.jump_wanted.emit(("data", "run_id"))
    assert panel.current_path() == ("data", "run_id")


def test_in_a_low_window_the_tree_keeps_the_larger_part(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good(TASK))
    panel.select_path(LINK)
    for height in (900, 400, 200):
        panel.resize(500, height)
        qtbot.waitUntil(lambda: sum(panel.splitter.sizes()) > 0)
        tree, details = panel.splitter.sizes()
        assert tree > details
        assert details <= panel.details.sizeHint().height()
    assert panel.minimumSizeHint().height() < 200


def test_the_height_of_the_details_is_remembered(
    panel: JsonTree, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    panel.splitter.moveSplitter(150, 1)
    sizes = panel.splitter.sizes()
    assert surroundings.settings.kept["tree.sizes"] == sizes
    again = JsonTree(surroundings.context())
    qtbot.addWidget(again)
    again.resize(panel.size())
    again.show()
    assert again.splitter.sizes() == sizes
    surroundings.settings.kept["tree.sizes"] = ["x", 0]
    qtbot.addWidget(JsonTree(surroundings.context()))


def test_opening_all_says_where_it_stopped(
    panel: JsonTree, surroundings: views.Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_view(views.good(TASK))
    monkeypatch.setattr(json_view, "ROWS_AT_MOST", 3)
    do(panel, "expand_all")
    assert panel._note.isVisible()
    assert panel._note.text().startswith("Stopped after 3 rows.")
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


def test_of_a_megabyte_only_the_rows_on_screen_are_asked_for(
    panel: JsonTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = views.good({"data": [TASK["data"]] * 400})
    panel.show_view(views.good(TASK))
    panel.grab()
    asked: set[int] = set()
    row = JsonModel.row

    def counted(model: JsonModel, number: int) -> Row:
        asked.add(number)
        return row(model, number)

    monkeypatch.setattr(JsonModel, "row", counted)
    panel.show_view(view)
    panel.grab()
    assert panel.model.rowCount() > 400
    assert 0 < len(asked) < 100


def test_rows_follow_the_programs_font(panel: JsonTree) -> None:
    panel.show_view(views.good(TASK))
    before = panel.view.rowHeight(0)
    assert before >= 22
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    panel.setFont(font)
    assert panel.view.rowHeight(0) >= panel.view.fontMetrics().height()
    assert panel.view.rowHeight(0) > before


def told_by_rows(model: JsonModel, number: int = 0) -> tuple[Any, int]:
    """What a person would write down who reads from row `number` on, and the row after that."""
    row, number = model.row(number), number + 1
    if not isinstance(row.value, dict | list):
        return as_model(row.value), number
    members = []
    while number < model.rowCount() and model.row(number).depth == row.depth + 1:
        key = model.row(number).key
        one, number = told_by_rows(model, number)
        members.append((str(key), one))
    made = [one for _index, one in members] if isinstance(row.value, list) else Members(tuple(members))
    return made, number


@given(models(), blanks)
def test_any_document_stands_in_the_rows_and_in_the_saved_file(qapp: object, sent: Any, blank: str) -> None:
    """From bytes to rows nothing is lost, added or moved, and what is saved are the same bytes."""
    body = written(sent, blank).encode()
    answer = views.answer(body)
    assert answer.document is not None
    model = JsonModel(lambda _path, text: text)
    model.show(answer.document.root)
    opening: list[int] = []
    model.in_reset(lambda: opening.extend(model.slices(VisibleRows.expand_all)))
    assert told_by_rows(model) == (sent, model.rowCount())
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "saved.json"
        LocalFiles().write(file, answer.body)
        assert file.read_bytes() == body
