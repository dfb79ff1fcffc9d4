"""A JSONPath query on behalf of the window: put in its own thread, its outcome fetched from there.

Nothing of Qt is touched in the query's thread: a signal sent from there has crashed. Knows no widget.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer

from tallyfy_inspector.document.found import Place
from tallyfy_inspector.document.in_order import in_order
from tallyfy_inspector.document.query import Outcome, Query, Subject
from tallyfy_inspector.ui.panels import regex
from tallyfy_inspector.ui.panels.panel import Mask

_LOOK_EVERY = 10  # milliseconds
# Each word that is painted takes the interpreter back from the query's thread, which gives it away only so
# often: at Python's own 5 ms a window with thirty rows would not answer for 130 ms.
_HAND_OVER = 0.001  # seconds
Answered = tuple[Outcome, list[Place]]
"""The outcome, and where its nodes are, each once and in document order."""


class Asking(QObject):
    """One query at a time in one document."""

    def __init__(self, mask: Mask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mask = mask
        self._root: object = None
        self._subject: Subject | None = None
        self._query: Query | None = None
        self._answers: SimpleQueue[Answered] = SimpleQueue()
        self._on_done: Callable[[Outcome, list[Place]], None] | None = None
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def show_document(self, root: object) -> None:
        """Ask another document from now on."""
        self.stop()
        self._root = root
        self._subject = None

    def put(self, expression: str, on_done: Callable[[Outcome, list[Place]], None]) -> None:
        """Put a query instead of the one before, and have `on_done` called once with what came of it."""
        self.stop()
        if self._subject is None:
            self._subject = Subject(self._root, self._mask)
        self._on_done = on_done
        self._answers = SimpleQueue()
        sys.setswitchinterval(min(_HAND_OVER, sys.getswitchinterval()))
        report = partial(_report, self._answers, self._root)
        self._query = Query(expression, self._subject, report, regexp=regex.regexp).start()
        self._timer.start()

    def stop(self) -> None:
        """Abandon it; nothing more is heard of it."""
        query, self._query = self._query, None
        self._on_done = None
        self._timer.stop()
        if query is not None:
            query.cancel()

    def _look(self) -> None:
        try:
            outcome, places = self._answers.get_nowait()
        except Empty:
            return
        on_done = self._on_done
        self.stop()
        if on_done is not None:
            on_done(outcome, places)


def _report(answers: SimpleQueue[Answered], root: object, outcome: Outcome) -> None:
    answers.put((outcome, in_order(root, outcome.paths)))
