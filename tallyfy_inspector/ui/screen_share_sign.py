"""The row that says that screen-share mode is on: in words, on a ground of its own. Knows no mode."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import draw_wash

KEYS = "Ctrl+Shift+H"


class ScreenShareSign(QWidget):
    """Shown as long as the mode is on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen_share")
        self._name = plain.label(_("Screen-share mode"), self, role="warning")
        bold = self._name.font()
        bold.setBold(True)
        self._name.setFont(bold)
        keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        told = _("People, addresses, form values, comments and titles are hidden. {keys} shows them again.")
        self._what = plain.label(told.format(keys=keys), self, wrap=True)
        self.setAccessibleName(f"{self._name.text()}. {self._what.text()}")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, theme.GRID)
        row.setSpacing(theme.GAP)
        row.addWidget(self._name)
        row.addWidget(self._what, 1)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the bar at its edge, as under a warning."""
        draw_wash(self, event.rect())
