"""The field of "Go to path…": reads a typed path and says in words where it leads nowhere.

Knows the shown document's root, to look whether a path is there, and nothing of the window around it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.document.goto import find
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.controls import LineEdit


class GotoEdit(LineEdit):
    """Enter goes, Escape leaves."""

    entered = Signal(object)  # Path, which is there
    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root: object = None
        self._has_document = False
        self.setObjectName("goto")
        self.setAccessibleName(_("Go to path"))
        self.setPlaceholderText(_("Go to: {example}").format(example="data.owners.users[0]"))
        self.returnPressed.connect(self._on_return)

    def show_document(self, root: object, shown: bool) -> None:
        """Paths lead through `root` from now on; `shown` False: there is no document."""
        self._root, self._has_document = root, shown

    def _on_return(self) -> None:
        if not self.text().strip():
            self.left.emit()
            return
        if not self._has_document:
            self.refused.emit(_("There is no answer to go to a path in. Fetch a task first."))
            return
        found = find(self._root, self.text())
        if isinstance(found, str):
            self.refused.emit(found)
        else:
            self.entered.emit(found)

    # The keyboard

    def event(self, event: QEvent) -> bool:
        """Escape is ours while the field has the keyboard, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if _is_escape(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
