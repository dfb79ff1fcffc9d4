"""Ctrl+C and a polite kill close the window, also while nothing happens in it.

Python runs a signal's handler between two of its own instructions, and an idle Qt loop executes none. The
interpreter therefore writes to a socket that Qt watches. Knows no window, only what to call.
"""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSocketNotifier


@contextlib.contextmanager
def closing_on_signals(close: Callable[[], object]) -> Iterator[None]:
    """While inside, SIGINT and SIGTERM call `close`; a second one ends the program at once."""
    ours, pythons = socket.socketpair()
    ours.setblocking(False)
    pythons.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

    def drain() -> None:
        with contextlib.suppress(OSError):
            ours.recv(64)

    def on_signal(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        close()

    notifier.activated.connect(drain)
    before = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    handlers = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        ours.close()
        pythons.close()
