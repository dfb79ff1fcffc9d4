from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.facts_panel import LABEL, VALUE
from tallyfy_inspector.ui.panels.step import Step
from tests.support import views
from tests.support.samples import _DATA

FULL = (_DATA / "task_full.json").read_bytes()


@pytest.fixture
def panel(qtbot: QtBot) -> Step:
    made = Step(views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def shown(panel: Step) -> dict[str, str]:
    return {panel.cell(row, LABEL).text: panel.cell(row, VALUE).text for row in panel.model.rows}


def test_the_sample_task(panel: Step) -> None:
    panel.show_view(views.good(FULL))
    told = shown(panel)
    assert told["Deadline rule"] == "5 days after launch"
    assert told["Default assignees"] == "Sam Lindqvist (member 20391)"
    assert told["Webhook"] == "set: https://hooks.example.com/tallyfy/step-5"
    assert panel.view.accessibleName() == "Step"


def test_a_step_that_cannot_be_read(panel: Step) -> None:
    panel.show_view(views.good({"data": {"id": "d", "step": "text"}}))
    assert panel.note.text() == "This part cannot be read as it should be. It is shown as it was sent."
    assert panel.details.toPlainText() == '"text"'
    assert panel.view.isHidden()
