"""The frame of the windows that show a list of lines to read and to copy: words above, buttons below.

The doctor's and the log's windows put their table between. Knows neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, PrimaryButton
from tallyfy_inspector.ui.panels import pieces
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.panels.table import Index
from tallyfy_inspector.ui.speech import Speech

_LETTERS_WIDE, _ROWS_HIGH = 110, 22


class PiecesDelegate(QStyledItemDelegate):
    """Draws each cell of a RowsModel as the words and colour that `piece` (row, column) gives."""

    def __init__(self, piece: Callable[[Any, int], Piece], parent: QObject) -> None:
        super().__init__(parent)
        self._piece = piece

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pieces.draw_ground(painter, option)
        model = index.model()
        if isinstance(model, RowsModel):
            room = option.rect.adjusted(theme.GRID, 0, -theme.GRID, 0)
            piece = self._piece(model.rows[index.row()], index.column())
            pieces.draw(painter, option, room, [piece], option.font)


class ReportDialog(QDialog):
    """A window with `told` above and a row of buttons below. A subclass adds what lies between, and makes its
    buttons with `button`."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = Speech(self)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = plain.selectable(plain.label("", self, wrap=True))
        self.told.setObjectName(f"{name}_told")

    def tell(self, text: str, *, aloud: bool = True) -> None:
        """Write `text` above, and say it."""
        plain.set_text(self.told, text)
        self.told.setAccessibleName(self.told.text())
        if aloud:
            self.speech.say(text)

    def button(
        self, name: str, text: str, act: Callable[[], object], *, primary: bool = False
    ) -> Button | PrimaryButton:
        """A button that does `act`; its name is its words."""
        made = PrimaryButton(text, self) if primary else Button(text, self)
        made.setObjectName(name)
        made.setAccessibleName(text.replace("&", ""))
        made.clicked.connect(lambda: act())
        return made

    def lay_out(self, between: Sequence[QWidget | QLayout], buttons: Sequence[QWidget]) -> None:
        """Put everything in its place; the first of `between` that is a table gets the room."""
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        column.setSpacing(theme.GAP)
        column.addWidget(self.told)
        for part in between:
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part, 1 if isinstance(part, RowsTable) else 0)
        for row in self._rows(buttons):
            column.addLayout(row)
        self._take_room()

    def _rows(self, buttons: Sequence[QWidget]) -> list[QHBoxLayout]:
        """The buttons beside each other, as far as the screen is wide enough for their words."""
        made, room = list[QHBoxLayout](), 0
        for each in buttons:
            wide = each.sizeHint().width() + theme.GAP
            if not made or wide > room:
                made.append(QHBoxLayout())
                made[-1].setSpacing(theme.GAP)
                made[-1].addStretch(1)
                room = self.screen().availableSize().width() * 9 // 10 - 2 * theme.OUTER
            made[-1].addWidget(each)
            room -= wide
        return made

    def _take_room(self) -> None:
        """As large as such a list wants, and no larger than the screen."""
        letters, rows = self.fontMetrics().averageCharWidth(), theme.row_height(self.font())
        there = self.screen().availableSize()
        width, height = letters * _LETTERS_WIDE, rows * _ROWS_HIGH
        self.resize(min(width, there.width() * 9 // 10), min(height, there.height() * 9 // 10))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.adopt_font()

    def adopt_font(self) -> None:
        """Write the table in the fonts of now; a subclass that has one does."""
