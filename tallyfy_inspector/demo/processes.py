"""The demo's processes: made of the tasks in `catalogue.TASKS` that name them, and of these tasks' `run`.

Errors, and answers that no list could hold, are not listed. A hidden task is: the API lists it with its
status. Which processes there are follows from the catalogue. Knows nothing of HTTP.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from tallyfy_inspector.demo import envelope, made, templates
from tallyfy_inspector.demo.catalogue import TASKS, DemoTask

_MADE = {"exact": made.exact, "large": made.large}


def process(run: str, now: datetime) -> dict[str, Any] | None:
    """The process `run` as the API answers it, without its envelope; None when no task is of it."""
    listed = _listed(run)
    if not listed:
        return None
    included = (_whole(task, now).get("run") for task in listed if task.kind == "template")
    known: dict[str, Any] = next(
        (each["data"] for each in included if isinstance(each, dict) and "data" in each), {}
    )
    return {"name": listed[0].title, "status": "active", **known, "id": run}


def tasks(run: str, now: datetime) -> list[dict[str, Any]]:
    """The tasks of the process `run`, in the catalogue's order, each without its includes."""
    return [
        {**envelope.leave_out(_whole(task, now), frozenset()), "run_id": run, "position": position}
        for position, task in enumerate(_listed(run), 1)
    ]


def _listed(run: str) -> list[DemoTask]:
    return [task for task in TASKS if task.run == run and (task.kind == "template" or task.source in _MADE)]


def _whole(task: DemoTask, now: datetime) -> dict[str, Any]:
    """The task with all that its template holds; a made one without its includes and its megabyte."""
    if task.kind == "template":
        root = templates.load_as(task.source, now, task.id, task.title)
    else:
        root = json.loads(_MADE[task.source](task, frozenset(), now))
        root["data"]["taskdata"] = {}
    data: dict[str, Any] = root.get("data", root)
    return data
