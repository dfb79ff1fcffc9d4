from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.facts_panel import LABEL, VALUE
from tallyfy_inspector.ui.panels.process import Process
from tests.support import views
from tests.support.samples import _DATA

FULL = (_DATA / "task_full.json").read_bytes()


@pytest.fixture
def panel(qtbot: QtBot) -> Process:
    made = Process(views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def shown(panel: Process) -> dict[str, str]:
    return {panel.cell(row, LABEL).text: panel.cell(row, VALUE).text for row in panel.model.rows}


def test_the_sample_task(panel: Process) -> None:
    panel.show_view(views.good(FULL))
    told = shown(panel)
    assert told["Status"] == "Open issue (API: problem)"
    assert told["Launched"] == "Tue 10 Nov 2026, 09:00:12 UTC · 13 days 3 hours ago"
    assert told["Progress"] == "4 of 9 done, 44 %, 1 approved"
    assert panel.view.accessibleName() == "Process"


def test_a_one_off_task(panel: Process) -> None:
    panel.show_view(views.good({"data": {"id": "d", "run": [], "run_id": None, "is_oneoff_task": True}}))
    assert panel.note.text() == (
        "This is a one-off task, outside any process.\n"
        "Returned, and empty: the task stands in no process (a one-off task)."
    )
