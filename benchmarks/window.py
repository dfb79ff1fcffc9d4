"""The real window with a clock beside it: what a person does there, and when it was painted.

A `Stage` hands bytes to the window as an answer that came, and waits, in the running event loop, for paints
of the tree. Times are milliseconds on `time.perf_counter`. Knows the window's parts by their public names,
and nothing of tables and targets.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from benchmarks.documents import identifier
from tallyfy_inspector import redact
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import (
    Credential,
    Exchange,
    FetchRequest,
    ListRequest,
    ProcessAnswer,
    ProcessRequest,
    Timings,
)
from tallyfy_inspector.api.retrying import Rest
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.document.parse import Document
from tallyfy_inspector.ports import Fetcher, StoredToken
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.panels.json_view import JsonView
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.view import Done, Failed

PATIENCE = 20.0  # seconds for any one thing
_NO_PAINT_COMES = 0.25  # seconds after which nothing on screen had to change
_SETTLE = 0.15  # seconds
_REST = 1.0  # seconds
_TICK = 2  # milliseconds


def since(start: float) -> float:
    """Milliseconds from `start` to now."""
    return (time.perf_counter() - start) * 1000


class _Clock:
    """The time, in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)

    @property
    def zone(self) -> tzinfo:
        """UTC."""
        return UTC


class _HandsOver:
    """A fetcher that has the answer already, and notes when it hands it over."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.handed_over_at = 0.0

    async def fetch(self, request: FetchRequest) -> Exchange:
        """The answer, as it would have come."""
        exchange = Exchange(
            url=request.base_url,
            status=200,
            reason="OK",
            request_headers=(),
            response_headers=(("content-type", "application/json"),),
            body=self._body,
            wire_bytes=len(self._body),
            started_at=datetime.now(UTC),
            timings=Timings(first_byte=1.0, total=1.0),
        )
        self.handed_over_at = time.perf_counter()
        return exchange

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        """Not asked here."""
        raise NotImplementedError

    async def process(self, request: ProcessRequest, rest: Rest | None = None) -> ProcessAnswer:
        """Not asked here."""
        raise NotImplementedError

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        """Not asked here."""
        raise NotImplementedError

    async def organizations(self, base_url: str, token: str) -> tuple[Exchange, ...]:
        """Not asked here."""
        raise NotImplementedError


class Paints(QObject):
    """Waits for the first paint of `view` at which `ready()` holds."""

    def __init__(self, view: JsonView, ready: Callable[[], bool]) -> None:
        super().__init__()
        self._viewport = view.viewport()
        self._ready = ready
        self._painted = asyncio.Event()
        self.painted_at = 0.0
        self._viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let everything pass. The timer fires when the paint, of the whole window, is over."""
        if event.type() is QEvent.Type.Paint and not self.painted_at and self._ready():
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.painted_at = self.painted_at or time.perf_counter()
        self._painted.set()

    async def wait(self, patience: float = PATIENCE) -> float:
        """When that paint was over. Raises TimeoutError."""
        try:
            await asyncio.wait_for(self._painted.wait(), patience)
        finally:
            self._viewport.removeEventFilter(self)
        return self.painted_at


