"""The table of the panel People: its model, how a cell is drawn, and who gets which width.

Name and role fill the room; the ID follows where there is room, else behind the scroll bar. Knows no answer
and no names but those in its rows.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.participants import Participant
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import people_words, pieces
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.panels.people_words import ID, KIND, NAME, ROLE
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.panels.table import Index

_MEASURED = 200  # rows whose words are measured for a column's width
_LEAST_NAME = 16  # letters
_MOST = {NAME: 40, ROLE: 40, KIND: 20, ID: 40}


class PeopleModel(RowsModel[Participant]):
    """A row for each person in each role."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(people_words.COLUMNS, parent)

    def cell(self, row: Participant, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return people_words.text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return people_words.spoken(row) if column == NAME else people_words.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(people_words.tooltip(row, column))
        return None

    def row_like(self, other: Participant) -> int | None:
        """The row of the same person in the same role, whatever the name is by now."""
        wanted = (other.role, other.kind, other.id, other.path if not other.id else ())
        told = ((row.role, row.kind, row.id, row.path if not row.id else ()) for row in self.rows)
        return next((number for number, each in enumerate(told) if each == wanted), None)

    def row_at(self, path: Path) -> int | None:
        """The first row with a place that `path` leads to or into; where there are several, the nearest."""
        best: tuple[int, int] | None = None
        for number, row in enumerate(self.rows):
            for place in row.paths:
                if path[: len(place)] == place and (best is None or len(place) > best[0]):
                    best = (len(place), number)
        return None if best is None else best[1]


class PeopleDelegate(QStyledItemDelegate):
    """Draws one cell; all dim while the answer is an `older` one."""

    older = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        model = index.model()
        if not isinstance(model, PeopleModel):
            return
        piece = people_words.piece(model.rows[index.row()], index.column())
        shown = Piece(piece.text, "dim") if self.older else piece
        room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
        pieces.draw(painter, option, room, [shown], _font(index.column(), option.font))


def _font(column: int, words: QFont) -> QFont:
    return theme.fixed_font(words) if column == ID else words


class PeopleView(RowsTable):
    """Shows a `PeopleModel`."""

    row_chosen = Signal(int)

    def __init__(self, model: PeopleModel, context: PanelContext, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), lambda row: people_words.copied(model.rows[row]), context.done, parent)
        self._model = model
        self.delegate = PeopleDelegate(self)
        self.setObjectName("people_view")
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        model.modelReset.connect(self.fit_columns)

    def current(self) -> Participant | None:
        """The person in the current row."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def select(self, row: int) -> None:
        """Select `row` without taking the focus or saying so."""
        with self.quietly():
            index = self._model.index(row, NAME)
            self.setCurrentIndex(index)
            self.selectRow(row)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width, and the slack to the name."""
        widths = {column: self._width(column) for column in (NAME, ROLE, KIND, ID)}
        slack = self.viewport().width() - sum(widths.values())
        if slack < 0:  # the name gives way first: it is said in full in its tooltip
            least = self.fontMetrics().averageCharWidth() * _LEAST_NAME
            widths[NAME] = max(min(widths[NAME], least), widths[NAME] + slack)
        else:
            widths[NAME] += slack
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _width(self, column: int) -> int:
        font = _font(column, self.font())
        most = QFontMetrics(font).averageCharWidth() * _MOST[column]
        told = (people_words.piece(row, column) for row in self._model.rows[:_MEASURED])
        wanted = max((pieces.width([piece], font) for piece in told), default=0) + 3 * theme.GRID
        return max(min(wanted, most), self.horizontalHeader().sectionSizeFromContents(column).width())

    def _on_current_row_changed(self) -> None:
        if not self.quiet and self.current() is not None:
            self.row_chosen.emit(self.currentIndex().row())
