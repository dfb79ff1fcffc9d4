"""The list of an include's entries: a model that reads a row when it is painted, its delegate and its view.

Rows are of any kind; a `Columns` says what they say. Knows no include and no document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import part_words, pieces
from tallyfy_inspector.ui.panels.part_words import Cell
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.table import Index, Table

_LEAST_SLACK = 16  # letters


@dataclass(frozen=True, slots=True)
class Column:
    """`title` is marked for translation; `letters` wide, 0 for the one that takes what room is left."""

    title: str
    letters: int


Cells = Callable[[Any, int], Cell]
"""A row and a column's number to what stands there."""


class PartModel(RowsModel[Any]):
    """The entries of one include."""

    def __init__(self, columns: Sequence[Column], cells: Cells, parent: QObject | None = None) -> None:
        super().__init__([column.title for column in columns], parent)
        self.cells = cells

    def row_cells(self, row: object) -> list[Cell]:
        """All cells of a row."""
        return [self.cells(row, column) for column in range(self.columnCount())]

    def cell(self, row: Any, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cells(row, column).text
            case Qt.ItemDataRole.AccessibleTextRole:
                return part_words.spoken(self.row_cells(row)) if column == 0 else self.cells(row, column).text
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(self.cells(row, column).text)
        return None


class PartDelegate(QStyledItemDelegate):
    """Draws one cell in the fullest form that fits. `older` draws all of it dim."""

    older = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        model = index.model()
        if not isinstance(model, PartModel):
            return
        cell = model.cells(model.rows[index.row()], index.column())
        room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
        role = "dim" if self.older and cell.role != "bad" else cell.role
        pieces.draw(painter, option, room, [Piece(_fitting(cell, option, room.width()), role)])


def _fitting(cell: Cell, option: QStyleOptionViewItem, width: int) -> str:
    metrics = QFontMetrics(option.font)
    return next((form for form in cell.forms if metrics.horizontalAdvance(form) <= width), cell.forms[-1])


class PartView(Table):
    """Shows a `PartModel`; `row_chosen` when the person selects a row."""

    row_chosen = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[Column], model: PartModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, theme.ROW, theme.GAP, parent)
        self._columns = tuple(columns)
        self.delegate = PartDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def current_row(self) -> int | None:
        """The selected row, or None."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def select(self, row: int) -> None:
        """Select `row` without taking the focus or saying so."""
        with self.quietly():
            index = self.model().index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width: so many letters, and one of them what is left."""
        letter = self.fontMetrics().averageCharWidth()
        fixed = {
            n: self._fixed(n, column, letter) for n, column in enumerate(self._columns) if column.letters
        }
        slack = max(_LEAST_SLACK * letter, self.viewport().width() - sum(fixed.values()))
        for number in range(len(self._columns)):
            self.setColumnWidth(number, fixed.get(number, slack))

    def _fixed(self, number: int, column: Column, letter: int) -> int:
        title = self.horizontalHeader().sectionSizeFromContents(number).width()
        return max(column.letters * letter + 2 * theme.GRID, title)

    def _on_current_row_changed(self) -> None:
        row = None if self.quiet else self.current_row()
        if row is not None:
            self.row_chosen.emit(row)
