"""What is dropped on the window, where no field in it takes it: files are opened, text is a paste.

Web addresses count as text: a paste knows Tallyfy's links, and refuses others by name.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ui.task_box import files_in


class Drops(QObject):
    """Takes the drops of one window."""

    files_dropped = Signal(object)  # list[QUrl]
    text_dropped = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drops on the window that no field in it takes."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)):
            if _is_welcome(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)  # nothing goes where it came from
                event.accept()
                return True
        elif isinstance(event, QDropEvent) and _is_welcome(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._take(event.mimeData())
            return True
        return super().eventFilter(watched, event)

    def _take(self, data: QMimeData) -> None:
        if urls := files_in(data):
            self.files_dropped.emit(urls)
            return
        text = data.text() or " ".join(url.toString() for url in data.urls())
        if text.strip():
            self.text_dropped.emit(text)


def _is_welcome(data: QMimeData) -> bool:
    return data.hasText() or data.hasUrls()
