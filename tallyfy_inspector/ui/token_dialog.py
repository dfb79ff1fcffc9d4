"""Sign in: paste a token, try it, keep it in the keyring, remove it.

The token stands only in the masked field and is handed to the vault and to one GET of `/me`; what is said
about it never holds any part of it. Knows no keyring and no network, only their ports.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL, TransportError
from tallyfy_inspector.api.problems import from_transport
from tallyfy_inspector.api.routes import check_base_url, origin
from tallyfy_inspector.api.token import clean_token
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.task.people import whose
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.controls import Button, LineEdit, PrimaryButton
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.session import understand
from tallyfy_inspector.ui.speech import Speech

_JOB = "token"
Work = Coroutine[Any, Any, None]


class TokenDialog(QDialog):
    """One connection's address and token."""

    saved = Signal(str)  # the base URL the token was saved for
    removed = Signal()

    def __init__(self, connection: Connection, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._jobs = jobs
        self._speech = Speech(self)
        self.setObjectName("token_dialog")
        self.setWindowTitle(_("Sign in to Tallyfy"))
        self.setModal(True)
        self.address = LineEdit(self)
        self.token = LineEdit(self)
        self.test = Button(_("&Test"), self)
        self.save = PrimaryButton(_("&Save"), self)
        self.remove = Button(_("&Remove"), self)
        self.close_button = Button(_("Close"), self)
        self.said = plain.selectable(plain.label("", self, wrap=True))
        self.kept = plain.label("", self, wrap=True, role="dim")
        self._name()
        self._lay_out()
        self._connect()
        self._start(self._tell_where())

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
        self.test.clicked.connect(lambda: self._start(self._test()))
        self.save.clicked.connect(lambda: self._start(self._save()))
        self.remove.clicked.connect(lambda: self._start(self._remove()))
        self.close_button.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.finished.connect(self._on_finished)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _on_finished(self) -> None:
        self._jobs.cancel(_JOB)
        self.token.clear()

    def _start(self, work: Work) -> None:
        self._jobs.start(_JOB, self._guarded(work))

    async def _guarded(self, work: Work) -> None:
        self._set_busy(True)
        try:
            await work
        except VaultError as error:
            self._say(str(error), "bad")
        except (ValueError, TransportError) as error:
            self._say(_sentence(error), "bad")
        finally:
            self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.test, self.save, self.remove):
            button.setEnabled(not busy)
        if not busy and self.focusWidget() is None:
            self.token.setFocus()

    def _say(self, text: str, role: str | None = None) -> None:
        plain.set_text(self.said, text)
        self.said.setAccessibleName(text)
        self.said.set_role(role)
        self._speech.say(text, urgent=role == "bad")
        self._fit()

    async def _tell_where(self) -> None:
        name = await self._connection.vault.keyring_name()
        if name is None:
            text = _("No keyring was found on this computer: the token is kept in memory until you quit.")
        else:
            text = _("The token is kept in {keyring}, the keyring of this computer, and nowhere else.")
        self._tell_kept(text.format(keyring=name))
        stored = await self._connection.vault.get()
        if stored is not None and stored.where == "environment":
            self._tell_kept(_("A token comes from TALLYFY_ACCESS_TOKEN, for this run only; it is not saved."))
        elif stored is not None:
            self._tell_kept(
                _("A token for {origin} is in place.").format(origin=stored.origin) + " " + self.kept.text()
            )
        self.remove.setVisible(stored is not None and stored.where != "environment")

    def _tell_kept(self, text: str) -> None:
        plain.set_text(self.kept, text)
        self._fit()

    async def _given(self, base_url: str) -> str:
        """The token in the field, or the one in place for this address."""
        if self.token.text().strip():
            return clean_token(self.token.text())
        stored = await self._connection.vault.get()
        if stored is None:
            raise ValueError(_("Paste a token first."))
        if stored.origin != origin(base_url):
            raise ValueError(
                _("The token in place belongs to {origin}. Paste one for this address.").format(
                    origin=stored.origin
                )
            )
        return stored.token

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
        if not self.token.text().strip():
            raise ValueError(_("Paste a token first."))
        stored = await self._connection.vault.set(clean_token(self.token.text()), origin(base_url))
        self.token.clear()
        if stored.where == "keyring":
            self._say(
                _("Saved in the keyring. It is only ever sent to {origin}.").format(origin=stored.origin),
                "good",
            )
        else:
            self._say(
                _("Kept in memory until you quit; it is only sent to {origin}.").format(origin=stored.origin),
                "good",
            )
        self.saved.emit(base_url)
        self.remove.setVisible(True)

    async def _remove(self) -> None:
        await self._connection.vault.delete()
        self._say(_("Removed: the keyring holds no token of this program any more."), "good")
        self.remove.setVisible(False)
        self.removed.emit()
        self.token.setFocus(Qt.FocusReason.OtherFocusReason)


def _sentence(error: Exception) -> str:
    if isinstance(error, TransportError):
        problem = from_transport(error)
        return f"{problem.title}. {problem.hint}"
    return str(error)
