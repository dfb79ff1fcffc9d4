from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.found import Found
from tallyfy_inspector.document.opened import Opened
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.query import Query
from tallyfy_inspector.ui.panels import asking, finding
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tests.support import views
from tests.support.task_samples import TASK

K = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ROOT: dict[str, object] = {
    "data": {"a": {"in": [{"name": "one"}, {"name": "two"}]}, "name": "three", "b": None, "c": []}
}
NAMES: list[Path] = [("data", "a", "in", 0, "name"), ("data", "a", "in", 1, "name"), ("data", "name")]


@pytest.fixture
def surroundings() -> views.Surroundings:
    return views.Surroundings()


@pytest.fixture
def panel(qtbot: QtBot, surroundings: views.Surroundings) -> JsonTree:
    made = JsonTree(surroundings.context())
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_view(views.good(ROOT))
    return made


def settled(panel: JsonTree, qtbot: QtBot) -> None:
    panel.find_bar.settle()
    qtbot.waitUntil(lambda: panel.finder.finding.state != "running")


def typed(panel: JsonTree, qtbot: QtBot, text: str) -> None:
    panel.find_bar.field.setText(text)
    settled(panel, qtbot)


def row_of(panel: JsonTree, path: Path) -> int:
    row = panel.model.row_of(path)
    assert row is not None
    return row


def test_by_keyboard_alone(panel: JsonTree, qtbot: QtBot) -> None:
    went: list[Path] = []
    panel.path_selected.connect(went.append)
    panel.view.setFocus()
    panel.seek()
    assert panel.find_bar.field.hasFocus()
    QTest.keyClicks(panel.find_bar.field, "name")
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "1 of 3")
    assert panel.current_path() == NAMES[0]
    QTest.keyClick(panel.find_bar.field, K.Key_Return)
    assert panel.find_bar.count.text() == "2 of 3"
    QTest.keyClick(panel.find_bar.field, K.Key_F3)
    assert panel.current_path() == NAMES[2]
    QTest.keyClick(panel.find_bar.field, K.Key_F3)
    assert panel.current_path() == NAMES[0]
    QTest.keyClick(panel.find_bar.field, K.Key_Return, SHIFT)
    assert panel.current_path() == NAMES[2]
    assert panel.find_bar.field.hasFocus()
    assert went == [NAMES[0], NAMES[1], NAMES[2], NAMES[0], NAMES[2]]
    QTest.keyClick(panel.find_bar.field, K.Key_Escape)
    assert panel.view.hasFocus()
    assert panel.find_bar.field.text() == ""
    assert panel.find_bar.count.text() == ""
    assert panel.current_path() == NAMES[2]


def test_it_is_said_once(panel: JsonTree, surroundings: views.Surroundings, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.find_bar.field, "name")
    qtbot.waitUntil(lambda: bool(surroundings.said), timeout=3_000)
    qtbot.wait(100)
    assert surroundings.said == ["3 matches"]
    QTest.keyClicks(panel.find_bar.field, "x")
    qtbot.waitUntil(lambda: len(surroundings.said) > 1, timeout=3_000)
    assert surroundings.said[1:] == ["No match"]
    assert panel.find_bar.count.text() == "No match"
    assert not panel.find_bar.next.isEnabled()


