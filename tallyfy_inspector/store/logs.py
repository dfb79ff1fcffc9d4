"""The program's own log: 5 files of 1 MB, 14 days, readable by this person only, every line redacted.

No level of it shows a body, a field's value, a title, an e-mail address or a header's value. So besides the
redactor: messages of exceptions are left out unless their class is known to name only the program's own
things, and asyncio's reports, which quote arguments, are cut to what happened. Only this program's loggers
go below WARNING. Nothing is set up when this module is imported; knows no window.
"""

from __future__ import annotations

import contextlib
import copy
import logging
import re
import sys
import time
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypeAlias, cast

from tallyfy_inspector.redact import Redactor
from tallyfy_inspector.store.exception_text import describe
from tallyfy_inspector.store.private_file import make_private_folder, open_private

FILE = "tallyfy-inspector.log"
FILES = 5
FILE_BYTES = 1_000_000
DAYS = 14

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

_OURS = "tallyfy_inspector"
# They would log addresses and header values below WARNING.
_CAPPED = ("httpx", "httpcore", "keyring")
_LOOPS = ("asyncio", "qasync")
_TASK_NAME = re.compile(r"\bname='([\w .:-]{1,80})'")


def start_logging(directory: Path, redactor: Redactor, debug: bool) -> Path | None:
    """Log to `directory`, and with `debug` in more detail and to the error output as well.

    Answers the log's file, or None when the directory cannot be written; the program then runs without.
    Called again, it starts anew in place of the first time.
    """
    stop_logging()
    _set_levels(debug=debug)
    if debug and sys.stderr is not None:
        _install(_Quiet(sys.stderr), redactor)
    try:
        make_private_folder(directory)
        remove_old(directory, time.time() - DAYS * 86_400)
        file = _PrivateFiles(directory / FILE)
    except OSError:
        # Without any handler Python would print warnings as they are, unredacted.
        _install(logging.NullHandler(), redactor)
        return None
    _install(file, redactor)
    return directory / FILE


def keep_quiet(redactor: Redactor) -> None:
    """Log to nowhere, in place of Python's own way of printing warnings as they are, unredacted."""
    stop_logging()
    _set_levels(debug=False)
    _install(logging.NullHandler(), redactor)


def stop_logging() -> None:
    """Close what `start_logging` opened."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each.formatter, RedactingFormatter)]:
        root.removeHandler(handler)
        handler.close()


def remove_old(directory: Path, before: float) -> None:
    """Delete the log files that were last written `before` (seconds since 1970), as far as that goes."""
    for file in directory.glob(f"{FILE}*"):
        with contextlib.suppress(OSError):  # another window has it open
            if file.stat().st_mtime < before:
                file.unlink()


class RedactingFormatter(logging.Formatter):
    """One record as text: everything through `redactor`, exceptions and asyncio's reports cut first."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """The record's text, without what another handler may have noted down in it."""
        own = copy.copy(record)
        own.exc_text = None
        own.msg, own.args = _message(record), None
        return self._redactor.text(super().format(own))

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's own name for it
        """The traceback, see `exception_text`."""
        return describe(ei[1]) if ei[1] is not None else ""


class _Quiet(logging.StreamHandler[IO[str]]):
    """A record that cannot be written is dropped: logging would print its arguments, unredacted."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 - logging's name
        return


class _PrivateFiles(RotatingFileHandler):
    """Rotating files of mode 0600."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8", errors="replace")

    def _open(self) -> TextIOWrapper:
        name = self.baseFilename
        return open(name, "a", encoding=self.encoding, errors=self.errors, opener=open_private)

    def doRollover(self) -> None:  # noqa: N802 - logging's own name for it
        """Windows refuses while a second window has the file open: then it grows for the moment."""
        try:
            super().doRollover()
        except OSError:
            if cast("Any", self).stream is None:
                self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 - logging's name
        """As in `_Quiet`."""
        return


def _install(handler: logging.Handler, redactor: Redactor) -> None:
    handler.setFormatter(RedactingFormatter(redactor))
    logging.getLogger().addHandler(handler)


def _set_levels(*, debug: bool) -> None:
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(logging.DEBUG if debug else logging.INFO)
    for name in _CAPPED:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _LOOPS:
        logging.getLogger(name).setLevel(logging.INFO if debug else logging.ERROR)


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if record.name.partition(".")[0] not in _LOOPS:
        return message
    task = _TASK_NAME.search(message)
    happened = message.partition("\n")[0].partition("(")[0].partition("<")[0].strip()
    return f"{happened} [{task[1]}]" if task else happened
