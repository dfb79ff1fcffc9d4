from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.headers import NAME, VALUE, Headers, HeadersModel
from tallyfy_inspector.ui.panels.headers_words import rows
from tallyfy_inspector.ui.view import Done, Opened, View
from tests.support import views
from tests.support.task_samples import TASK
from tests.support.ui import in_font


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, said: list[str]) -> Headers:
    made = Headers(views.Surroundings(said=said).context())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def shown(panel: Headers) -> dict[str, str]:
    return {row.name: row.value for row in panel.model.rows}


def test_the_failed_answer_is_shown(panel: Headers) -> None:
    panel.show_view(views.bad({"error": True}, 401, "Unauthorized", views.good(TASK)))
    assert shown(panel)["Response"] == "HTTP/1.1 401 Unauthorized"
    assert shown(panel)["Authorization"] == "hidden"
    assert panel._headline.text() == "Answer to d005715e, 401 Unauthorized, 15 bytes"


def test_without_an_answer_there_are_no_rows(panel: Headers) -> None:
    panel.show_view(views.failed())
    assert (panel.model.rowCount(), panel._headline.text()) == (0, "No answer yet.")


def test_an_answer_that_no_request_was_made_for(panel: Headers) -> None:
    made = replace(views.answer(TASK), source=Opened(Path("task.json")), exchange=None)
    panel.show_view(View(made, Done(made)))
    assert panel.model.rowCount() == 0
    assert panel._headline.text() == "From file: task.json, 0 bytes. No request was made for it."


def test_the_same_answer_is_left_as_it_stands(panel: Headers) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    panel.view.selectRow(1)
    panel.show_view(replace(view))
    assert panel.view.selectionModel().hasSelection()


def test_rows_are_copied_as_they_are_sent(panel: Headers, said: list[str]) -> None:
    panel.show_view(views.good(TASK))
    panel.view.selectAll()
    panel.view.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("GET https://go.tallyfy.com/")
    assert lines[1:] == ["accept: application/json", "Authorization: hidden", "HTTP/1.1 200 OK",
                         "content-type: application/json"]  # fmt: skip
    assert said == ["Copied"]


def test_long_values_are_wider_than_the_window_and_names_are_not(panel: Headers) -> None:
    view = views.good(TASK)
    panel.show_view(view)
    assert panel.view.columnWidth(VALUE) > panel.view.viewport().width() // 2
    assert panel.view.horizontalScrollBar().maximum() > 0
    assert panel.view.columnWidth(NAME) <= panel.view.viewport().width() * 0.4 + 1
    panel.resize(1600, 400)
    assert panel.view.horizontalScrollBar().maximum() == 0


def test_a_doubled_font_has_its_room(qtbot: QtBot, qapp: Any) -> None:
    with in_font(qapp, 2.0):
        made = Headers(views.Surroundings().context())
        qtbot.addWidget(made)
        made.resize(500, 400)
        made.show()
        made.show_view(views.good(TASK))
        row = made.view.rowHeight(0)
        assert row >= made.view.fontMetrics().height()


def test_the_model_keeps_qts_rules() -> None:
    model = HeadersModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(rows(views.exchange(b"")))
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "Header"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    heard = model.data(model.index(1, NAME), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "accept: application/json, request header"
    model.show(())
    assert model.rowCount() == 0


def test_it_is_called_by_its_tab(panel: Headers) -> None:
    assert panel.view.accessibleName() == "Headers"
    assert panel.focusProxy() is panel.view
