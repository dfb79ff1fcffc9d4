"""The tasks of one process as the rows of a table, sifted by words, and hidden where others look on.

What the filter looks in is made once, when it first looks. Another column: a row in `_COLUMNS`, a case
in `words`. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from tallyfy_inspector.ports import Clock
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task.names import NOBODY, Names
from tallyfy_inspector.task.process_tasks import TaskRow
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.link_decision import short_id
from tallyfy_inspector.ui.panels.rows_model import RowsModel

_COLUMNS = (N_("Title"), N_("Status"), N_("Deadline"), N_("Assignees"))
TITLE, STATUS, DEADLINE, ASSIGNEES = range(len(_COLUMNS))


class ProcessModel(RowsModel[TaskRow]):
    """The tasks that the filter lets through."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, parent)
        self._clock = clock
        self.every: tuple[TaskRow, ...] = ()  # those that the filter hides, too
        self._lines: tuple[str, ...] = ()  # what the filter looks in, a row each; () until it looks
        self._filter = ""
        self._names = NOBODY
        self.hidden = False

    def take(self, rows: Sequence[TaskRow]) -> None:
        """Show `rows`, as far as the filter lets them."""
        self.every, self._lines = tuple(rows), ()
        self.sift(self._filter)

    def sift(self, text: str) -> None:
        """Show those that hold every word of `text`."""
        self._filter = text
        words = text.casefold().split()
        if words and not self._lines:
            self._lines = tuple(self._line(row).casefold() for row in self.every)
        found = zip(self.every, self._lines, strict=True) if words else ()
        self.show(
            tuple(row for row, line in found if all(word in line for word in words)) if words else self.every
        )

    def hide(self, hidden: bool) -> None:
        """Show no words of people and customers, nor find by them."""
        self.hidden = hidden
        self.take(self.every)

    def know(self, names: Names) -> None:
        """Call people by these names where the answer has but numbers."""
        self._names = names
        self.take(self.every)

    def _line(self, row: TaskRow) -> str:
        return " ".join((row.id, *(self.words(row, column) for column in range(len(_COLUMNS)))))

    def words(self, row: TaskRow, column: int) -> str:
        """What there is to say in a cell: its tooltip, and what is heard and found of it."""
        match column:
            case 0:
                return self._title(row)
            case 1:
                return row.status_words
            case 2:
                return " · ".join(filter(None, (self.late(row), row.deadline_words(self._clock.zone))))
        people = row.assignees(self._names)
        return HIDDEN if self.hidden and people else people

    def late(self, row: TaskRow) -> str:
        """How long it is overdue; "" where nobody is late with it."""
        return row.overdue(self._clock.now())

    def short(self, row: TaskRow, column: int) -> str:
        """What stands in a cell: of a deadline that has passed, how long ago."""
        return (self.late(row) if column == DEADLINE else "") or self.words(row, column)

    def _title(self, row: TaskRow) -> str:
        name = _("Task {id}").format(id=short_id(row.id)) if row.id else _("A task without an ID")
        if self.hidden:
            return f"{HIDDEN}  {name}"
        return row.title or name

    def cell(self, row: TaskRow, column: int, role: int) -> Any:
        """The words, and all of them as a tooltip. The first column is heard with the whole row."""
        text = self.words(row, column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.short(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.heard(row) if column == 0 else text
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(text)
        return None

    def heard(self, row: TaskRow) -> str:
        """The row as one line, each word with its column's name."""
        cells = [(_(_COLUMNS[column]), self.words(row, column)) for column in range(1, len(_COLUMNS))]
        return ", ".join((self._title(row), *(f"{name}: {text}" for name, text in cells if text)))
