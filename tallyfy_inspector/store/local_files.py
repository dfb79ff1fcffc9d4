"""Files that the person opens and saves: read whole under a cap, replaced in one step. Standard library only.

Whether a name leads to another computer is asked before (`api.elsewhere`): by the time a path comes here it
may be touched. Keeps nothing, and writes no path into an error.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from tallyfy_inspector.ports import FileError, FileTrouble
from tallyfy_inspector.store.private_file import write_private

MOST = 256 * 2**20
_KINDS: dict[int, FileTrouble] = {
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.ENAMETOOLONG: "gone",
    errno.EISDIR: "folder",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
}
# A pipe must not wait for somebody to write into it, and a terminal not become the program's own.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


class LocalFiles:
    """Meets `ports.Files`."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most

    def read(self, path: Path) -> bytes:
        """All of the regular file at `path`; raises FileError."""
        try:
            self._check(path.stat())
            with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
                self._check(os.fstat(stream.fileno()))
                data = stream.read(self._most + 1)
        except (OSError, ValueError) as error:
            raise FileError(_kind(error)) from None
        if len(data) > self._most:  # it grew meanwhile
            raise FileError("too_large", len(data), self._most)
        return data

    def _check(self, found: os.stat_result) -> None:
        if stat.S_ISDIR(found.st_mode):
            raise FileError("folder")
        if not stat.S_ISREG(found.st_mode):
            raise FileError("special")
        if found.st_size > self._most:
            raise FileError("too_large", found.st_size, self._most)

    def write(self, path: Path, data: bytes) -> None:
        """Put `data` in place of what is at `path`; raises FileError, and what was there is as before."""
        try:
            if path.is_dir():
                raise FileError("folder")
            if path.exists() and not path.is_file():
                raise FileError("special")
            if not path.parent.is_dir():
                raise FileError("gone")
            write_private(path, data)
        except (OSError, ValueError) as error:
            raise FileError(_kind(error)) from None


def _kind(error: OSError | ValueError) -> FileTrouble:
    """ValueError: a name with a NUL in it, which no file has."""
    if isinstance(error, ValueError):
        return "gone"
    return _KINDS.get(error.errno or 0, "failed")
