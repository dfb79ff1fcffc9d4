"""The field that takes whatever the customer sent.

A QLineEdit cuts what is pasted at 32,767 characters and keeps it for undo; a pasted link can hold a
sign-in. So paste and drop are taken before the widget: the whole text goes out in `pasted`, and only an ID
comes back in. Copied files go out as addresses; dropped ones are left to the window.

Knows no link forms: `api.taskref` reads them, `ui.request_bar` decides.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QMimeData, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ui.controls import LineEdit

_WEB = ("http", "https")


def files_in(data: QMimeData) -> list[QUrl]:
    """The addresses in `data` that are not the web's: of files, here or elsewhere. A text beside them that
    is no address is what is meant instead (a mail program adds the message's own address)."""
    urls = [url for url in data.urls() if url.scheme().lower() not in _WEB]
    schemes = {url.scheme().lower() for url in urls}
    text = data.text().lstrip().lower()
    told = "file" in schemes or not text or text.startswith(tuple(f"{scheme}:" for scheme in schemes))
    return urls if told else []


class TaskBox(LineEdit):
    """A field whose pastes and drops leave as a signal."""

    pasted = Signal(str)
    files_pasted = Signal(object)  # list[QUrl]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def take(self, data: QMimeData | None) -> bool:
        """Send out what `data` holds as text (a dropped link counts as its address)."""
        if data is None:
            return False
        if urls := files_in(data):
            self.files_pasted.emit(urls)
            return True
        text = data.text() or " ".join(url.toString() for url in data.urls())
        if text.strip():
            self.pasted.emit(text)
        return True

    def show_id(self, identifier: str) -> None:
        """Put `identifier` in the field, with nothing of before to undo to."""
        self.setText(identifier)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste goes out; everything else is typing."""
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A middle click pastes the selection on X11: it goes out like any paste."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == QtCore.Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.take(clipboard.mimeData(clipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with its Paste led to ours."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                self._lead_here(action)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _lead_here(self, action: QAction) -> None:
        action.triggered.disconnect()
        action.triggered.connect(lambda: self.take(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text and addresses may be dropped; files are the window's."""
        data = event.mimeData()
        if (data.hasText() or data.hasUrls()) and not files_in(data):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere in the field."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A drop goes out like a paste; it is a copy, so that nothing goes where it came from."""
        if self.take(event.mimeData()):
            event.setDropAction(QtCore.Qt.DropAction.CopyAction)
            event.accept()
