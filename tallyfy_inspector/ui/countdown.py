"""Counts the seconds down where the window waits: in the status line, in the banner and on its button.

Two things are counted: the wait before the same is asked again by itself (`Waiting`), and the time that a
server named, on the button that will fetch when it is over. Only what is seen ticks; what is heard (the
accessible names) says the whole time and stays. Fetches nothing and keeps nothing but the view.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from tallyfy_inspector.ports import Clock
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import waiting_words
from tallyfy_inspector.ui.banner import Banner
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.view import Done, View, Waiting

_TICK = 200  # milliseconds: a second is never shown much too long


class Countdown(QObject):
    """Give it each view after `banner` and `status` have shown it."""

    def __init__(
        self, clock: Clock, banner: Banner, status: StatusLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._banner = banner
        self._status = status
        self._view = View()
        self._shown: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether something is counted."""
        return self._timer.isActive()

    def show_view(self, view: View) -> None:
        """Count what `view` waits for, if anything."""
        self._view, self._shown = view, None
        if self._until() is None:
            self._timer.stop()
            return
        self._timer.start()
        self._tick()

    def _until(self) -> datetime | None:
        now = self._view.now
        if isinstance(now, Waiting):
            return now.until
        return (
            waiting_words.due(now.answer.problem, now.answer.received_at) if isinstance(now, Done) else None
        )

    def _tick(self) -> None:
        until = self._until()
        seconds = 0 if until is None else waiting_words.seconds_left(until, self._clock.now())
        if seconds != self._shown:
            self._shown = seconds
            self._show(seconds)
        if not seconds:
            self._timer.stop()

    def _show(self, seconds: int) -> None:
        now = self._view.now
        if isinstance(now, Waiting):
            told = waiting_words.again(now.status, now.attempt, seconds)
            self._status.tick(_("Status: {status}").format(status=told))
            self._banner.tick_hint(f"{told}. {waiting_words.hint()}")
            self._banner.tick_action(_("Try now"))
        else:
            self._banner.tick_action(waiting_words.retry_in(seconds), last=not seconds)
