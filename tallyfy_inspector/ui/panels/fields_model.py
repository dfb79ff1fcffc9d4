"""The model of the list of form fields: a row a field, in the columns of `fields_words`. Knows no view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.rows_model import RowsModel

_TOOLTIP_LIMIT = 2_000


class FieldsModel(RowsModel[FieldRow]):
    """The fields of one answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(fields_words.HEADERS, parent)

    def cell(self, row: FieldRow, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
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
