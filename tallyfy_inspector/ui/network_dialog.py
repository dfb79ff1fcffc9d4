"""A proxy and a CA file of one's own, for networks where this computer's settings do not lead to Tallyfy.

Empty fields mean the computer's own settings. There is no switch to check less. The password stands only in
the masked field and is handed to the port; what is said of it never holds any part of it. Another thing to
set: a field here, its member in `ports_help.NetworkChoice`. Knows no keyring, no network, no settings file.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tallyfy_inspector.api import proxies, system_proxy
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.ports_help import NetworkBook, NetworkChoice
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import network_words, plain, theme
from tallyfy_inspector.ui.controls import Button, LineEdit, PrimaryButton
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.speech import Speech

_JOB = "network"
_PLACE_JOB = "is there a proxy password"
_SYSTEM_JOB = "what this computer is set to"
_LONGEST = 2_000


class NetworkDialog(QDialog):
    """What `book` keeps; `url` is the address whose way is told."""

    def __init__(self, book: NetworkBook, url: str, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._url = url
        self._jobs = jobs
        self._speech = Speech(self)
        self._folder = ""
        self._system = system_proxy.NOTHING  # until it was asked
        self.setObjectName("network_dialog")
        self.setWindowTitle(_("Network"))
        self.setModal(True)
        self.proxy, self.user, self.password, self.ca_file = (LineEdit(self) for _each in range(4))
        self.choose = Button(_("C&hoose…"), self)
        self.in_use = plain.selectable(plain.label("", self, wrap=True, role="dim"))
        self.said = plain.selectable(plain.label("", self, wrap=True))
        self.save = PrimaryButton(_("&Save"), self)
        self.close_button = Button(_("&Close"), self)
        self._name()
        self._lay_out()
        self._connect()
        self._fill(book.chosen())

    def _name(self) -> None:
        for widget, name, accessible in (
            (self.proxy, "proxy", _("Proxy address")),
            (self.user, "proxy_user", _("Proxy user name")),
            (self.password, "proxy_password", _("Proxy password")),
            (self.ca_file, "ca_file", _("CA file")),
            (self.choose, "choose_ca_file", _("Choose a CA file")),
            (self.save, "network_save", _("Save")),
            (self.close_button, "network_close", _("Close")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
        for field in (self.proxy, self.user, self.password, self.ca_file):
            field.setMaxLength(_LONGEST)
        self.in_use.setObjectName("network_in_use")
        self.said.setObjectName("network_result")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.proxy.setPlaceholderText(_("Empty: as this computer is set up"))
        self.ca_file.setPlaceholderText(_("Empty: only this computer's authorities"))

    def _lay_out(self) -> None:
        intro = _(
            "Only where the settings of this computer do not lead to Tallyfy: ask IT what belongs here. "
            "Every certificate is checked in any case."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        column.setSpacing(12)
        column.addWidget(plain.label(intro, self, wrap=True))
        column.addLayout(self._fields())
        column.addWidget(self.in_use)
        column.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addStretch(1)
        for button in (self.save, self.close_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 76, 860))
        self._column = column

    def _fields(self) -> QGridLayout:
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.GAP)
        fields.setVerticalSpacing(theme.GAP)
        rows = (
            (_("&Proxy address"), self.proxy),
            (_("Proxy &user name"), self.user),
            (_("Proxy pass&word"), self.password),
            (_("CA &file"), self.ca_file),
        )
        for row, (text, widget) in enumerate(rows):
            label = plain.label(text, self)
            label.setBuddy(widget)
            fields.addWidget(label, row, 0)
            fields.addWidget(widget, row, 1, 1, 1 if widget is self.ca_file else 2)
        fields.addWidget(self.choose, len(rows) - 1, 2)
        for before, after in zip(order := self._tab_order(), order[1:], strict=False):
            self.setTabOrder(before, after)
        return fields

    def _tab_order(self) -> tuple[QWidget, ...]:
        fields = (self.proxy, self.user, self.password, self.ca_file)
        return (*fields, self.choose, self.in_use, self.said, self.save, self.close_button)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.save.clicked.connect(lambda: self._start(self._save))
        self.close_button.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.finished.connect(self._on_finished)

    def start(self) -> None:
        """Open, with the keyboard in the first field, and find out whether a password is kept."""
        self.open()
        self.proxy.setFocus()
        self._jobs.start(_PLACE_JOB, self._tell_password())
        self._jobs.start(_SYSTEM_JOB, self._tell_system())

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _on_finished(self) -> None:
        self._jobs.cancel(_JOB)
        self._jobs.cancel(_PLACE_JOB)
        self._jobs.cancel(_SYSTEM_JOB)
        self.password.setText("")

    def _fill(self, choice: NetworkChoice) -> None:
        for field, text in (
            (self.proxy, choice.proxy),
            (self.user, choice.user),
            (self.ca_file, choice.ca_file),
        ):
            field.setText(text)
        self._tell_in_use(choice)

    def _tell_in_use(self, choice: NetworkChoice) -> None:
        plain.set_text(self.in_use, network_words.in_use(choice, self._url, self._system))
        self.in_use.setAccessibleName(self.in_use.text())
        self._fit()

    async def _tell_system(self) -> None:
        """Say what this computer's own settings are, once they are known."""
        if proxies.is_systems(self._url):
            self._system = await system_proxy.now()
            self._tell_in_use(self._book.chosen())

    async def _tell_password(self) -> None:
        """Say whether a password is in place; that it cannot be told is said too."""
        try:
            kept = await self._book.password_kept()
        except VaultError as error:
            self._say(str(error), "bad")
            return
        self.password.setPlaceholderText(_("Kept in the keyring") if kept else "")
        self.password.setAccessibleDescription(self.password.placeholderText())

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a CA file"), self._folder)
        dialog.setObjectName("ca_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Certificates (*.pem *.crt *.cer)"), _("All files (*)")])
        dialog.setSupportedSchemes(["file"])
        dialog.accepted.connect(lambda: self._on_chosen(dialog.selectedUrls()))
        dialog.finished.connect(self.activateWindow)
        dialog.open()

    def _on_chosen(self, urls: list[QUrl]) -> None:
        if urls:
            path = Path(urls[0].toLocalFile())
            self.ca_file.setText(str(path))
            self.ca_file.setFocus()
            self._folder = str(path.parent)

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if self.save.hasFocus():  # Qt would pass the keyboard on to the next button, which is Close
            self.proxy.setFocus()
        self.save.setEnabled(False)
        self._jobs.start(_JOB, self._guarded(work))

    async def _guarded(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        # A cancelled job touches nothing any more: the dialog is closed, perhaps gone.
        try:
            await work()
        except VaultError as error:
            self._fill(self._book.chosen())
            self._say(str(error), "warning")
        except ValueError as error:
            self._say(str(error), "bad")
        except Exception:
            self._say(_("Something went wrong here. The log file says more."), "bad")
            self.save.setEnabled(True)
            raise
        self.save.setEnabled(True)

    async def _save(self) -> None:
        asked = NetworkChoice(self.proxy.text(), self.user.text(), self.ca_file.text())
        kept = await self._book.choose(asked, self.password.text() or None)
        self.password.setText("")
        self._fill(kept)
        await self._tell_password()
        self._say(network_words.saved(kept), "good")

    def _say(self, text: str, role: str) -> None:
        plain.set_text(self.said, text)
        self.said.setAccessibleName(self.said.text())
        self.said.set_role(role)
        self._speech.say(text, urgent=role == "bad")
        self._fit()
