"""The form in which recent tasks stand in their file: IDs and time only.

    {"version": 1, "tasks": [{"connection": "default", "organization": "3d53…", "task": "d005…", "run": null,
                              "at": "2026-11-23T12:00:00+00:00"}]}

Another thing to keep: think twice, then VERSION, `_entry` and `_task`. Which tasks are kept is for `history`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.ports import RecentTask
from tallyfy_inspector.store.connections import is_saved_id

VERSION = 1
_LONGEST_FILE = 64 * 2**10


class DamagedError(ValueError):
    """The file is not one of ours."""


def read_tasks(file: Path) -> tuple[RecentTask, ...]:
    """What the file holds; an entry that is none of ours is left out. Raises OSError and DamagedError."""
    with file.open("rb") as stream:
        data = stream.read(_LONGEST_FILE + 1)
    try:
        found = json.loads(data) if len(data) <= _LONGEST_FILE else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or type(found.get("version")) is not int or found["version"] != VERSION:
        raise DamagedError
    if not isinstance(found.get("tasks"), list):
        raise DamagedError
    tasks = (_task(entry) for entry in found["tasks"])
    return tuple(task for task in tasks if task is not None)


def as_written(tasks: Iterable[RecentTask]) -> bytes:
    """The whole file."""
    text = json.dumps({"version": VERSION, "tasks": [_entry(each) for each in tasks]}, indent=1)
    return text.encode("ascii")


def _task(entry: object) -> RecentTask | None:
    if not isinstance(entry, dict):
        return None
    connection, organization, task, run = (
        entry.get(name) for name in ("connection", "organization", "task", "run")
    )
    if not isinstance(connection, str) or not is_saved_id(connection):
        return None
    if not _is_id(organization) or not _is_id(task) or not (run is None or _is_id(run)):
        return None
    at = _moment(entry.get("at"))
    return None if at is None else RecentTask(connection, str(organization), str(task), run, at)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and is_id(value)


def _moment(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at is not None and at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _entry(task: RecentTask) -> dict[str, str | None]:
    return {
        "connection": task.connection,
        "organization": task.organization,
        "task": task.task,
        "run": task.run,
        "at": task.at.astimezone(UTC).isoformat(timespec="seconds"),
    }
