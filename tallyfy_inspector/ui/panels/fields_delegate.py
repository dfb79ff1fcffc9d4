"""Draws the cells of the list of form fields. Knows one row at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import fields_words, pieces
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.table import Index

_FIXED = (fields_words.ALIAS, fields_words.ID)


class FieldsDelegate(QStyledItemDelegate):
    """Draws for one list. `older` draws all but problems dim; `api_types` shows the API's words for types
    beside people's, in all rows or in none."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.older = False
        self.api_types = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
        shown = self.pieces(index)
        pieces.draw(painter, option, room, shown, font_of(index.column(), option.font))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A tooltip only where the cell does not show all."""
        hides = event.type() != QEvent.Type.ToolTip or self.hides_some(option, index)
        return super().helpEvent(event, view, option, _plain_index(index) if hides else QModelIndex())

    def hides_some(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the cell shows less than there is."""
        if index.column() == fields_words.TYPE and not self.api_types:
            return True
        told = _told(index)
        if any(piece.text.endswith("…") for piece in told):
            return True
        row = _row(index)
        if row is not None and index.column() == fields_words.VALUE and "\n" in row.value:
            return True
        font = font_of(index.column(), option.font)
        return pieces.width(told, font) > option.rect.width() - 2 * theme.GRID

    def pieces(self, index: Index) -> list[Piece]:
        """The cell's words as they are drawn."""
        told = _told(index)
        if index.column() == fields_words.TYPE and not self.api_types:
            told = told[:1]
        if self.older:
            return [piece if piece.role == "bad" else Piece(piece.text, "dim") for piece in told]
        return told


def font_of(column: int, words: QFont) -> QFont:
    """Aliases and IDs stand in the fixed font."""
    return theme.fixed_font(words) if column in _FIXED else words


def _row(index: Index) -> FieldRow | None:
    model = index.model()
    return model.rows[index.row()] if isinstance(model, FieldsModel) else None


def _told(index: Index) -> list[Piece]:
    row = _row(index)
    return [] if row is None else fields_words.cell(row, index.column())


def _plain_index(index: Index) -> QModelIndex:
    if isinstance(index, QPersistentModelIndex):
        return index.model().index(index.row(), index.column())
    return index
