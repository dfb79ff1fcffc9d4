"""Files that only this person may read (mode 0600), in folders of mode 0700. Standard library only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_private(file: Path, data: bytes) -> None:
    """Replace `file` by `data` in one step: whoever reads it sees the old or the new whole. Makes the
    folder. Raises OSError; then the old file is as it was and nothing is left beside it."""
    make_private_folder(file.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def make_private_folder(folder: Path) -> None:
    """Make `folder` and those above it that are missing; raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def open_private(name: str, flags: int) -> int:
    """For the `opener` of `open`: a file that is made gets mode 0600, and so does one that was there."""
    descriptor = os.open(name, flags, 0o600)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)
    return descriptor
