"""Which Tallyfy the window talks to, and whether there is a token: signing in, the demo, and the way back.

Keeps the one `Connection` in use and says when it changes; the window draws it. Never touches the keyring
before it is told to `look`, and asks nothing of Tallyfy itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ports import SettingsStore, StoredToken, VaultError
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.token_dialog import Field, TokenDialog

_JOB = "signed in?"


class Account(QObject):
    """The connection in use. `account` makes the one for an address ("": where this run is meant to go),
    `demo` starts the demo, `remember` is told each token so that no log ever holds it."""

    changed = Signal(object)  # the Connection before; also when no more than `signed_in` changed
    told = Signal(str)  # a sentence, of the keyring or of the demo
    sign_in_ended = Signal(bool)  # the dialog was closed; whether a token was saved in it

    def __init__(
        self,
        connection: Connection,
        jobs: Jobs,
        settings: SettingsStore,
        account: Callable[[str], Connection],
        demo: Callable[[], Connection],
        remember: Callable[[str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.connection = connection
        self._jobs = jobs
        self._settings = settings
        self._account = account
        self._demo = demo
        self._remember = remember
        self._window = window
        self.dialog: TokenDialog | None = None
        self._stored: StoredToken | None = None
        self.signed_in: bool | None = None  # here; None while the keyring has not answered

    @property
    def notices(self) -> str:
        """What the window says all the time: where requests go, and that a token is for this run only."""
        told = list(self.connection.notices)
        if self._stored is not None and self._stored.where == "environment":
            told.insert(
                0, _("The token comes from TALLYFY_ACCESS_TOKEN, for this run only. It is not saved.")
            )
        return " ".join(told)

    def look(self) -> None:
        """Ask the keyring whether there is a token."""
        self._jobs.start(_JOB, self._look())

    async def _look(self) -> None:
        connection = self.connection
        try:
            self._stored = await connection.vault.get()
        except VaultError as error:
            self._stored = None
            self.told.emit(str(error))
        # One of another server is none here: it is never sent to this one.
        self.signed_in = self._stored is not None and self._stored.origin == origin(connection.base_url)
        self.changed.emit(connection)

    def use(self, connection: Connection) -> None:
        """Look at another Tallyfy from now on."""
        before, self.connection = self.connection, connection
        self._stored, self.signed_in = None, None
        self.changed.emit(before)
        if before.demo and not connection.demo:
            self.told.emit(_("You left the demo: from now on Tallyfy itself is asked."))
        self.look()

    def open_demo(self) -> None:
        """Switch to the server in this program."""
        self.use(self._demo())

    def leave_demo(self) -> None:
        """Back to where this run is meant to go."""
        self.use(self._account(""))

    def sign_in(self, field: Field = "token") -> None:
        """Open the dialog for the real Tallyfy, with the keyboard in `field`. A demo goes on until a token
        is saved."""
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        target = self._account("") if self.connection.demo else self.connection
        self.dialog = TokenDialog(target, self._jobs, self._remember, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.saved.connect(lambda base_url: self._on_saved(target, base_url))
        self.dialog.removed.connect(self._on_removed)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open_at(field)

    def sign_in_again(self, field: Field) -> None:
        """What helps when Tallyfy did not accept the token or the address. In the demo nothing does."""
        if self.connection.demo:
            self.told.emit(
                _(
                    "This error is made up, like all in the demo, and no sign-in would change it. To look at "
                    "your own tasks, choose “Sign in…” in the menu “Demo”."
                )
            )
        else:
            self.sign_in(field)

    def close_dialog(self) -> None:
        """Take the dialog away with what stands in it."""
        if self.dialog is not None:
            self.dialog.reject()

    def _on_saved(self, target: Connection, base_url: str) -> None:
        if base_url != target.base_url:
            self._settings.set("base_url", base_url)
        if base_url != self.connection.base_url:
            self.use(target if base_url == target.base_url else self._account(base_url))
        else:
            self.look()

    def _on_removed(self) -> None:
        if not self.connection.demo:
            self.look()

    def _on_finished(self) -> None:
        saved = self.dialog is not None and self.dialog.has_saved
        self.dialog = None
        self._window.activateWindow()  # not every desktop gives the keyboard back by itself
        self.sign_in_ended.emit(saved)
