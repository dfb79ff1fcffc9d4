"""A tour through the running program with secrets in everything: fetched, failed, pasted, copied, signed in.

`inside` runs it: `through_everything` reads its plan from TOUR (JSON) and writes what it saw to the file
TOUR_REPORT: `seen` (all words and spoken texts after each step), `titles`, `copied`, `reprs` (of records) and
`help` (what the doctor, the log and the report of an error give to copy).
The windows that a connection, a process and a network have are visited by `tour_windows`.
It asserts nothing of secrets; tests/test_canaries.py looks for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTableView

from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.panels.form_fields import FormFields
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.view import Answer, Loading
from tests.support import loopback, seen, tour_windows
from tests.support.fake_keyring import FakeBackend
from tests.support.running import settled, signing_in
from tests.support.ui import until

_log = logging.getLogger("tallyfy_inspector.tour")


def through_everything() -> Callable[[MainWindow], Awaitable[None]]:
    """The whole tour."""
    plan: dict[str, Any] = json.loads(os.environ["TOUR"])
    socket.getaddrinfo = _look_up

    async def body(window: MainWindow) -> None:
        tour = Tour(window, plan)
        for step in (
            tour.good,
            tour.rooms,
            tour.bad,
            tour.paste,
            tour.files,
            tour.dialog,
            tour.faults,
            tour.helped,
            tour.keyring,
            tour.unreachable,
            *tour_windows.steps(tour),
        ):
            await step()
        tour.write(Path(os.environ["TOUR_REPORT"]))

    return body


def _look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    """Every name but this computer's is not found, without asking anybody."""
    if not (loopback.is_near(host) or loopback.is_address(host)):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return loopback.look_up(host, port, *args, **kwargs)


