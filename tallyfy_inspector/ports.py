"""The shapes of what `ui` is handed by constructor, so that it knows no network, keyring or file.

Each Protocol is met by one class in another room; `app` chooses which. Add a method here only when a
widget calls it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from tallyfy_inspector.api.exchange import (
    Credential,
    Exchange,
    FetchRequest,
    ListRequest,
    ProcessAnswer,
    ProcessRequest,
)

if TYPE_CHECKING:  # loads more than the first paint needs
    from tallyfy_inspector.api.retrying import Rest


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

    async def process(self, request: ProcessRequest, rest: Rest | None = None) -> ProcessAnswer:
        """GET a process and all pages of its tasks, which are not asked for where the process is refused.
        What may pass by itself is asked for again where `rest` says so. Raises TransportError when there is
        no answer."""
        ...

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        """GET {base_url}/me with `token`, which need not be saved yet; raises TransportError."""
        ...

    async def organizations(self, base_url: str, token: str) -> tuple[Exchange, ...]:
        """GET every page of {base_url}/me/organizations with `token`, in order, at least one. The last is the
        first that is not good, if any. Raises TransportError when there is no answer."""
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
        """The keyring's name for people ("GNOME Keyring / Secret Service", "macOS Keychain"), or None where
        there is none. Raises VaultError with a sentence, also where there is one that may not be used."""
        ...


CONNECTION_COLOURS = ("blue", "teal", "purple", "pink", "brown", "grey")
"""The names of the colours a connection may have: none of those that say good, warning or bad."""

FIRST_CONNECTION = "default"
"""The ID of the first connection, which also keeps the token that versions before connections saved."""

RUN_CONNECTION = "run"
"""The ID of the connection that the command line or the environment made for this run; never saved."""


@dataclass(frozen=True, slots=True)
class ConnectionRecord:
    """What is kept of one connection: everything but its token.

    `id` is FIRST_CONNECTION, 8 hex digits, or RUN_CONNECTION; it names the token's place in the keyring.
    `base_url` is as `api.routes.check_base_url` gives it, `organization` an ID or "", `colour` one of
    CONNECTION_COLOURS, `production` what the person said of it. `saved` is false for the one of this run.
    """

    id: str
    name: str = field(repr=False)
    base_url: str = field(repr=False)
    organization: str = field(default="", repr=False)
    organization_name: str = field(default="", repr=False)
    colour: str = ""
    production: bool = False
    saved: bool = True


def free_colour(records: Sequence[ConnectionRecord]) -> str:
    """The first colour that none of `records` has, else the one used least."""
    used = [record.colour for record in records]
    return min(CONNECTION_COLOURS, key=used.count)


class ConnectionBook(Protocol):
    """The connections of this person, in their order; the one of this run, if any, stands first."""

    @property
    def problem(self) -> str | None:
        """A sentence when some of what was kept could not be read."""
        ...

    def records(self) -> tuple[ConnectionRecord, ...]:
        """All of them; () before the first sign-in."""
        ...

    def add(self, record: ConnectionRecord, *, fresh: bool = False) -> ConnectionRecord:
        """Keep a new one, last in the list; answers it with the ID it got (whatever its `id` said), and a
        colour that is still free where it has none. `fresh`: not even the first one gets FIRST_CONNECTION,
        where a token may be kept. Raises ValueError with a sentence for the person."""
        ...

    def replace(self, record: ConnectionRecord) -> None:
        """Keep `record` in place of the one with its ID: renamed, recoloured, another organization. Raises
        ValueError with a sentence, also when there is none with that ID any more."""
        ...

    def remove(self, connection_id: str) -> None:
        """Forget it; none of that ID is no error. Its token is the vault's to remove, before this."""
        ...

    def order(self, ids: Sequence[str]) -> None:
        """Put those named in this order, the others after them as they were."""
        ...

    def choose(self, connection_id: str) -> None:
        """Remember which one is looked at, for the next start; the one of this run is not remembered."""
        ...

    def chosen(self) -> ConnectionRecord | None:
        """The one to look at when the program starts: that of this run, else the one chosen last, else the
        first; None when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class RecentTask:
    """A task that was looked at, by IDs alone: never a title. `connection` is a ConnectionRecord's ID."""

    connection: str
    organization: str
    task: str
    run: str | None
    at: datetime


class TaskHistory(Protocol):
    """The tasks looked at lately, newest first, each once; shared with other windows of this person."""

    @property
    def problem(self) -> str | None:
        """A sentence when what was kept could not be read or cannot be written."""
        ...

    @property
    def keeps(self) -> bool:
        """Whether tasks are remembered."""
        ...

    def keep(self, on: bool) -> None:
        """Remember tasks from now on, or no more; then what was remembered is cleared."""
        ...

    def entries(self) -> tuple[RecentTask, ...]:
        """The last 20 of the last 14 days, newest first; () while switched off."""
        ...

    def add(self, connection: str, organization: str, task: str, run: str | None = None) -> None:
        """Note that this task is looked at now. What is no ID is not noted."""
        ...

    def forget(self, connection: str) -> str:
        """Remove what belongs to this connection. A sentence where some of it may still be on the disk, ""
        when it is gone."""
        ...

    def clear(self) -> None:
        """Remove everything, also from the disk."""
        ...


ImportFrom = Literal["environment", "command_line_tool"]


@dataclass(frozen=True, slots=True)
class ImportSource:
    """Where a token may be taken from when the person asks. `item` is its proper name: a variable, or a
    keyring's entry."""

    kind: ImportFrom
    item: str


@dataclass(frozen=True, slots=True)
class ImportedToken(Credential):
    """A token that was found, not saved yet, and the `item` it was found under."""

    item: str = ""


class TokenImports(Protocol):
    """Tokens kept elsewhere on this computer, taken only when the person asks for one by name."""

    def sources(self) -> tuple[ImportSource, ...]:
        """What may be asked for; nothing is touched to find out."""
        ...

    async def take(self, kind: ImportFrom, base_url: str) -> ImportedToken:
        """The token of that source, bound to the origin of `base_url`, which must be Tallyfy's own.

        Raises ValueError with a sentence (another address, nothing there, no token), and VaultError when
        the keyring did not do it within 10 seconds.
        """
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
