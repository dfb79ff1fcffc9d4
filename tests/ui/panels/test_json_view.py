from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels import json_typed, json_view
from tallyfy_inspector.ui.panels.json_delegate import arrow_area
from tallyfy_inspector.ui.panels.json_model import KEY, VALUE, JsonModel
from tallyfy_inspector.ui.panels.json_view import JsonView
from tallyfy_inspector.ui.panels.table import MOST_TOGETHER
from tests.support.task_samples import TASK

K = Qt.Key


@pytest.fixture
def view(qtbot: QtBot) -> JsonView:
    model = JsonModel(mask_value)
    made = JsonView(model)
    model.setParent(made)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    model.show(TASK)
    return made


@pytest.fixture
def chosen(view: JsonView) -> list[Path]:
    paths: list[Path] = []
    view.path_chosen.connect(paths.append)
    return paths


@pytest.fixture
def press(view: JsonView, qtbot: QtBot) -> Callable[..., None]:
    def keys(*pressed: Qt.Key) -> None:
        for key in pressed:
            QTest.keyClick(view, key)

    return keys


def test_its_name(view: JsonView) -> None:
    assert view.accessibleName() == "Task JSON"


def test_right_opens_then_goes_inside_and_left_comes_back_and_closes(
    view: JsonView, press: Callable[..., None], chosen: list[Path]
) -> None:
    view.select(("data", "owners"))
    before = view.tree.rowCount()
    press(K.Key_Right)
    assert view.tree.rowCount() == before + 4
    assert view.current_path() == ("data", "owners")
    press(K.Key_Right)
    assert view.current_path() == ("data", "owners", "users")
    press(K.Key_Left)
    assert view.current_path() == ("data", "owners")
    press(K.Key_Left)
    assert view.tree.rowCount() == before
    press(K.Key_Left)
    assert view.current_path() == ("data",)
    assert chosen == [("data", "owners", "users"), ("data", "owners"), ("data",)]


def test_right_on_a_leaf_and_left_on_the_closed_root_do_nothing(
    view: JsonView, press: Callable[..., None]
) -> None:
    view.select(("data", "id"))
    press(K.Key_Right)
    assert view.current_path() == ("data", "id")
    view.select(())
    press(K.Key_Left, K.Key_Left)
    assert view.current_path() == ()
    assert view.tree.rowCount() == 1


def test_plus_minus_enter_and_star(view: JsonView, press: Callable[..., None]) -> None:
    view.select(("data", "owners"))
    before = view.tree.rowCount()
    counts = []
    for key in (K.Key_Plus, K.Key_Plus, K.Key_Minus, K.Key_Return, K.Key_Enter, K.Key_Asterisk):
        press(key)
        counts.append(view.tree.rowCount() - before)
    assert counts == [4, 4, 0, 4, 0, 4 + 2 + 1 + 1]
    assert view.current_path() == ("data", "owners")


def test_home_end_and_pages(view: JsonView, press: Callable[..., None]) -> None:
    view.select(("data", "status"))
    press(K.Key_End)
    assert view.current_path() == ("data", "form_fields")
    press(K.Key_Home)
    assert view.current_path() == ()
    view.expand_all()
    press(K.Key_PageDown)
    assert (view.current_row() or 0) > 5


