from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.exchange import Timings
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.panels.timing import NOTE, PHASE, SHARE, TIME, Timing, TimingModel
from tallyfy_inspector.ui.panels.timing_words import rows
from tallyfy_inspector.ui.view import Answer, Done, Opened, View
from tests.support import views
from tests.support.task_samples import TASK
from tests.support.ui import ink_of, picture, wearing


@pytest.fixture
def context() -> PanelContext:
    return views.Surroundings().context()


@pytest.fixture
def panel(qtbot: QtBot, context: PanelContext) -> Timing:
    made = Timing(context)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def times(panel: Timing) -> dict[str, float | None]:
    return {row.name: row.ms for row in panel.model.rows}


def timed(timings: Timings, parse_ms: float | None = 5.0) -> Answer:
    made = views.answer(TASK)
    assert made.exchange is not None
    return replace(made, problem=None, exchange=replace(made.exchange, timings=timings), parse_ms=parse_ms)


def test_the_failed_answer_is_shown(panel: Timing) -> None:
    panel.show_view(views.bad(b"<html>", 502, "Bad Gateway", views.good(TASK)))
    assert times(panel)["First byte"] == 120.0
    assert times(panel)["Parse"] is None
    assert panel._headline.text() == "Answer to d005715e, 502 Bad Gateway, 6 bytes"
    assert panel._sizes.text() == "Asked at 12:01:02. 6 bytes received, not compressed."


def test_without_an_answer_there_are_no_rows(panel: Timing) -> None:
    panel.show_view(views.failed())
    assert panel.model.rowCount() == 0
    assert panel._sizes.isHidden()


def test_an_answer_that_no_request_was_made_for(panel: Timing) -> None:
    made = replace(views.answer(TASK), source=Opened(Path("task.json")), exchange=None, parse_ms=1.0)
    panel.show_view(View(made, Done(made)))
    assert list(times(panel)) == ["Parse", "Paint", "Total"]
    assert panel._headline.text() == "From file: task.json, 0 bytes. No request was made for it."


def test_painting_is_told_once_the_tree_has_painted(
    panel: Timing, context: PanelContext, qtbot: QtBot
) -> None:
    answer = timed(Timings(100.0, 120.0))
    view = View(answer, Done(answer))
    panel.show_view(view)
    assert times(panel)["Paint"] is None
    tree = JsonTree(context)
    qtbot.addWidget(tree)
    tree.resize(400, 300)
    tree.show()
    with qtbot.waitSignal(context.paints.measured):
        tree.show_view(view)
    painted = times(panel)["Paint"]
    assert painted is not None
    assert times(panel)["Total"] == pytest.approx(120.0 + 5.0 + painted)


def test_the_bar_is_as_long_as_the_share_and_has_a_number_beside_it(panel: Timing, qapp: Any) -> None:
    answer = timed(Timings(first_byte=75.0, total=100.0, body=25.0), parse_ms=None)
    for dark in (False, True):
        with wearing(qapp, theme.palette(dark)):
            panel.show_view(View(answer, Done(answer)))
            qapp.processEvents()
            assert bar_length(panel, "First byte", dark) == pytest.approx(
                3 * bar_length(panel, "Body", dark), abs=3
            )
            assert bar_length(panel, "Connect", dark) == 0
    numbers = [panel.model.data(panel.model.index(row, SHARE)) for row in range(panel.model.rowCount())]
    assert numbers == ["", "", "75 %", "25 %", "", "", "100 %"]


def bar_length(panel: Timing, name: str, dark: bool) -> int:
    number = next(n for n, row in enumerate(panel.model.rows) if row.name == name)
    cell = panel.view.visualRect(panel.model.index(number, SHARE))
    image = picture(panel.view.viewport())
    wanted = theme.roles(theme.palette(dark)).focus
    y = cell.center().y()
    return sum(ink_of(image, x, y) == wanted for x in range(cell.left(), cell.right()))


def test_rows_are_copied_in_words(panel: Timing) -> None:
    answer = timed(Timings(first_byte=75.0, total=100.0, connect=25.0), parse_ms=None)
    panel.show_view(View(answer, Done(answer)))
    panel.view.selectRow(0)
    panel.view.copy()
    assert QGuiApplication.clipboard().text() == "Connect: 25 ms, 25 %, reaching the server"


def test_all_columns_have_the_room_their_words_need(panel: Timing) -> None:
    panel.show_view(views.good(TASK))
    metrics = panel.view.fontMetrics()
    for row in range(panel.model.rowCount()):
        for column in range(NOTE + 1):
            words = panel.model.data(panel.model.index(row, column))
            assert panel.view.columnWidth(column) >= metrics.horizontalAdvance(words)
    assert panel.view.horizontalScrollBar().maximum() == 0


def test_the_bars_give_way_before_the_words_do(panel: Timing) -> None:
    panel.show_view(views.good(TASK))
    view = panel.view
    least = sum(view.columnWidth(column) for column in (PHASE, TIME, SHARE)) + view._width(NOTE)
    panel.resize(least, panel.height())
    wide = view.columnWidth(SHARE)
    panel.resize(least - 3 * view.fontMetrics().averageCharWidth(), panel.height())
    assert view.columnWidth(SHARE) < wide
    assert sum(map(view.columnWidth, range(NOTE + 1))) == view.viewport().width()
    assert view.columnWidth(NOTE) >= view._width(NOTE)


def test_the_model_keeps_qts_rules() -> None:
    model = TimingModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(rows(views.exchange(b""), 1.0, None))
    assert model.headerData(NOTE, Qt.Orientation.Horizontal) == "What happens"
    heard = model.data(model.index(2, PHASE), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "First byte: 120 ms, 84 %, from asking until the answer begins"
    model.show(())
    assert model.rowCount() == 0


def test_it_is_called_by_its_tab(panel: Timing) -> None:
    assert panel.view.accessibleName() == "Timing"
    assert panel.focusProxy() is panel.view
