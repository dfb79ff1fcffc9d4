"""The tasks looked at lately: the last 20 of the last 14 days, IDs and time only, for this person alone.

The file history.json (its form: `store.history_file`) has mode 0600. A title, a name or a value has no
place in it: whatever is no ID is not written. Windows share the file, so it is read before each change. A
file that is not one of ours is kept as history.json.bak for 14 days, or until a connection is removed: what
of it stands there cannot be told. Of a connection that is itself not kept (that of this run) tasks are
remembered in memory alone. Knows no window.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Literal

from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.ports import RUN_CONNECTION, Clock, RecentTask, SettingsStore
from tallyfy_inspector.store.connections import is_saved_id
from tallyfy_inspector.store.history_file import DamagedError, as_written, read_tasks
from tallyfy_inspector.store.private_file import write_private
from tallyfy_inspector.texts import _

FILE = "history.json"
KEEP = "history.keep"
MOST = 20
LONGEST = timedelta(days=14)
Trouble = Literal["write", "read", "set aside"]
_TROUBLES: tuple[Trouble, ...] = ("write", "read", "set aside")  # the first one there is, is told
_AHEAD = timedelta(days=1)  # another time zone or a clock put right is no reason to forget


class History:
    """Meets `ports.TaskHistory`. `directory` is the state folder. Never raises for a file's sake."""

    def __init__(self, directory: Path, settings: SettingsStore, clock: Clock) -> None:
        self._file = directory / FILE
        self._backup = directory / (FILE + ".bak")
        self._settings = settings
        self._clock = clock
        self._of_this_run: tuple[RecentTask, ...] = ()
        self._problems: dict[Trouble, str] = {}

    @property
    def problem(self) -> str | None:
        """A sentence when what was kept could not be read or cannot be written."""
        return next((self._problems[each] for each in _TROUBLES if each in self._problems), None)

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

    def forget(self, connection: str) -> str:
        """Remove what belongs to this connection, also what was set aside. A sentence where that could not be
        done, "" when it was."""
        self._of_this_run = tuple(each for each in self._of_this_run if each.connection != connection)
        done = self._change(lambda before: tuple(each for each in before if each.connection != connection))
        try:
            self._backup.unlink(missing_ok=True)
        except OSError as error:
            self._problems["write"], done = _not_written(error), False
        else:
            self._problems.pop("set aside", None)
        if done:
            return ""
        return _("Its recent tasks may still be on this computer. {problem}").format(
            problem=self.problem or ""
        )

    def clear(self) -> None:
        """Remove everything, also from the disk."""
        self._of_this_run = ()
        self._problems.clear()
        for file in (self._file, self._backup):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                self._problems["write"] = _not_written(error)

    def _young(self, tasks: Iterable[RecentTask]) -> tuple[RecentTask, ...]:
        """Newest first, each task once, none too old and not too many."""
        now = self._clock.now()
        found: dict[tuple[str, str, str], RecentTask] = {}
        for each in sorted(tasks, key=lambda task: task.at, reverse=True):
            if now - LONGEST < each.at < now + _AHEAD:
                found.setdefault((each.connection, each.organization, each.task), each)
        return tuple(found.values())[:MOST]

    def _change(self, changed: Callable[[tuple[RecentTask, ...]], tuple[RecentTask, ...]]) -> bool:
        """Whether what is on disk is now as `changed` makes it."""
        before = self._read()
        # What cannot be read is not to be replaced by a file of ours: it may be whole.
        if before is None:
            return False
        return changed(before) == before or self._write(changed(before))

    def _read(self) -> tuple[RecentTask, ...] | None:
        """What is on disk; None when that cannot be found out."""
        self._drop_old_backup()
        try:
            found = self._found()
        except OSError as error:
            self._problems["read"] = _not_read(error)
            return None
        self._problems.pop("read", None)
        return found

    def _found(self) -> tuple[RecentTask, ...]:
        """What is on disk, once what is damaged is set aside. Raises OSError."""
        try:
            return read_tasks(self._file)
        except FileNotFoundError:
            return ()
        except DamagedError:
            self._file.replace(self._backup)
        self._problems["set aside"] = _(
            "The list of recent tasks was damaged; it is kept as history.json.bak, and a new one is begun."
        )
        return ()

    def _drop_old_backup(self) -> None:
        with contextlib.suppress(OSError):
            if self._backup.stat().st_mtime < (self._clock.now() - LONGEST).timestamp():
                self._backup.unlink()
                self._problems.pop("set aside", None)

    def _write(self, tasks: tuple[RecentTask, ...]) -> bool:
        try:
            write_private(self._file, as_written(tasks))
        except OSError as error:
            self._problems["write"] = _not_written(error)
            return False
        self._problems.pop("write", None)
        return True


def _not_read(error: OSError) -> str:
    sentence = _("The list of recent tasks cannot be read ({reason}).")
    return sentence.format(reason=error.strerror or type(error).__name__)


def _not_written(error: OSError) -> str:
    sentence = _("The list of recent tasks cannot be written ({reason}). Check the program's state folder.")
    return sentence.format(reason=error.strerror or type(error).__name__)
