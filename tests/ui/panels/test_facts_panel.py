from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task import process as process_facts
from tallyfy_inspector.task import step
from tallyfy_inspector.task.process import Facts, process
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.facts_panel import LABEL, VALUE, FactsPanel
from tests.support import views


class Some(FactsPanel):
    """Facts, whichever."""

    id = "some"
    include = "run"
    title = "Some"
    means = "there is none."

    def facts(self, root: object) -> Facts:
        return process(root)


@pytest.fixture
def panel(qtbot: QtBot) -> Some:
    made = Some(views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def shown(panel: FactsPanel) -> dict[str, str]:
    return {panel.cell(row, LABEL).text: panel.cell(row, VALUE).forms[-1] for row in panel.model.rows}


def task(**run: Any) -> dict[str, Any]:
    return {"data": {"id": "d0", "run": {"data": run}}}


def test_facts_in_two_columns(panel: Some) -> None:
    panel.show_view(views.good(task(name="P", due_date="2026-11-25T12:01:03Z", completed_at=None, odd=[1])))
    assert shown(panel) == {"Process": "P", "Due": "in 2 days", "Completed": "empty", "odd": "[1]"}
    assert panel.note.isHidden()


def test_a_fact_in_full_and_its_place(panel: Some) -> None:
    panel.show_view(views.good(task(name="P", due_date="2026-11-25T12:01:03Z")))
    panel.select_path(("data", "run", "data", "due_date"))
    assert panel.details.toPlainText() == (
        "Due\nWed 25 Nov 2026, 12:01:03 UTC · in 2 days\n2026-11-25T12:01:03Z"
    )
    assert panel.value(panel.model.rows[1]) == "2026-11-25T12:01:03Z"


def test_facts_of_the_task_stand_under_the_reason(panel: Some) -> None:
    panel.show_view(views.good({"data": {"id": "d0", "run_id": "r1"}}))
    assert panel.note.text().startswith("Not returned, though asked for. Perhaps there is none.")
    assert shown(panel) == {"Process ID (API: run)": "r1"}
    assert not panel.view.isHidden()


def test_no_label_is_cut_off(panel: Some) -> None:
    room = panel.view.columnWidth(LABEL) - 2 * theme.GRID
    labels = [label for rows in (process_facts._FACTS, step._FACTS) for _key, label, _words in rows]
    assert [each for each in labels if panel.view.fontMetrics().horizontalAdvance(each) > room] == []
