"""A session without a window, on a demo server, for tests of what it goes through.

def test_a_fetch_is_done(qapp):
    async def scene(room):
        room.fetch(room.access.first_task)
        assert (await room.done()).last_good
    in_room(qapp, scene)
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import Credential, FetchRequest
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.demo.server import Demo, DemoAccess
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.view import View
from tests.support.ui import drive, until
from tests.support.views import FixedClock


@dataclass
class Room:
    """A session on a demo server; `shown` has each state it went through, `waited` the seconds it would have
    waited before it asked again."""

    session: Session
    jobs: Jobs
    access: DemoAccess
    client: Client
    shown: list[View] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def fetch(self, task: str, base_url: str = "") -> Connection:
        """Ask for `task` of the demo, or of what listens at `base_url`; the connection that was asked."""
        address = base_url or self.access.base_url
        connection = Connection("Demo", address, self.client, MemoryVault())
        self.session.fetch(connection, FetchRequest(address, self.access.organization, task))
        return connection

    async def at_once(self, seconds: float) -> None:
        """Waits no time before something is asked again."""
        self.waited.append(seconds)
        await asyncio.sleep(0)

    async def done(self) -> View:
        """Wait until nothing is on its way."""
        await until(lambda: not self.session.view.busy)
        return self.session.view

    @property
    def kinds(self) -> list[str]:
        """The states it went through, by name."""
        return [type(view.now).__name__ for view in self.shown]


def in_room(
    app: QApplication,
    scene: Callable[[Room], Awaitable[None]],
    token: Callable[[], Awaitable[Credential | None]] | None = None,
) -> None:
    """Run `scene` in the program's event loop, with a session of its own."""
    demo = Demo(pace=0.1)
    access = demo.start()

    async def own() -> Credential:
        return StoredToken(origin(access.base_url), access.token)

    async def body() -> None:
        jobs, clock = Jobs(), FixedClock()
        client = Client(token or own, clock.now)
        room = Room(Session(clock, jobs), jobs, access, client)
        room.session.state_changed.connect(room.shown.append)
        room.session.attempts.wait, room.session.attempts.jitter = room.at_once, lambda: 0.5
        try:
            await scene(room)
        finally:
            await jobs.aclose()
            await client.aclose()

    try:
        drive(app, body)
    finally:
        demo.stop()


def credential_for(base_url: str) -> Callable[[], Awaitable[Credential | None]]:
    """A token callable for another server."""

    async def token() -> Credential:
        return Credential(origin(base_url), "a-token")

    return token
