"""The shapes of what `ui` is handed by constructor, so that it knows no network, keyring or file.

Each Protocol is met by one class in another room; `app` chooses which. Add a method here only when a
widget calls it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Literal, Protocol

from tallyfy_inspector.api.exchange import Credential, Exchange, FetchRequest, ListRequest


class Clock(Protocol):
    """What time it is; tests and pictures hand in one that stands still."""

    def now(self) -> datetime:
        """The present moment, with UTC as its zone."""
        ...

    @property
    def zone(self) -> tzinfo:
        """The zone in which this person reads times."""
        ...


class Fetcher(Protocol):
    """Asks Tallyfy."""

    async def fetch(self, request: FetchRequest) -> Exchange:
        """One GET of a task. Any answer is an Exchange; raises TransportError when there is none."""
        ...

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        """GET every page of a list, in order, at least one. The last is the first that is not good, if any.
        Raises TransportError when there is no answer."""
        ...

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        """GET {base_url}/me with `token`, which need not be saved yet; raises TransportError."""
        ...


class VaultError(Exception):
    """The keyring did not do it. `str(error)` is a sentence for the person; the back end's own error is
    its `__cause__` and is never shown, since it may name more than it should."""


@dataclass(frozen=True, slots=True)
class StoredToken(Credential):
    """A credential and where it is kept: in the "keyring", in "memory" (until quit) or in the
    "environment" (for this run)."""

    where: Literal["keyring", "memory", "environment"] = "memory"


class Vault(Protocol):
    """The token of one connection. Every call is answered within 10 seconds or raises VaultError."""

    async def get(self) -> StoredToken | None:
        """The token, or None when none is kept; read from the keyring once, then from memory."""
        ...

    async def set(self, token: str, origin: str) -> StoredToken:
        """Keep `token` for `origin`. Without a usable keyring it is kept in memory and `where` says so."""
        ...

    async def delete(self) -> None:
        """Remove the token everywhere it is kept; the removal is read back."""
        ...

    async def keyring_name(self) -> str | None:
        """The keyring's name for people ("Secret Service", "macOS Keychain", "Windows Credential
        Manager"), or None where there is no usable one."""
        ...


class SettingsStore(Protocol):
    """Preferences and sizes: small JSON values by dotted name. Never a secret."""

    def get(self, name: str, default: Any) -> Any:
        """The value kept under `name`, or `default`; a value of another type than `default` counts as
        absent."""
        ...

    def set(self, name: str, value: Any) -> None:
        """Keep `value` (None forgets it). Written to disk soon, and at the latest by `flush`."""
        ...

    def flush(self) -> None:
        """Write what has not been written."""
        ...


FileTrouble = Literal["gone", "folder", "special", "denied", "too_large", "full", "failed"]


class FileError(Exception):
    """A file was not read or not written: it is not there, a folder, no file at all (a device, a pipe), not
    permitted, too large with its `size` (`limit` bytes at most), there is no room for it, or else."""

    def __init__(self, kind: FileTrouble, size: int = 0, limit: int = 0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.size = size
        self.limit = limit


class Files(Protocol):
    """Files of this computer, for what the person opens and saves. Both block: call them off the window's
    thread. Both raise FileError."""

    def read(self, path: Path) -> bytes:
        """All of a regular file of a size that can be held."""
        ...

    def write(self, path: Path, data: bytes) -> None:
        """Put `data` in place of what is there, in one step, for this person alone (0600)."""
        ...


@dataclass(frozen=True, slots=True)
class DemoAccess:
    """Where a running demo server is reached, and what can be tried there: `tasks` are pairs of an ID and
    a sentence in the person's language that says what it shows."""

    base_url: str
    organization: str
    token: str = field(repr=False)
    first_task: str
    tasks: tuple[tuple[str, str], ...] = ()


class DemoServer(Protocol):
    """The loopback server with made-up tasks; starts once, in a thread of its own."""

    def start(self) -> DemoAccess:
        """Start it, or answer where it already runs."""
        ...

    def stop(self) -> None:
        """End it and its thread."""
        ...
