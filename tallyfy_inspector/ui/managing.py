"""Does what the window over all connections asks for: changes, removes and imports, each said in words.

Removing is verified: the keyring is read back, and where there is none that is said. An import names what it
would read and asks first; the token is then shown to be somebody's before it can be saved, in the sign-in
dialog, which tries it only at Tallyfy's own address. Holds no token itself.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
from tallyfy_inspector.api.hosts import is_official
from tallyfy_inspector.ports import RUN_CONNECTION, ConnectionRecord, ImportSource, VaultError
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import connection_words
from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.confirm import Confirm
from tallyfy_inspector.ui.connections_dialog import ConnectionsDialog
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.parts import Parts

_JOB = "connections"


class Managing(QObject):
    """Of one window."""

    def __init__(self, account: Account, jobs: Jobs, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._account = account
        self._jobs = jobs
        self._imports = parts.imports
        self._window = window
        self.dialog: ConnectionsDialog | None = None
        self.question: Confirm | None = None

    def open(self) -> None:
        """Open the window, or bring it to the front."""
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        sources = () if self._imports is None else self._imports.sources()
        self.dialog = dialog = ConnectionsDialog(sources, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.change_wanted.connect(self._on_change)
        dialog.token_wanted.connect(self._on_token)
        dialog.remove_wanted.connect(self._on_remove)
        dialog.import_wanted.connect(self._on_import)
        dialog.another_wanted.connect(self._on_another)
        dialog.finished.connect(self._on_finished)
        dialog.show_records(self._account.records, self._account.connection.id)
        dialog.open()
        dialog.list.setFocus()

    def close(self) -> None:
        """Take the window away, with what it asks."""
        if self.dialog is not None:
            self.dialog.reject()

    def _on_finished(self) -> None:
        self._jobs.cancel(_JOB)
        self.dialog = None
        if self.question is not None:
            self.question.reject()
        self._window.activateWindow()  # not every desktop gives the keyboard back by itself

    def _on_change(self, record: ConnectionRecord) -> None:
        try:
            connection = self._account.keeper.change(record)
        except ValueError as error:
            self._tell(str(error), "bad")
            return
        if connection is not None:
            self._account.adopt(connection)
        self._show(record.id)
        self._tell(_("Saved."), "good")

    def _on_token(self, record: ConnectionRecord) -> None:
        self.close()
        self._account.sign_in_to(record)

    def _on_another(self) -> None:
        self.close()
        self._account.sign_in_to_another()

    def _on_remove(self, record: ConnectionRecord) -> None:
        asked = _(
            "Remove the connection “{name}”? Its token is removed from this computer, and its recent tasks "
            "are forgotten. Tallyfy is told nothing: the token stays valid there until you log out."
        )
        self._ask(
            _("Remove the connection"),
            asked.format(name=record.name),
            _("&Remove"),
            lambda: self._remove(record),
        )

    async def _remove(self, record: ConnectionRecord) -> None:
        done = await self._account.keeper.remove(record)
        self._account.leave(record.id)
        self._show(self._account.connection.id)
        self._tell(*connection_words.removed(record, done.keyring, done.left))

    def _on_import(self, source: ImportSource) -> None:
        address = self._address(source)
        self._ask(
            _("Import a token"),
            connection_words.import_question(source, address),
            _("&Read it"),
            lambda: self._import(source, address),
        )

    def _address(self, source: ImportSource) -> str:
        """Where the token would be tried: the variable's belongs to the address of this run."""
        if source.kind == "environment":
            of_run = (each.base_url for each in self._account.records if each.id == RUN_CONNECTION)
            return next(of_run, DEFAULT_BASE_URL)
        own = self._account.connection.base_url
        return own if is_official(own) else DEFAULT_BASE_URL

    async def _import(self, source: ImportSource, address: str) -> None:
        if self._imports is None:
            return
        token = await self._imports.take(source.kind, address)
        self.close()  # this job ends with it, and nothing is waited for any more
        self._account.sign_in_to_another(address, imported=token)

    def _ask(self, title: str, text: str, yes: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.question = Confirm(title, text, yes, self.dialog)
        self.question.accepted.connect(lambda: self._start(work))
        self.question.finished.connect(self._on_answered)
        self.question.open()

    def _on_answered(self) -> None:
        self.question = None
        if self.dialog is not None:
            self.dialog.activateWindow()

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(True)
            self._jobs.start(_JOB, self._guarded(work))

    async def _guarded(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        # A cancelled job touches nothing any more: the window is closed.
        try:
            await work()
        except (ValueError, VaultError) as error:
            self._tell(str(error), "bad")
        except Exception:
            self._tell(_("Something went wrong here. The log file says more."), "bad")
            self._rest()
            raise
        self._rest()

    def _rest(self) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(False)

    def _show(self, chosen: str) -> None:
        if self.dialog is not None:
            self.dialog.show_records(self._account.records, chosen)

    def _tell(self, text: str, role: str) -> None:
        if self.dialog is not None:
            self.dialog.tell(text, role)
