"""A few words on top of a table, at its lower edge: what has just come of it.

A short hint goes by itself; one that says more stays until the next thing is done. It covers rows for that
while, takes no keyboard and no clicks, and is never the only way something is told: whoever shows it also
has it announced. Knows nothing of what it says.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea

from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import draw_edge

SHORT = 3_000  # milliseconds


class Hint(plain.Words):
    """Stands over the viewport of `area`, hidden while there is nothing to say."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._timer = QTimer(self, singleShot=True, interval=SHORT)
        self._timer.timeout.connect(self.clear_hint)
        self.setObjectName("hint")
        self.setWordWrap(True)
        self.setAutoFillBackground(True)
        self.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GRID)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        area.viewport().installEventFilter(self)
        self.hide()

    def say(self, text: str, *, stays: bool = False) -> None:
        """Show `text`, until it is read or, where it `stays`, until the next thing is said."""
        plain.set_text(self, text)
        self.setAccessibleName(self.text())
        self._timer.stop()
        if not stays:
            self._timer.start()
        self._place()
        self.setVisible(bool(text))
        self.raise_()

    def clear_hint(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self.hide()

    def _place(self) -> None:
        room = self._area.viewport().geometry().adjusted(theme.GRID, 0, -theme.GRID, -theme.GRID)
        one_line = self.fontMetrics().boundingRect(self.text()).width() + 3 * theme.GAP
        width = min(one_line, room.width())
        height = min(self.heightForWidth(width), room.height())
        self.setGeometry(room.right() - width, room.bottom() - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its words, with an edge against the rows."""
        super().paintEvent(event)
        draw_edge(self, self.rect())
