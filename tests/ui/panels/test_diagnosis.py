from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.diagnosis import diagnose
from tallyfy_inspector.task.diagnosis.reply import reply_for_all
from tallyfy_inspector.ui.panels import diagnosis
from tallyfy_inspector.ui.panels.diagnosis import Diagnosis
from tallyfy_inspector.ui.view import Done, Opened, View
from tests.support import seen, views
from tests.support.samples import variants
from tests.support.task_samples import CODE, GUEST_LINK, TASK

STUCK: dict[str, Any] = {
    "data": {
        **TASK["data"],
        "issues": {"data": [{"id": "i1", "label": "problem", "content": GUEST_LINK, "resolve_id": None}]},
    }
}
FLAG = ("data", "problem")
UNKNOWN = {"data": {"id": "d0", "title": "T", "status": "in-progress"}}


@pytest.fixture
def around() -> views.Surroundings:
    return views.Surroundings()


@pytest.fixture
def panel(qtbot: QtBot, around: views.Surroundings) -> Diagnosis:
    made = Diagnosis(around.context(), lambda _address: True)
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show()
    return made


def codes(panel: Diagnosis) -> list[str]:
    return [row.code for row in panel.model.rows]


def row_of(panel: Diagnosis, code: str) -> int:
    return codes(panel).index(code)


def test_the_findings_are_those_of_the_diagnosis_in_its_order(panel: Diagnosis) -> None:
    view = views.good(STUCK)
    panel.show_view(view)
    answer = view.last_good
    assert answer is not None
    assert answer.document is not None
    asked = frozenset(views.REQUEST.includes)
    expected = diagnose(answer.document.root, asked, views.NOW, views.FixedClock().zone)
    assert list(panel.model.rows) == expected
    assert "open_issue" in codes(panel)
    assert panel.view.current_row() == 0
    assert panel.detail.title.text() == expected[0].title


def test_the_tab_counts_though_nobody_sees_the_panel(qtbot: QtBot, around: views.Surroundings) -> None:
    panel = Diagnosis(around.context())
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.title_changed) as told:
        panel.show_view(views.good(STUCK))
    assert str(told.args[0]).startswith("Diagnosis (")
    assert panel.model.rowCount() == 0
    panel.show()
    assert "open_issue" in codes(panel)


