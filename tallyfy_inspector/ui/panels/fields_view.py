"""The view of the list of form fields: who gets which width, until the person says otherwise.

Label, type, required and value fill the room, and label and value get the slack; alias and ID follow to the
right where there is room, else behind the scroll bar. Knows no answer and no settings.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_delegate import FieldsDelegate, font_of
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_words import (
    ALIAS,
    HEADERS,
    ID,
    LABEL,
    REQUIRED,
    TYPE,
    VALUE,
    type_pieces,
)
from tallyfy_inspector.ui.panels.table import Table

_LABEL_SHARE = 0.38
_LEAST_LABEL, _LEAST_VALUE = 12, 18  # letters
_ALIAS_LETTERS, _ID_LETTERS = 22, 34
_LEAST_TYPE = 9
_ROOMY = 48  # letters for label and value together, from which on all columns are shown side by side


class FieldsView(Table):
    """Shows a `FieldsModel`."""

    row_chosen = Signal(int)
    widths_changed = Signal(object)  # dict[int, int]: those the person set, by column
    copy_asked = Signal()

    def __init__(self, model: FieldsModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Form fields"), theme.ROW, theme.GAP, parent)
        self.list = model
        self.delegate = FieldsDelegate(self)
        self._widths: dict[int, int] = {}
        self.setObjectName("fields_view")
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        model.modelReset.connect(self.fit_columns)

    def current_row(self) -> int | None:
        """The selected row, or None."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def select(self, row: int) -> None:
        """Select `row` without taking the focus or saying so."""
        with self.quietly():
            index = self.list.index(row, LABEL)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Columns whose width the person has set, in pixels."""
        self._widths = {column: width for column, width in widths.items() if 0 <= column < len(HEADERS)}
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width."""
        wanted = self._shares() | self._widths
        if VALUE not in self._widths and LABEL in self._widths:
            wanted[VALUE] = max(
                self._letters(_LEAST_VALUE), wanted[VALUE] + self._shares()[LABEL] - wanted[LABEL]
            )
        with self.quietly():
            for column, width in wanted.items():
                self.setColumnWidth(column, width)
        self._fit_types()

    def _fit_types(self) -> None:
        self.delegate.api_types = self.columnWidth(TYPE) >= self._type_width(whole=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying asks for the value in full, not for the words of a cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def _shares(self) -> dict[int, int]:
        shares = {
            TYPE: self._type_width(whole=False),
            REQUIRED: self.horizontalHeader().sectionSizeFromContents(REQUIRED).width() + theme.GAP,
            ALIAS: self._letters(_ALIAS_LETTERS, ALIAS),
            ID: self._letters(_ID_LETTERS, ID),
        }
        room = self.viewport().width()
        beside = self._type_width(whole=True) + shares[REQUIRED] + shares[ALIAS] + shares[ID]
        if room - beside >= self._letters(_ROOMY):
            shares[TYPE] = self._type_width(whole=True)
            slack = room - beside
        else:
            least = self._letters(_LEAST_LABEL) + self._letters(_LEAST_VALUE)
            spare = max(0, room - shares[REQUIRED] - least)
            shares[TYPE] = max(min(shares[TYPE], spare), self._letters(_LEAST_TYPE))
            slack = room - shares[TYPE] - shares[REQUIRED]
        label = max(self._letters(_LEAST_LABEL), round(slack * _LABEL_SHARE))
        return shares | {LABEL: label, VALUE: max(self._letters(_LEAST_VALUE), slack - label)}

    def _type_width(self, *, whole: bool) -> int:
        metrics = self.fontMetrics()
        words = ["".join(p.text for p in type_pieces(row)[: None if whole else 1]) for row in self.list.rows]
        longest = max((metrics.horizontalAdvance(one) for one in words), default=self._letters(8))
        return min(longest, self._letters(36)) + 3 * theme.GRID

    def _letters(self, count: int, column: int = LABEL) -> int:
        return QFontMetrics(font_of(column, self.font())).horizontalAdvance("0" * count)

    def _on_section_resized(self, column: int, _before: int, width: int) -> None:
        if not self.quiet:
            self._widths[column] = width
            self._fit_types()
            self.widths_changed.emit(dict(self._widths))

    def _on_current_row_changed(self) -> None:
        row = None if self.quiet else self.current_row()
        if row is not None:
            self.row_chosen.emit(row)
