"""Long work on the event loop, a few milliseconds at a time, so that the window answers meanwhile.

Knows nothing of what is done: it is a generator, and each `next()` is a small part of it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer

from tallyfy_inspector.document.collector import freeze

Work = Generator[Any, None, Any]


def _ignore(_result: Any) -> None:
    pass


class Slicing(QObject):
    """Runs one generator at a time, `seconds` in each slice; `first` seconds in the first one, where what is
    short should be done before the next paint. `around` is called with a function that does a slice, and
    calls it: whatever has to be said before and after."""

    def __init__(
        self,
        seconds: float,
        parent: QObject | None = None,
        around: Callable[[Callable[[], None]], None] | None = None,
        *,
        first: float | None = None,
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._first = seconds if first is None else first
        self._is_first = False
        self._around = around
        self._work: Work | None = None
        self._on_done: Callable[[Any], None] = _ignore
        self._on_slice: Callable[[Any], None] = _ignore
        self._last: Any = None
        self._ended = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._slice)

    @property
    def running(self) -> bool:
        """Whether there is more to do."""
        return self._work is not None

    def start(
        self,
        work: Work,
        on_done: Callable[[Any], None],
        on_slice: Callable[[Any], None] = _ignore,
        *,
        now: bool = False,
    ) -> None:
        """Do `work` instead of what is being done. `on_slice` gets what was yielded last in each slice,
        `on_done` what is returned, unless it is stopped. `now` does the first slice at once."""
        self.stop()
        self._work, self._on_done, self._on_slice, self._last = work, on_done, on_slice, None
        self._is_first = True
        self._timer.start()
        if now:
            self._slice()

    def stop(self) -> bool:
        """Leave it. Whether there was something to leave."""
        work, self._work = self._work, None
        self._timer.stop()
        if work is not None:
            work.close()
        return work is not None

    def _slice(self) -> None:
        work, on_done, on_slice = self._work, self._on_done, self._on_slice
        if work is None:
            return
        self._ended = False
        (self._around or _plainly)(self._do)
        if self._work is not work:
            return
        if self._ended:
            self.stop()
            on_done(self._last)
        else:
            on_slice(self._last)

    def _do(self) -> None:
        work = self._work
        until = time.perf_counter() + (self._first if self._is_first else self._seconds)
        self._is_first = False
        # Thousands of new records would set the collector off, and it would walk the whole document.
        collecting = gc.isenabled()
        gc.disable()
        try:
            while work is not None and work is self._work:
                self._last = next(work)
                if time.perf_counter() >= until:
                    break
        except StopIteration as end:
            self._last, self._ended = end.value, True
        finally:
            if collecting:
                freeze()
                gc.enable()


def _plainly(do: Callable[[], None]) -> None:
    do()
