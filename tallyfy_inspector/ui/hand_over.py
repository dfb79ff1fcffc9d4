"""What a second start hands over to the window that runs, and where: one line of JSON, one socket a profile.

The line holds a word for what is asked and IDs that were read before, never the text they stood in, an
option, a token or a path. To hand over more: a member of `Request`, checked in `read`. Knows no socket
(`ui.single_instance` does), no window, and not who is the first (`ui.claim` does); it is looked at before
anything is painted, so it loads little.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from tallyfy_inspector.api.taskref import Reference

LONGEST = 4096
"""Bytes of a message, its end of line among them."""
_FOLDER = "tallyfy-inspector"
_LONGEST_PATH = 100  # bytes; a socket's path has to fit into 104 to 108
_WORD = re.compile(rb"[0-9a-f]{32}")
_LOOKS, _BETWEEN = 20, 0.01  # seconds

Kind = Literal["raise", "task", "link"]
Outcome = Literal["taken", "nobody", "hangs", "refused"]
"""What came of asking another window: it does it; there is none; it does not answer; it cannot do that."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the windows of one profile meet: `server` is what Qt calls the socket, `lock` the file that only
    the one who listens there holds."""

    server: str
    lock: Path

    def is_left(self) -> bool:
        """Whether a socket stands there, of one who listens or of one who crashed. Windows leaves none."""
        return sys.platform != "win32" and Path(self.server).exists()


@dataclass(frozen=True, slots=True)
class Request:
    """What a second start asks for: to come forward (perhaps with another organization), and with that to
    fetch a task, or to ask about the task of a link."""

    kind: Kind
    reference: Reference | None = None


def written(request: Request) -> bytes | None:
    """`request` as it goes over the socket; None when it is too long."""
    reference = request.reference
    told: dict[str, Any] = {"kind": request.kind}
    if reference is not None:
        told |= {"organization": reference.organization, "task": reference.task, "run": reference.run}
    line = json.dumps({name: value for name, value in told.items() if value is not None}).encode() + b"\n"
    return line if len(line) <= LONGEST else None


def read(line: bytes) -> Request | None:
    """The request that `line` is; None for anything else, whatever it is."""
    from tallyfy_inspector.api.routes import is_id
    from tallyfy_inspector.api.taskref import Reference

    try:
        told = json.loads(line) if len(line) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not told.keys() <= {"kind", "organization", "task", "run"}:
        return None
    kind = told.pop("kind", None)
    if kind not in get_args(Kind) or not all(isinstance(each, str) and is_id(each) for each in told.values()):
        return None
    if kind == "raise" and told.keys() <= {"organization"}:
        return Request("raise", Reference(None, organization=told["organization"]) if told else None)
    if kind == "raise" or "task" not in told or (kind == "link" and "organization" not in told):
        return None
    return Request(kind, Reference(told["task"], told.get("run"), told.get("organization")))


def place(profile: Path, fallback: Path) -> Place | None:
    """Where the windows of the profile whose settings are in `profile` meet, whatever way leads there; None
    where they cannot. `fallback` is a folder of this person's, for where the system has none."""
    real = profile.resolve()
    if sys.platform == "win32":
        return _pipe(real)
    name = f"{zlib.crc32(os.fsencode(real)):08x}"
    for folder in (*_runtime(), fallback):
        mine = folder / _FOLDER
        if len(os.fsencode(mine / name)) <= _LONGEST_PATH and _is_private(mine):
            return Place(str(mine / name), mine / f"{name}.lock")
    return None


def _pipe(profile: Path) -> Place | None:
    """The same where sockets stand in no folder and their names are everybody's: a name that nobody can
    guess who cannot read the profile."""
    with contextlib.suppress(OSError):
        profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        word = _word(profile / "window.key")
        return None if word is None else Place(f"{_FOLDER}-{word}", profile / "window.lock")
    return None


def _word(file: Path) -> str | None:
    """The random word in `file`, made now when there is none. Raises OSError."""
    for _look in range(_LOOKS):
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if _WORD.fullmatch(kept := file.read_bytes()):
                return kept.decode("ascii")
            time.sleep(_BETWEEN)  # the other start is about to write it
            continue
        with os.fdopen(descriptor, "wb") as stream:
            word = os.urandom(16).hex()
            stream.write(word.encode("ascii"))
        return word
    file.unlink()  # of one that crashed as it wrote: the next start makes another
    return None


def _runtime() -> Iterator[Path]:
    if sys.platform.startswith("linux") and not os.environ.get("XDG_RUNTIME_DIR"):
        return  # Qt would make one up under /tmp, and complain on the terminal
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    if found:
        yield Path(found)


def _is_private(folder: Path) -> bool:
    """Whether `folder`, made now when it is not there, is this person's own and closed to all others."""
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode):
            return False
        if not hasattr(os, "getuid"):
            return True  # Windows: the profile's folders are the person's own
        return found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
    return False
