"""The model of the list of form fields: a row an entry, in the columns of `fields_words`.

It arranges what it is handed (`fields_sift`), so that rows here are rows on the screen. Knows no view.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from PySide6.QtCore import QObject, Qt

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.panels import fields_sift, fields_words
from tallyfy_inspector.ui.panels.fields_sift import Wanted
from tallyfy_inspector.ui.panels.fields_words import Entry, Section
from tallyfy_inspector.ui.panels.rows_model import RowsModel

_TOOLTIP_LIMIT = 2_000


class FieldsModel(RowsModel[Entry]):
    """The fields of one answer. `rows` are the entries shown; `all_fields` also those that are hidden."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(fields_words.HEADERS, parent)
        self.zones = Zones(UTC)
        self.wanted = Wanted()
        self._task: tuple[FieldRow, ...] = ()
        self._kickoff: tuple[FieldRow, ...] = ()
        self._why_no_task = ""

    def show_fields(
        self, task: Sequence[FieldRow], kickoff: Sequence[FieldRow] = (), why_no_task: str = ""
    ) -> None:
        """Show the fields of an answer instead of what was there."""
        self._task, self._kickoff, self._why_no_task = tuple(task), tuple(kickoff), why_no_task
        self._arrange()

    def want(self, wanted: Wanted) -> None:
        """Filter and sort otherwise."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._arrange()

    def _arrange(self) -> None:
        self.show(fields_sift.arranged(self._task, self._kickoff, self.wanted, self._why_no_task))

    @property
    def all_fields(self) -> tuple[FieldRow, ...]:
        """Every field of the answer, hidden ones too, in the order sent."""
        return self._task + self._kickoff

    @property
    def shown_fields(self) -> tuple[FieldRow, ...]:
        """The fields that are listed, as they are listed."""
        return fields_sift.fields_of(self.rows)

    def field(self, row: int | None) -> FieldRow | None:
        """The field in that row; None for a section."""
        entry = None if row is None or not 0 <= row < len(self.rows) else self.rows[row]
        return entry if isinstance(entry, FieldRow) else None

    def cell(self, row: Entry, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return fields_words.spoken(row) if column == 0 else self._words(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(self._more(row, column))
        return None

    def _words(self, row: Entry, column: int) -> str:
        if isinstance(row, Section):
            return fields_words.section(row) if column == 0 else ""
        return fields_words.text(row, column, self.zones.mine)

    def _more(self, row: Entry, column: int) -> str:
        if isinstance(row, Section) or (row.blank and column == fields_words.VALUE):
            return self._words(row, column)
        whole = {
            fields_words.VALUE: row.value,
            fields_words.RAW: row.raw,
            fields_words.OPTIONS: row.options,
            fields_words.GUIDANCE: row.guidance,
        }.get(column)
        if whole is None:
            return self._words(row, column)
        text = whole[:_TOOLTIP_LIMIT] + ("…" if len(whole) > _TOOLTIP_LIMIT else "")
        return f"{text}\n\n{row.note}" if row.note and column == fields_words.VALUE else text

    def row_at(self, path: Path) -> int | None:
        """The row of the field that `path` leads to or into, by its node or by its answer's."""
        return self._row_of(self._field_at(self.shown_fields, path))

    def hides(self, path: Path) -> bool:
        """Whether `path` leads to a field that is there and not listed."""
        return self.row_at(path) is None and self._field_at(self.all_fields, path) is not None

    def row_like(self, before: FieldRow) -> int | None:
        """The row of the same field in another answer: by its ID, else by its place."""
        if before.id is None:
            return self.row_at(before.path)
        same = (row for row in self.shown_fields if (row.id, row.section) == (before.id, before.section))
        return self._row_of(next(same, None))

    def _row_of(self, field: FieldRow | None) -> int | None:
        return next((number for number, row in enumerate(self.rows) if row is field), None)

    @staticmethod
    def _field_at(fields: Sequence[FieldRow], path: Path) -> FieldRow | None:
        # A definition of the kick-off form may hold the place of its answer, and the deepest place is meant.
        found = ((length, row) for row in fields if (length := _leads_into(row, path)))
        return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def _leads_into(row: FieldRow, path: Path) -> int:
    """The length of the row's place that `path` leads into; 0 for none."""
    places = (place for place in (row.path, row.value_path) if place and path[: len(place)] == place)
    return max(map(len, places), default=0)
