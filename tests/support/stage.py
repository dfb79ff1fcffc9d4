"""The real window on a real demo server, for tests of what a person does in it.

    def test_enter_fetches(qapp):
        async def scene(stage):
            await stage.fetch(stage.access.first_task)
            assert stage.now(Done).answer.good
        play(qapp, scene)

Keys go to whatever has the keyboard, as on a real screen. Nothing is replaced but the clock, which stands
still, the keyring, which is a memory, and the settings' folder, which is new; `spy.asked` has every request
that left. A scene must not run Qt's event loop itself (no qtbot.wait, no processEvents): it awaits.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tallyfy_inspector import redact
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import Exchange, FetchRequest, ListRequest, ProcessAnswer, ProcessRequest
from tallyfy_inspector.api.retrying import Rest
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.demo.server import Demo
from tallyfy_inspector.ports import FIRST_CONNECTION, ConnectionRecord, StoredToken, Vault
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.history import History
from tallyfy_inspector.store.imports import Imports
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui.connection import DEMO, Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.token_dialog import TokenDialog
from tallyfy_inspector.ui.view import Answer, Done
from tests.support.fake_keyring import FakeBackend
from tests.support.ui import drive, until
from tests.support.views import FixedClock

TALLYFY = "https://go.tallyfy.com/api"
T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


class Spy:
    """A client that remembers what it was asked, and asks it."""

    def __init__(self, inner: Client) -> None:
        self._inner = inner
        self.asked: list[FetchRequest] = []
        self.listed: list[ListRequest] = []
        self.processes: list[ProcessRequest] = []
        self.tested: list[str] = []

    async def fetch(self, request: FetchRequest) -> Exchange:
        self.asked.append(request)
        return await self._inner.fetch(request)

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        self.listed.append(request)
        return await self._inner.fetch_list(request)

    async def process(self, request: ProcessRequest, rest: Rest | None = None) -> ProcessAnswer:
        self.processes.append(request)
        return await self._inner.process(request, rest)

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        self.tested.append(base_url)
        return await self._inner.who_am_i(base_url, token)

    async def organizations(self, base_url: str, token: str) -> tuple[Exchange, ...]:
        return await self._inner.organizations(base_url, token)


class Stage:
    """`window`, shown and active, and what stands behind it."""

    def __init__(
        self, demo: Demo, folder: Path, *, is_demo: bool, vault: Vault | None, size: tuple[int, int]
    ) -> None:
        self.access = demo.start()
        self.clock = FixedClock()
        self.token = StoredToken(origin(self.access.base_url), self.access.token, "memory")
        self.vault: Vault = vault or MemoryVault(self.token)
        self.jobs = Jobs()
        self.client = Client(self.vault.get, self.clock.now)
        self.spy = Spy(self.client)
        self.settings = Settings(folder)
        self.remembered: list[str] = []
        self.book = Connections(self.settings)
        self.history = History(folder, self.settings, self.clock)
        self.tool = FakeBackend()  # the keyring in which another program may keep a token
        self.imports = Imports(load_backend=lambda: self.tool, timeout=5)
        self.vaults: dict[str, Vault] = {FIRST_CONNECTION: self.vault}
        self.spies = {FIRST_CONNECTION: self.spy}
        self.clients = [self.client]
        self.waited: list[float] = []
        self.window = self.another_window(is_demo=is_demo)
        for waits in (self.window.session.attempts, self.window.guide.processes.patience):
            waits.wait, waits.jitter = self.at_once, lambda: 0.0
        self.window.resize(QSize(*size))
        self.window.show()
        self.window.activateWindow()

    def another_window(self, *, is_demo: bool = True) -> MainWindow:
        """A window on the same settings, not shown yet."""
        parts = Parts(
            self.clock,
            self.settings,
            LocalFiles(),
            redact.mask_value,
            redact.mask_json,
            self.account,
            self.demo,
            self.remembered.append,
            self.book,
            self.connect,
            self.history,
            self.imports,
        )
        return MainWindow(parts, self.demo() if is_demo else self.account(self.access.base_url), self.jobs)

    def demo(self) -> Connection:
        """The demo as a demo."""
        return self._connection("Demo", self.access.base_url, demo=True, tasks=self.access.tasks, id=DEMO)

    def account(self, base_url: str) -> Connection:
        """The demo as if it were somebody's Tallyfy at `base_url`."""
        return self._connection("Tallyfy", base_url or TALLYFY)

    def connect(self, record: ConnectionRecord) -> Connection:
        """The connection of a record, with a vault of its own; the first one's is `vault`."""
        vault = self.vaults.setdefault(record.id, MemoryVault())
        if record.id not in self.spies:
            self.clients.append(Client(vault.get, self.clock.now))
            self.spies[record.id] = Spy(self.clients[-1])
        return Connection(
            record.name,
            record.base_url,
            self.spies[record.id],
            vault,
            record.organization,
            id=record.id,
            colour=record.colour,
            production=record.production,
            organization_name=record.organization_name,
        )

    def _connection(self, name: str, base_url: str, **more: Any) -> Connection:
        organization = self.access.organization if base_url == self.access.base_url else ""
        return Connection(name, base_url, self.spy, self.vault, organization, **more)

    # What a person does

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def paste(self, text: str, box: QWidget | None = None) -> None:
        """Ctrl+V with `text` on the clipboard, into the task box or `box`."""
        (box or self.window.request_bar.task).setFocus()
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def drop(self, text: str) -> None:
        """`text`, dragged from elsewhere onto the task box."""
        data = QMimeData()
        data.setText(text)
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        event = QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
        self.window.request_bar.task.dropEvent(event)  # QApplication would look for a drag of the pointer

    def write(self, text: str, box: QWidget | None = None) -> None:
        """`text` in place of what stands in the task box or in `box`."""
        target = box or self.window.request_bar.task
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(target, Qt.Key.Key_Delete)
        QTest.keyClicks(target, text)

    def click(self, name: str) -> None:
        """A click on the widget of that object name."""
        QTest.mouseClick(self.widget(name), Qt.MouseButton.LeftButton)

    async def fetch(self, task: str) -> None:
        """Paste a task, press Enter, and wait for the answer."""
        await until(self.window.isActiveWindow)  # a dialog that was closed gives way a turn later
        self.paste(task)
        self.press(Qt.Key.Key_Return)
        await self.answered()

    async def answered(self) -> None:
        """Until nothing is on its way."""
        await until(lambda: not self.window.session.view.busy)

    async def at_once(self, seconds: float) -> None:
        """Waits no time before something is asked again; `waited` tells how long it would have been."""
        self.waited.append(seconds)
        await asyncio.sleep(0)

    # What is to be seen

    @property
    def box(self) -> str:
        """What stands in the task box."""
        return self.window.request_bar.task.text()

    @property
    def organization(self) -> str:
        """What stands in the organization's field."""
        return self.window.request_bar.organization.text()

    @property
    def notice(self) -> str:
        """The line under the fields."""
        return self.window.messages.notice.text

    @property
    def said(self) -> list[str]:
        """What was announced."""
        return [text for text, _urgent in self.window.speech.said]

    def now(self, kind: type[T]) -> T:
        """The present state, which must be a `kind`."""
        now = self.window.session.view.now
        assert isinstance(now, kind), now
        return now

    @property
    def answer(self) -> Answer:
        """The newest answer."""
        return self.now(Done).answer

    @property
    def exchange(self) -> Exchange:
        """What was asked for it, and came back."""
        assert self.answer.exchange is not None
        return self.answer.exchange

    def widget(self, name: str) -> QWidget:
        """The one widget of that object name, in the window or in a window of its own."""
        found = {w for top in QApplication.topLevelWidgets() for w in top.findChildren(QWidget, name)}
        found = {each for each in found if each.window().isVisible()} if len(found) > 1 else found
        assert len(found) == 1, (name, found)
        return found.pop()

    def table(self, accessible_name: str) -> QTableView:
        """The tree or the list of fields."""
        found = [t for t in self.window.findChildren(QTableView) if t.accessibleName() == accessible_name]
        assert len(found) == 1, found
        return found[0]

    @property
    def path(self) -> str:
        """The place in the status line."""
        return self.widget("path").accessibleDescription()

    async def sign_in(self, address: str = "") -> TokenDialog:
        """The token dialog of the demo as of a real Tallyfy, once it says where a token is kept."""
        self.window.use(self.account(self.access.base_url))
        self.window.sign_in()
        dialog = self.dialog()
        await until(dialog.kept.text)
        if address:
            dialog.address.setText(address)
        return dialog

    def dialog(self) -> TokenDialog:
        """The open token dialog."""
        found = self.window.account.dialog
        assert found is not None
        return found