def test_typing_goes_to_keys(view: JsonView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view.select(())
    QTest.keyClicks(view, "com")
    assert view.current_path() == ("data", "completion_progress")
    view.select(())
    later = time.monotonic() + 100
    clock = iter([later, later + 0.1, later + 100])
    monkeypatch.setattr(json_typed, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    QTest.keyClicks(view, "ss")
    assert view.current_path() == ("data", "status")
    QTest.keyClicks(view, "x")
    assert view.current_path() == ("data", "status")


def test_what_a_key_did_is_said(view: JsonView, press: Callable[..., None]) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    view.select(("data", "owners"))
    press(K.Key_Right, K.Key_Left)
    assert said == ["expanded, 4 members", "collapsed"]


def test_a_program_selects_without_saying_so_or_taking_the_focus(
    view: JsonView, chosen: list[Path], press: Callable[..., None]
) -> None:
    view.clearFocus()
    view.select(("data", "owners", "taskUrls", 0))
    assert view.current_path() == ("data", "owners", "taskUrls", 0)
    assert chosen == []
    assert not view.hasFocus()
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    view.select(("data", "not there"))
    assert view.current_path() == ("data", "owners", "taskUrls", 0)
    press(K.Key_Up)
    assert chosen == [("data", "owners", "taskUrls")]


def click(view: JsonView, qtbot: QtBot, row: int, column: int = KEY, dx: int | None = None) -> None:
    cell = view.visualRect(view.tree.index(row, column))
    x = cell.center().x() if dx is None else cell.left() + dx
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, cell.center().y()))


def test_a_click_chooses_and_a_click_on_the_arrow_opens(
    view: JsonView, qtbot: QtBot, chosen: list[Path]
) -> None:
    row = view.tree.row_of(("data", "owners"))
    assert row is not None
    click(view, qtbot, row - 1, VALUE)
    assert chosen == [("data", "title")]
    arrow = arrow_area(view.visualRect(view.tree.index(row, KEY)), 2, view.fontMetrics())
    assert arrow.width() >= 16
    before = view.tree.rowCount()
    click(view, qtbot, row, KEY, arrow.center().x())
    assert view.tree.rowCount() == before + 4
    assert chosen == [("data", "title")], "the arrow does not choose its row"
    click(view, qtbot, row, KEY, arrow.center().x())
    assert view.tree.rowCount() == before


def test_a_double_click_opens_and_closes(view: JsonView, qtbot: QtBot) -> None:
    row = view.tree.row_of(("data", "owners"))
    assert row is not None
    before = view.tree.rowCount()
    place = view.visualRect(view.tree.index(row, VALUE)).center()
    for expected in (before + 4, before):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert view.tree.rowCount() == expected


def test_closing_brings_out_who_was_inside(view: JsonView, chosen: list[Path]) -> None:
    view.select(("data", "owners", "users", 1))
    row = view.tree.row_of(("data", "owners"))
    assert row is not None
    view.collapse_row(row)
    assert view.current_path() == ("data", "owners")
    assert chosen == [("data", "owners")]
    view.select(("data", "owners", "users", 1))
    view.collapse_all()
    assert view.current_path() == ("data", "owners")


