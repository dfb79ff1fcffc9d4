"""The tasks looked at lately: the last 20 of the last 14 days, IDs and time only, for this person alone.

    {"version": 1, "tasks": [{"connection": "default", "organization": "3d53…", "task": "d005…", "run": null,
                              "at": "2026-11-23T12:00:00+00:00"}]}

The file history.json has mode 0600. A title, a name or a value has no place in it: whatever is no ID is not
written. Windows share the file, so it is read before each change. A file that is not one of ours is kept as
history.json.bak for 14 days. Of a connection that is itself not kept (that of this run) tasks are remembered
in memory alone. Another thing to keep: think twice, then VERSION, `_entry` and `_task`. Knows no window.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.ports import RUN_CONNECTION, Clock, RecentTask, SettingsStore
from tallyfy_inspector.store.connections import is_saved_id
from tallyfy_inspector.store.private_file import write_private
from tallyfy_inspector.texts import _

FILE = "history.json"
VERSION = 1
KEEP = "history.keep"
MOST = 20
LONGEST = timedelta(days=14)
_LONGEST_FILE = 64 * 2**10
_AHEAD = timedelta(days=1)  # another time zone or a clock put right is no reason to forget


class _DamagedError(ValueError):
    """The file is not one of ours."""


class History:
    """Meets `ports.TaskHistory`. `directory` is the state folder. Never raises for a file's sake."""

    def __init__(self, directory: Path, settings: SettingsStore, clock: Clock) -> None:
        self._file = directory / FILE
        self._backup = directory / (FILE + ".bak")
        self._settings = settings
        self._clock = clock
        self._of_this_run: tuple[RecentTask, ...] = ()
        self._problem: str | None = None

    @property
    def problem(self) -> str | None:
        """A sentence when what was kept could not be read or cannot be written."""
        return self._problem

    @property
    def keeps(self) -> bool:
        """Whether tasks are remembered."""
        return self._settings.get(KEEP, True) is True

    def keep(self, on: bool) -> None:
        """Remember tasks from now on, or no more; then what was remembered is cleared."""
        self._settings.set(KEEP, on)
        if not on:
            self.clear()

    def entries(self) -> tuple[RecentTask, ...]:
        """The last 20 of the last 14 days, newest first; () while switched off."""
        if not self.keeps:
            return ()
        on_disk = self._read() or ()
        young = self._young(on_disk)
        if len(young) != len(on_disk):
            self._write(young)
        return self._young((*young, *self._of_this_run))

    def add(self, connection: str, organization: str, task: str, run: str | None = None) -> None:
        """Note that this task is looked at now. What is no ID is not noted."""
        new = RecentTask(connection, organization, task, run, self._clock.now())
        if not self.keeps or not all(is_id(each) for each in (organization, task, run or task)):
            return
        if connection == RUN_CONNECTION:
            self._of_this_run = self._young((new, *self._of_this_run))
        elif is_saved_id(connection):
            self._change(lambda before: self._young((new, *before)))

    def forget(self, connection: str) -> None:
        """Remove what belongs to this connection."""
        self._of_this_run = tuple(each for each in self._of_this_run if each.connection != connection)
        self._change(lambda before: tuple(each for each in before if each.connection != connection))

    def clear(self) -> None:
        """Remove everything, also from the disk."""
        self._of_this_run = ()
        self._problem = None
        for file in (self._file, self._backup):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                self._problem = _not_written(error)

    def _young(self, tasks: Iterable[RecentTask]) -> tuple[RecentTask, ...]:
        """Newest first, each task once, none too old and not too many."""
        now = self._clock.now()
        found: dict[tuple[str, str, str], RecentTask] = {}
        for each in sorted(tasks, key=lambda task: task.at, reverse=True):
            if now - LONGEST < each.at < now + _AHEAD:
                found.setdefault((each.connection, each.organization, each.task), each)
        return tuple(found.values())[:MOST]

    def _change(self, changed: Callable[[tuple[RecentTask, ...]], tuple[RecentTask, ...]]) -> None:
        before = self._read()
        # What cannot be read is not to be replaced by a file of ours: it may be whole.
        if before is not None and changed(before) != before:
            self._write(changed(before))

    def _read(self) -> tuple[RecentTask, ...] | None:
        """What is on disk; None when that cannot be found out."""
        self._drop_old_backup()
        try:
            return _tasks(self._file)
        except FileNotFoundError:
            return ()
        except OSError as error:
            self._problem = _not_read(error)
        except _DamagedError:
            return self._set_aside()
        return None

    def _set_aside(self) -> tuple[RecentTask, ...] | None:
        try:
            self._file.replace(self._backup)
        except OSError as error:
            self._problem = _not_read(error)
            return None
        self._problem = _(
            "The list of recent tasks was damaged; it is kept as history.json.bak, and a new one is begun."
        )
        return ()

    def _drop_old_backup(self) -> None:
        with contextlib.suppress(OSError):
            if self._backup.stat().st_mtime < (self._clock.now() - LONGEST).timestamp():
                self._backup.unlink()

    def _write(self, tasks: tuple[RecentTask, ...]) -> None:
        text = json.dumps({"version": VERSION, "tasks": [_entry(each) for each in tasks]}, indent=1)
        try:
            write_private(self._file, text.encode("ascii"))
        except OSError as error:
            self._problem = _not_written(error)


def _tasks(file: Path) -> tuple[RecentTask, ...]:
    """What the file holds; an entry that is none of ours is left out. Raises OSError and _DamagedError."""
    with file.open("rb") as stream:
        data = stream.read(_LONGEST_FILE + 1)
    try:
        found = json.loads(data) if len(data) <= _LONGEST_FILE else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or type(found.get("version")) is not int or found["version"] != VERSION:
        raise _DamagedError
    if not isinstance(found.get("tasks"), list):
        raise _DamagedError
    tasks = (_task(entry) for entry in found["tasks"])
    return tuple(task for task in tasks if task is not None)


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


def _not_read(error: OSError) -> str:
    sentence = _("The list of recent tasks cannot be read ({reason}).")
    return sentence.format(reason=error.strerror or type(error).__name__)


def _not_written(error: OSError) -> str:
    sentence = _("The list of recent tasks cannot be written ({reason}). Check the program's state folder.")
    return sentence.format(reason=error.strerror or type(error).__name__)
