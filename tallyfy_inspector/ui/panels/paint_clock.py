"""How long it took until an answer was on screen, for the panel that tells it.

The panel that paints answers starts the clock before it fills its model; the clock stops itself once the
paint events that follow are through. Knows no panel: it is handed the surface to watch.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ui.view import Answer


class PaintClock(QObject):
    """Measures one answer at a time. `now` answers in seconds."""

    measured = Signal()

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        super().__init__()
        self._now = now
        self._answer: Answer | None = None
        self._begun = 0.0
        self._surface: QWidget | None = None
        self._took: float | None = None
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(0)
        self._end.timeout.connect(self._on_painted)

    def begin(self, answer: Answer | None, surface: QWidget) -> None:
        """Count from now until `surface` has painted."""
        self._unwatch()
        self._end.stop()
        self._answer, self._took, self._begun = answer, None, self._now()
        if answer is not None:
            self._surface = surface
            surface.installEventFilter(self)

    def took(self, answer: Answer) -> float | None:
        """Milliseconds to the first picture of `answer`; None when it was not painted."""
        return self._took if answer is self._answer else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint itself comes after this: the clock is read when control is back in the event loop."""
        if watched is self._surface and event.type() == QEvent.Type.Paint:
            self._unwatch()
            self._end.start()
        elif watched is self._surface and event.type() == QEvent.Type.Hide:
            self._unwatch()  # what is painted some day says nothing of how fast it is
        return False

    def _on_painted(self) -> None:
        self._took = (self._now() - self._begun) * 1000
        self.measured.emit()

    def _unwatch(self) -> None:
        if self._surface is not None:
            self._surface.removeEventFilter(self)
            self._surface = None
