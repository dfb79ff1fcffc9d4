"""Draws the tree's cells: indent, arrow and key, and the value in the colour of its kind.

Knows where the arrow of a row stands, so that the view can tell what was clicked. Knows no document beyond
one row at a time.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from tallyfy_inspector.document.node import Row, kind
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import pieces
from tallyfy_inspector.ui.panels.json_model import KEY, JsonModel
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.table import Index

_ROLE_OF_KIND = {"string": "string", "number": "number", "boolean": "number"}
# A key keeps this many letters' width, however deep it stands; deeper rows are told by their level's number.
_LETTERS_FOR_KEY = 10


def step(metrics: QFontMetrics) -> int:
    """Pixels that a level is set in; the arrow's width as well."""
    return max(16, round(metrics.height() * 0.75))


def indent(depth: int, width: int, metrics: QFontMetrics) -> tuple[int, bool]:
    """Pixels before the arrow in a column of `width`, and whether that is less than the level asks for."""
    wanted = theme.GRID + depth * step(metrics)
    room = width - step(metrics) - _LETTERS_FOR_KEY * metrics.horizontalAdvance("0")
    most = max(theme.GRID, room)
    return min(wanted, most), wanted > most


def arrow_area(cell: QRect, depth: int, metrics: QFontMetrics) -> QRect:
    """Where a click opens or closes a row at `depth`, in its key's cell."""
    left, _capped = indent(depth, cell.width(), metrics)
    return QRect(cell.left() + left, cell.top(), step(metrics), cell.height())


def key_pieces(model: JsonModel, number: int, capped: bool) -> list[Piece]:
    """The words of a key's cell."""
    row = model.row(number)
    named = isinstance(row.key, str)
    told = [Piece(model.key_text(number), "key" if named else "dim")]
    if capped:
        told.insert(0, Piece(_("{level} ›").format(level=row.depth) + " ", "dim"))
    if row.repeated:
        told.append(Piece("  " + _("repeated key"), "warning"))
    return told


def value_pieces(model: JsonModel, number: int, older: bool) -> list[Piece]:
    """The words of a value's cell."""
    role = "dim" if older else _ROLE_OF_KIND.get(kind(model.row(number).value), "dim")
    return [Piece(model.value_text(number), role)]


class JsonDelegate(QStyledItemDelegate):
    """Draws for one tree; `older` draws its values dim."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.older = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        if not isinstance(model, JsonModel):
            return
        pieces.draw_ground(painter, option)
        room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
        if index.column() == KEY:
            row = model.row(index.row())
            arrow = arrow_area(option.rect, row.depth, option.fontMetrics)
            self._draw_arrow(painter, option, arrow, row)
            room.setLeft(arrow.right() + 1)
        pieces.draw(painter, option, room, self._pieces(option, index))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A tooltip only where the cell does not show all: cut off at its edge, or masked."""
        if event.type() == QEvent.Type.ToolTip and not self.hides_some(option, index):
            return super().helpEvent(event, view, option, QModelIndex())
        return super().helpEvent(event, view, option, _plain_index(index))

    def hides_some(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the cell shows less than there is."""
        model = index.model()
        if not isinstance(model, JsonModel):
            return False
        told = self._pieces(option, index)
        if any(piece.text.rstrip('"').endswith("…") for piece in told):
            return True
        room = option.rect.width() - 2 * theme.GRID
        if index.column() == KEY:
            room = (
                option.rect.right()
                - arrow_area(option.rect, model.row(index.row()).depth, option.fontMetrics).right()
            )
            room -= theme.GRID
        elif model.is_masked(index.row()):
            return True
        return pieces.width(told, option.font) > room

    def _pieces(self, option: QStyleOptionViewItem, index: Index) -> list[Piece]:
        model = index.model()
        if not isinstance(model, JsonModel):
            return []
        if index.column() != KEY:
            return value_pieces(model, index.row(), self.older)
        capped = indent(model.row(index.row()).depth, option.rect.width(), option.fontMetrics)[1]
        return key_pieces(model, index.row(), capped)

    def _draw_arrow(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row) -> None:
        if not row.expandable:
            return
        size = option.fontMetrics.height() * 0.24
        middle = QPointF(area.center()) + QPointF(0.5, 0.5)
        tips = ((-size, -size / 2), (size, -size / 2), (0, size / 2)) if row.expanded else (
            (-size / 2, -size), (-size / 2, size), (size / 2, 0))  # fmt: skip
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pieces.ink(option, "dim"))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in tips]))
        painter.restore()


def _plain_index(index: Index) -> QModelIndex:
    if isinstance(index, QPersistentModelIndex):
        return index.model().index(index.row(), index.column())
    return index