def test_where_others_look_on_no_match_is_told_for_what_is_shown_alone(
    panel: JsonTree, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    sentence = "No match in what is shown; hidden values are not searched."
    panel.show_view(replace(views.good(ROOT), masked=True))
    QTest.keyClicks(panel.find_bar.field, "four")
    qtbot.waitUntil(lambda: bool(surroundings.said), timeout=3_000)
    assert surroundings.said == [sentence]
    assert panel.find_bar.remark.isVisible()
    assert (panel.find_bar.remark.text(), panel.find_bar.count.text()) == (sentence, "")
    typed(panel, qtbot, "three")
    assert (panel.find_bar.remark.isVisible(), panel.find_bar.count.text()) == (False, "1 of 1")
    panel.show_view(views.good(ROOT))
    typed(panel, qtbot, "five")
    assert (panel.find_bar.remark.isVisible(), panel.find_bar.count.text()) == (False, "No match")


def test_it_begins_where_one_is(panel: JsonTree, qtbot: QtBot) -> None:
    panel.view.select(("data", "a", "in", 1))
    typed(panel, qtbot, "na")
    assert panel.current_path() == NAMES[1]
    typed(panel, qtbot, "name")
    assert panel.current_path() == NAMES[1]
    typed(panel, qtbot, "three")
    assert panel.current_path() == NAMES[2]
    panel.view.select(("data",))
    assert panel.find_bar.count.text() == "1 match"


def test_a_query_and_its_trouble(panel: JsonTree, qtbot: QtBot) -> None:
    typed(panel, qtbot, "$.data.a.in[?@.name == 'two']")
    assert panel.current_path() == ("data", "a", "in", 1)
    assert panel.find_bar.count.text() == "1 of 1"
    typed(panel, qtbot, "$.data[?nope(@)]")
    assert "no function nope" in panel.find_bar.note.text()
    assert panel.find_bar.count.text() == ""
    typed(panel, qtbot, "$.data")
    assert not panel.find_bar.note.isVisible()


def test_only_matches_and_hide_empty(panel: JsonTree, qtbot: QtBot) -> None:
    rows = panel.model.rowCount()
    panel.find_bar.filters["hide_empty"].click()
    settled(panel, qtbot)
    assert panel.find_bar.hidden.text() == "2 hidden"
    assert panel.model.row_of(("data", "b")) is None
    typed(panel, qtbot, "two")
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    assert [panel.model.path(row) for row in range(panel.model.rowCount())] == [
        (),
        ("data",),
        ("data", "a"),
        ("data", "a", "in"),
        ("data", "a", "in", 1),
        NAMES[1],
    ]
    assert panel.find_bar.hidden.text() == "4 hidden"
    assert panel.current_path() == NAMES[1]
    typed(panel, qtbot, "three")
    assert panel.current_path() == NAMES[2]
    assert panel.find_bar.count.text() == "1 of 1"
    typed(panel, qtbot, "")
    panel.find_bar.show_all()
    settled(panel, qtbot)
    assert not panel.find_bar.hidden.isVisible()
    assert panel.model.rowCount() >= rows
    assert panel.model.row_of(("data", "b")) is not None


def test_a_jump_to_what_is_hidden_shows_all_again(panel: JsonTree, qtbot: QtBot) -> None:
    panel.find_bar.filters["hide_empty"].click()
    settled(panel, qtbot)
    panel.jump(("data", "b"))
    assert panel.current_path() == ("data", "b")
    assert not panel.find_bar.filters["hide_empty"].isChecked()
    settled(panel, qtbot)
    assert panel.current_path() == ("data", "b")


def test_a_new_answer_is_searched_and_sieved_without_moving(panel: JsonTree, qtbot: QtBot) -> None:
    typed(panel, qtbot, "name")
    panel.find_bar.filters["hide_empty"].click()
    settled(panel, qtbot)
    panel.view.select(("data",))
    panel.show_view(views.good({"data": {"name": 1, "x": {"name": ""}, "y": {"name": 5}}}))
    settled(panel, qtbot)
    assert panel.current_path() == ("data",)
    assert panel.find_bar.count.text() == "2 matches"
    assert panel.find_bar.hidden.text() == "1 hidden"
    panel.show_view(views.failed())
    assert panel.model.rowCount() == 0
    assert panel.find_bar.count.text() == ""


def test_escape_in_the_tree_ends_finding_first(panel: JsonTree, qtbot: QtBot) -> None:
    typed(panel, qtbot, "name")
    panel.view.setFocus()
    assert panel.view.has_escape()
    QTest.keyClick(panel.view, K.Key_Escape)
    assert panel.find_bar.field.text() == ""
    assert not panel.view.has_escape()


def test_the_enter_that_comes_at_once_looks_for_what_was_typed(panel: JsonTree, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.find_bar.field, "name")
    QTest.keyClick(panel.find_bar.field, K.Key_Return)
    settled(panel, qtbot)
    assert panel.find_bar.count.text() == "1 of 3"


def test_found_rows_are_marked_in_the_tree(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good(TASK))
    before = panel.view.viewport().grab().toImage()
    panel.find_bar.field.setText("data")
    settled(panel, qtbot)
    assert panel.model.marked(1) == (True, False)
    assert panel.view.viewport().grab().toImage() != before


def test_what_was_open_before_a_filter_is_open_again_after_a_fetch(panel: JsonTree, qtbot: QtBot) -> None:
    root = {"data": {"a": {"x": 1, "y": {"z": 2}}, "b": {"name": "hit", "q": {"r": 1}}}}
    panel.show_view(views.good(root))
    panel.view.select(("data", "a", "y", "z"))
    typed(panel, qtbot, "hit")  # which goes there
    panel.model.collapse(row_of(panel, ("data", "b")))
    own = sorted(panel.model.expanded_paths())
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    hit = ("data", "b", "name")
    panel.view.select(hit)
    assert panel.current_path() == hit
    for body in ({"meta": 1, **root}, root):
        panel.show_view(views.good(body))
        assert panel.current_path() == hit, "the filter's own openings stay while it is there"
        settled(panel, qtbot)
        assert panel.current_path() == hit
        assert panel.model.row_of(("data", "a")) is None
    panel.view.select(("data",))
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    assert sorted(panel.model.expanded_paths()) == own
    assert panel.model.row_of(("data", "a", "y", "z")) is not None
    assert panel.model.row_of(hit) is None


def test_a_filter_that_finds_fault_with_a_new_answer_leaves_what_was_open(
    panel: JsonTree, qtbot: QtBot
) -> None:
    typed(panel, qtbot, "two")
    panel.model.collapse(row_of(panel, ("data", "a")))
    before = panel.model.expanded_paths()
    panel.find_bar.filters["only"].setChecked(True)
    settled(panel, qtbot)
    panel.find_bar.field.setText("$[")
    panel.show_view(views.good({"meta": 1, **ROOT}))
    settled(panel, qtbot)
    assert panel.finder.finding.state == "failed"
    assert panel.model.hidden == 0
    assert sorted(panel.model.expanded_paths()) == sorted(before)
    assert panel.model.row_of(("data", "name")) is not None


def test_only_matches_opens_all_that_leads_to_one(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good({"data": [{"in": {"name": number}} for number in range(1_500)]}))
    typed(panel, qtbot, "name")
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    qtbot.waitUntil(lambda: not panel.view.unfolding.running)
    assert panel.model.rowCount() == 2 + 3 * 1_500
    assert panel.model.key_text(panel.model.rowCount() - 1) == "name"


def test_a_place_that_is_chosen_elsewhere_is_never_hidden_by_the_filter(
    panel: JsonTree, surroundings: views.Surroundings, qtbot: QtBot
) -> None:
    typed(panel, qtbot, "one")
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    panel.select_path(NAMES[2])
    assert panel.current_path() == NAMES[2]
    assert not panel.find_bar.filters["only"].isChecked()
    assert surroundings.said[-1].startswith("All is shown again")
    assert not panel.view.hasFocus()


def test_nor_is_one_of_several(panel: JsonTree, surroundings: views.Surroundings, qtbot: QtBot) -> None:
    typed(panel, qtbot, "one")
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    panel.select_together((NAMES[0], NAMES[2]))
    assert panel.view.selected_paths() == (NAMES[0], NAMES[2])
    assert surroundings.said[-1].startswith("All is shown again")


def test_it_is_said_that_not_every_match_can_be_gone_to(
    panel: JsonTree, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "Found", partial(Found, kept=2))
    monkeypatch.setattr(asking, "Query", partial(Query, kept=2))
    for text in ("name", "$..name"):
        typed(panel, qtbot, text)
        panel.view.select(())
        said = []
        for step in (1, 1, 1, -1):
            panel.finder.go(step)
            said.append(panel.find_bar.count.text())
        assert said == [f"{number} of the first 2 of 3" for number in (1, 2, 1, 2)]
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    assert panel.find_bar.hidden.text() == "3 hidden, and matches after the first 2"
    typed(panel, qtbot, "name")
    assert panel.find_bar.hidden.text() == "2 hidden"
    assert panel.model.row_of(NAMES[2]) is not None


def test_what_is_hidden_is_counted_when_all_is_open(
    panel: JsonTree, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_view(views.good({"data": [{"in": {"name": n, "x": 1}} for n in range(3_000)]}))
    asked: list[bool] = []
    hidden = Opened.hidden

    def counted(record: Opened) -> int:
        asked.append(panel.view.unfolding.running)
        return hidden(record)

    monkeypatch.setattr(Opened, "hidden", counted)
    typed(panel, qtbot, "name")
    panel.find_bar.filters["only"].click()
    settled(panel, qtbot)
    qtbot.waitUntil(lambda: panel.find_bar.hidden.text() == "3,000 hidden")
    assert not any(asked)


def test_a_document_that_is_null_is_looked_through(panel: JsonTree, qtbot: QtBot) -> None:
    panel.show_view(views.good(b"null"))
    for text, count in (("null", "1 of 1"), ("nope", "No match"), ("$", "1 of 1"), ("$.a", "No match")):
        typed(panel, qtbot, text)
        assert panel.find_bar.count.text() == count, text
