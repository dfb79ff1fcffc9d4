"""Logs what became of a fetch or a file, as far as a log may tell: nothing of what was asked or answered, and
no file's name. Each state once, also when it is shown again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from tallyfy_inspector.ui.view import Answer, Done, Failed, Loading, Now, Opened, View, Waiting

_log = logging.getLogger(__name__)


def log_states() -> Callable[[View], None]:
    """What is to be called with each state. A function, because Qt keeps no object whose method it calls."""
    logged: Now | None = None

    def on_state_changed(view: View) -> None:
        nonlocal logged
        if view.now is not logged:
            logged = view.now
            _log_state(view.now)

    return on_state_changed


def _log_state(now: Now) -> None:
    match now:
        case Loading(reading=None, source=source):
            _log.info("Opening" if isinstance(source, Opened) else "Asked")
        case Waiting(problem=problem, attempt=attempt):
            _log.info("Waiting after %s, then attempt %d", type(problem).__name__, attempt)
        case Done(answer, again=False):
            _log_answer(answer)
        case Failed(source=Opened(), problem=problem):
            _log.info("Not opened: %s", type(problem).__name__)
        case Failed(problem=problem):
            _log.info("No answer: %s", type(problem).__name__)


def _log_answer(answer: Answer) -> None:
    size, problem = len(answer.body), type(answer.problem).__name__
    if answer.exchange is None:
        _log.info("Opened: %s, %d bytes", "a document" if answer.problem is None else problem, size)
    else:
        came = "a task" if answer.problem is None else problem
        _log.info("Answered %d: %s, %d bytes", answer.exchange.status, came, size)
