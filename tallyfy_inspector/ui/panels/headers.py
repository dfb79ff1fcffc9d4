"""The panel Headers: what was asked and what came back around the body, of the newest answer, good or not.

Which rows there are, and what is hidden of them, is said in `headers_words`. Knows no document.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import answer_words, headers_words, pieces
from tallyfy_inspector.ui.panels.headers_words import HeaderRow
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.panels.table import Index
from tallyfy_inspector.ui.view import Answer, View

NAME, VALUE = range(2)
_TOOLTIP_LIMIT = 2_000
_MOST_LETTERS = 500  # of a value, in its cell; the tooltip and what is copied have more
_NAME_SHARE = 0.4


class HeadersModel(RowsModel[HeaderRow]):
    """The rows of one exchange."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(headers_words.COLUMNS, parent)

    def cell(self, row: HeaderRow, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        text = row.name if column == NAME else row.value
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return headers_words.spoken(row) if column == NAME else text
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(text if len(text) <= _TOOLTIP_LIMIT else text[:_TOOLTIP_LIMIT] + "…")
        return None


class HeadersDelegate(QStyledItemDelegate):
    """Draws one cell: first lines bold, names in the colour of keys, what is hidden dim."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        model = index.model()
        if not isinstance(model, HeadersModel):
            return
        row = model.rows[index.row()]
        room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
        pieces.draw(painter, option, room, [_piece(row, index.column())], _font(row, option.font))


def _piece(row: HeaderRow, column: int) -> Piece:
    if column == NAME:
        return Piece(row.name, "" if row.heading else "key")
    text = row.value if len(row.value) <= _MOST_LETTERS else row.value[:_MOST_LETTERS] + "…"
    return Piece(text, "dim" if row.dim else "")


def _font(row: HeaderRow, base: QFont) -> QFont:
    font = QFont(base)
    font.setBold(row.heading)
    return font


class HeadersView(RowsTable):
    """Shows a `HeadersModel`; values get the room, and more than that where they are longer."""

    def __init__(self, model: HeadersModel, context: PanelContext, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Headers"), lambda row: headers_words.copied(model.rows[row]), context.done, parent
        )
        self._model = model
        self.setObjectName("headers_view")
        self.setModel(model)
        self.setItemDelegate(HeadersDelegate(self))
        model.modelReset.connect(self.fit_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width."""
        room = self.viewport().width()
        name = min(
            self._width(NAME), max(round(room * _NAME_SHARE), self.fontMetrics().averageCharWidth() * 12)
        )
        self.setColumnWidth(NAME, name)
        self.setColumnWidth(VALUE, max(self._width(VALUE), room - name))

    def _width(self, column: int) -> int:
        wanted = (pieces.width([_piece(r, column)], _font(r, self.font())) for r in self._model.rows)
        return max(wanted, default=0) + 3 * theme.GRID


class Headers(Panel):
    """A line that says which answer it is, and the table."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._answer: Answer | None = None
        self._headline = plain.label("", self, wrap=True)
        self._headline.setObjectName("headers_headline")
        self.model = HeadersModel(self)
        self.view = HeadersView(self.model, context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._headline)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.follow_font()
        self._show(None)

    def paint_view(self, view: View) -> None:
        """Show the newest answer's headers; the same answer is left as it stands."""
        if view.newest is not None and view.newest.rereads(self._answer):
            self._answer = view.newest
        if view.newest is not self._answer:
            self._show(view.newest)

    def _show(self, answer: Answer | None) -> None:
        self._answer = answer
        plain.set_text(self._headline, answer_words.headline(answer))
        self.model.show(headers_words.rows(answer_words.exchange_of(answer)))
        self.view.scrollToTop()

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.view.set_fonts(theme.fixed_font(self.font()), self.font())
        self.view.fit_columns()
