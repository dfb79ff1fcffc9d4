"""The shapes of what the windows about the program itself are handed: the doctor and the log.

Each Protocol is met by one class in another room, as those of `ports`; `services` and `checkup` choose which.
Knows no window, no network and no file.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

State = Literal["ok", "warning", "bad", "skipped"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One check that is over. `title` says what was looked at and `words` what was found, redacted and in the
    person's language; `milliseconds` is how long it took."""

    name: str
    title: str
    state: State
    words: str = field(repr=False)
    milliseconds: float = 0.0


class Doctor(Protocol):
    """Examines this computer and one connection. Changes nothing and saves nothing."""

    def planned(self) -> tuple[str, ...]:
        """The titles of all checks, in their order."""
        ...

    def examine(self) -> AsyncIterator[Checked]:
        """Each check as it ends, in their order; every one within a bounded time, and none of them raises.
        Whoever stops listening stops it."""
        ...


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log. `level` is logging's number; lines of a traceback have that of their record."""

    level: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LogTail:
    """The end of the log, newest last. `cut` says that older lines are left out, `problem` is a sentence when
    it cannot be read."""

    lines: tuple[LogLine, ...] = field(repr=False)
    cut: bool = False
    problem: str = ""


class LogSource(Protocol):
    """The program's own log files."""

    @property
    def folder(self) -> Path:
        """Where they are."""
        ...

    def read(self) -> LogTail:
        """Their end, redacted once more. Blocks: call it off the window's thread. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """What a person may set of the network: the address of a `proxy` in place of the computer's own ("": that
    one), the `user` who signs in there, and a `ca_file` with more authorities ("": none)."""

    proxy: str = ""
    user: str = field(default="", repr=False)
    ca_file: str = field(default="", repr=False)


class NetworkBook(Protocol):
    """Keeps that choice, and the proxy's password."""

    def chosen(self) -> NetworkChoice:
        """What is set now."""
        ...

    async def password_kept(self) -> bool:
        """Whether a password is kept for the proxy that is set. Raises VaultError."""
        ...

    async def choose(self, choice: NetworkChoice, password: str | None) -> NetworkChoice:
        """Check and keep it; `password` None leaves the one in place. Answers it in its kept spelling. Raises
        ValueError with a sentence, and VaultError when all is kept but the password."""
        ...