def task_that(shows: str) -> str:
    """The ID of the demo task whose description or title holds `shows`."""
    found = (each.id for each in catalogue.TASKS if shows in each.what or shows in each.title)
    return next(found)


async def said(dialog: TokenDialog) -> str:
    """Wait until the buttons rest no more; what the dialog says then."""
    await until(dialog.save.isEnabled)
    return dialog.said.text()


def keyring(backend: FakeBackend, connection_id: str = FIRST_CONNECTION) -> KeyringVault:
    """The real vault on a keyring that a test made."""
    return KeyringVault(connection_id, load_backend=lambda: backend, timeout=5)


def focused() -> QWidget | None:
    """What has the keyboard."""
    return QApplication.focusWidget()


def play(
    app: QApplication,
    scene: Callable[[Stage], Awaitable[None]],
    *,
    pace: float = 0.1,
    is_demo: bool = True,
    vault: Vault | None = None,
    size: tuple[int, int] = (1360, 820),
) -> None:
    """Run `scene` in the program's event loop, on a window of its own, and clear everything away."""

    async def body(folder: Path) -> None:
        stage = Stage(demo, folder, is_demo=is_demo, vault=vault, size=size)
        try:
            await until(stage.window.isActiveWindow)
            await scene(stage)
        finally:
            stage.window.close()
            await stage.jobs.aclose()
            for client in stage.clients:
                await client.aclose()
            stage.window.deleteLater()

    demo = Demo(pace=pace)
    try:
        with tempfile.TemporaryDirectory() as folder:
            drive(app, lambda: body(Path(folder)))
    finally:
        demo.stop()
        QGuiApplication.clipboard().clear()
        app.processEvents()
