"""Where the scenes of `make shots` play: a window on the demo server, with a clock that stands still.

A new thing to do for several scenes is a method of `Stage`; a new way to see them a `Look`. Knows no scene.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

from PySide6.QtCore import QSize

from tallyfy_inspector import diagnostics, redact
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.demo.server import DemoAccess
from tallyfy_inspector.ports import ConnectionRecord, StoredToken
from tallyfy_inspector.ports_help import Doctor
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.crash_report import report
from tallyfy_inspector.store.history import History
from tallyfy_inspector.store.imports import Imports
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.store.log_source import LogFiles
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.network import NetworkSettings
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.connection import DEMO, Connection
from tallyfy_inspector.ui.crash_dialog import CrashTeller
from tallyfy_inspector.ui.help_windows import Help
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.panels.panel import Panel
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.view import Loading
from tests.support.aid import HeldDoctor

NOON = datetime(2026, 11, 23, 11, 1, 3, tzinfo=UTC)
ORGANIZATION = "3d53f2fd6326517fb1b431b539292029"


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a scene."""

    dark: bool = False
    width: int = 1360
    percent: int = 100

    @property
    def name(self) -> str:
        """As it stands in the file's name."""
        return f"{'dark' if self.dark else 'light'}-{self.width}-{self.percent}"


ONCE = (Look(), Look(dark=True))
SOME = (*ONCE, Look(width=900), Look(dark=True, width=900, percent=200))
MATRIX = tuple(
    Look(dark, width, percent) for percent in (100, 200) for width in (1360, 900) for dark in (False, True)
)


class StillClock:
    """It is always noon, in one zone."""

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> datetime:
        """The moment that was set."""
        return self.moment

    @property
    def zone(self) -> tzinfo:
        """Central European winter time."""
        return timezone(timedelta(hours=1), "CET")


class Stage:
    """One window on a demo server, and what scenes do with it."""

    def __init__(self, access: DemoAccess, folder: Path, look: Look) -> None:
        self.access = access
        self.clock = StillClock()
        self.vault = MemoryVault(StoredToken(origin(access.base_url), access.token, "memory"))
        self.jobs = Jobs()
        self.client = Client(self.vault.get, self.clock.now)
        self.settings = Settings(folder)
        self.book = Connections(self.settings)
        self.doctor: Doctor = HeldDoctor(())
        self.logs = folder / "logs"
        self.crashes = CrashTeller(lambda error: report(error, diagnostics.versions()))
        network = NetworkSettings(self.settings, MemoryVault(), lambda _secret: None)
        parts = Parts(
            clock=self.clock,
            settings=self.settings,
            files=LocalFiles(),
            mask=redact.mask_value,
            mask_raw=redact.mask_json,
            account=self.account,
            demo=self.demo,
            remember=lambda _secret: None,
            book=self.book,
            connect=self.connect,
            history=History(folder, self.settings, self.clock),
            imports=Imports(),
            help=Help(lambda _connection: self.doctor, LogFiles(self.logs, str), self.crashes, network),
        )
        self.window = MainWindow(parts, self.demo(), self.jobs)
        self.window.resize(QSize(look.width, 820))
        self.window.show()

    def demo(self) -> Connection:
        """The connection to the demo server."""
        return Connection(
            "Demo",
            self.access.base_url,
            self.client,
            self.vault,
            ORGANIZATION,
            demo=True,
            id=DEMO,
            tasks=self.access.tasks,
        )

    def connect(self, record: ConnectionRecord) -> Connection:
        """The connection of a record, signed in."""
        return Connection(
            record.name,
            record.base_url,
            self.client,
            self.vault,
            record.organization,
            id=record.id,
            colour=record.colour,
            production=record.production,
            organization_name=record.organization_name,
        )

    def account(self, base_url: str) -> Connection:
        """The connection of somebody who has not signed in."""
        return Connection("Tallyfy", base_url or "https://go.tallyfy.com/api", self.client, MemoryVault())

    async def settle(self) -> None:
        """Let the window paint. Never by processEvents: it would run the event loop inside itself."""
        for _turn in range(6):
            await asyncio.sleep(0.01)

    async def fetch(self, task: str, *, wait: bool = True) -> None:
        """Paste a task and press Enter."""
        self.window.open_task(task)
        while wait and isinstance(self.window.session.view.now, Loading):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await self.settle()

    async def open(self, name: str, body: bytes) -> None:
        """Open a file of that name that holds `body`."""
        with tempfile.TemporaryDirectory() as folder:
            self.window.opening.open_path(_written(folder, name, body))
            while isinstance(self.window.session.view.now, Loading):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await self.settle()

    def panel(self, panel_id: str) -> Panel:
        """One panel of the window."""
        return next(slot.load() for slot in self.window.panes.slots if slot.spec.id == panel_id)

    async def aclose(self) -> None:
        """Close the window and its connections."""
        await self.jobs.aclose()
        await self.client.aclose()
        self.window.close()
        self.window.deleteLater()
        self.settings.flush()


def _written(folder: str, name: str, body: bytes) -> str:
    file = Path(folder, name)
    file.write_bytes(body)
    return str(file)
