"""The view of the list of form fields: which columns are shown, who gets which width, where one is.

Of the room that the shown columns leave, label and value get the slack, until the person says otherwise. The
order of the columns is the header's own. Knows no answer and no settings (`fields_columns` keeps them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_delegate import FieldsDelegate, font_of
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_words import (
    ALIAS,
    CHANGED,
    COLUMNS,
    FIRST_SHOWN,
    GUIDANCE,
    ID,
    LABEL,
    OPTIONS,
    RAW,
    REQUIRED,
    TYPE,
    VALUE,
    type_pieces,
)
from tallyfy_inspector.ui.panels.table import Table

_LABEL_SHARE = 0.38
_LEAST_LABEL, _LEAST_VALUE, _LEAST_TYPE = 12, 18, 9  # letters
_LETTERS = {RAW: 24, OPTIONS: 24, ALIAS: 22, ID: 34, GUIDANCE: 24, CHANGED: 22}
_ROOMY = 48  # letters for label and value together, from which on types are shown with the API's word
_MEASURED = 500  # rows whose types are measured
LEAST_WIDTH = 24  # pixels of a column


class FieldsView(Table):
    """Shows a `FieldsModel`."""

    row_chosen = Signal(int)
    widths_changed = Signal(object)  # dict[int, int]: those the person set, by column
    order_changed = Signal()  # by the person
    columns_asked = Signal(QPoint, int)  # the header's menu: where on the screen, for which column
    sort_changed = Signal(int, bool)  # column (-1: the order sent), descending
    copy_asked = Signal()

    def __init__(self, model: FieldsModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Form fields"), theme.ROW, theme.GAP, parent)
        self.list = model
        self.delegate = FieldsDelegate(self)
        self._widths: dict[int, int] = {}
        self.setObjectName("fields_view")
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self._set_up_header()
        self.show_columns(FIRST_SHOWN)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().currentChanged.connect(self.viewport().update)
        model.modelReset.connect(self.fit_columns)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(LEAST_WIDTH)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        header.sortIndicatorChanged.connect(self._on_sort_indicator)

    # Where one is

    def current_row(self) -> int | None:
        """The selected row, or None."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def current_field(self) -> FieldRow | None:
        """The selected field; None without one, and on a section's row."""
        return self.list.field(self.current_row())

    def current_column(self) -> int:
        """The column one is in; the label's when none was chosen."""
        index = self.currentIndex()
        return index.column() if index.isValid() else LABEL

    def selected_fields(self) -> list[FieldRow]:
        """The fields in the selected rows, the current one first."""
        return [field for row in self.selected_rows() if (field := self.list.field(row)) is not None]

    def select(self, row: int, *beside: int) -> None:
        """Select `row`, and those `beside` it, without taking the focus or saying so."""
        with self.quietly():
            column = self.current_column()
            index = self.list.index(row, LABEL if self.isColumnHidden(column) else column)
            self.setCurrentIndex(index)
            self.select_rows(beside)
            self.see_selected()

    # The columns

    def shown_columns(self) -> list[int]:
        """The columns that are shown, as they stand on the screen."""
        header = self.horizontalHeader()
        inside = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in inside if not self.isColumnHidden(column)]

    def show_columns(self, columns: Sequence[int]) -> None:
        """Show `columns` in this order, and no other."""
        header = self.horizontalHeader()
        rest = [column for column in range(len(COLUMNS)) if column not in columns]
        with self.quietly():
            for place, column in enumerate((*columns, *rest)):
                header.moveSection(header.visualIndex(column), place)
                self.setColumnHidden(column, column in rest)
            if self.isColumnHidden(self.current_column()):
                row = self.current_row()
                self.setCurrentIndex(self.list.index(-1 if row is None else row, LABEL))
        self.fit_columns()

    def move_column(self, column: int, step: int) -> None:
        """Change places with the column before (-1) or after (1) among those shown."""
        shown = self.shown_columns()
        place = shown.index(column)
        if 0 <= place + step < len(shown):
            shown.insert(place + step, shown.pop(place))
            self.show_columns(shown)
            self.order_changed.emit()

    def widen(self, column: int, letters: int) -> None:
        """Make a column wider, or narrower by a negative count of letters, as the person does."""
        width = max(LEAST_WIDTH, self.columnWidth(column) + self._letters(1) * letters)
        self.horizontalHeader().resizeSection(column, width)

    def sort_by(self, column: int | None, *, descending: bool = False) -> None:
        """Sort as by a click on the header; None: the order sent."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(-1 if column is None else column, order)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Columns whose width the person has set, in pixels."""
        self._widths = {column: width for column, width in widths.items() if 0 <= column < len(COLUMNS)}
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each shown column its width."""
        shown = self.shown_columns()
        wanted = self._shares(shown)
        with self.quietly():
            for column in shown:
                self.setColumnWidth(column, wanted[column])
        self._fit_types()

    def _shares(self, shown: Sequence[int]) -> dict[int, int]:
        room = self.viewport().width()
        set_ = {column: width for column, width in self._widths.items() if column in shown}
        fixed = {column: set_.get(column, self._own_width(column)) for column in shown}
        elastic = [column for column in (LABEL, VALUE) if column in shown and column not in set_]
        least = {LABEL: self._letters(_LEAST_LABEL), VALUE: self._letters(_LEAST_VALUE)}
        if TYPE in shown and TYPE not in set_:
            slack = room - sum(width for column, width in fixed.items() if column not in elastic)
            missing = sum(least[column] for column in elastic) - slack
            whole = self._type_width(whole=True)
            if slack - (whole - fixed[TYPE]) >= self._letters(_ROOMY):
                fixed[TYPE] = whole
            elif missing > 0:
                fixed[TYPE] = max(fixed[TYPE] - missing, self._letters(_LEAST_TYPE))
        slack = room - sum(width for column, width in fixed.items() if column not in elastic)
        label = round(slack * _LABEL_SHARE) if VALUE in elastic else slack
        if LABEL in elastic:
            fixed[LABEL] = max(least[LABEL], label)
            slack -= fixed[LABEL]
        if VALUE in elastic:
            fixed[VALUE] = max(least[VALUE], slack)
        return fixed

    def _own_width(self, column: int) -> int:
        """What a column takes when there is room enough."""
        if column == TYPE:
            return self._type_width(whole=False)
        if column == REQUIRED:
            return self.horizontalHeader().sectionSizeFromContents(REQUIRED).width() + theme.GAP
        return self._letters(_LETTERS.get(column, _LEAST_LABEL), column)

    def _fit_types(self) -> None:
        self.delegate.api_types = self.columnWidth(TYPE) >= self._type_width(whole=True)

    def _type_width(self, *, whole: bool) -> int:
        metrics = self.fontMetrics()
        fields = self.list.all_fields[:_MEASURED]
        told = {tuple(p.text for p in type_pieces(row)[: None if whole else 1]) for row in fields}
        words = map("".join, told)
        longest = max((metrics.horizontalAdvance(one) for one in words), default=self._letters(8))
        return min(longest, self._letters(36)) + 3 * theme.GRID

    def _letters(self, count: int, column: int = LABEL) -> int:
        return QFontMetrics(font_of(column, self.font())).horizontalAdvance("0" * count)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying asks for the value in full, not for the words of a cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_section_resized(self, column: int, _before: int, width: int) -> None:
        if not self.quiet and width > 0:
            self._widths[column] = width
            self._fit_types()
            self.widths_changed.emit(dict(self._widths))

    def _on_section_moved(self) -> None:
        if not self.quiet:
            self.order_changed.emit()

    def _on_sort_indicator(self, column: int, order: Qt.SortOrder) -> None:
        self.sort_changed.emit(column, order == Qt.SortOrder.DescendingOrder)

    def _on_header_menu(self, at: QPoint) -> None:
        header = self.horizontalHeader()
        column = header.logicalIndexAt(at)
        self.columns_asked.emit(header.viewport().mapToGlobal(at), max(column, LABEL))

    def _on_current_row_changed(self) -> None:
        row = None if self.quiet else self.current_row()
        if row is not None:
            self.row_chosen.emit(row)
