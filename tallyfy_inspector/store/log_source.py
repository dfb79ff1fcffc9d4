"""The program's own log files as a window shows them: the end of them, newest last, redacted once more.

They were redacted as they were written; a token that became known since then, and a file that somebody wrote
into, are no reason to show a secret now. Knows no window.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports_help import LogLine, LogTail
from tallyfy_inspector.store.logs import FILE, FILES
from tallyfy_inspector.texts import _

MOST_LINES = 5_000
MOST_BYTES = 1_000_000
_LONGEST_LINE = 2_000
_BREATH = 100  # lines
_START = re.compile(r"\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d{4} ([A-Z]+) ")


class LogFiles:
    """Meets `ports_help.LogSource` for the log in `folder`; `mask` hides each secret known by now."""

    def __init__(self, folder: Path, mask: Callable[[str], str]) -> None:
        self._folder = folder
        self._mask = mask

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._folder

    def read(self) -> LogTail:
        """The last MOST_LINES lines of the last MOST_BYTES bytes of all files together."""
        try:
            data, cut = self._end()
        except OSError as error:
            told = _("The log cannot be read ({reason}).").format(reason=error.strerror or "")
            return LogTail((), problem=told)
        lines = data.decode("utf-8", "replace").split("\n")
        lines = [line for line in lines if line.strip()]
        shown = tuple(_levelled(map(self._mask, lines[-MOST_LINES:])))
        return LogTail(shown, cut or len(lines) > MOST_LINES)

    def _end(self) -> tuple[bytes, bool]:
        """Whole lines, oldest first, and whether older ones are left out."""
        found, room = b"", MOST_BYTES
        for file in self._newest_first():
            data = _last(file, room + 1)
            found, room = data + found, room - len(data)
            if room < 0:
                return found[-MOST_BYTES:].partition(b"\n")[2], True
        return found, False

    def _newest_first(self) -> list[Path]:
        names = [FILE, *(f"{FILE}.{number}" for number in range(1, FILES))]
        return [self._folder / name for name in names if (self._folder / name).is_file()]


def _last(file: Path, most: int) -> bytes:
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - most))
        return stream.read(most)


def _levelled(lines: Iterable[str]) -> Iterator[LogLine]:
    levels = logging.getLevelNamesMapping()
    level = logging.INFO
    for number, line in enumerate(lines):
        if number % _BREATH == 0:
            time.sleep(0.001)  # this thread holds what the window's needs to go on painting
        start = _START.match(line)
        if start is not None:
            level = levels.get(start[1], logging.INFO)
        yield LogLine(level, visible(line[:_LONGEST_LINE], keep="\t"))
