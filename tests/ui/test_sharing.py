from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.redact import MASK
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.ui import sharing
from tallyfy_inspector.ui.sharing import process_address
from tallyfy_inspector.ui.view import Answer, Done, Opened, View
from tests.support import views
from tests.support.stage import Stage, play, task_that
from tests.support.ui import until

STUCK, ONEOFF = catalogue.TASKS[1], catalogue.TASKS[3]
ORGANIZATION = catalogue.ORGANIZATION
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier
TALLYFY = "https://go.tallyfy.com/api"


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def opened_by(stage: Stage) -> list[str]:
    """What is asked of the browser, which is not there."""
    asked: list[str] = []

    def opener(address: str) -> bool:
        asked.append(address)
        return True

    stage.window.sharing.opener = opener
    return asked


def as_if_from(answer: Answer, base_url: str) -> View:
    """`answer` as though that Tallyfy had given it."""
    assert not isinstance(answer.source, Opened)
    request = replace(answer.source.request, base_url=base_url)
    elsewhere = replace(answer, source=replace(answer.source, request=request))
    return View(elsewhere, Done(elsewhere))


def test_the_note_is_copied_wherever_the_keyboard_is(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        for place in (stage.table("Task JSON"), stage.table("Form fields"), stage.window.request_bar.task):
            QGuiApplication.clipboard().setText("")
            place.setFocus()
            stage.press(Qt.Key.Key_C, BOTH)
            assert clipboard().startswith(f"## {STUCK.title}\n"), place.accessibleName()
        note = clipboard()
        assert f"- Task ID: {STUCK.id}\n" in note
        assert (
            f"- Organization ID: {ORGANIZATION}\n- Connection: Demo\n- Received: 23 Nov 2026, 12:01:03 UTC"
            in note
        )
        told = [part.text for part in stage.window.messages.verdict.parts]
        assert f"- State: {' · '.join(told)}\n" in note
        assert "- **Blocker, certain: " in note
        assert "Not checked: " in note
        assert "- Required, empty: " in note
        assert stage.said[-1] == "Note copied"

    play(qapp, scene)


def test_the_note_says_what_the_panel_says(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        stage.window.panes.open("diagnosis")
        await until(lambda: stage.table("Findings").model().rowCount() > 0)
        model = stage.table("Findings").model()
        stage.press(Qt.Key.Key_C, BOTH)
        titles = [line[4:-2] for line in clipboard().split("\n") if line.startswith("- **")]
        assert len(titles) == model.rowCount() > 3

    play(qapp, scene)


def test_ids_are_copied(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        stage.press(Qt.Key.Key_I, CONTROL)
        assert clipboard().startswith(f"Task ID: {STUCK.id}\nProcess ID (API: run): {STUCK.run}\n")
        assert clipboard().endswith(f"Organization ID: {ORGANIZATION}\n")
        assert stage.said[-1] == "IDs copied"

    play(qapp, scene)


def test_what_was_done_is_seen_for_a_moment_in_the_status_line(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        before = stage.window.status.text
        stage.press(Qt.Key.Key_I, CONTROL)
        label = stage.widget("status")
        assert label.property("text") == "IDs copied"
        assert stage.window.status.text == before
        assert stage.notice == ""

    play(qapp, scene)


@pytest.mark.parametrize("key", ["C", "I", "O"])
def test_without_a_task_the_keys_say_so_and_copy_nothing(qapp: QApplication, key: str) -> None:
    async def scene(stage: Stage) -> None:
        QGuiApplication.clipboard().setText("kept")
        asked = opened_by(stage)
        code = Qt.Key(ord(key))
        stage.press(code, CONTROL if key == "I" else BOTH)
        assert stage.said[-1] in ("There is no task to copy from.", "There is no task yet.")
        stage.paste('[{"no": "task"}]')
        QGuiApplication.clipboard().setText("kept")
        stage.press(code, CONTROL if key == "I" else BOTH)
        assert stage.said[-1].startswith(("There is no task", "This was not fetched"))
        assert (clipboard(), asked) == ("kept", [])
        assert not stage.window.sharing.button.isVisible()

    play(qapp, scene)


def test_the_process_is_opened_on_the_connections_web_host_and_nowhere_else(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        asked = opened_by(stage)
        await stage.fetch(STUCK.id)
        shared = stage.window.sharing
        shared.show_view(as_if_from(stage.answer, "https://api.tallyfy.com"))
        assert shared.open_process.isEnabled()
        assert shared.open_process.text() == "Open process in Tallyfy"
        stage.press(Qt.Key.Key_O, BOTH)
        assert asked == [f"https://go.tallyfy.com/{ORGANIZATION}/processes/{STUCK.run}"]
        assert stage.said[-1] == "Process opened in the browser"
        shared.opener = lambda _address: False
        shared.open_process.trigger()
        assert stage.said[-1] == "The browser could not be started."

    play(qapp, scene)


@pytest.mark.parametrize(
    ("task", "base_url", "reason"),
    [
        (STUCK.id, None, "This is a server on your computer, without Tallyfy's web app."),
        (ONEOFF.id, TALLYFY, "This is a one-off task, outside any process."),
        (STUCK.id, "https://proxy.example/t/api", "Where the web app of this Tallyfy stands is not known."),
    ],
)
def test_where_it_cannot_be_opened_the_reason_is_said(
    qapp: QApplication, task: str, base_url: str | None, reason: str
) -> None:
    async def scene(stage: Stage) -> None:
        asked = opened_by(stage)
        await stage.fetch(task)
        shared = stage.window.sharing
        if base_url is not None:
            shared.show_view(as_if_from(stage.answer, base_url))
        assert not shared.open_process.isEnabled()
        assert shared.open_process.text() == f"Open process in Tallyfy: {reason}"
        assert shared.button.accessibleDescription() == shared.open_process.text()
        stage.press(Qt.Key.Key_O, BOTH)
        assert stage.said[-1] == reason
        assert asked == []

    play(qapp, scene)


def address(members: dict[str, Any], run: str | None = None) -> str:
    request = FetchRequest(TALLYFY, ORGANIZATION, views.TASK, run, ())
    return process_address(views.answer({"data": {"id": "d0", "title": "T", **members}}, request=request))


def test_the_process_is_the_answers_or_the_one_that_was_asked_for() -> None:
    start = f"https://go.tallyfy.com/{ORGANIZATION}/processes"
    assert address({"run_id": "r0"}, "r1") == f"{start}/r0"
    assert address({"run": {"data": {"id": "r0"}}}) == f"{start}/r0"
    assert address({}, "r1") == f"{start}/r1"
    assert address({"run_id": "r0", "organization_id": "evil"}) == f"{start}/r0"


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"run_id": None}, "one-off"),
        ({"run_id": ""}, "one-off"),
        ({"is_oneoff_task": True}, "one-off"),
        ({"is_oneoff_task": "0"}, "does not tell"),
        ({}, "does not tell"),
        ({"run_id": "../../guest/x"}, "process ID"),
        ({"run_id": "a?b#c"}, "process ID"),
        ({"run_id": "https://evil.example"}, "process ID"),
        ({"run_id": ["r0"]}, "does not tell"),
    ],
)
def test_no_answer_leads_elsewhere(members: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        address(members)


def test_what_was_opened_leads_nowhere() -> None:
    answer = replace(views.answer({"data": {"id": "d0", "run_id": "r0"}}), source=Opened(Path("x.json")))
    with pytest.raises(ValueError, match="not fetched"):
        process_address(answer)
    with pytest.raises(ValueError, match="no task"):
        process_address(None)
    with pytest.raises(ValueError, match="no task"):
        process_address(views.answer("<html>", 502))
    with pytest.raises(ValueError, match="no task"):
        process_address(views.answer([1]))


def test_a_note_of_what_was_opened_names_the_file(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "task.json"
    file.write_text('{"data": {"id": "d0", "title": "T", "form_fields": []}}', encoding="utf-8")

    async def scene(stage: Stage) -> None:
        stage.window.opening.open_path(str(file))
        await until(lambda: isinstance(stage.window.session.view.now, Done))
        stage.press(Qt.Key.Key_C, BOTH)
        assert "- From file: task.json\n- Opened: 23 Nov 2026, 12:01:03 UTC\n" in clipboard()
        assert "Organization" not in clipboard()
        assert "process (not returned)" not in clipboard(), "nobody knows whether it stands in one"

    play(qapp, scene)


def test_an_older_answer_is_called_so(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        await stage.fetch(task_that("Error 403"))
        stage.press(Qt.Key.Key_C, BOTH)
        assert clipboard().startswith(f"## {STUCK.title}\n")
        assert ", older than the last attempt\n" in clipboard()

    play(qapp, scene)


def test_in_screen_share_mode_what_is_private_is_not_in_the_note(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        stage.press(Qt.Key.Key_C, BOTH)
        plain = clipboard()
        stage.window.screen_share.switch(True)
        await until(lambda: stage.window.screen_share.view.last_good is not None)
        stage.press(Qt.Key.Key_C, BOTH)
        masked = clipboard()
        assert masked.startswith(f"## {HIDDEN}\n")
        assert STUCK.title not in masked
        assert STUCK.id in masked
        sure = [line.partition(": ")[0] for line in plain.split("\n") if line.startswith("- **")]
        assert sure == [line.partition(": ")[0] for line in masked.split("\n") if line.startswith("- **")]

    play(qapp, scene)


def test_no_secret_of_the_demo_gets_out(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        for task in catalogue.TASKS:
            if task.kind != "template":
                continue
            await stage.fetch(task.id)
            for key, modifier in ((Qt.Key.Key_C, BOTH), (Qt.Key.Key_I, CONTROL)):
                stage.press(key, modifier)
                assert "af980983e1b8977de7181e619463ec48" not in clipboard()
                assert stage.access.token not in clipboard()
                assert "/guest" not in clipboard().replace(MASK, "")

    play(qapp, scene)


def test_the_button_has_a_menu_of_them_and_goes_with_the_task(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        button = stage.window.sharing.button
        assert not button.isVisible()
        await stage.fetch(STUCK.id)
        assert button.isVisible()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        menu = button.menu()
        names = [action.objectName() for action in menu.actions()]
        assert names == ["copy_note", "copy_ids", "open_process"]
        menu.actions()[1].trigger()
        assert clipboard().startswith("Task ID: ")

    play(qapp, scene)


def test_the_keys_are_nobody_elses(qapp: QApplication) -> None:
    ours = {QKeySequence(keys) for keys in (sharing.NOTE_KEYS, sharing.IDS_KEYS, sharing.OPEN_KEYS)}

    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        window = stage.window
        for panel in ("diagnosis", "people", "threads", "activity", "raw", "fields"):
            window.panes.open(panel)
        mine = {window.sharing.copy_note, window.sharing.copy_ids, window.sharing.open_process}
        others = [action for action in window.findChildren(QAction) if action not in mine]
        assert len(others) > 20
        assert [each.text() for each in others if each.shortcut() in ours] == []

    play(qapp, scene)


@pytest.mark.parametrize("panel", ["json", "headers", "timing", "fields", "diagnosis", "people", "threads"])
def test_copying_is_told_in_one_place_whatever_is_copied(panel: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        stage.window.panes.open(panel)
        clip = clipboard()
        stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_C, CONTROL)
        assert clipboard() != clip
        assert stage.widget("status").property("text") == stage.said[-1]
        assert stage.said[-1].lower().endswith("copied")

    play(qapp, scene)


def test_the_buttons_below_have_letters_of_their_own(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK.id)
        window = stage.window
        for panel in ("raw", "diagnosis", "people", "fields", "json"):
            window.panes.open(panel)
        texts = [part.text() for part in window.findChildren(QAbstractButton)]
        texts += [part.text() for part in window.findChildren(QLabel)]
        letters = [found.group(1).lower() for text in texts if (found := re.search(r"&(\w)", text))]
        for button, letter in ((window.status.path_bar.menu_button, "a"), (window.sharing.button, "h")):
            assert f"&{letter}" in button.text()
            assert letters.count(letter) == 1
            assert "&" not in button.accessibleName()

    play(qapp, scene)
