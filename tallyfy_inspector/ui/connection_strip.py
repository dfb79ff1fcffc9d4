"""The strip of four pixels over the window, in the colour of the connection in use.

Its name stands beside it, in words: the strip says nothing by itself. A colour is for `ui.theme`. Knows no
connection.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.ink import outline, solid


class ConnectionStrip(QWidget):
    """Empty, and as high, while there is no colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connection_strip")
        self.setFixedHeight(theme.GRID)
        self.colour = ""
        self.setAccessibleName(_("No colour of a connection"))

    def show_colour(self, name: str) -> None:
        """Wear the colour of that name (`ports.CONNECTION_COLOURS`), or none."""
        from tallyfy_inspector.ui import connection_words  # here: the strip is painted first

        self.colour = name
        words = _("Colour of the connection: {colour}").format(colour=connection_words.colour(name))
        self.setAccessibleName(words if name else _("No colour of a connection"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the colour."""
        colour = theme.connection_colour(self.palette(), self.colour)
        if colour:
            painter = QPainter(self)
            painter.fillPath(outline(event.rect()), solid(colour))
            painter.end()
