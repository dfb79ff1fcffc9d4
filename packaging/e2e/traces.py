"""What the program left on disk, looked through at the end: no secret in it, and nothing bad in its log.

Reads files alone. The keyring's own file is encrypted; it is looked through like the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# Qt says these, and nothing follows from them: the first whenever a screen reader comes, the second when that
# asks about what stood in a window that was closed meanwhile.
_OF_QT = (
    "qt.accessibility.atspi: AtSpiAdaptor::applicationInterface does not implement",
    "qt.accessibility.atspi: Could not find accessible on path: ",
)
_BAD_LINE = re.compile(r" (?:WARNING|ERROR|CRITICAL) ")


def files_with(folder: Path, secrets: Iterable[str]) -> list[str]:
    """Names within `folder` of the files that hold one of `secrets`, in UTF-8 or UTF-16."""
    wanted = [secret.encode(code) for secret in secrets for code in ("utf-8", "utf-16-le")]
    return [str(file.relative_to(folder)) for file in files(folder) if _holds(file, wanted)]


def files(folder: Path) -> Iterator[Path]:
    """Every ordinary file in `folder`, at any depth, in order."""
    return (each for each in sorted(folder.rglob("*")) if each.is_file() and not each.is_symlink())


def _holds(file: Path, wanted: Iterable[bytes]) -> bool:
    content = file.read_bytes()
    return any(each in content for each in wanted)


def logs(folder: Path) -> list[Path]:
    """The program's log files within `folder`."""
    return [file for file in files(folder) if file.name.startswith("tallyfy-inspector.log")]


def bad_lines(log: str) -> list[str]:
    """The lines of `log` at WARNING or above."""
    return [line for line in log.splitlines() if _BAD_LINE.search(line)]


def complaints(said: str) -> list[str]:
    """The lines that a program wrote to its terminal, without those that mean nothing."""
    return [line for line in said.splitlines() if line.strip() and not line.startswith(_OF_QT)]
