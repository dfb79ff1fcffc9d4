"""The list of findings: how bad and how sure in words and colour, and what was found.

A new column is a name in `diagnosis_words.COLUMNS` and its words in `cell`. Knows no answer.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.diagnosis.finding import Finding, front_words
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import diagnosis_words, pieces
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.panels.table import SELECT_ROW, Index

SURE, TITLE = range(2)
_ROWS = 9


class FindingsModel(RowsModel[Finding]):
    """The findings in the order of the diagnosis: the worst and surest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(diagnosis_words.COLUMNS, parent)

    def cell(self, row: Finding, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        text = front_words(row) if column == SURE else visible(row.title)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return diagnosis_words.line(row) if column == SURE else text
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(diagnosis_words.line(row))
        return None


class FindingsDelegate(QStyledItemDelegate):
    """Draws one cell; what is sure of a bad thing in its colour. `older` draws all of it dim."""

    older = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        model = index.model()
        if isinstance(model, FindingsModel):
            room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
            pieces.draw(painter, option, room, [self._piece(model.rows[index.row()], index.column())])

    def _piece(self, row: Finding, column: int) -> Piece:
        text = front_words(row) if column == SURE else visible(row.title)
        role = diagnosis_words.role(row) if column == SURE else ""
        return Piece(text, "dim" if self.older else role)


class FindingsView(RowsTable):
    """Shows a `FindingsModel`, as high as its rows are up to a few."""

    row_chosen = Signal(int)  # by the person

    def __init__(self, model: FindingsModel, context: PanelContext, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Findings"), lambda row: diagnosis_words.line(model.rows[row]), context.done, parent
        )
        self._model = model
        self.delegate = FindingsDelegate(self)
        self.setObjectName("findings")
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        model.modelReset.connect(self.fit)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.activated.connect(lambda index: self.row_chosen.emit(index.row()))

    def _on_current_row_changed(self, current: Index) -> None:
        if not self.quiet and current.isValid():
            self.row_chosen.emit(current.row())

    def current_row(self) -> int | None:
        """The selected finding's row."""
        row = self.currentIndex().row()
        return row if 0 <= row < len(self._model.rows) else None

    def select(self, row: int) -> None:
        """Select a row without the person having chosen it."""
        with self.quietly():
            self.selectionModel().setCurrentIndex(self._model.index(row, SURE), SELECT_ROW)
            self._see_current()

    def _see_current(self) -> None:
        """From the top as far as is needed: the worst stands there, and is to be seen where there is room."""
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def fit(self) -> None:
        """Give each column its width, and the whole its height."""
        fonts = self.fontMetrics()
        wanted = (fonts.horizontalAdvance(front_words(row)) for row in self._model.rows)
        sure = max(wanted, default=0)
        header = self.horizontalHeader().fontMetrics().horizontalAdvance(_(diagnosis_words.COLUMNS[SURE]))
        sure = min(max(sure, header) + 4 * theme.GRID, self.viewport().width() // 2)
        self.setColumnWidth(SURE, sure)
        self.setColumnWidth(TITLE, max(0, self.viewport().width() - sure))
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Every row, up to a few."""
        return QSize(super().sizeHint().width(), self._height(min(_ROWS, max(1, len(self._model.rows)))))

    def minimumSizeHint(self) -> QSize:
        """Three rows where the window is low, or as many as there are."""
        return QSize(theme.ROW, self._height(min(3, max(1, len(self._model.rows)))))

    def _height(self, rows: int) -> int:
        return self.horizontalHeader().sizeHint().height() + rows * self.height_of_row(self.font()) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew; where there is more of it, more of the worst is seen."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        if event.size().height() > event.oldSize().height():
            self._see_current()

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "delegate"):
            self.fit()
