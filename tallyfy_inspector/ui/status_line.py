"""The bottom line: what the newest attempt came to, and where in the document one is. Knows no task."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tallyfy_inspector.document.path import Path, breadcrumb
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme


class _PathWords(plain.Words):
    """A path that shows its end, with a sign in front, where there is no room for all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        plain.selectable(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole path, or its end."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideLeft, room.width())
        if shown == self.text() or self.hasSelectedText():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), shown)
        painter.end()


class StatusLine(QWidget):
    """Two labels; the path gives way first when there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = plain.label("", self)
        self._status.setObjectName("status")
        self._path = _PathWords(self)
        self._path.setObjectName("path")
        self._path.setFont(theme.fixed_font(self.font()))
        self._path.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, theme.GRID)
        row.setSpacing(theme.OUTER)
        row.addWidget(self._status)
        row.addWidget(self._path, 1)
        self.show_path(None)

    @property
    def text(self) -> str:
        """What the newest attempt came to, as shown."""
        return self._status.text()

    def show_status(self, text: str) -> None:
        """Tell what the newest attempt came to."""
        plain.set_text(self._status, text)
        self._status.setAccessibleName(self._status.text())

    def show_path(self, path: Path | None) -> None:
        """Tell the place of the selected node; None for none, () for the whole answer."""
        told = "" if path is None else breadcrumb(path)
        plain.set_text(self._path, told)
        plain.set_tooltip(self._path, told)
        self._path.setAccessibleName(_("Path"))
        self._path.setAccessibleDescription(told)
