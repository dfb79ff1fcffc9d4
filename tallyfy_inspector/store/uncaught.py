"""What nobody caught goes to the log, redacted, instead of to the terminal: the program goes on.

An exception that reaches Qt from a slot, the end of a thread, or a destructor would be printed by Python as
it is, with whatever its words quote. A slot's and a thread's are also told to whoever shows them, as are the
event loop's; a destructor's comes at any time and after anything, so it stands in the log alone. Knows no log
file and no window.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

_log = logging.getLogger(__name__)

Tell = Callable[[BaseException], None]
"""Is told an error from any thread, once it was logged. What it raises is logged and goes no further."""


def _nobody(_error: BaseException) -> None:
    """Nothing to tell it to."""


@contextlib.contextmanager
def logging_what_nobody_caught(tell: Tell = _nobody) -> Iterator[None]:
    """While inside, Python's three hooks write to the log."""

    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        log_unexpected(kind, error, trace)
        tell_safely(tell, error if error is not None else kind())

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = caught
    threading.excepthook = lambda what: caught(what.exc_type, what.exc_value, what.exc_traceback)
    sys.unraisablehook = lambda what: log_unexpected(what.exc_type, what.exc_value, what.exc_traceback)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


def tell_of_the_loop(loop: asyncio.AbstractEventLoop, tell: Tell) -> None:
    """Let `tell` hear what `loop` would have logged alone: a call-back or a task that failed, unawaited."""

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        loop.default_exception_handler(context)
        error = context.get("exception")
        if isinstance(error, BaseException):
            tell_safely(tell, error)

    loop.set_exception_handler(handle)


def tell_safely(tell: Tell, error: BaseException) -> None:
    """Tell of a fault of the program; not that somebody ends it. A teller that fails must not be told of."""
    if not isinstance(error, Exception):
        return
    try:
        tell(error)
    except Exception:  # noqa: BLE001 - or it would be told of itself
        _log.exception("An error could not be shown")


def log_unexpected(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """One error line with the place it comes from; a thread that ends itself is none."""
    if issubclass(kind, SystemExit):
        return
    _log.error("Unexpected error", exc_info=(kind, error if error is not None else kind(), trace))
