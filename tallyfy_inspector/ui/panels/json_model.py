"""The tree's model: the visible rows of a document as a flat table, of which Qt asks the rows on screen.

Opening and closing a row inserts and removes rows; a new answer, and opening all below a row, is one reset.
Strings leave it masked but for those the person revealed. Knows no view, no colour and no arrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tallyfy_inspector.document.node import Row, VisibleRows, preview
from tallyfy_inspector.document.path import Path, value_at
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.panels import json_copy, json_words
from tallyfy_inspector.ui.panels.panel import Mask
from tallyfy_inspector.ui.panels.table import Index

KEY, VALUE = range(2)
ROWS_AT_ONCE = 50_000
OPEN_AT_FIRST: tuple[Path, ...] = ((), ("data",))
_HEADERS = (N_("Key"), N_("Value"))
_SEARCHED = 200_000
_ROOT = QModelIndex()


class JsonModel(QAbstractTableModel):
    """Rows of one document, or none."""

    def __init__(self, mask: Mask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mask = mask
        self._rows: VisibleRows | None = None
        self._revealed: set[Path] = set()

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The visible rows."""
        return 0 if parent.isValid() or self._rows is None else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Key and value."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.key_text(row) if index.column() == KEY else self.value_text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row) if index.column() == KEY else self.value_text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(self._tooltip(row, index.column()))
        return None

    # One row

    def row(self, number: int) -> Row:
        """The row `number`; its value is not masked."""
        return self._shown.row(number)

    def path(self, number: int) -> Path:
        """Where the row `number` stands in the document."""
        return self._shown.path(number)

    def key_text(self, number: int) -> str:
        """The key's words."""
        return json_words.key_text(self.row(number).key, self._mask)

    def value_text(self, number: int) -> str:
        """The value on one line."""
        return preview(self._value(number))

    def spoken(self, number: int) -> str:
        """The row for a screen reader."""
        return json_words.spoken(self.row(number), self._value(number), self._mask)

    def is_masked(self, number: int) -> bool:
        """Whether a part of the value is hidden now."""
        value = self.row(number).value
        return isinstance(value, str) and self._value(number) != value

    def reveal(self, number: int) -> None:
        """Show this one value whole, until `forget_revealed`."""
        self._revealed.add(self.path(number))
        self.dataChanged.emit(self.index(number, KEY), self.index(number, VALUE))

    def copied_value(self, number: int) -> str:
        """The value for the clipboard."""
        value, path = self.row(number).value, self.path(number)
        if isinstance(value, str):
            return str(self._value(number))
        return json_copy.value_text(value, path, self._mask)

    def copied_key(self, number: int) -> str:
        """The key for the clipboard; an index is its number, the root has none."""
        key = self.row(number).key
        return "" if key is None else str(key) if isinstance(key, int) else self._mask((), str(key))

    # The document

    def show(self, root: object, expanded: Iterable[Path] = OPEN_AT_FIRST) -> None:
        """Show the document `root` with the containers at `expanded` open, in one reset."""
        self.beginResetModel()
        self._revealed.clear()
        self._rows = VisibleRows(root, expanded)
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._revealed.clear()
        self._rows = None
        self.endResetModel()

    def forget_revealed(self) -> None:
        """Mask again what was revealed."""
        if self._revealed:
            self._revealed.clear()
            self.dataChanged.emit(self.index(0, KEY), self.index(self.rowCount() - 1, VALUE))

    def expanded_paths(self) -> list[Path]:
        """The open containers."""
        return [] if self._rows is None else self._rows.expanded_paths()

    def parent_row(self, number: int) -> int | None:
        """The row of the container that holds row `number`; None for the root."""
        return self._shown.parent(number)

    def row_of(self, path: Path) -> int | None:
        """The row of `path`, or None when it is not visible."""
        return None if self._rows is None else self._rows.index_of(path)

    def expand(self, number: int) -> None:
        """Open the container in row `number`, and inside it what was open before."""
        row = self.row(number)
        if not row.expandable or row.expanded:
            return
        self.beginInsertRows(_ROOT, number + 1, number + self._shown.inside(number))
        self._shown.expand(number)
        self.endInsertRows()
        self._row_changed(number)

    def collapse(self, number: int) -> None:
        """Close the container in row `number`."""
        if not self.row(number).expanded:
            return
        self.beginRemoveRows(_ROOT, number + 1, self.last_below(number))
        self._shown.collapse(number)
        self.endRemoveRows()
        self._row_changed(number)

    def last_below(self, number: int) -> int:
        """The last visible row inside row `number`: itself when it is closed or a leaf."""
        return number + self._shown.inside(number) if self.row(number).expanded else number

    def reveal_path(self, path: Path) -> int | None:
        """Open what hides `path` and answer its row; None, with nothing opened, when it is not there."""
        if self._rows is None or not _is_there(self.row(0).value, path):
            return None
        for length in range(len(path)):
            row = self.row_of(path[:length])
            if row is not None:
                self.expand(row)
        return self.row_of(path)

    def expand_below(self, number: int, limit: int = ROWS_AT_ONCE) -> bool:
        """Open row `number` and all below it, in one reset. False when it stopped because more than `limit`
        rows were added."""
        self.beginResetModel()
        complete = _opened_below(self._shown, number, limit)
        self.endResetModel()
        return complete

    def collapse_all(self) -> None:
        """Close all but what is open at first, in one reset."""
        self.beginResetModel()
        self._rows = VisibleRows(self.row(0).value, OPEN_AT_FIRST)
        self.endResetModel()

    def find_key(self, text: str, start: int) -> int | None:
        """The next row, from `start` on and round again, whose key begins with `text`."""
        count, wanted = self.rowCount(), text.casefold()
        for step in range(min(count, _SEARCHED)):
            number = (start + step) % count
            key = self.row(number).key
            if key is not None and str(key).casefold().startswith(wanted):
                return number
        return None

    def _row_changed(self, number: int) -> None:
        self.dataChanged.emit(self.index(number, KEY), self.index(number, VALUE))

    def _value(self, number: int) -> object:
        value, path = self.row(number).value, self.path(number)
        return value if path in self._revealed else json_words.shown_value(value, path, self._mask)

    def _tooltip(self, number: int, column: int) -> str:
        if column == KEY:
            return json_words.key_text(self.row(number).key, self._mask, json_words.TOOLTIP_LIMIT)
        return json_words.tooltip(self._value(number), self.is_masked(number))

    @property
    def _shown(self) -> VisibleRows:
        if self._rows is None:
            raise IndexError("no document")
        return self._rows


def _is_there(root: object, path: Path) -> bool:
    try:
        value_at(root, path)
    except LookupError:
        return False
    return True


def _opened_below(rows: VisibleRows, number: int, limit: int) -> bool:
    depth, at, added = rows.row(number).depth, number, 0
    while at < len(rows):
        row = rows.row(at)
        if at > number and row.depth <= depth:
            break
        if row.expandable and not row.expanded:
            if added >= limit:
                return False
            added += rows.expand(at)
        at += 1
    return True
