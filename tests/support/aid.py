"""A doctor and a log that a test holds in its hands, for the windows that show them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from tallyfy_inspector.ports_help import Checked, LogLine, LogTail

CHECKED = (
    Checked("python", "Python", "ok", "3.11.7", 0.2),
    Checked("keyring", "Keyring", "warning", "This computer has no keyring that can be used now.", 12.4),
    Checked("tls", "Encryption (TLS)", "bad", "The certificate is not trusted: <b>self-signed</b>.", 1_234.0),
    Checked("me", "Sign-in (/me)", "skipped", "Not tried: it builds on “Encryption (TLS)”."),
)


class HeldDoctor:
    """Tells `results` one by one, each after `go` was released once; ends with `error`, if there is one."""

    def __init__(self, results: tuple[Checked, ...] = CHECKED) -> None:
        self.results = results
        self.go = asyncio.Semaphore(0)
        self.begun = 0
        self.error: Exception | None = None

    def planned(self) -> tuple[str, ...]:
        """All titles."""
        return tuple(each.title for each in self.results)

    async def examine(self) -> AsyncIterator[Checked]:
        """Each when it is released."""
        self.begun += 1
        for each in self.results:
            await self.go.acquire()
            yield each
        if self.error is not None:
            raise self.error

    def release(self, count: int | None = None) -> None:
        """Let `count` checks end, or all."""
        for _each in range(len(self.results) if count is None else count):
            self.go.release()


class HeldLog:
    """A log whose end is `tail`."""

    def __init__(self, tail: LogTail, folder: Path = Path("logs")) -> None:
        self.tail = tail
        self.folder = folder
        self.reads = 0

    def read(self) -> LogTail:
        """That end."""
        self.reads += 1
        return self.tail


def lines(*told: str) -> tuple[LogLine, ...]:
    """Lines of the log, each with the level that is its first word."""
    levels = logging.getLevelNamesMapping()
    return tuple(LogLine(levels[text.split()[0]], text) for text in told)
