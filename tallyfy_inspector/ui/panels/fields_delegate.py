"""Draws the cells of the list of form fields. Knows one row at a time."""

from __future__ import annotations

from datetime import UTC, tzinfo

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import fields_words, pieces
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_words import Entry, Section
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.table import Index

_FIXED = (fields_words.ALIAS, fields_words.ID, fields_words.RAW)
_TOLD = ("bad", "warning")


class FieldsDelegate(QStyledItemDelegate):
    """Draws for one list. `older` draws all but problems dim; `api_types` shows the API's words for types
    beside people's, in all rows or in none."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.older = False
        self.api_types = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; a section's words run through all of its row."""
        pieces.draw_ground(painter, option)
        entry = _entry(index)
        if isinstance(entry, Section):
            self._paint_section(painter, option, entry)
        else:
            room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
            pieces.draw(painter, option, room, self.pieces(index), font_of(index.column(), option.font))
        self._paint_current(painter, option, index)

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, entry: Section) -> None:
        row = QRect(option.rect)
        row.setLeft(theme.GRID)
        row.setRight(self._view.viewport().width() - theme.GRID)
        font = QFont(option.font)
        font.setBold(not entry.sentence)
        piece = Piece(fields_words.section(entry), "dim" if self.older or entry.sentence else "")
        painter.save()
        painter.setClipRect(option.rect)
        pieces.draw(painter, option, row, [piece], font)
        painter.restore()

    def _paint_current(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A frame in the selected row round the cell that the keyboard is in, which can be copied."""
        if not self._view.hasFocus() or _plain_index(index) != self._view.currentIndex():
            return
        if not option.state & QStyle.StateFlag.State_Selected or isinstance(_entry(index), Section):
            return
        painter.save()
        painter.setPen(QPen(pieces.ink(option, ""), 1))
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A tooltip only where the cell does not show all."""
        hides = event.type() != QEvent.Type.ToolTip or self.hides_some(option, index)
        return super().helpEvent(event, view, option, _plain_index(index) if hides else QModelIndex())

    def hides_some(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the cell shows less than there is."""
        row = _entry(index)
        if not isinstance(row, FieldRow):
            return False
        if index.column() == fields_words.TYPE and not self.api_types:
            return True
        told = _told(row, index)
        if any(piece.text.endswith("…") for piece in told):
            return True
        if index.column() == fields_words.VALUE and "\n" in row.value:
            return True
        font = font_of(index.column(), option.font)
        return pieces.width(told, font) > option.rect.width() - 2 * theme.GRID

    def pieces(self, index: Index) -> list[Piece]:
        """The cell's words as they are drawn."""
        row = _entry(index)
        if not isinstance(row, FieldRow):
            return []
        told = _told(row, index)
        if index.column() == fields_words.TYPE and not self.api_types:
            told = told[:1]
        if self.older:
            return [piece if piece.role in _TOLD else Piece(piece.text, "dim") for piece in told]
        return told


def font_of(column: int, words: QFont) -> QFont:
    """Aliases, IDs and JSON stand in the fixed font."""
    return theme.fixed_font(words) if column in _FIXED else words


def _entry(index: Index) -> Entry | None:
    model = index.model()
    return model.rows[index.row()] if isinstance(model, FieldsModel) else None


def _told(row: FieldRow, index: Index) -> list[Piece]:
    model = index.model()
    zone: tzinfo = model.zones.mine if isinstance(model, FieldsModel) else UTC
    return fields_words.cell(row, index.column(), zone)


def _plain_index(index: Index) -> QModelIndex:
    if isinstance(index, QPersistentModelIndex):
        return index.model().index(index.row(), index.column())
    return index
