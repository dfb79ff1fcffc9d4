"""Which Tallyfy the window talks to, and whether there is a token: switching, signing in, the demo.

Keeps the one `Connection` in use and says when it changes; the window draws it. Never touches the keyring
before it is told to `look`, and asks nothing of Tallyfy itself. What is kept is for `keeping`; the window
over all connections for `managing`.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api import token_life
from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ports import ConnectionRecord, ImportedToken, StoredToken, VaultError, free_colour
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import token_life_words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.keeping import Keeper
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.token_dialog import Field, Target, TokenDialog

_JOB = "signed in?"


class Account(QObject):
    """The connection in use. `hidden` is set while others look on."""

    changed = Signal(object)  # the Connection before; also when no more than `signed_in` changed
    replaced = Signal()  # by another connection or token: what is known of the one before is of no use
    told = Signal(str)  # a sentence, of the keyring or of the demo
    sign_in_ended = Signal(bool)  # the dialog was closed; whether a token was saved in it
    helped = Signal(str)  # it was, and a problem had asked for it; what is still to be said of it

    def __init__(self, connection: Connection, jobs: Jobs, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self.connection = connection
        self.keeper = Keeper(parts)
        self.hidden = False
        self._jobs = jobs
        self._parts = parts
        self._window = window
        self.dialog: TokenDialog | None = None
        self._stored: StoredToken | None = None
        self.signed_in: bool | None = None  # here; None while the keyring has not answered

    @property
    def notices(self) -> str:
        """What the window says all the time: where requests go, that a token is for this run only, that it is
        nearly over."""
        told = list(self.connection.notices)
        if self._stored is not None and self._stored.where == "environment":
            told.insert(
                0, _("The token comes from TALLYFY_ACCESS_TOKEN, for this run only. It is not saved.")
            )
        if self.signed_in and self._stored is not None and not self.connection.demo:
            life, clock = token_life.life(self._stored.token), self._parts.clock
            told.append(token_life_words.warning(life, clock.now(), clock.zone))
        return " ".join(each for each in told if each)

    @property
    def records(self) -> tuple[ConnectionRecord, ...]:
        """All connections that there are."""
        return self.keeper.records()

    def look(self) -> None:
        """Ask the keyring whether there is a token."""
        self._jobs.start(_JOB, self._look())

    async def _look(self) -> None:
        connection, known, before = self.connection, self.signed_in is not None, _sent(self._stored)
        try:
            self._stored = await connection.vault.get()
        except VaultError as error:
            self._stored = None
            self.told.emit(str(error))
        # One of another server is none here: it is never sent to this one.
        self.signed_in = self._stored is not None and self._stored.origin == origin(connection.base_url)
        self.changed.emit(connection)
        if known and _sent(self._stored) != before:
            self.replaced.emit()

    def use(self, connection: Connection) -> None:
        """Look at another Tallyfy from now on."""
        before, self.connection = self.connection, connection
        self._stored, self.signed_in = None, None
        self.changed.emit(before)
        self.replaced.emit()
        if before.demo and not connection.demo:
            self.told.emit(_("You left the demo: from now on Tallyfy itself is asked."))
        self.look()

    def switch(self, connection_id: str) -> None:
        """Look at the connection of that ID, now and at the next start. One that was removed meanwhile leaves
        everything as it is."""
        record = next((each for each in self.records if each.id == connection_id), None)
        if record is None or self._parts.connect is None or self._parts.book is None:
            self.changed.emit(self.connection)
            return
        self._parts.book.choose(record.id)
        if record.id != self.connection.id:
            self.use(self._parts.connect(record))

    def open_demo(self) -> None:
        """Switch to the server in this program."""
        self.use(self._parts.demo())

    def leave_demo(self) -> None:
        """Back to where this run is meant to go."""
        self.use(self._parts.account(""))

    def sign_in(self, field: Field = "token", organization: str = "", *, helps: bool = False) -> None:
        """Open the dialog for the real Tallyfy, with the keyboard in `field`, and `organization` filled in
        where none is known; `helps`: a problem asks for it. A demo goes on until a token is saved."""
        connection = self._parts.account("") if self.connection.demo else self.connection
        kept = self.keeper.record(connection)
        record = replace(kept, base_url=connection.base_url, organization=kept.organization or organization)
        self._open(Target(connection, self._coloured(record), helps=helps), field)

    def sign_in_to_another(
        self, base_url: str = "", organization: str = "", imported: ImportedToken | None = None
    ) -> None:
        """Open the dialog for one more connection; what is known of it stands in its fields."""
        connection = self._parts.account("") if self.connection.demo else self.connection
        record = ConnectionRecord("", "", base_url or DEFAULT_BASE_URL, organization, saved=False)
        fresh = bool(self.records) or connection.base_url != record.base_url
        self._open(Target(connection, self._coloured(record), fresh=fresh, imported=imported), "token")

    def sign_in_to(self, record: ConnectionRecord) -> None:
        """Open the dialog for another token of a connection; the one in use stays in use."""
        if self._parts.connect is not None:
            self._open(Target(self._parts.connect(record), record), "token")

    def _coloured(self, record: ConnectionRecord) -> ConnectionRecord:
        if record.saved:
            return record
        return replace(record, colour=free_colour(self.records))

    def _open(self, target: Target, field: Field) -> None:
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        target = replace(target, hidden=self.hidden)
        parts = self._parts
        self.dialog = TokenDialog(target, self.keeper, self._jobs, parts.remember, parts.clock, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stays = target.record.saved and target.connection.id != self.connection.id
        self.dialog.saved.connect(lambda kept: self._on_saved(kept, stays=stays and not self.connection.demo))
        self.dialog.removed.connect(self._on_removed)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open_at(field)

    def sign_in_again(self, field: Field) -> None:
        """What helps when Tallyfy did not accept the token or the address. In the demo nothing does."""
        if self.connection.demo:
            self.told.emit(
                _(
                    "This error is made up, like all in the demo, and no sign-in would change it. To look at "
                    "your own tasks, choose “Leave the demo” in the menu at the top left."
                )
            )
        else:
            self.sign_in(field, helps=True)

    def close_dialog(self) -> None:
        """Take the dialog away with what stands in it."""
        if self.dialog is not None:
            self.dialog.reject()

    def adopt(self, connection: Connection) -> None:
        """`connection` was changed, but for its token."""
        if connection.id == self.connection.id:
            before, self.connection = self.connection, connection
            self.changed.emit(before)
            if not connection.is_where(before):
                self.replaced.emit()
        else:
            self.changed.emit(self.connection)

    def keep_organization(self, organization: str) -> None:
        """`organization`, which the person wrote and which answered, is that of the connection in use where
        it has none."""
        connection = self.connection
        kept = not connection.demo and self._parts.keep_organization(connection, organization)
        if kept and not connection.organization:
            self.adopt(replace(connection, organization=organization))

    def leave(self, connection_id: str) -> None:
        """The connection of that ID was removed: look at another one where it was in use."""
        if connection_id == self.connection.id:
            self.use(self._parts.account(""))
        else:
            self.changed.emit(self.connection)

    def _on_saved(self, connection: Connection, *, stays: bool) -> None:
        if connection == self.connection:
            self.look()
        elif stays:
            self.changed.emit(self.connection)
        else:
            self.use(connection)

    def _on_removed(self) -> None:
        if not self.connection.demo:
            self.look()

    def _on_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        self._window.activateWindow()  # not every desktop gives the keyboard back by itself
        if dialog is None:
            return
        self.sign_in_ended.emit(dialog.has_saved)
        if dialog.has_saved and dialog.target.helps:
            self.helped.emit(dialog.parting)


def _sent(stored: StoredToken | None) -> tuple[str, str] | None:
    """What is sent, and where to, wherever it is kept."""
    return None if stored is None else (stored.origin, stored.token)
