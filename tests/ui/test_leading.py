from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.panels.diagnosis import Diagnosis
from tallyfy_inspector.ui.panels.form_fields import FormFields
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.slot import Slot
from tests.support.stage import Stage, play, task_that
from tests.support.ui import until

STUCK = catalogue.TASKS[1].id
MISSING = task_that("no such task")


def chip(stage: Stage, code: str) -> QPushButton:
    return stage.window.messages.verdict.chips[code]


def slot(stage: Stage, panel_id: str) -> Slot:
    return next(slot for slot in stage.window.panes.slots if slot.spec.id == panel_id)


def panel(stage: Stage) -> Diagnosis:
    found = slot(stage, "diagnosis").load()
    assert isinstance(found, Diagnosis)
    return found


def test_a_click_on_each_fact_leads_to_its_rows(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        panes = stage.window.panes
        for part in stage.window.messages.verdict.parts:
            chip(stage, part.code).click()
            assert panes.current_path() == part.paths[0], part.code
            front = (panes.left.currentWidget(), panes.right.currentWidget())
            assert slot(stage, part.panel) in front, part.code

    play(qapp, scene)


def test_the_keyboard_does_it_too_and_a_second_time_goes_on(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        part = next(part for part in stage.window.messages.verdict.parts if part.code == "people")
        assert len(part.paths) > 1
        seen = []
        for _time in range(len(part.paths) + 1):
            chip(stage, "people").setFocus()
            stage.press(Qt.Key.Key_Space)
            seen.append(stage.window.panes.current_path())
        assert seen == [*part.paths, part.paths[0]]

    play(qapp, scene)


def test_a_finding_and_a_fact_select_all_that_they_rest_on(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        tree, fields = slot(stage, "json").load(), slot(stage, "fields").load()
        assert isinstance(tree, JsonTree)
        assert isinstance(fields, FormFields)
        part = next(part for part in stage.window.messages.verdict.parts if part.code == "fields")
        chip(stage, "fields").click()
        assert {row.path for row in fields.view.selected_fields()} == set(part.paths)
        assert set(tree.view.selected_paths()) == set(part.paths)
        stage.window._open("diagnosis")
        found = panel(stage)
        row = next(row for row, each in enumerate(found.model.rows) if len(each.because) > 1)
        found.view.selectRow((row + 1) % len(found.model.rows))
        found.view.selectRow(row)
        assert tree.view.selected_paths()[0] == found.model.rows[row].because[0]
        assert set(tree.view.selected_paths()) == set(found.model.rows[row].because)
        assert stage.path.startswith("data › ")

    play(qapp, scene)


def test_the_diagnosis_counts_in_its_tab_before_anybody_opens_it(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        assert slot(stage, "diagnosis").panel is None
        await stage.fetch(STUCK)
        await until(lambda: slot(stage, "diagnosis").title.startswith("Diagnosis ("))
        assert not slot(stage, "diagnosis").isVisible()

    play(qapp, scene)


def test_form_fields_are_counted_before_anybody_opens_them_where_they_are_one_tab_of_all(
    qapp: QApplication,
) -> None:
    async def scene(stage: Stage) -> None:
        assert slot(stage, "fields").panel is None
        await stage.fetch(STUCK)
        await until(lambda: slot(stage, "fields").title == "Form fields (⚠ 1)")
        assert not slot(stage, "fields").isVisible()

    play(qapp, scene, size=(900, 820))


def test_what_cannot_be_told_is_fetched_by_its_button(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.includes.tick(frozenset({"run", "form_fields"}))
        await stage.fetch(STUCK)
        stage.window._open("diagnosis")
        rows = panel(stage).model.rows
        row = next(number for number, each in enumerate(rows) if each.needs)
        wanted = rows[row].needs
        panel(stage).view.selectRow(row)
        await asyncio.sleep(0.02)
        assert panel(stage).detail.fetch.isEnabled()
        panel(stage).detail.fetch.click()
        await stage.answered()
        assert stage.spy.asked[-1].includes == stage.window.includes.keys()
        assert set(wanted) <= set(stage.spy.asked[-1].includes)
        assert stage.notice == ""

    play(qapp, scene)


def test_all_that_was_not_checked_is_fetched_by_one_button(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.includes.tick(frozenset({"run"}))
        await stage.fetch(STUCK)
        stage.window._open("diagnosis")
        assert "form fields, issues," in panel(stage).rest.text()
        panel(stage).rest.fetch.click()
        await stage.answered()
        wanted = {"form_fields", "issues", "step", "activities", "threads", "assets"}
        assert wanted <= set(stage.spy.asked[-1].includes)
        await until(lambda: not panel(stage).rest.fetch.isVisible())

    play(qapp, scene)


def test_the_includes_are_told_what_came(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.includes.tick(frozenset({"form_fields", "run"}))
        await stage.fetch(STUCK)
        boxes = stage.window.includes.boxes
        assert (boxes["form_fields"].note, boxes["run"].note, boxes["tags"].note) == ("12", "yes", "")
        assert "In this answer: 12." in boxes["form_fields"].accessibleDescription()
        await stage.fetch(MISSING)
        assert boxes["form_fields"].note == "12"
        assert "In the older answer: 12." in boxes["form_fields"].accessibleDescription()
        stage.window.session.forget()
        assert not any(box.note for box in boxes.values())

    play(qapp, scene)


def test_a_tick_says_how_it_takes_effect(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        box = stage.window.includes.boxes["tags"]
        box.toggle()
        assert stage.notice == "The includes are changed. Press F5 to fetch with them."
        box.toggle()
        assert stage.notice == ""

    play(qapp, scene)


@pytest.mark.parametrize("width", [1360, 900])
def test_enter_on_what_a_finding_rests_on_leads_to_it(width: int, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        stage.window.panes.open("raw")
        stage.window._open("diagnosis")
        evidence = panel(stage).detail.evidence
        evidence.setFocus()
        evidence.itemActivated.emit(evidence.item(1))
        await until(lambda: slot(stage, "json").isVisible())
        assert slot(stage, "json").load().current_path() == ("data", "problem")
        assert stage.path == "data › problem"
        assert evidence.isVisible() is (width == 1360), "there it keeps the keyboard for the next place"
        assert evidence.hasFocus() is (width == 1360)

    play(qapp, scene, size=(width, 820))
