"""The panel Timing: how long each phase of the newest answer took, in numbers, words and a thin bar.

Which phases there are is said in `timing_words`. How long painting took comes from the window's `PaintClock`,
so that this panel need not have been seen before. Knows no document.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import answer_words, pieces, timing_words
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.panels.table import Index
from tallyfy_inspector.ui.panels.timing_words import PhaseRow
from tallyfy_inspector.ui.view import Answer, View

PHASE, TIME, SHARE, NOTE = range(4)
_BAR = 6  # pixels high
_BAR_LETTERS = 12  # and as wide as these, when the phase is all
_LEAST_LETTERS = 4  # where there is little room


class TimingModel(RowsModel[PhaseRow]):
    """The phases of one answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(timing_words.COLUMNS, parent)

    def cell(self, row: PhaseRow, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        text = timing_words.text(row, column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return timing_words.spoken(row) if column == PHASE else text
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(text)
        return None


class TimingDelegate(QStyledItemDelegate):
    """Draws one cell; in the share's, a bar beside the number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        model = index.model()
        if not isinstance(model, TimingModel):
            return
        row = model.rows[index.row()]
        room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
        text = timing_words.text(row, index.column())
        role = "dim" if index.column() == NOTE or row.ms is None else ""
        pieces.draw(painter, option, room, [Piece(text, role)], _font(row, index.column(), option.font))
        if index.column() == SHARE and row.ms is not None:
            painter.fillRect(_bar(room, row.share, option.font), pieces.ink(option, "focus"))


def _bar(room: QRect, share: float, font: QFont) -> QRect:
    """The bar behind the number, at least a pixel of it."""
    left = room.left() + _number_width(font)
    length = max(1, round((room.right() - left) * share))
    return QRect(left, room.center().y() - _BAR // 2 + 1, length, _BAR)


def _number_width(font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(_("under 1 %")) + theme.GAP


def _font(row: PhaseRow, column: int, base: QFont) -> QFont:
    font = QFont(base)
    font.setBold(row.total and column != NOTE)
    return font


class TimingView(RowsTable):
    """Shows a `TimingModel`; the explanation gets what room is left."""

    def __init__(self, model: TimingModel, context: PanelContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Timing"), lambda row: timing_words.spoken(model.rows[row]), context.done, parent)
        self._model = model
        self.setObjectName("timing_view")
        self.setModel(model)
        self.setItemDelegate(TimingDelegate(self))
        model.modelReset.connect(self.fit_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width."""
        letter, note = self.fontMetrics().averageCharWidth(), self._width(NOTE)
        share = _number_width(self.font()) + letter * _BAR_LETTERS + 2 * theme.GRID
        widths = {PHASE: self._width(PHASE), TIME: self._width(TIME), SHARE: share}
        rest = self.viewport().width() - sum(widths.values())
        if rest < note:  # the bars give way before anything has to be scrolled to
            widths[SHARE] -= min(note - rest, letter * (_BAR_LETTERS - _LEAST_LETTERS))
            rest = self.viewport().width() - sum(widths.values())
        for column, width in (widths | {NOTE: max(rest, note)}).items():
            self.setColumnWidth(column, width)

    def _width(self, column: int) -> int:
        wanted = (
            pieces.width([Piece(timing_words.text(row, column))], _font(row, column, self.font()))
            for row in self._model.rows
        )
        title = self.horizontalHeader().sectionSizeFromContents(column).width()
        return max(max(wanted, default=0) + 4 * theme.GRID, title)


class Timing(Panel):
    """A line that says which answer it is, the table, and how much came."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._answer: Answer | None = None
        self._headline = plain.label("", self, wrap=True)
        self._headline.setObjectName("timing_headline")
        self._sizes = plain.label("", self, wrap=True)
        self._sizes.setObjectName("timing_sizes")
        self.model = TimingModel(self)
        self.view = TimingView(self.model, context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._headline)
        column.addWidget(self._sizes)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.follow_font()
        context.paints.measured.connect(self._on_measured)
        self._show(None)

    def paint_view(self, view: View) -> None:
        """Show the newest answer's times; the same answer is left as it stands."""
        if view.newest is not self._answer:
            self._show(view.newest)
        else:
            self._on_measured()

    def _show(self, answer: Answer | None) -> None:
        self._answer = answer
        exchange = answer_words.exchange_of(answer)
        told = timing_words.sizes(exchange, self.context.clock.zone, answer.size if answer else None)
        plain.set_text(self._headline, answer_words.headline(answer))
        plain.set_text(self._sizes, told)
        self._sizes.setVisible(bool(told))
        self.model.show(self._rows(answer))

    def _rows(self, answer: Answer | None) -> tuple[PhaseRow, ...]:
        if answer is None:
            return ()
        painted = self.context.paints.took(answer)
        return timing_words.rows(answer_words.exchange_of(answer), answer.parse_ms, painted)

    def _on_measured(self) -> None:
        """Painting is the last phase to be known."""
        rows = self._rows(self._answer)
        if rows != self.model.rows:
            self.model.show(rows)

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.view.set_fonts(self.font(), self.font())
        self.view.fit_columns()
