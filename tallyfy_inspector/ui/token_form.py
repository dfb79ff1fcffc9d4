"""How the sign-in dialog looks: its fields, buttons and the two lines of words. It does nothing by itself.

What does not fit on the screen scrolls, and the buttons stay. Another field of a connection belongs into
`connection_fields`. Knows a token only as the letters of a masked field.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.clipboard_button import ClipboardButton
from tallyfy_inspector.ui.connection_fields import ConnectionFields
from tallyfy_inspector.ui.controls import Button, LineEdit, PrimaryButton, scrolled
from tallyfy_inspector.ui.speech import Speech

_LONGEST = 20_000
_SHARE_OF_SCREEN = 0.9


class TokenForm(QDialog):
    """Shows `record`. `hidden` says that others look on."""

    def __init__(self, record: ConnectionRecord, *, hidden: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._speech = Speech(self)
        self.setObjectName("token_dialog")
        self.setWindowTitle(_("Sign in to Tallyfy"))
        self.setModal(True)
        self._page = QWidget(self)
        self.address = LineEdit(self._page)
        self.token = LineEdit(self._page)
        self.fields = ConnectionFields(self._page, hidden=hidden)
        self.said = plain.selectable(plain.label("", self._page, wrap=True))
        self.kept = plain.label("", self._page, wrap=True, role="dim")
        self.clear_clipboard = ClipboardButton(self)
        self.remove = Button(_("&Remove"), self)
        self.test = Button(_("&Test"), self)
        self.save = PrimaryButton(_("&Save"), self)
        self.close_button = Button(_("&Close"), self)
        self._name()
        self._lay_out()
        self._order()
        self.address.setText(record.base_url)
        self.fields.fill(record)

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
        self.address.setPlaceholderText(DEFAULT_BASE_URL)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setMaxLength(_LONGEST)
        self.token.setPlaceholderText(_("Paste the token here"))

    def _lay_out(self) -> None:
        intro = _(
            "In Tallyfy open Settings › Integrations › REST API and copy your personal access token. "
            "It can do all that you can, so use an account with few rights where you have one. "
            "Logging out of Tallyfy ends it."
        )
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, 0)
        self._column.setSpacing(12)
        self._column.addWidget(plain.label(intro, self._page, wrap=True))
        self._column.addLayout(self._grid())
        self._column.addWidget(self.kept)
        self._column.addWidget(self.said)
        self._column.addStretch(1)
        self._area = scrolled(self._page)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, theme.OUTER)
        whole.setSpacing(12)
        whole.addWidget(self._area, 1)
        whole.addLayout(self._buttons())
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 84, 860))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        for row, (text, widget) in enumerate(
            ((_("Tallyfy &address"), self.address), (_("Access to&ken"), self.token))
        ):
            label = plain.label(text, self._page)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        self.fields.add_to(grid, 2)
        return grid

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(theme.OUTER, 0, theme.OUTER, 0)
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.clear_clipboard)
        buttons.addStretch(1)
        for button in (self.test, self.save, self.close_button):
            buttons.addWidget(button)
        return buttons

    def _order(self) -> None:
        """Tab goes as it is read."""
        stops = [self.address, self.token, *(widget for _label, widget in self.fields.rows), self.said]
        stops += [self.remove, self.clear_clipboard, self.test, self.save, self.close_button]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """As high as its words need at this width, and no higher than the screen."""
        layout = self.layout()
        if layout is None:
            return
        self._column.activate()
        wanted = self._column.totalHeightForWidth(self._area.width() if self.isVisible() else self.width())
        rest = self.close_button.sizeHint().height() + 12 + theme.OUTER
        room = int(self.screen().availableGeometry().height() * _SHARE_OF_SCREEN)
        self.resize(self.width(), min(wanted + rest, room))

    def tell(self, text: str, role: str | None = None) -> None:
        """Say what came of it, in the colour `role`."""
        plain.set_text(self.said, text)
        self.said.setAccessibleName(self.said.text())
        self.said.set_role(role)
        self._speech.say(text, urgent=role == "bad")
        self.fit()

    def tell_kept(self, text: str) -> None:
        """Say where the token is kept."""
        plain.set_text(self.kept, text)
        self.token.setAccessibleDescription(self.kept.text())
        self.fit()