def test_the_evidence_is_read_and_masked(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    panel.view.select(row_of(panel, "open_issue"))
    panel.refresh()
    told = [panel.detail.evidence.item(row).text() for row in range(panel.detail.evidence.count())]
    assert any(text == "data › problem: true" for text in told)
    assert CODE not in seen.everything()


def test_choosing_leads_to_all_places_together_and_each_is_reached(panel: Diagnosis) -> None:
    chosen: list[object] = []
    panel.places_selected.connect(chosen.append)
    panel.show_view(views.good(STUCK))
    panel.path_wanted.connect(chosen.append)
    assert chosen == []
    row = row_of(panel, "open_issue")
    panel.view.activated.emit(panel.model.index(row, 0))
    assert chosen == [panel.model.rows[row].because]
    assert len(panel.model.rows[row].because) > 1
    panel.view.select(row)
    panel.refresh()
    panel.detail.evidence.setCurrentRow(1)
    QTest.keyClick(panel.detail.evidence, Qt.Key.Key_Return)
    assert chosen[1:] == [panel.model.rows[row].because[1]]


def test_one_goes_to_the_places_that_are_there(panel: Diagnosis) -> None:
    chosen: list[object] = []
    panel.places_selected.connect(chosen.append)
    panel.show_view(views.good(STUCK))
    finding, absent = panel.model.rows[0], ("data", "not", "returned")
    for because in ((absent, FLAG), (absent, absent)):
        panel.model.show((replace(finding, because=because),))
        panel.view.activated.emit(panel.model.index(0, 0))
    assert chosen == [(FLAG,), (absent,)]


def test_a_place_selects_the_finding_that_rests_on_it(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    chosen: list[object] = []
    panel.places_selected.connect(chosen.append)
    current = panel.view.current_row()
    panel.select_path(("nowhere", 3))
    assert panel.view.current_row() == current
    panel.select_path(FLAG)
    row = panel.view.current_row()
    assert row is not None
    assert FLAG in panel.model.rows[row].because
    assert panel.detail.title.text() == panel.model.rows[row].title
    assert chosen == []


def test_a_place_waits_until_the_panel_is_seen(qtbot: QtBot, around: views.Surroundings) -> None:
    panel = Diagnosis(around.context())
    qtbot.addWidget(panel)
    panel.show_view(views.good(STUCK))
    panel.select_path(FLAG)
    panel.show()
    row = panel.view.current_row()
    assert row is not None
    assert FLAG in panel.model.rows[row].because


def test_several_blockers_have_one_reply_for_all(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    panel.view.select(row_of(panel, "open_issue"))
    panel.refresh()
    expected = reply_for_all(panel.model.rows)
    assert panel.detail.reply_all.toPlainText() == expected
    assert "still open" in expected
    assert CODE not in expected
    other = next(row for row, each in enumerate(panel.model.rows) if not each.brief)
    panel.view.select(other)
    panel.refresh()
    assert panel.detail.reply_all.isHidden()
    assert panel.detail.copy_all.isHidden()


def test_one_blocker_has_no_reply_for_all(panel: Diagnosis) -> None:
    panel.show_view(views.good({"data": {**UNKNOWN["data"], "problem": True, "form_fields": []}}))
    panel.view.select(row_of(panel, "open_issue"))
    panel.refresh()
    assert panel.detail.reply.isVisible()
    assert panel.detail.reply_all.isHidden()


def test_what_was_opened_is_said_to_be_of_its_time(panel: Diagnosis) -> None:
    good = views.good(STUCK)
    answer = good.last_good
    assert answer is not None
    panel.show_view(good)
    assert "when it was saved" not in panel.rest.text()
    panel.show_view(replace(good, last_good=replace(answer, source=Opened())))
    panel.view.select(row_of(panel, "open_issue"))
    panel.refresh()
    for box in (panel.detail.reply, panel.detail.reply_all):
        assert box.toPlainText().startswith("This is how the task stood when a copy of it was made")
    assert "it tells how the task stood when it was saved." in panel.rest.text()


def test_what_cannot_be_told_can_be_fetched(panel: Diagnosis) -> None:
    wanted: list[object] = []
    panel.includes_wanted.connect(wanted.append)
    panel.why_not_fetch = lambda _answer: ""
    panel.show_view(views.good(UNKNOWN))
    panel.view.select(row_of(panel, "open_issue"))
    panel.refresh()
    assert panel.detail.fetch.isEnabled()
    panel.detail.fetch.click()
    assert wanted == [("issues",)]
    panel.why_not_fetch = lambda _answer: "Sign in to Tallyfy first."
    panel.refresh()
    assert not panel.detail.fetch.isEnabled()
    assert panel.detail.refusal.text() == "Sign in to Tallyfy first."


def test_nobody_says_what_can_be_fetched_unless_a_window_does(panel: Diagnosis) -> None:
    panel.show_view(views.good(UNKNOWN))
    panel.view.select(row_of(panel, "open_issue"))
    panel.refresh()
    assert not panel.detail.fetch.isEnabled()


def test_nothing_found_says_what_nobody_looked_at(panel: Diagnosis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "diagnose", lambda *_arguments: [])
    panel.show_view(views.good(UNKNOWN))
    assert panel.rest.text().startswith("Nothing found. Not checked: ")
    assert "issues, activities, comments, files (not fetched)" in panel.rest.text()
    assert not panel.view.isVisible()
    assert not panel.detail.isVisible()


def test_that_stands_under_findings_too(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    assert panel.rest.text().startswith("Not checked: ")


def test_of_a_file_nobody_knows_what_was_asked_for(panel: Diagnosis) -> None:
    made = replace(views.answer(UNKNOWN), source=Opened(Path("a.json")), problem=None)
    panel.show_view(View(made, Done(made)))
    assert "issues, activities, comments, files (not returned)" in panel.rest.text()


def test_without_a_task(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    panel.show_view(views.good([1]))
    assert (codes(panel), panel.rest.text()) == ([], "There is no task in this answer.")
    panel.show_view(View())
    assert (codes(panel), panel.rest.text(), panel.rest.words.isVisible()) == ([], "", False)
    assert panel.detail.title.text() == ""


def test_an_older_answer_is_dim_and_the_same_one_stays_as_it_stands(panel: Diagnosis) -> None:
    good = views.good(STUCK)
    panel.show_view(good)
    last = len(codes(panel)) - 1
    panel.view.select(last)
    panel.show_view(views.failed(good))
    assert panel.view.delegate.older
    assert panel.view.current_row() == last


def test_what_was_selected_is_selected_in_the_next_answer(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    last = panel.model.rows[-1]
    panel.view.select(len(codes(panel)) - 1)
    panel.show_view(views.good(STUCK))
    row = panel.view.current_row()
    assert row is not None
    assert panel.model.rows[row].code == last.code


def test_another_task_is_read_from_its_worst_finding_on(panel: Diagnosis) -> None:
    panel.show_view(views.good(STUCK))
    panel.view.select(len(codes(panel)) - 1)
    panel.resize(panel.width(), 300)
    bar = panel._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    panel.show_view(views.good(STUCK, replace(views.REQUEST, task="b" * 32)))
    assert panel.view.current_row() == 0
    assert bar.value() == 0


def test_an_answer_is_diagnosed_once_a_minute_at_most(
    panel: Diagnosis, around: views.Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[object] = []

    def counting(*arguments: Any) -> Any:
        runs.append(arguments)
        return diagnose(*arguments)

    monkeypatch.setattr(diagnosis, "diagnose", counting)
    good = views.good(STUCK)
    for _time in range(3):
        panel.show_view(replace(good))
    assert len(runs) == 1
    around.clock.moment += timedelta(minutes=2)
    panel.show_view(replace(good))
    assert len(runs) == 2


@pytest.mark.parametrize("name", sorted(variants()))
def test_every_variant(name: str, panel: Diagnosis) -> None:
    panel.show_view(views.good(variants()[name]))
    for row in range(len(codes(panel))):
        panel.view.select(row)
        panel.refresh()
        assert panel.detail.title.text()
