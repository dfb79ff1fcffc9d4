"""Sign in: paste a token, try it, keep it in the keyring, remove it.

The token stands only in the masked field and is handed to the vault and to one GET of `/me`; what is said
about it never holds any part of it. Knows no keyring and no network, only their ports.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL, TransportError
from tallyfy_inspector.api.routes import check_base_url, origin
from tallyfy_inspector.api.token import clean_token
from tallyfy_inspector.ports import StoredToken, VaultError
from tallyfy_inspector.task.people import whose
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme, token_words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.controls import Button, LineEdit, PrimaryButton
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.session import understand
from tallyfy_inspector.ui.speech import Speech

_JOB = "token"
_PLACE_JOB = "where is the token"
Work = Callable[[], Coroutine[Any, Any, None]]
Field = Literal["address", "token"]


class TokenDialog(QDialog):
    """One connection's address and token. `remember` is told each token before anything is done with it."""

    saved = Signal(str)  # the base URL that the token is for
    removed = Signal()

    def __init__(
        self,
        connection: Connection,
        jobs: Jobs,
        remember: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._jobs = jobs
        self._remember = remember
        self._speech = Speech(self)
        self._pressed: QWidget | None = None
        self.has_saved = False
        self.setObjectName("token_dialog")
        self.setWindowTitle(_("Sign in to Tallyfy"))
        self.setModal(True)
        self.address = LineEdit(self)
        self.token = LineEdit(self)
        self.said = plain.selectable(plain.label("", self, wrap=True))
        self.kept = plain.label("", self, wrap=True, role="dim")
        self.remove = Button(_("&Remove"), self)
        self.test = Button(_("&Test"), self)
        self.save = PrimaryButton(_("&Save"), self)
        self.close_button = Button(_("&Close"), self)
        self._name()
        self._lay_out()
        self._connect()

    def _name(self) -> None:
        for widget, name, accessible in (
            (self.address, "base_url", _("Tallyfy address")),
            (self.token, "token", _("Access token")),
            (self.test, "test", _("Test")),
            (self.save, "save", _("Save")),
            (self.remove, "remove", _("Remove")),
            (self.close_button, "close", _("Close")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
        self.said.setObjectName("token_result")
        self.kept.setObjectName("token_kept")
        self.address.setText(self._connection.base_url)
        self.address.setPlaceholderText(DEFAULT_BASE_URL)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setMaxLength(20_000)
        self.token.setPlaceholderText(_("Paste the token here"))

    def _lay_out(self) -> None:
        intro = _(
            "In Tallyfy open Settings › Integrations › REST API and copy your personal access token. "
            "It can do all that you can, so use an account with few rights where you have one. "
            "Logging out of Tallyfy ends it."
        )
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.GAP)
        fields.setVerticalSpacing(theme.GAP)
        for row, (text, widget) in enumerate(
            ((_("Tallyfy &address"), self.address), (_("Access to&ken"), self.token))
        ):
            label = plain.label(text, self)
            label.setBuddy(widget)
            fields.addWidget(label, row, 0)
            fields.addWidget(widget, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        for button in (self.test, self.save, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        column.setSpacing(12)
        column.addWidget(plain.label(intro, self, wrap=True))
        column.addLayout(fields)
        column.addWidget(self.kept)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 84, 860))
        self._column = column

    def _connect(self) -> None:
        self.test.clicked.connect(lambda: self._start(self._test))
        self.save.clicked.connect(lambda: self._start(self._save))
        self.remove.clicked.connect(lambda: self._start(self._remove))
        self.close_button.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.finished.connect(self._on_finished)

    def open_at(self, field: Field) -> None:
        """Open with the keyboard in `field`, and find out where a token is kept."""
        self.remove.hide()
        self.open()
        {"address": self.address, "token": self.token}[field].setFocus()
        self._jobs.start(_PLACE_JOB, self._tell_place())

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _on_finished(self) -> None:
        self._jobs.cancel(_JOB)
        self._jobs.cancel(_PLACE_JOB)
        self.token.setText("")

    def _start(self, work: Work) -> None:
        self._set_busy(True)
        self._jobs.start(_JOB, self._guarded(work))

    async def _guarded(self, work: Work) -> None:
        # A cancelled job touches nothing any more: the dialog is closed, perhaps gone.
        try:
            await work()
        except VaultError as error:
            self._say(str(error), "bad")
        except (ValueError, TransportError) as error:
            self._say(token_words.why_not(error), "bad")
        except Exception:
            self._say(_("Something went wrong here. The log file says more."), "bad")
            self._set_busy(False)
            raise
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        """The buttons rest while one of them works. The keyboard waits in the token's field: Qt would pass
        it on to the next button, which is Close."""
        buttons = (self.test, self.save, self.remove)
        if busy:
            self._pressed = next((each for each in buttons if each.hasFocus()), None)
            if self._pressed is not None:
                self.token.setFocus()
        for button in buttons:
            button.setEnabled(not busy)
        if not busy and self._pressed is not None and self.token.hasFocus():
            self._pressed.setFocus()

    def _say(self, text: str, role: str | None = None) -> None:
        plain.set_text(self.said, text)
        self.said.setAccessibleName(self.said.text())
        self.said.set_role(role)
        self._speech.say(text, urgent=role == "bad")
        self._fit()

    async def _tell_place(self) -> None:
        """Say where the token is kept, and which one is in place."""
        try:
            name = await self._connection.vault.keyring_name()
            stored = await self._connection.vault.get()
        except VaultError as error:
            self._tell_kept(str(error))
            self.remove.show()  # what cannot be read may still be removed
            return
        self._tell_kept(token_words.place(name, stored))
        self.remove.setVisible(stored is not None and stored.where != "environment")

    def _tell_kept(self, text: str) -> None:
        plain.set_text(self.kept, text)
        self.token.setAccessibleDescription(self.kept.text())
        self._fit()

    async def _given(self, base_url: str) -> str:
        """The token in the field, or the one in place for this address."""
        if self.token.text().strip():
            token = clean_token(self.token.text())
        else:
            token = (await self._in_place(base_url)).token
        self._remember(token)
        return token

    async def _in_place(self, base_url: str) -> StoredToken:
        stored = await self._connection.vault.get()
        if stored is None:
            raise ValueError(_("Paste a token first."))
        if stored.origin != origin(base_url):
            sentence = _("The token in place belongs to {origin}. Paste one for this address.")
            raise ValueError(sentence.format(origin=stored.origin))
        return stored

    async def _test(self) -> None:
        base_url = check_base_url(self.address.text())
        token = await self._given(base_url)
        self._say(_("Asking {host} whose token this is…").format(host=origin(base_url)))
        exchange = await self._connection.fetcher.who_am_i(base_url, token)
        document, _unread, problem = understand(exchange)
        if problem is not None or document is None:
            words = (problem.title, problem.hint) if problem is not None else (_("No answer"),)
            self._say(". ".join(words), "bad")
            return
        self._say(_("It works: this is the token of {person}.").format(person=whose(document.root)), "good")

    async def _save(self) -> None:
        base_url = check_base_url(self.address.text())
        if self.token.text().strip():
            said, role = await self._keep(await self._given(base_url), base_url)
        elif (await self._in_place(base_url)).where == "environment":
            raise ValueError(_("Paste a token first: the one from the environment is not saved."))
        else:  # another address of the same server: its token stays
            said = _("Saved. The token in place is used for {address}.").format(address=base_url)
            role = "good"
        self.token.setText("")
        self.address.setText(base_url)
        await self._tell_place()
        self._say(said, role)
        self._pressed = self.close_button
        self.has_saved = True
        self.saved.emit(base_url)

    async def _keep(self, token: str, base_url: str) -> tuple[str, str]:
        """Save `token`; what to say of it, and in which colour."""
        vault = self._connection.vault
        try:
            return token_words.saved(await vault.set(token, origin(base_url))), "good"
        except VaultError as error:
            stored = await vault.get()
            if stored is None or stored.token != token:
                raise
            return str(error), "warning"  # the keyring refused it, and it is kept in memory all the same

    async def _remove(self) -> None:
        await self._connection.vault.delete()
        self._pressed = self.token
        await self._tell_place()
        self._say(_("Removed: this program holds no token any more."), "good")
        self.removed.emit()
