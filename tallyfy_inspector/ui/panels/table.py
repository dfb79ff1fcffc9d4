"""The table that tree and field list are built on: quiet, fixed rows, left by Tab, and with a focus ring.

Rows have one height and words do not wrap: Qt then asks only for the rows on screen, however many there are.
Knows no model and no document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QHeaderView, QTableView, QWidget

from tallyfy_inspector.ui import theme

SELECT_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_BESIDE = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
MOST_TOGETHER = 100  # rows that are selected together: what opens their containers is done at once
Index = QModelIndex | QPersistentModelIndex
"""What Qt hands to a model, a delegate or a view."""


def draw_focus(area: QAbstractScrollArea) -> None:
    """Draw the focus ring inside `area` when it has the keyboard. Call it at the end of its paintEvent."""
    if not area.hasFocus():
        return
    painter = QPainter(area.viewport())
    painter.setPen(QPen(QColor(theme.roles(area.palette()).focus), 2))
    painter.drawRect(area.viewport().rect().adjusted(1, 1, -1, -1))
    painter.end()


class Table(QTableView):
    """A table of which a whole row is selected, each of `least` pixels, or of its font's height and
    `spare` where that is more."""

    menu_asked = Signal(QPoint)  # where, on the screen

    def __init__(self, name: str, least: int, spare: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._spare = least, spare
        self.quiet = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._quiet_headers()

    def _quiet_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)

    def set_fonts(self, rows: QFont, header: QFont) -> None:
        """Write rows and header in these fonts, in rows high enough for them."""
        self.setFont(rows)
        own = QFont(header)
        own.setFamilies(header.families())  # said again, or the header takes the rows' font
        if header.pointSizeF() > 0:
            own.setPointSizeF(header.pointSizeF())
        else:
            own.setPixelSize(header.pixelSize())
        self.horizontalHeader().setFont(own)
        self.verticalHeader().setDefaultSectionSize(self.height_of_row(rows))

    def height_of_row(self, font: QFont) -> int:
        """Pixels of a row in `font`."""
        return max(self._least, QFontMetrics(font).height() + self._spare)

    def set_older(self, older: bool) -> None:
        """Lay the rows on the window's own grey, which says that they are not of now."""
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window if older else QPalette.ColorRole.Base)
        self.setAlternatingRowColors(not older)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What is selected or resized inside is the program's doing: `quiet` tells those who listen."""
        before, self.quiet = self.quiet, True
        try:
            yield
        finally:
            self.quiet = before

    def select_rows(self, rows: Iterable[int | None]) -> None:
        """Select `rows` beside the current one: what the program shows together. Who moves on, by key or
        pointer, has one row selected again. None is no row."""
        for row in rows:
            if row is not None:
                self.selectionModel().select(self.model().index(row, 0), _BESIDE)

    def selected_rows(self) -> tuple[int, ...]:
        """The current row, and those selected beside it from the top; () without a current one."""
        current = self.currentIndex().row()
        beside = {index.row() for index in self.selectionModel().selectedRows()} - {current}
        return () if current < 0 else (current, *sorted(beside))

    def see_selected(self) -> None:
        """Scroll no further than needed for the current row to be seen, and with it the rows selected beside
        it where there is room for all."""
        rows = self.selected_rows()
        for row in (max(rows), min(rows), rows[0]) if rows else ():
            self.scrollTo(self.model().index(row, self.currentIndex().column()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by keyboard finds a row selected; nobody has chosen it yet."""
        with self.quietly():
            super().focusInEvent(event)
            if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
                self.selectionModel().select(self.currentIndex(), SELECT_ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first row and the last, since a row is one thing here."""
        last = self.model().rowCount() - 1
        to_row = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(Qt.Key(event.key()))
        if to_row is None or last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.setCurrentIndex(self.model().index(to_row, max(0, self.currentIndex().column())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where the pointer is; by keyboard, at the current row."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(QPoint(max(0, row.left()) + theme.OUTER, row.bottom()))
        self.menu_asked.emit(at)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the focus ring over them."""
        super().paintEvent(event)
        draw_focus(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Scroll, and draw the ring anew where it was moved along."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
