from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.activity import CHANGE, VERB, WHEN, WHO, Activity
from tests.support import views
from tests.support.samples import _DATA

FULL = (_DATA / "task_full.json").read_bytes()


@pytest.fixture
def panel(qtbot: QtBot) -> Activity:
    made = Activity(views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_view(views.good(FULL))
    return made


def test_a_row_an_event_the_newest_first(panel: Activity) -> None:
    newest, older = panel.model.rows
    assert [panel.cell(older, column).text for column in (VERB, WHO, CHANGE)] == [
        "Changed", "Sam Lindqvist", "deadline: 2026-11-15T17:00:00Z → not returned",
    ]  # fmt: skip
    assert panel.cell(newest, WHEN).forms[-1] == "3 days ago"
    assert panel.cell(older, WHEN).forms[-1] == "10 days ago"


def test_an_event_in_full(panel: Activity) -> None:
    panel.view.selectRow(1)
    lines = panel.details.toPlainText().split("\n")
    assert lines[0] == "Changed · Sam Lindqvist · Fri 13 Nov 2026, 09:14 UTC · 10 days 2 hours ago"
    assert lines[1:3] == ["deadline: 2026-11-15T17:00:00Z → not returned", "Changed the deadline"]
    assert "Source: Member" in lines
    assert panel.value(panel.model.rows[1]) == "deadline: 2026-11-15T17:00:00Z → not returned"
    assert panel.value(panel.model.rows[0]).endswith("ERP rejects the PO number.")


def test_what_is_no_event_is_said(panel: Activity) -> None:
    panel.show_view(views.good({"data": {"id": "d", "activities": ["text"]}}))
    (row,) = panel.model.rows
    assert [panel.cell(row, column).text for column in range(4)] == ["—", "(not an event)", "—", '"text"']
    panel.view.selectRow(0)
    assert panel.details.toPlainText() == '(not an event)\n"text"'
