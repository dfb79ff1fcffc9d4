"""What lives as long as the program, made once from what this run was told: connections, vaults, clients, the
demo, the redactor. `app` makes it and hands its parts to the window.

Each connection has a vault and a client of its own, under its ID and for the whole run, so that two places
that speak of one connection never hold two tokens. Nothing here touches keyring or network before it is
asked. Another service: a line in `Services`, its port in `ports`, its field in `ui.parts`. Knows no widget.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from tallyfy_inspector import diagnostics, redact
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL, Credential
from tallyfy_inspector.api.routes import check_base_url, origin
from tallyfy_inspector.api.ways import Ways
from tallyfy_inspector.checkup import doctor_for
from tallyfy_inspector.demo.server import Demo
from tallyfy_inspector.ports import (
    CONNECTION_COLOURS,
    FIRST_CONNECTION,
    RUN_CONNECTION,
    ConnectionRecord,
    StoredToken,
    Vault,
    free_colour,
)
from tallyfy_inspector.ports_help import Doctor
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.crash_report import report
from tallyfy_inspector.store.environment import EnvironmentSettings, EnvironmentVault
from tallyfy_inspector.store.history import History
from tallyfy_inspector.store.imports import Imports
from tallyfy_inspector.store.log_source import LogFiles
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.network import PROXY_VAULT, NetworkSettings
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.certificate import read_certificate
from tallyfy_inspector.ui.connection import DEMO, Connection
from tallyfy_inspector.ui.crash_dialog import CrashTeller

if TYPE_CHECKING:
    from tallyfy_inspector.options import Options


class SystemClock:
    """The time of this computer, meets `ports.Clock`."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    @property
    def zone(self) -> tzinfo:
        """The zone of this computer, with its name and summer time."""
        local = datetime.now(UTC).astimezone().tzinfo
        return local if local is not None else UTC


