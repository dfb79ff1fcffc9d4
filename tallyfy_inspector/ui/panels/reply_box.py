"""A few sentences to be read before they are copied: plain text, selectable, left by Tab.

Knows no finding. It is as high as its text at its width, so that nothing has to be scrolled to.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.controls import draw_edge
from tallyfy_inspector.ui.panels.text_pane import ReadOnlyText

_MOST_LINES = 12
_EDGE = 2


class ReplyBox(ReadOnlyText):
    """With an edge like that of a field."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFrameShape(QPlainTextEdit.Shape.Panel)
        self.setLineWidth(_EDGE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_text(self, text: str) -> None:
        """Show `text` letter by letter."""
        shown = visible(text, keep="\n")
        if shown != self.toPlainText():
            self.setPlainText(shown)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Its lines at the present width."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """As high as it wishes to be, however narrow."""
        return QSize(theme.ROW, self._height())

    def _height(self) -> int:
        lines = min(_MOST_LINES, max(1, round(self.document().size().height())))  # Qt counts lines here
        margins = round(2 * self.document().documentMargin()) + 2 * _EDGE
        # Half a line to spare: Qt offers to scroll where the last line ends at the edge.
        return round((lines + 0.5) * self.fontMetrics().lineSpacing()) + margins

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """So may another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Our edge in place of the frame, which Qt paints here: paintEvent is for the text."""
        if event.type() == QEvent.Type.Paint:
            draw_edge(self, self.rect())
            return True
        return super().event(event)
