"""The part of the tour through windows of their own: connections, an import, a process, the network.

`steps` gives them in order; each opens its windows as a person would, has the tour look and copy, and closes
them. By the first one a connection is kept, so that what is remembered of tasks is written to disk. Asserts
nothing of secrets.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.store.imports import Imports
from tests.support.fake_keyring import FakeBackend
from tests.support.ui import until

if TYPE_CHECKING:
    from tests.support.tour import Tour

Step = Callable[[], Awaitable[None]]


class _OfTheTool(FakeBackend):
    """The keyring in which another program keeps `token`."""

    __module__ = FakeBackend.__module__

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def get_password(self, service: str, username: str) -> str | None:
        return self._token


def steps(tour: Tour) -> tuple[Step, ...]:
    """All of them."""
    return tuple(partial(step, tour) for step in (_kept, _recent, _process, _connections, _network))


async def _kept(tour: Tour) -> None:
    """A connection is kept and used, and what was looked at over it."""
    window, address = tour.window, tour.plan["address"]
    book, connect = window._parts.book, window._parts.connect
    assert book is not None
    assert connect is not None
    record = book.add(ConnectionRecord("", "Kept", address, tour.plan["organization"]))
    await connect(record).vault.set(tour.plan["token"], origin(address))
    window.account.switch(record.id)
    await until(lambda: window.account.signed_in)
    await tour.fetch(tour.plan["good"])


async def _recent(tour: Tour) -> None:
    """The menu of recent tasks, one of them again, back and forward."""
    bar = tour.window.request_bar.recent_bar
    bar.menu.popup(bar.recent.mapToGlobal(bar.recent.rect().bottomLeft()))
    await tour.look()
    bar.menu.close()
    bar.menu.actions()[0].trigger()
    await until(lambda: not tour.window.session.view.busy)
    await tour.look()
    for button in (bar.back, bar.forward):
        button.click()
        await tour.look()


async def _process(tour: Tour) -> None:
    """A process link that may be for two connections, its tasks, one of them; and a process that fails."""
    window, processes = tour.window, tour.window.guide.processes
    window.open_task(f"{tour.plan['address']}/tracker/{tour.plan['process']}")
    await tour.look()
    QTest.keyClick(window.messages.question.options, Qt.Key.Key_Return)
    dialog = processes.dialog
    assert dialog is not None
    await until(dialog.model.rowCount)
    await tour.look()
    QTest.keyClicks(dialog.filter, "call")
    dialog.view.selectAll()
    tour.copy_all(dialog)
    await tour.look()
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    await until(lambda: processes.dialog is None and not window.session.view.busy)
    await tour.look()
    window.guide.list_process(tour.plan["lost"], tour.plan["organization"])
    failed = processes.dialog
    assert failed is not None
    await until(failed.retry.isVisible)
    await tour.look()
    failed.reject()


async def _connections(tour: Tour) -> None:
    """All connections, and a token of another program that is asked for: refused, and tried."""
    window, managing = tour.window, tour.window.switcher.managing
    tool = _OfTheTool(tour.plan["token"])
    managing._imports = Imports(load_backend=lambda: tool)
    window.account_button.manage_wanted.emit()
    assert managing.dialog is not None
    await tour.look()
    (action,) = managing.dialog.import_button.menu().actions()
    action.trigger()
    await tour.look()
    assert managing.question is not None
    managing.question.yes.click()
    await until(lambda: window.account.dialog is not None)
    dialog = window.account.dialog
    assert dialog is not None
    await until(lambda: dialog.said.text() and dialog.test.isEnabled())
    await tour.look()
    dialog.reject()


async def _network(tour: Tour) -> None:
    """A proxy with a password is set, refuses, and is looked at by the doctor."""
    windows = tour.window.help_windows
    windows.set_network()
    dialog = windows.network
    assert dialog is not None
    dialog.proxy.setText(tour.plan["proxy"])
    dialog.user.setText("someone")
    dialog.password.setText(tour.plan["password"])
    await tour.look()
    dialog.save.click()
    await until(lambda: dialog.said.text() and dialog.save.isEnabled())
    await tour.look()
    dialog.reject()
    await tour.use(tour.plan["unreachable"][0])
    await tour.fetch(tour.plan["good"])
    windows.check_connection()
    assert windows.doctor is not None
    await until(windows.doctor.again.isEnabled)
    await tour.look()
    tour.helping(windows.doctor._copy)
    windows.doctor.reject()
