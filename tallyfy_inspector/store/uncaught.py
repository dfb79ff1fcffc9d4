"""What nobody caught goes to the log, redacted, instead of to the terminal: the program goes on.

An exception that reaches Qt from a slot, the end of a thread, or a destructor would be printed by Python as
it is, with whatever its words quote. Knows no log file and no window.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Iterator
from types import TracebackType

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def logging_what_nobody_caught() -> Iterator[None]:
    """While inside, Python's three hooks write to the log."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = log_unexpected
    threading.excepthook = lambda what: log_unexpected(what.exc_type, what.exc_value, what.exc_traceback)
    sys.unraisablehook = lambda what: log_unexpected(what.exc_type, what.exc_value, what.exc_traceback)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


def log_unexpected(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """One error line with the place it comes from; a thread that ends itself is none."""
    if issubclass(kind, SystemExit):
        return
    _log.error("Unexpected error", exc_info=(kind, error if error is not None else kind(), trace))
