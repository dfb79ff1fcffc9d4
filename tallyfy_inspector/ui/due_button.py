"""A button that asks again, at rest until the time that a server named, which is counted down on it.

Only what is seen ticks: what is heard is the whole time once, and at its end that one may try again. Knows no
problem and asks nothing; `countdown` does the same for the window's task.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton

from tallyfy_inspector.ports import Clock
from tallyfy_inspector.ui import waiting_words

_TICK = 200  # milliseconds: a second is never shown much too long


class DueButton(QObject):
    """Goes with `button`, which has the words for when nothing is waited for."""

    def __init__(self, clock: Clock, button: QAbstractButton) -> None:
        super().__init__(button)
        self._clock, self._button = clock, button
        self._words = button.text(), button.accessibleName()
        self._until: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    def rest(self, until: datetime | None) -> None:
        """Be of no use until then; None: be of use at once."""
        self._until = until
        left = self._left()
        self._button.setEnabled(not left)
        if left:
            self._button.setAccessibleName(waiting_words.retry_in(left))
            self._timer.start()
        self._tick()

    def _left(self) -> int:
        return 0 if self._until is None else waiting_words.seconds_left(self._until, self._clock.now())

    def _tick(self) -> None:
        left = self._left()
        if left:
            self._button.setText(waiting_words.retry_in(left))
            return
        text, heard = self._words
        self._timer.stop()
        self._button.setText(text)
        self._button.setAccessibleName(heard)
        self._button.setEnabled(True)
