"""Draws the tree's cells: indent, arrow and key, and the value in the colour of its kind.

Knows where the arrow of a row stands, so that the view can tell what was clicked. Knows no document beyond
one row at a time.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tallyfy_inspector.document.node import Row, kind
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import pieces
from tallyfy_inspector.ui.panels.json_decoded import Beside
from tallyfy_inspector.ui.panels.json_model import KEY, JsonModel
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.table import Index

_ROLE_OF_KIND = {"string": "string", "number": "number", "boolean": "number"}
# A key keeps this many letters' width, however deep it stands; deeper rows are told by their level's number.
_LETTERS_FOR_KEY = 10
_LETTERS_BESIDE = 6


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
    told = [Piece(model.key_text(number), "key" if named else "dim", model.marked(number)[0])]
    if capped:
        told.insert(0, Piece(_("{level} ›").format(level=row.depth) + " ", "dim"))
    if row.repeated:
        told.append(Piece("  " + _("repeated"), "warning"))
    return told


def value_pieces(model: JsonModel, number: int, older: bool) -> list[Piece]:
    """The words of a value's cell."""
    role = "dim" if older else _ROLE_OF_KIND.get(kind(model.row(number).value), "dim")
    return [Piece(model.value_text(number), role, model.marked(number)[1])]


def beside_form(beside: Beside, room: int, metrics: QFontMetrics) -> str:
    """The fullest form that has `room`; where there is room for a few letters only, the shortest one, to be
    cut off; "" where there is none. The raw value never gives way."""
    for form in beside.forms:
        if metrics.horizontalAdvance(form) <= room:
            return form
    return beside.forms[-1] if room >= _LETTERS_BESIDE * metrics.averageCharWidth() else ""


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
        told = self._pieces(option, index)
        pieces.draw(painter, option, room, told)
        if index.column() != KEY and (beside := model.beside(index.row())) is not None:
            self._draw_beside(painter, option, room, told, beside)

    def _draw_beside(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        told: list[Piece],
        beside: Beside,
    ) -> None:
        """Words in the font of words, after what stands there in the font of JSON."""
        rest = _rest(room, told, option.font)
        font = _words_font(option)
        form = beside_form(beside, rest.width(), QFontMetrics(font))
        if form:
            pieces.draw(painter, option, rest, [Piece(form, "dim")], font)

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
        elif model.is_masked(index.row()) or self._shortens(option, index, told):
            return True
        return pieces.width(told, option.font) > room

    def _shortens(self, option: QStyleOptionViewItem, index: Index, told: list[Piece]) -> bool:
        """Whether what stands beside the value is not there in its fullest form."""
        model = index.model()
        beside = model.beside(index.row()) if isinstance(model, JsonModel) else None
        if beside is None:
            return False
        rest = _rest(option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0), told, option.font)
        return QFontMetrics(_words_font(option)).horizontalAdvance(beside.full) > rest.width()

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


def _rest(room: QRect, told: list[Piece], font: QFont) -> QRect:
    """What `told` leaves of `room`, after a gap."""
    taken = pieces.width(told, font) + theme.GAP
    return room.adjusted(taken, 0, 0, 0)


def _words_font(option: QStyleOptionViewItem) -> QFont:
    """The header's font, which is that of words; the rows have that of JSON."""
    view = option.widget
    return view.horizontalHeader().font() if isinstance(view, QTableView) else option.font


def _plain_index(index: Index) -> QModelIndex:
    if isinstance(index, QPersistentModelIndex):
        return index.model().index(index.row(), index.column())
    return index
