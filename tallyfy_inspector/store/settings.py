"""Preferences and sizes in one JSON file: what differs from the defaults, by dotted name. Never a secret.

    {"version": 1, "fetch.includes": ["run", "step"], "window.size": [1360, 840]}

Names that this version does not know are kept. Two windows may share the file: what is on disk is read
again before it is written, and only what this one changed is put into it. Knows no window; the directory
is handed in. A change of the form needs a new VERSION, and a reader for the old one.
"""

from __future__ import annotations

import contextlib
import copy
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tallyfy_inspector.texts import _

VERSION = 1
FILE = "settings.json"

_LONGEST_FILE = 4 * 2**20
_SECRET_NAMES = ("token", "secret", "password", "authorization")


class _DamagedError(ValueError):
    """The file is not one of ours."""


class Settings:
    """Meets `ports.SettingsStore`.

    `schedule` is handed the writing and calls it soon (the program gives it its loop's timer); without one
    every change is written at once. `damaged`: the file could not be understood, was kept beside it under
    the name `kept_as`, and everything starts from the defaults. `newer`: a newer version of the program
    wrote the file; it is copied to `.bak` before the first change is written. `read_only`: nothing on disk is
    changed, not even a damaged file's name.
    """

    def __init__(
        self,
        directory: Path,
        *,
        schedule: Callable[[Callable[[], None]], object] | None = None,
        read_only: bool = False,
    ) -> None:
        self._file = directory / FILE
        self._schedule = schedule
        self._read_only = read_only
        self._defaults: dict[str, Any] = {}
        self._changed: dict[str, Any] = {}
        self._waiting = False
        self._readable = True
        self.damaged = False
        self.kept_as = FILE
        self.newer = False
        self._problem: str | None = None
        self._values = self._read_at_start()

    def __repr__(self) -> str:
        return f"Settings({len(self._values)} names)"

    @property
    def problem(self) -> str | None:
        """A sentence when the file cannot be read or written: then settings last until the program quits."""
        return self._problem

    def get(self, name: str, default: Any) -> Any:
        """The value kept under `name`, or `default`; a value of another type than `default` counts as
        absent. Lists come as tuples where the default is one. What is answered is the caller's own."""
        self._defaults[name] = _as_json(default)
        found = _of_type(self._values.get(name), default)
        return copy.deepcopy(default if found is None else found)

    def set(self, name: str, value: object) -> None:
        """Keep `value` (None forgets it). It must be JSON: TypeError or ValueError when it is not.

        What looks like a secret is not kept; that is a mistake of the program, and the log says so.
        """
        value = _as_json(value)
        if name == "version" or looks_secret(name, value):
            import logging

            logging.getLogger(__name__).warning(
                "A setting was not kept: %s", "reserved name" if name == "version" else "secret"
            )
            return
        if self._values.get(name) == value and type(self._values.get(name)) is type(value):
            return
        self._put(name, value)
        self._write_soon()

    def refresh(self) -> None:
        """Read what another window wrote meanwhile; what this one changed stays changed. Never raises."""
        if self._readable and not self._read_only:
            with contextlib.suppress(OSError):
                self._values = self._on_disk_with_changes()

    def flush(self) -> None:
        """Write what has not been written. Never raises: `problem` says when it could not be."""
        self._waiting = False
        if not self._changed or not self._readable or self._read_only:
            return
        try:
            self._write()
        except OSError as error:
            self._problem = _cannot_be_kept(error)
        else:
            self._problem = None
            self._changed.clear()

    def _put(self, name: str, value: object) -> None:
        self._changed[name] = value
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value

    def _write_soon(self) -> None:
        if self._schedule is None:
            self.flush()
        elif not self._waiting:
            self._waiting = True
            self._schedule(self.flush)

    def _write(self) -> None:
        self._values = self._on_disk_with_changes()
        kept = {name: value for name, value in self._values.items() if not self._is_default(name, value)}
        from tallyfy_inspector.store.private_file import write_private

        text = json.dumps({"version": VERSION, **kept}, ensure_ascii=False, indent=1, allow_nan=False)
        write_private(self._file, text.encode("utf-8", "surrogatepass"))

    def _is_default(self, name: str, value: object) -> bool:
        return name in self._changed and name in self._defaults and self._defaults[name] == value

    def _on_disk_with_changes(self) -> dict[str, Any]:
        try:
            version, values = _read(self._file)
        except FileNotFoundError:
            version, values = VERSION, dict(self._values)
        except _DamagedError:
            self._keep_copy()
            version, values = VERSION, dict(self._values)
        if version > VERSION:
            self._keep_copy()
        values.update(self._changed)
        return {name: value for name, value in values.items() if value is not None}

    def _read_at_start(self) -> dict[str, Any]:
        try:
            version, values = _read(self._file)
        except FileNotFoundError:
            return {}
        except _DamagedError:
            self.damaged = True
            if not self._read_only:
                self._keep_damaged()
            return {}
        except OSError as error:
            # Not to be replaced by a file of ours: it may be whole.
            self._readable = False
            self._problem = _cannot_be_kept(error)
            return {}
        self.newer = version > VERSION
        return values

    def _keep_damaged(self) -> None:
        from tallyfy_inspector.store import backups

        try:
            self.kept_as = backups.move(self._file)
        except OSError as error:
            self._readable = False
            self._problem = _cannot_be_kept(error)

    def _keep_copy(self) -> None:
        from tallyfy_inspector.store import backups

        backups.copy(self._file)


def _read(file: Path) -> tuple[int, dict[str, Any]]:
    """Version and values; raises OSError, and _DamagedError for anything that is not a settings file."""
    with file.open("rb") as stream:
        data = stream.read(_LONGEST_FILE + 1)
    try:
        values = _json(data) if len(data) <= _LONGEST_FILE else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise _DamagedError
    version = values.pop("version", VERSION)
    if type(version) is not int or version < 1:
        raise _DamagedError
    return version, values


def _json(data: bytes) -> object:
    """Raises ValueError for what is no JSON, and for numbers that could not be written again."""
    return json.loads(data, parse_float=_finite, parse_constant=_finite)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _as_json(value: object) -> object:
    """`value` as it would come back from the file."""
    return json.loads(json.dumps(value, allow_nan=False))


def _of_type(value: object, default: object) -> object:
    """`value` when it is of the type of `default`, else None."""
    if default is None or type(value) is type(default):
        return value
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if type(default) is float and type(value) is int:
        return float(value)
    return None


def looks_secret(name: str, value: object) -> bool:
    """Whether `value`, which is JSON, would not be kept under `name`."""
    from tallyfy_inspector.redact import mask_text

    words = name.lower()
    if any(word in words for word in _SECRET_NAMES):
        return True
    return any(mask_text(text) != text for text in _texts(value))


def _texts(value: object) -> list[str]:
    """Every string of a JSON value, member names included."""
    found: list[str] = []
    waiting: list[object] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item
    return found


def _cannot_be_kept(error: OSError) -> str:
    sentence = _(
        "Settings cannot be kept on this computer ({reason}); they last until you quit. Check that the "
        "settings folder can be written."
    )
    return sentence.format(reason=error.strerror or type(error).__name__)