@dataclass
class Tour:
    """What is toured, the plan, and what was noted down so far."""

    window: MainWindow
    plan: dict[str, Any] = field(repr=False)
    seen: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    reprs: list[str] = field(default_factory=list)
    help: list[str] = field(default_factory=list)

    def write(self, file: Path) -> None:
        report = {"seen": self.seen, "titles": self.titles, "copied": self.copied, "reprs": self.reprs}
        report["help"] = self.help
        file.write_text(json.dumps(report), encoding="utf-8")

    async def look(self) -> None:
        """Note down everything there is to see and hear, and what the records say of themselves."""
        await settled()
        self.seen += [seen.everything(), *(text for text, _urgent in self.window.speech.said)]
        self.titles += seen.titles()
        view = self.window.session.view
        records: list[object] = [view, self.window.account.connection, view.problem]
        for answer in (view.last_good, view.newest):
            records += _records(answer)
        self.reprs += map(repr, records)

    async def fetch(self, task: str) -> None:
        self.window.open_task(task)
        await until(lambda: not isinstance(self.window.session.view.now, Loading))
        await self.look()

    async def good(self) -> None:
        """A good answer: every panel, every row, every way to copy."""
        await self.fetch(self.plan["good"])
        tree = self._panel("json")
        assert isinstance(tree, JsonTree)
        tree.actions_by_id["expand_all"].trigger()
        await until(lambda: tree.model.rowCount() > 40)
        self._copy_rows(tree.view, tree.model.rowCount(), tree.actions_by_id, "copy_")
        fields = self._panel("fields")
        assert isinstance(fields, FormFields)
        self._copy_rows(fields.view, fields.model.rowCount(), fields.actions_by_id, "copy_")
        await self._raw()

    async def rooms(self) -> None:
        """Every other panel, every row of it, every way to copy; and those of the whole window."""
        for slot in self.window.panes.slots:
            self.window._open(slot.spec.id)
            await self.look()
            panel = slot.load()
            for view in panel.findChildren(QTableView):
                for row in range(view.model().rowCount() if slot.spec.id not in ("json", "fields") else 0):
                    view.setCurrentIndex(view.model().index(row, 0))
                    self.copy_all(panel)
            self.copy_all(panel)
        self.copy_all(self.window)

    def copy_all(self, root: QObject) -> None:
        """Do whatever copies under `root`, as far as it can be done now."""
        for action in root.findChildren(QAction):
            if action.objectName().startswith("copy") and action.isEnabled():
                self._copying(action.trigger)
        for button in root.findChildren(QPushButton):
            says_so = button.text().replace("&", "").startswith("Copy")
            if says_so and button.menu() is None and button.isVisible() and button.isEnabled():
                self._copying(button.click)

    async def bad(self) -> None:
        """Each failed answer, with its text."""
        for task in self.plan["bad"]:
            await self.fetch(task)
            await self._raw()

    async def paste(self) -> None:
        """A link that signs in, pasted into both fields, alone and among other text."""
        for box in (self.window.request_bar.task, self.window.request_bar.organization):
            for text in self.plan["pasted"]:
                QGuiApplication.clipboard().setText(text)
                box.setFocus()
                QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
                await self.look()
                box.undo()
                await self.look()
                box.clear()
            box.setText(self.plan["pasted"][0])  # typed letter by letter, and Enter
            QTest.keyClick(box, Qt.Key.Key_Return)
            await settled()
            box.undo()
            await self.look()
            box.clear()
        self.window.messages.candidates.dismiss()
        self.window.request_bar.organization.setText(self.plan["organization"])

    async def files(self) -> None:
        """Saved answers are opened, good and broken; one is pasted; the last is saved without its secrets."""
        for name in self.plan["files"]:
            self.window.opening.open_path(name)
            await until(lambda: not isinstance(self.window.session.view.now, Loading))
            await self.look()
            await self._raw()
        box = self.window.request_bar.task
        QGuiApplication.clipboard().setText(self.plan["json"])
        for _time in range(2):
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            await self.look()
            box.undo()
        answer = self.window.session.view.last_good
        assert answer is not None
        assert answer.exchange is None
        await self.window.saving._write(Path(self.plan["saved"]), answer, {"guest_link": 1})
        await self.look()

    async def dialog(self) -> None:
        """The token is pasted, tried (the answer is a bad one) and saved."""
        dialog = await signing_in(self.window)
        for button in (dialog.test, dialog.save):
            dialog.token.setText(self.plan["token"])
            dialog.said.clear()
            button.click()
            await until(lambda: dialog.said.text() and dialog.save.isEnabled())
            await self.look()
        dialog.reject()

    async def faults(self) -> None:
        """The program's own errors and log lines, with secrets in them."""
        secrets = " ".join((self.plan["token"], self.plan["pasted"][0], self.plan["value"]))

        def fail() -> None:
            raise ValueError(secrets)

        QTimer.singleShot(0, fail)
        asyncio.get_running_loop().call_soon(fail)
        Jobs().start("fails", _failing(secrets))
        _log.error("Token %s, %s", self.plan["token"], self.plan["pasted"][0])
        await asyncio.sleep(0.05)
        await self.look()

    async def helped(self) -> None:
        """The report of those errors, the doctor on Tallyfy's bad day, and the log, each copied."""
        windows = self.window.help_windows
        await until(lambda: windows.crash is not None)
        assert windows.crash is not None
        self.helping(windows.crash._copy)
        windows.crash._on_log()
        assert windows.logs is not None
        await until(lambda: windows.logs is not None and windows.logs.model.rowCount() > 0)
        await self.look()
        self.helping(windows.logs._copy)
        windows.logs.reject()
        windows.check_connection()
        assert windows.doctor is not None
        await until(windows.doctor.again.isEnabled)
        await self.look()
        self.helping(windows.doctor._copy)
        windows.doctor.reject()

    def helping(self, copy: Callable[[], object]) -> None:
        """Note down what a window about the program itself gives to copy."""
        QGuiApplication.clipboard().clear()
        copy()
        self.help.append(QGuiApplication.clipboard().text())

    async def keyring(self) -> None:
        """A keyring that breaks and repeats what it was given."""
        backend = FakeBackend()
        backend.fail = lambda _step, _service: RuntimeError(f"cannot keep {self.plan['token']}")
        vault = self.window.account.connection.vault
        assert isinstance(vault, KeyringVault)  # of the connection that was signed in to before
        vault._load_backend, vault._usable = lambda: backend, None
        await self.dialog()

    async def unreachable(self) -> None:
        """Nobody under that name, a certificate that nobody vouches for, nobody at that port."""
        for url in self.plan["unreachable"]:
            await self.use(url)
            await self.fetch(self.plan["good"])
            assert self.window.session.view.problem is not None

    async def use(self, url: str) -> None:
        """Look at the Tallyfy at `url`, signed in."""
        connection = self.window._parts.account(url)
        with contextlib.suppress(VaultError):  # the keyring is broken; it stays in memory
            await connection.vault.set(self.plan["token"], origin(url))
        self.window.use(connection)

    def _panel(self, name: str) -> Any:
        return next(slot.load() for slot in self.window.panes.slots if slot.spec.id == name)

    def _copy_rows(self, view: Any, rows: int, actions: dict[str, QAction], start: str) -> None:
        for row in range(rows):
            view.setCurrentIndex(view.model().index(row, 0))
            for name, action in actions.items():
                if name.startswith(start) and action.isEnabled():
                    self._copying(action.trigger)
            details = self.window.panes.findChild(QPlainTextEdit, "field_details")
            assert details is not None
            self.seen.append(details.toPlainText())

    def _copying(self, copy: Callable[[], object]) -> None:
        QGuiApplication.clipboard().clear()
        copy()
        self.copied.append(QGuiApplication.clipboard().text())

    async def _raw(self) -> None:
        self.window._open("raw")
        await self.look()
        raw = self._panel("raw")
        raw.text.selectAll()
        self._copying(raw.text.copy)


def _records(answer: Answer | None) -> list[object]:
    if answer is None:
        return []
    return [answer, answer.exchange, answer.document, answer.unread, answer.problem, answer.source]


async def _failing(secrets: str) -> None:
    raise ValueError(secrets)
