"""The model of the list of form fields: a row a field, in the columns of `fields_words`. Knows no view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.table import Index

_ROOT = QModelIndex()
_TOOLTIP_LIMIT = 2_000


class FieldsModel(QAbstractTableModel):
    """The fields of one answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[FieldRow, ...] = ()

    def show(self, rows: tuple[FieldRow, ...]) -> None:
        """Show `rows` instead of what was there."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The fields."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns of `fields_words`."""
        return 0 if parent.isValid() else len(fields_words.HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(fields_words.HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return fields_words.text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return fields_words.spoken(row) if column == 0 else fields_words.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(_more(row, column))
        return None

    def row_at(self, path: Path) -> int | None:
        """The row of the field that `path` leads to or into, by its node or by its answer's."""
        return next((number for number, row in enumerate(self.rows) if _leads_into(row, path)), None)

    def row_like(self, before: FieldRow) -> int | None:
        """The row of the same field in another answer: by its ID, else by its place."""
        if before.id is None:
            return self.row_at(before.path)
        return next((number for number, row in enumerate(self.rows) if row.id == before.id), None)


def _leads_into(row: FieldRow, path: Path) -> bool:
    return any(place and path[: len(place)] == place for place in (row.path, row.value_path))


def _more(row: FieldRow, column: int) -> str:
    if column != fields_words.VALUE or row.blank:
        return fields_words.text(row, column)
    text = row.value[:_TOOLTIP_LIMIT] + ("…" if len(row.value) > _TOOLTIP_LIMIT else "")
    return f"{text}\n\n{row.note}" if row.note else text
