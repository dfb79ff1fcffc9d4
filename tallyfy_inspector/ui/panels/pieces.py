"""Words in a cell of a table, each in the colour of its role, drawn letter by letter and cut off at the edge.

Knows no model: a delegate makes the pieces of a cell and has them drawn and measured here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tallyfy_inspector.ui import theme

_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_CUT = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Some words in the colour of a role of `theme.Roles`; "" is the palette's own text. `found` lays them on
    the ground of what was looked for."""

    text: str
    role: str = ""
    found: bool = False


def draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The cell's ground: the style's, which shows a selected row."""
    option.widget.style().drawPrimitive(
        QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
    )


def draw(
    painter: QPainter,
    option: QStyleOptionViewItem,
    room: QRect,
    pieces: Sequence[Piece],
    font: QFont | None = None,
) -> None:
    """Draw `pieces` one after another inside `room`, the last that fits with an ellipsis."""
    painter.save()
    painter.setFont(font or option.font)
    metrics, rest = QFontMetrics(painter.font()), QRect(room)
    for piece in pieces:
        if rest.width() <= 0:
            break
        taken = metrics.horizontalAdvance(piece.text)
        fits = taken <= rest.width()  # asked here, since Qt elides for a fraction of a pixel
        text = piece.text if fits else metrics.elidedText(piece.text, _CUT, rest.width())
        if piece.found:
            _draw_found(
                painter, option, QRect(rest.topLeft(), QSize(min(taken, rest.width()), rest.height()))
            )
        painter.setPen(_ink_of(option, piece))
        painter.drawText(rest, int(_FLAGS), text)
        rest.setLeft(rest.left() + taken)
    painter.restore()


def _draw_found(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
    """The ground of what was looked for, with a line under it; round the current one all the way."""
    roles = theme.roles(option.palette)
    area = area.adjusted(-2, 2, 1, -2)
    painter.fillRect(area, QColor(roles.found))
    painter.setPen(QPen(QColor(roles.warning), 1))
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(QColor(roles.warning), 2))
        painter.drawRect(area)
    else:
        painter.drawLine(area.bottomLeft(), area.bottomRight())


def _ink_of(option: QStyleOptionViewItem, piece: Piece) -> QColor:
    if not piece.found:
        return ink(option, piece.role)
    return (
        QColor(getattr(theme.roles(option.palette), piece.role))
        if piece.role
        else option.palette.text().color()
    )


def width(pieces: Sequence[Piece], font: QFont) -> int:
    """Pixels that `pieces` take when nothing is cut off."""
    metrics = QFontMetrics(font)
    return sum(metrics.horizontalAdvance(piece.text) for piece in pieces)


def ink(option: QStyleOptionViewItem, role: str) -> QColor:
    """The role's colour; on a selected row the palette's own, which alone is sure to be seen there."""
    if option.state & QStyle.StateFlag.State_Selected:
        active = option.state & QStyle.StateFlag.State_Active
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        return option.palette.color(group, QPalette.ColorRole.HighlightedText)
    if not role:
        return option.palette.color(QPalette.ColorRole.Text)
    return QColor(str(getattr(theme.roles(option.palette), role)))
