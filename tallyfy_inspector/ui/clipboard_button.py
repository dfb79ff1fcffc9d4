"""Takes a pasted token off the clipboard, when the person asks and only while it is still there.

Remembers what to look for as a digest, so that it holds no token itself. Knows no vault.
"""

from __future__ import annotations

import hashlib

from PySide6.QtCore import Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.token import clean_token
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.controls import Button


class ClipboardButton(Button):
    """Hidden unless the clipboard holds the token that it was told to `watch`."""

    cleared = Signal(str)  # a sentence: what became of it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Clear the clip&board"), parent)
        self.setObjectName("clear_clipboard")
        self.setAccessibleName(_("Clear the clipboard"))
        self._digest = b""
        self.clicked.connect(self._clear)
        QGuiApplication.clipboard().dataChanged.connect(self._look)
        self.hide()

    def watch(self, token: str) -> None:
        """From now on, for this one."""
        self._digest = _digest(token)
        self._look()

    def forget(self) -> None:
        """No more."""
        self._digest = b""
        self.hide()

    def _look(self) -> None:
        self.setVisible(self._holds(QClipboard.Mode.Clipboard))

    def _holds(self, mode: QClipboard.Mode) -> bool:
        if not self._digest:
            return False
        try:
            return _digest(clean_token(QGuiApplication.clipboard().text(mode))) == self._digest
        except ValueError:  # no token at all
            return False

    def _clear(self) -> None:
        clipboard = QGuiApplication.clipboard()
        held = self._holds(QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection() and self._holds(QClipboard.Mode.Selection):
            clipboard.clear(QClipboard.Mode.Selection)
        if held:
            clipboard.clear()
        self.forget()
        self.cleared.emit(
            _("The clipboard is empty now.")
            if held
            else _("The clipboard holds something else now. It was left alone.")
        )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