def test_all_opens_as_far_as_the_bound(view: JsonView, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[int] = []
    view.stopped_expanding.connect(stopped.append)
    view.expand_all()
    assert stopped == []
    everything = view.tree.rowCount()
    assert view.tree.row_of(("data", "form_fields", "data", 4, "label")) is not None
    view.collapse_all()
    monkeypatch.setattr(json_view, "ROWS_AT_MOST", 6)
    view.expand_all()
    assert stopped == [6]
    assert view.tree.rowCount() < everything


def test_a_reset_keeps_the_place(view: JsonView, chosen: list[Path]) -> None:
    view.select(("data", "owners", "users", 1))
    with view.keeping_place():
        view.tree.show(TASK, view.tree.expanded_paths())
    assert view.current_path() == ("data", "owners", "users", 1)
    assert [index.row() for index in view.selectionModel().selectedRows()] == [view.current_row()]
    assert chosen == []


def test_a_reset_keeps_the_same_on_top_also_where_rows_came_above_it(view: JsonView) -> None:
    view.resize(400, 120)
    view.tree.show(list(range(100)), [()])
    view.doItemsLayout()  # Qt would do it a turn later
    bar = view.verticalScrollBar()
    bar.setValue(41)
    assert view.tree.path(bar.value()) == (40,)
    with view.keeping_place():
        view.tree.show([list(range(9)), *range(1, 100)], [(), (0,)])
    assert view.tree.path(bar.value()) == (40,)
    assert bar.value() == 50
    with view.keeping_place():  # what was on top is gone
        view.tree.show(list(range(20)), [()])
    assert 0 < bar.value() == bar.maximum()


def test_copying_is_asked_for_and_nothing_is_copied_by_qt(view: JsonView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    view.select(("data", "id"))
    with qtbot.waitSignal(view.copy_asked):
        QTest.keyClick(view, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"


def test_without_a_document_keys_do_nothing(view: JsonView, press: Callable[..., None]) -> None:
    view.tree.clear()
    press(K.Key_Right, K.Key_Left, K.Key_Asterisk, K.Key_Return, K.Key_Home, K.Key_End, K.Key_A)
    view.expand_all()
    view.collapse_all()
    assert view.current_path() is None


def test_closing_all_leaves_what_is_open_at_first(view: JsonView, qtbot: QtBot) -> None:
    before = [view.tree.path(row) for row in range(view.tree.rowCount())]
    view.expand_all()
    qtbot.waitUntil(lambda: not view.unfolding.running)
    assert view.tree.rowCount() > len(before)
    view.collapse_all()
    qtbot.waitUntil(lambda: not view.unfolding.running)
    assert [view.tree.path(row) for row in range(view.tree.rowCount())] == before


def selected(view: JsonView) -> list[Path]:
    return [view.tree.path(row) for row in sorted(view.selected_rows())]


TOGETHER: tuple[Path, ...] = (("data", "owners", "users", 1), ("data", "id"), ("data", "owners", "guests", 0))


def test_several_places_are_selected_together_and_what_hides_them_is_opened(
    view: JsonView, chosen: list[Path], press: Callable[..., None]
) -> None:
    view.select_together(TOGETHER)
    assert view.current_path() == TOGETHER[0]
    assert sorted(selected(view), key=str) == sorted(TOGETHER, key=str)
    assert view.selected_paths() == (TOGETHER[0], ("data", "id"), ("data", "owners", "guests", 0))
    assert chosen == [], "nobody went there"
    press(K.Key_Up)
    assert selected(view) == [("data", "owners", "users", 0)], "who moves on has one row"
    assert chosen == [("data", "owners", "users", 0)]


def test_what_is_selected_together_stays_through_a_reset_and_what_is_opened_above_it(view: JsonView) -> None:
    view.select_together(TOGETHER)
    view.expand_all()
    assert view.current_path() == TOGETHER[0]
    assert sorted(selected(view), key=str) == sorted(TOGETHER, key=str)
    with view.keeping_place():
        view.tree.show({"data": {"id": 1, "owners": {"users": [1, 2]}}}, view.tree.expanded_paths())
    assert selected(view) == [("data", "id"), TOGETHER[0]], "as far as they are there"
    view.select_together([("nowhere",), ("data", "id")])
    assert view.current_path() == TOGETHER[0], "without a first place all stays"


def test_no_more_is_selected_together_than_anybody_looks_at(view: JsonView) -> None:
    view.tree.show([[number] for number in range(1_000)])
    view.select_together([(number, 0) for number in range(1_000)])
    assert len(selected(view)) == MOST_TOGETHER


@pytest.mark.parametrize(
    "paths", [((3,), (9,)), ((9,), (3,)), ((50,), (47,), (52,)), ((0,), (99,)), ((99,), (0,))]
)
def test_those_selected_together_are_seen_where_there_is_room(
    view: JsonView, paths: tuple[Path, ...]
) -> None:
    view.tree.show(list(range(100)), [()])
    view.select_together(paths)
    room = view.viewport().rect()
    seen = [
        path
        for path in view.selected_paths()
        if room.contains(view.visualRect(view.tree.index(row_of(view, path), KEY)))
    ]
    assert paths[0] in seen
    near = abs(paths[0][0] - paths[1][0]) < 10  # type: ignore[operator]
    assert (len(seen) == len(paths)) is near


def row_of(view: JsonView, path: Path) -> int:
    row = view.tree.row_of(path)
    assert row is not None
    return row
