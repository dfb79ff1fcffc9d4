"""Which start of a profile is its first: the one that holds its lock, from before anything is painted until
everything is written.

The others ask the first one's window. While it does not listen yet, or no more, they try again: in the end it
takes what is asked, or it is gone and one of them is the first. A lock of one that crashed does not count. It
is looked at before anything is painted, so it loads little. Knows no socket and no window.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLockFile

from tallyfy_inspector.ui.hand_over import Outcome, Place

STARTS_WITHIN = 10.0
"""Seconds that the first one is given to come so far that it listens."""
_LOOKS_EVERY = 0.02  # seconds


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of a start. `server` is where the first one is to listen, None for all others."""

    outcome: Outcome = "nobody"
    server: str | None = None
    lock: QLockFile | None = None

    def release(self) -> None:
        """Be the first no more: the next start is."""
        if self.lock is not None:
            self.lock.unlock()


def claimed(place: Place, ask: Callable[[], Outcome], patience: float = STARTS_WITHIN) -> Claim:
    """Be the first at `place`, or find out by `ask` what the first one says; after `patience` seconds without
    an answer it hangs. `ask` answers "refused" for what cannot be asked."""
    lock = QLockFile(str(place.lock))
    lock.setStaleLockTime(0)  # only its holder's end frees it, never its age
    until = time.monotonic() + patience
    while True:
        first = lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError
        outcome = "nobody" if first and not place.is_left() else ask()
        if first and outcome in ("nobody", "refused"):
            return Claim("nobody", place.server, lock)
        if outcome != "nobody":
            lock.unlock()
            return Claim(outcome)
        if time.monotonic() > until:
            return Claim("hangs")
        time.sleep(_LOOKS_EVERY)