class Gaps:
    """How long the event loop was busy with one thing at most, while this watches."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Self:
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        self.longest = max(self.longest, since(self._last))
        self._last = time.perf_counter()


class Stage:
    """One window, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._jobs = Jobs()
        self._clients: list[Client] = []
        account = self._connection("https://go.tallyfy.com/api", _HandsOver(b""))
        settings = Settings(folder)
        parts = Parts(
            clock=_Clock(),
            settings=settings,
            files=LocalFiles(),
            mask=redact.mask_value,
            mask_raw=redact.mask_json,
            account=lambda _url: account,
            demo=lambda: account,
            remember=lambda _token: None,
        )
        self.window = MainWindow(parts, account, self._jobs)
        self.window.show()

    def _connection(self, base_url: str, fetcher: Fetcher) -> Connection:
        return Connection("Benchmark", base_url, fetcher, MemoryVault(), identifier("organization"))

    async def settle(self) -> None:
        """Let the window paint what it has to."""
        await asyncio.sleep(_SETTLE)

    async def rest(self) -> None:
        """Let it also end what it does after the paint of a large document."""
        await asyncio.sleep(_REST)

    async def show(self, body: bytes) -> float:
        """Milliseconds from the bytes being there to the first painted tree of them."""
        fetcher = _HandsOver(body)
        painted_at = await self._fetch(self._connection("https://go.tallyfy.com/api", fetcher))
        return (painted_at - fetcher.handed_over_at) * 1000

    async def fetch_from(self, base_url: str) -> float:
        """Fetch over loopback as from Tallyfy, until it is painted and all is quiet; when it was painted."""
        painted_at = await self._fetch(self.connections(base_url)(base_url))
        await self.settle()
        return painted_at

    def connections(self, server: str, read_timeout: float = 60.0) -> Callable[[str], Connection]:
        """Makes the connection for an address at `server`, all of them with one client."""
        vault = MemoryVault(StoredToken(origin(server), "benchmark", "memory"))

        async def token() -> Credential | None:
            return await vault.get()

        client = Client(token, _Clock().now, read_timeout=read_timeout)
        self._clients.append(client)
        return lambda base_url: self._connection(base_url, client)

    async def _fetch(self, connection: Connection) -> float:
        """Ask for a task that was not asked for before; when its tree had been painted."""
        session = self.window.session
        before = session.view.now
        request = FetchRequest(
            connection.base_url, identifier("organization"), identifier(time.perf_counter())
        )
        answered: asyncio.Future[Paints] = asyncio.get_running_loop().create_future()

        def on_state(_view: object) -> None:
            # The window hears of it first, so that the tree's panel stands by now, also at the first answer.
            now = session.view.now
            if isinstance(now, Done) and now is not before and not answered.done():
                answered.set_result(Paints(self.view, lambda: self.model.rowCount() > 1))
            elif isinstance(now, Failed) and not answered.done():
                answered.set_exception(RuntimeError(f"no answer: {type(now.problem).__name__}"))

        session.state_changed.connect(on_state)
        try:
            session.fetch(connection, request)
            paints = await asyncio.wait_for(answered, PATIENCE)
            return await paints.wait()
        finally:
            session.state_changed.disconnect(on_state)

    async def settled(self, start: float) -> float:
        """Milliseconds from `start` until repeated keys have been noticed and are painted."""
        paints = Paints(self.view, lambda: bool(self._document.repeated))
        return (await paints.wait() - start) * 1000

    @property
    def _document(self) -> Document:
        answer = self.window.session.view.last_good
        if answer is None or answer.document is None:
            raise LookupError("the window shows no document yet")
        return answer.document

    @property
    def panel(self) -> JsonTree:
        """The panel Task JSON; there from the first answer on."""
        panel = self.window.findChild(JsonTree)
        if not isinstance(panel, JsonTree):
            raise LookupError("the window has no tree yet")
        return panel

    @property
    def view(self) -> JsonView:
        """The tree's view."""
        return self.panel.view

    @property
    def model(self) -> JsonModel:
        """The tree's model."""
        return self.panel.model

    async def until_rows(self, rows: int, act: Callable[[], None], patience: float = PATIENCE) -> float:
        """Milliseconds from `act()` until the tree has `rows` rows and is painted with them. Raises
        TimeoutError when they did not come in `patience` seconds."""
        start = time.perf_counter()
        paints = Paints(self.view, lambda: self.model.rowCount() == rows)
        act()
        while self.model.rowCount() != rows:
            if since(start) > patience * 1000:
                raise TimeoutError(f"{self.model.rowCount()} rows instead of {rows}")
            await asyncio.sleep(0.001)
        complete_at = time.perf_counter()
        try:
            return (await paints.wait(_NO_PAINT_COMES) - start) * 1000
        except TimeoutError:  # what came is outside the screen
            return (complete_at - start) * 1000

    async def find(self, text: str) -> tuple[float | None, float]:
        """Milliseconds from the end of typing in the find bar to the first hit it tells (None when there
        is none), and to the end of the search."""
        bar, finding = self.panel.find_bar, self.panel.finder.finding
        first: float | None = None
        ended = asyncio.Event()
        bar.field.setText(text)

        def on_changed() -> None:
            nonlocal first
            if finding.found.count and first is None:
                first = since(start)

        finding.changed.connect(on_changed)
        finding.ended.connect(ended.set)
        start = time.perf_counter()
        try:
            if bar.settle():
                await asyncio.wait_for(ended.wait(), PATIENCE)
            return first, since(start)
        finally:
            finding.changed.disconnect(on_changed)
            finding.ended.disconnect(ended.set)

    async def close(self) -> None:
        """End the window and what it does."""
        await self._jobs.aclose()
        for client in self._clients:
            await client.aclose()
        gone = asyncio.Event()
        self.window.destroyed.connect(gone.set)
        self.window.close()
        self.window.deleteLater()
        await gone.wait()  # nothing of it may outlive the event loop


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Stage]:
    """A window on the screen, painted, nothing asked yet; `folder` is for its settings."""
    stage = Stage(folder)
    await stage.settle()
    try:
        yield stage
    finally:
        await stage.close()
