"""Pens, brushes and outlines that ask Qt for no enumeration, as the first paint must not (`by_name`).

A colour that is handed to a painter, a brush or another colour is held against `QtCore.Qt.GlobalColor` first.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen


def pen(colour: QColor | str, width: float = 1.0) -> QPen:
    """A solid pen, `width` pixels wide."""
    made = QPen()
    made.setColor(QColor(colour) if isinstance(colour, str) else colour)
    made.setWidthF(width)
    return made


def solid(colour: QColor | str) -> QBrush:
    """What fills with `colour`."""
    return pen(colour).brush()


def outline(area: QRect, *, inset: float = 0.0, radius: float = 0.0) -> QPainterPath:
    """The edge of `area`, `inset` pixels inside of it, with corners of `radius` pixels."""
    made = QPainterPath()
    made.addRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), radius, radius)
    return made
