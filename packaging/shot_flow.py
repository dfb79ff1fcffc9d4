"""The pictures of how one comes to a task: process tasks, recent tasks, links that belong elsewhere.

Each scene is one function below, listed in `flow_scenes`; to add one, write it and its name there. A new kind
of no answer goes into `KINDS`, unless a server on loopback can make it (`shot_faults`). Only the demo server
is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from shot_connections import three
from shot_stage import ORGANIZATION, Stage
from tallyfy_inspector.api.exchange import Exchange, FetchRequest, TransportError

Scene = Callable[[Stage], Awaitable[None]]
PROCESS = "0b75b7a9c8dfad7ba54cd2998d9ec254"
UNKNOWN = "f" * 32
KINDS = (
    *("dns", "refused", "connect_timeout", "protocol", "origin", "no_token"),
    *("route", "tls", "proxy_kind", "ca_file"),
)


async def quiet(stage: Stage) -> None:
    """Until nothing is on its way."""
    while stage.window.session.view.busy:  # noqa: ASYNC110 - a condition of Qt's has no event to wait for
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)


async def process_tasks(stage: Stage) -> None:
    """A process link, and the tasks it leads to."""
    stage.window.open_task(f"https://go.tallyfy.com/{ORGANIZATION}/process/{PROCESS}")
    dialog = stage.window.guide.processes.dialog
    while dialog is not None and not dialog.model.rowCount():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def recent_tasks(stage: Stage) -> None:
    """The menu of what was looked at, over two connections."""
    three(stage)
    for number, (task, _shows) in enumerate(stage.access.tasks[:4]):
        if number == 2:
            stage.window.account.switch(stage.book.records()[1].id)
        await stage.fetch(task)
    bar = stage.window.request_bar.recent_bar
    bar.menu.popup(bar.recent.mapToGlobal(bar.recent.rect().bottomLeft()))


async def shown_again(stage: Stage) -> None:
    """Back to an answer that came before."""
    await stage.fetch(stage.access.first_task)
    await stage.fetch(stage.access.tasks[1][0])
    stage.window.request_bar.recent_bar.back.click()


async def link_of_another(stage: Stage) -> None:
    """A link of an organization that nobody is connected for."""
    await stage.fetch(stage.access.first_task)
    stage.window.use(stage.account(stage.access.base_url))
    stage.window.request_bar.take(f"https://staging.go.tallyfy.com/{UNKNOWN}/task/{UNKNOWN}")


async def not_in_process(stage: Stage) -> None:
    """A task that is not in the process of its link."""
    stage.window.open_task(f"https://go.tallyfy.com/{ORGANIZATION}/process/{PROCESS}/task/{UNKNOWN}")
    await quiet(stage)


class _Fails:
    """A fetcher that never gets an answer."""

    def __init__(self, kind: str) -> None:
        self._error = TransportError(kind, "go.tallyfy.com", "", "Example Corporate Inspection CA")

    async def fetch(self, _request: FetchRequest) -> Exchange:
        raise self._error


def _fault(kind: str) -> Scene:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        stage.window.session.attempts.wait = at_once
        fetcher: Any = _Fails(kind)
        failing = replace(stage.account(stage.access.base_url), fetcher=fetcher)
        request = FetchRequest(failing.base_url, ORGANIZATION, stage.access.first_task)
        stage.window.session.fetch(failing, request)
        await quiet(stage)

    return scene


async def at_once(_seconds: float) -> None:
    """Waits no time before something is asked again."""
    await asyncio.sleep(0)


def fault_scenes() -> dict[str, Scene]:
    """A scene for each kind of no answer at all, named problem_KIND."""
    return {f"problem_{kind}": _fault(kind) for kind in KINDS}


def flow_scenes() -> tuple[Scene, ...]:
    """Every scene here."""
    return process_tasks, recent_tasks, shown_again, link_of_another, not_in_process