class Services:
    """What lives as long as the program. `state` is the folder of what is no setting."""

    def __init__(
        self, options: Options, environment: EnvironmentSettings, settings: Settings, state: Path
    ) -> None:
        self._options = options
        self._environment = environment
        self._settings = settings
        self.redactor = redact.Redactor()
        self.clock = SystemClock()
        self.demo_server = Demo()
        self._vaults: dict[str, Vault] = {}
        self._clients: dict[str, Client] = {}
        given = self._token_of_this_run()
        of_this_run = self._record_of_this_run(Connections(settings))
        self.book = Connections(settings, of_this_run)
        if of_this_run is not None:
            self._vaults[RUN_CONNECTION] = self._vault_of_this_run(given)
        self.crashes = CrashTeller(lambda error: self.redactor.text(report(error, diagnostics.versions())))
        self.logs = LogFiles(state / "logs", self.redactor.text)
        self.network = NetworkSettings(settings, KeyringVault(PROXY_VAULT), self.redactor.add)
        self._ways = Ways(self.network.read, read_certificate)
        self.history = History(state, settings, self.clock)
        self.imports = Imports(given)

    def _token_of_this_run(self) -> StoredToken | None:
        """The environment's token. It belongs to the address of this run, never to one from a file."""
        if self._environment.token is None:
            return None
        self.redactor.add(self._environment.token)
        return StoredToken(origin(self._address_of_this_run()), self._environment.token, "environment")

    def _address_of_this_run(self) -> str:
        return check_base_url(self._given_address() or DEFAULT_BASE_URL)

    def _given_address(self) -> str | None:
        return self._options.base_url or self._environment.base_url

    def _given_organization(self) -> str:
        return self._options.organization or self._environment.organization or ""

    def _record_of_this_run(self, kept: Connections) -> ConnectionRecord | None:
        """The connection that the command line or the environment speaks of, if they do."""
        if self._given_address() is None and self._environment.token is None:
            return None
        address = self._address_of_this_run()
        alike = _at(address, kept)
        return ConnectionRecord(
            id=RUN_CONNECTION,
            name=_("This run") if kept.saved() else _("Tallyfy"),
            base_url=address,
            organization=self._given_organization() or (alike.organization if alike is not None else ""),
            colour=free_colour(kept.saved()),
            saved=False,
        )

    def _vault_of_this_run(self, given: StoredToken | None) -> Vault:
        """Where its token is: with a given one, or at an address where nobody signed in, nothing that is
        kept for another connection may be replaced by what is saved here."""
        saved, alike = self.book.saved(), _at(self._address_of_this_run(), self.book)
        if not saved:
            inner = self._vault(FIRST_CONNECTION)
        else:
            inner = self._vault(alike.id) if alike is not None and given is None else MemoryVault()
        return inner if given is None else EnvironmentVault(inner, given.token, given.origin)

    def _vault(self, connection_id: str) -> Vault:
        if connection_id not in self._vaults:
            self._vaults[connection_id] = KeyringVault(connection_id)
        return self._vaults[connection_id]

    def _client(self, connection_id: str, vault: Vault) -> Client:
        async def token() -> Credential | None:
            stored: StoredToken | None = await vault.get()
            if stored is not None:
                self.redactor.add(stored.token)
            return stored

        if connection_id not in self._clients:
            self._clients[connection_id] = Client(token, self.clock.now, ways=self._ways)
        return self._clients[connection_id]

    def connection(self, record: ConnectionRecord) -> Connection:
        """The connection that `record` describes, with the vault and the client of its ID."""
        vault = self._vault(record.id)
        return Connection(
            name=record.name,
            base_url=record.base_url,
            fetcher=self._client(record.id, vault),
            vault=vault,
            organization=record.organization,
            notices=self._notices(record.base_url),
            id=record.id,
            colour=record.colour,
            production=record.production,
            organization_name=record.organization_name,
        )

    def account(self, base_url: str = "") -> Connection:
        """The connection to start with: that of this run, else the one looked at last, else one to sign in
        to; at `base_url` when it is given. The organization may come from this run alone."""
        record = self.book.chosen() or ConnectionRecord(
            FIRST_CONNECTION, _("Tallyfy"), DEFAULT_BASE_URL, colour=CONNECTION_COLOURS[0], saved=False
        )
        connection = self.connection(replace(record, base_url=check_base_url(base_url or record.base_url)))
        told = self._told_of_the_organization()
        return replace(
            connection,
            organization=self._given_organization() or connection.organization,
            notices=told + connection.notices,
        )

    def _told_of_the_organization(self) -> tuple[str, ...]:
        if self._environment.organization is None:
            return ()
        return (_("The organization comes from TALLYFY_ORG_ID, for this run only."),)

    def _notices(self, base_url: str) -> tuple[str, ...]:
        told = []
        if base_url != DEFAULT_BASE_URL:
            told.append(_("Requests go to {address}.").format(address=base_url))
        if self._settings.damaged:
            told.append(_damaged(self._settings.kept_as))
        problems = (self._environment.problem, self._settings.problem, self.book.problem)
        return (*told, *(sentence for sentence in problems if sentence))

    def doctor(self, connection: Connection) -> Doctor:
        """Who examines this computer and `connection`."""
        return doctor_for(connection, self._ways.way_to, read_certificate, self.clock.now, self.redactor)

    def demo(self) -> Connection:
        """The connection to the server in this program, started now when it does not run."""
        access = self.demo_server.start()
        vault = self._vaults.setdefault(
            DEMO, MemoryVault(StoredToken(origin(access.base_url), access.token, "memory"))
        )
        return Connection(
            name=_("Demo"),
            base_url=access.base_url,
            fetcher=self._client(DEMO, vault),
            vault=vault,
            organization=access.organization,
            demo=True,
            tasks=access.tasks,
            id=DEMO,
        )

    async def aclose(self) -> None:
        """Close what is open to the network."""
        for client in tuple(self._clients.values()):
            await client.aclose()
        self.demo_server.stop()


def _damaged(kept_as: str) -> str:
    """What to say where the settings could not be read, and so no connection is known any more."""
    sentence = _(
        "The settings file was damaged; it is kept as {file}, and you start afresh. The tokens of your "
        "earlier connections may still be in this computer's keyring: remove those that you no longer need "
        "with its own program for passwords. Their names begin with “Tallyfy Inspector/”."
    )
    return sentence.format(file=kept_as)


def _at(address: str, kept: Connections) -> ConnectionRecord | None:
    """Of the kept connections one with the origin of `address`: the one looked at last before others."""
    last = kept.last_saved()
    candidates = (*((last,) if last is not None else ()), *kept.saved())
    return next((each for each in candidates if origin(each.base_url) == origin(address)), None)
