"""The scenes of `make shots`: a window on the demo server, and what a person would do in it.

Each scene is one function below, listed in `scenes` with the looks it is wanted in; to add one, write the
function and its name there. Clock and palette are injected and the answers come from the demo server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from PySide6.QtWidgets import QTableView

import shot_connections
import shot_faults
import shot_flow
import shot_panels
import shot_tree
import shot_windows
from shot_stage import MATRIX, NOON, ONCE, ORGANIZATION, SOME, Look, Stage
from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.panels.diagnosis import Diagnosis
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.panels.people import People
from tallyfy_inspector.ui.view import Loading


async def first_run(stage: Stage) -> None:
    """What a newcomer sees."""
    stage.window.use(stage.account(""))
    stage.window.request_bar.organization.clear()
    stage.window.messages.tell("")  # a newcomer has left no demo
    stage.window.start(None)


async def task(stage: Stage) -> None:
    """A task, as it opens."""
    await stage.fetch(stage.access.first_task)


async def stuck(stage: Stage) -> None:
    """A task that is stuck: required fields are empty."""
    await stage.fetch(catalogue.TASKS[1].id)


async def banner(stage: Stage) -> None:
    """The token died: the last good answer stays."""
    await stage.fetch(stage.access.first_task)
    stage.clock.moment = NOON + timedelta(minutes=6, seconds=38)
    await stage.fetch(_error("401"))


async def token_dialog(stage: Stage) -> None:
    """Sign in."""
    await first_run(stage)
    stage.window.sign_in()


async def loading(stage: Stage) -> None:
    """On its way for longer than a moment."""
    await stage.fetch(_shows("slow"), wait=False)
    await asyncio.sleep(0.3)


async def stopped(stage: Stage) -> None:
    """Stopped by the person."""
    await stage.fetch(stage.access.first_task)
    await stage.fetch(_shows("slow"), wait=False)
    stage.window.session.stop()


async def selected_field(stage: Stage) -> None:
    """A field is selected; the tree shows its node."""
    await stage.fetch(catalogue.TASKS[1].id)
    panel = stage.panel("fields")
    (table,) = panel.findChildren(QTableView, "fields_view")
    table.setFocus()
    table.selectRow(5)


async def raw(stage: Stage) -> None:
    """The text as received."""
    await stage.fetch(stage.access.first_task)
    stage.window.panes.open("raw")


async def threads(stage: Stage) -> None:
    """The comments, an open issue among them."""
    await _panel_with_a_row(stage, "threads", 1)


async def activity(stage: Stage) -> None:
    """What happened to the task."""
    await _panel_with_a_row(stage, "activity", 0)


async def _panel_with_a_row(stage: Stage, panel_id: str, row: int) -> None:
    await stage.fetch(stage.access.first_task)
    stage.window.panes.open(panel_id)
    (table,) = stage.panel(panel_id).findChildren(QTableView, f"{panel_id}_view")
    table.selectRow(row)


async def from_file(stage: Stage) -> None:
    """A saved answer, opened."""
    await stage.fetch(stage.access.first_task)
    good = stage.window.session.view.last_good
    await stage.open("answer of Monday & Tuesday.json", good.body if good is not None else b"")


async def bad_file(stage: Stage) -> None:
    """A file that breaks off, after a task."""
    await stage.fetch(stage.access.first_task)
    await stage.open("half.json", b'{\n  "data": {\n    "id": "7c1f')
    stage.window.panes.open("raw")


async def save_question(stage: Stage) -> None:
    """What is asked before an answer with secrets is saved."""
    await stage.fetch(stage.access.first_task)
    stage.window.account_button.save_wanted.emit()
    await asyncio.sleep(0.2)


async def candidates(stage: Stage) -> None:
    """Several IDs in one paste."""
    first, second = (entry.id for entry in catalogue.TASKS[:2])
    stage.window.request_bar.take(f"Which of these? {first} or {second}")


async def refused(stage: Stage) -> None:
    """A guest link, which is not followed."""
    await stage.fetch(stage.access.first_task)
    stage.window.request_bar.take(
        f"https://go.tallyfy.com/guest-all-task/{ORGANIZATION}/67a466a7d8374750922f9d46349cd3ae"
    )


async def no_connection(stage: Stage) -> None:
    """Nobody answers at all."""
    await stage.fetch(stage.access.first_task)
    gone = Connection("Tallyfy", "http://127.0.0.1:9", stage.client, stage.vault, ORGANIZATION)
    await stage.vault.set("demo-token", "http://127.0.0.1:9")
    stage.window.use(gone)
    stage.window.messages.tell("")  # nobody has left a demo
    stage.window.request_bar.task.show_id(stage.access.first_task)
    stage.window.session.fetch(gone, FetchRequest(gone.base_url, ORGANIZATION, stage.access.first_task))
    while isinstance(stage.window.session.view.now, Loading):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def includes_folded(stage: Stage) -> None:
    """The includes of a narrow window."""
    stage.window.resize(900, 820)
    await stage.fetch(stage.access.first_task)
    stage.window.panes.include_button.click()


async def screen_share(stage: Stage) -> None:
    """Others look on: what is private is hidden."""
    await stage.fetch(catalogue.TASKS[0].id)
    stage.window.screen_share.switch(on=True)


async def shortcuts(stage: Stage) -> None:
    """The list of keys."""
    await stage.fetch(stage.access.first_task)
    stage.window.account_button.help_wanted.emit()


async def verdict(stage: Stage) -> None:
    """A stuck task; its verdict leads to a required, empty field."""
    await stage.fetch(catalogue.TASKS[1].id)
    stage.window.messages.verdict.chips["fields"].click()


async def diagnosis(stage: Stage) -> None:
    """Why a task is stuck."""
    await stage.fetch(catalogue.TASKS[1].id)
    stage.window.panes.open("diagnosis")


async def finding(stage: Stage) -> None:
    """A finding that was chosen, and the places that it rests on."""
    await diagnosis(stage)
    panels = (slot.panel for slot in stage.window.panes.slots)
    next(panel for panel in panels if isinstance(panel, Diagnosis)).view.selectRow(2)


def _shows(word: str) -> str:
    return next(
        entry.id for entry in catalogue.TASKS if word in entry.what.lower() or word in entry.title.lower()
    )


def _error(kind: str) -> str:
    return next(entry.id for entry in catalogue.TASKS if kind in entry.what or kind in entry.title)


Scene = Callable[[Stage], Awaitable[None]]


def _problem(identifier: str) -> Scene:
    async def scene(stage: Stage) -> None:
        await stage.fetch(identifier)

    return scene


async def people(stage: Stage) -> None:
    """Who is involved, with the names that were asked for."""
    await stuck(stage)
    stage.window.panes.open("people")
    panel = stage.window.findChild(People)
    if panel is not None:
        panel.show_names.click()
    await asyncio.sleep(0.3)


async def found(stage: Stage) -> None:
    """Something found in a task of 1 MB: which of how many, where it stands, and all of it."""
    await stage.fetch(_shows("1 mb"))
    tree = stage.window.findChild(JsonTree)
    if tree is None:
        return
    tree.find_bar.take_keyboard()
    tree.find_bar.field.setText("fuse")
    tree.find_bar.settle()
    await asyncio.sleep(0.5)
    for _time in range(3):
        tree.finder.go(1)
    await asyncio.sleep(0.2)


def scenes() -> dict[str, tuple[Scene, tuple[Look, ...]]]:
    """Every scene by name, with the looks it is wanted in."""
    wide = (
        first_run, task, banner, token_dialog, from_file, save_question, verdict, diagnosis, screen_share,
        threads, activity, people, found,
    )  # fmt: skip
    full = {scene.__name__: (scene, MATRIX) for scene in wide}
    once = {
        scene.__name__: (scene, ONCE)
        for scene in (
            stuck, loading, stopped, selected_field, raw, candidates, refused, no_connection,
            includes_folded, shortcuts, bad_file, finding,
        )
    }  # fmt: skip
    errors = [entry for entry in catalogue.TASKS if entry.kind == "error"]
    problems = {
        f"problem_{number:02d}": (_problem(entry.id), ONCE) for number, entry in enumerate(errors, start=1)
    }
    of_connections = {scene.__name__: (scene, MATRIX) for scene in shot_connections.SCENES}
    flow = {scene.__name__: (scene, MATRIX) for scene in shot_flow.flow_scenes()}
    tree = {scene.__name__: (scene, MATRIX) for scene in shot_tree.SCENES}
    silent = {name: (scene, ONCE) for name, scene in shot_flow.fault_scenes().items()}
    windows = {scene.__name__: (scene, SOME) for scene in shot_windows.SCENES}
    panels = {name: (scene, ONCE) for name, scene in shot_panels.SCENES.items()}
    asked = {**problems, **of_connections, **flow, **silent, **shot_faults.scenes()}
    return {**full, **once, **asked, **tree, **windows, **panels}
