"""The pictures of the panels over the includes, and of what others see of them in screen-share mode.

Each scene is one function below, listed in `SCENES`; to add one, write it and its name there. Only the demo
server is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QTableView

from shot_flow import quiet
from shot_stage import ORGANIZATION, Stage
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import Exchange, FetchRequest, ListRequest
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui.panels.diagnosis import Diagnosis
from tallyfy_inspector.ui.panels.people import People

Scene = Callable[[Stage], Awaitable[None]]
HEALTHY, STUCK = (entry.id for entry in catalogue.TASKS[:2])
NOT_ADMINISTERED = "4961609488be64683133424cde8da9c7"  # the account may not list the members of that one


async def _panel(stage: Stage, panel_id: str, task: str) -> None:
    await stage.fetch(task)
    stage.window.panes.open(panel_id)
    await stage.settle()
    for table in stage.panel(panel_id).findChildren(QTableView)[:1]:
        table.selectRow(0)


async def files(stage: Stage) -> None:
    """The files of a task."""
    await _panel(stage, "files", HEALTHY)


async def process(stage: Stage) -> None:
    """The process that a stuck task stands in."""
    await _panel(stage, "process", STUCK)


async def step(stage: Stage) -> None:
    """The step that a task was made from."""
    await _panel(stage, "step", HEALTHY)


async def cannot_tell(stage: Stage) -> None:
    """What cannot be told from what was asked for, and the button that fetches more."""
    connection = stage.demo()
    request = FetchRequest(connection.base_url, ORGANIZATION, STUCK, includes=("form_fields",))
    stage.window.session.fetch(connection, request)
    await quiet(stage)
    stage.window.panes.open("diagnosis")
    await stage.settle()
    panel = stage.panel("diagnosis")
    if isinstance(panel, Diagnosis):
        rows = panel.model.rows
        row = next(row for row, each in enumerate(rows) if each.confidence == "cannot_tell")
        panel.view.selectRow(row)


async def may_not_list(stage: Stage) -> None:
    """The people of a task, whose names the role may not ask for."""
    stage.window.use(replace(stage.demo(), fetcher=_MayNotList(stage.client)))
    await stage.fetch(STUCK)
    stage.window.panes.open("people")
    panel = stage.panel("people")
    if isinstance(panel, People):
        panel.show_names.click()
    await asyncio.sleep(0.3)


class _MayNotList(Client):
    """Asks for people where the account is no administrator."""

    def __init__(self, client: Client) -> None:
        self.__dict__.update(client.__dict__)

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        return await super().fetch_list(replace(request, organization=NOT_ADMINISTERED))


def _shared(panel_id: str, task: str) -> Scene:
    async def scene(stage: Stage) -> None:
        await _panel(stage, panel_id, task)
        stage.window.screen_share.switch(on=True)

    return scene


async def required_and_empty(stage: Stage) -> None:
    """Only what is required and empty, of the task and of the kick-off form."""
    await stage.fetch(STUCK)
    for box in stage.panel("fields").findChildren(QCheckBox, "fields_required_and_empty"):
        box.setChecked(True)


async def kick_off(stage: Stage) -> None:
    """The section of the kick-off form."""
    await stage.fetch(STUCK)
    (table,) = stage.panel("fields").findChildren(QTableView, "fields_view")
    table.selectRow(table.model().rowCount() - 1)
    table.scrollToBottom()


SCENES: dict[str, Scene] = {
    **{scene.__name__: scene for scene in (files, process, step, cannot_tell, may_not_list)},
    **{scene.__name__: scene for scene in (required_and_empty, kick_off)},
    "shared_diagnosis": _shared("diagnosis", STUCK),
    "shared_people": _shared("people", STUCK),
    "shared_threads": _shared("threads", STUCK),
}
