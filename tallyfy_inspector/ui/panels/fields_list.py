"""The list of form fields with all that belongs to it: filter, order, columns, actions, and a hint.

It keeps the selected field through every filter, order and answer, and says what changed. To add a filter
see `fields_bar`, a column `fields_words`, an action `fields_actions`. Knows rows, and no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import ngettext
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.fields_actions import FieldsActions
from tallyfy_inspector.ui.panels.fields_bar import FieldsBar
from tallyfy_inspector.ui.panels.fields_columns import FieldsColumns
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.fields_words import Entry
from tallyfy_inspector.ui.panels.hint import Hint
from tallyfy_inspector.ui.panels.table import MOST_TOGETHER

_PAUSE = 600  # milliseconds without a key, before it is said what is left


class FieldsList(QWidget):
    """The bar over the table. `announce` says a sentence to a screen reader, `done` tells what was done."""

    field_chosen = Signal(object)  # Path, by the person
    entry_changed = Signal()  # another row is selected, by whomever

    def __init__(
        self,
        settings: SettingsStore,
        announce: Callable[[str], None],
        done: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._announce, self._done = announce, done
        self.bar = FieldsBar(self)
        self.model = FieldsModel(self)
        self.view = FieldsView(self.model, self)
        self.columns = FieldsColumns(self.view, settings)
        self.field_actions = FieldsActions(self.view)
        self.hint = Hint(self.view)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        self._connect()

    def _connect(self) -> None:
        view, bar, actions = self.view, self.bar, self.field_actions
        view.row_chosen.connect(self._on_row_chosen)
        view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        view.selectionModel().currentChanged.connect(actions.enable)
        view.copy_asked.connect(actions.by_id["copy_value"].trigger)
        view.menu_asked.connect(actions.show_menu)
        view.sort_changed.connect(self._on_sort_changed)
        bar.changed.connect(self._on_filter_changed)
        bar.list_wanted.connect(self._go_to_list)
        bar.columns_wanted.connect(lambda: self.columns.fill(bar.menu, view.current_column()))
        self.columns.said.connect(self._announce)
        actions.did.connect(self._on_done)
        actions.noted.connect(self.note)
        self._pause.timeout.connect(self._say_what_is_left)

    # What it is told

    def show_fields(
        self, task: Sequence[FieldRow], kickoff: Sequence[FieldRow], why_no_task: str, zones: Zones
    ) -> None:
        """Show the fields of another answer; the same field stays selected, filter and order stay."""
        self.hint.clear_hint()
        self.model.zones = zones
        with self._keeping_field():
            self.model.show_fields(task, kickoff, why_no_task)

    def set_older(self, older: bool) -> None:
        """Whether the fields are not of now."""
        self.view.delegate.older = older
        self.view.set_older(older)

    def set_font(self, font: QFont) -> None:
        """Write rows and header in `font`."""
        self.view.set_fonts(font, font)
        self.view.fit_columns()

    def select_together(self, paths: Sequence[Path]) -> None:
        """Select the fields that `paths` lead to or into, the first as the current one, without taking the
        focus; say when the filter hides one."""
        paths = paths[:MOST_TOGETHER]
        found = (self.model.row_at(path) for path in paths)
        rows = tuple(dict.fromkeys(row for row in found if row is not None))
        before = self.view.selected_rows()
        wanted = rows or before[:1]  # what was selected beside it belonged to another place
        if wanted != before:
            self.view.select(*wanted)
        hidden = sum(map(self.model.hides, paths))
        if hidden:
            words = ngettext(
                "The filter hides that field.", "The filter hides some of those fields.", len(paths)
            )
            self.hint.say(words)

    def entry(self) -> Entry | None:
        """The selected row, a field or a section."""
        row = self.view.current_row()
        return None if row is None or row >= len(self.model.rows) else self.model.rows[row]

    def note(self, sentence: str) -> None:
        """A sentence on what was done, which stays until the next thing is."""
        self.hint.say(sentence, stays=True)
        self._announce(sentence)

    # What the person does

    def _on_done(self, word: str) -> None:
        self.hint.clear_hint()
        self._done(word)

    @contextmanager
    def _keeping_field(self) -> Iterator[None]:
        """The same fields are selected after what is done inside (a reset), if the current one is listed."""
        before = self.view.selected_fields()
        with self.view.quietly():
            yield
        found = [self.model.row_like(field) for field in before]
        if found and found[0] is not None:
            self.view.select(*(row for row in found if row is not None))
        self._on_current_row_changed()
        left = len(self.model.shown_fields)
        self.bar.show_hidden(fields_words.hidden(len(self.model.all_fields) - left, left))

    def _on_filter_changed(self) -> None:
        boxes = {name: box.isChecked() for name, box in self.bar.boxes.items()}
        with self._keeping_field():
            self.model.want(replace(self.model.wanted, text=self.bar.field.text(), **boxes))
        self.hint.clear_hint()
        self._pause.start()

    def _say_what_is_left(self) -> None:
        total = len(self.model.all_fields)
        if total:
            self._announce(fields_words.shown_of(len(self.model.shown_fields), total))

    def _on_sort_changed(self, column: int, descending: bool) -> None:
        by = None if column < 0 else column
        wanted = replace(self.model.wanted, column=by, descending=descending and by is not None)
        if wanted != self.model.wanted:
            with self._keeping_field():
                self.model.want(wanted)
            self._announce(fields_words.sorted_by(by, descending=wanted.descending))

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.current_row() is None and self.model.rows:
            self.view.setCurrentIndex(self.model.index(0, fields_words.LABEL))

    def _on_row_chosen(self, row: int) -> None:
        field = self.model.field(row)
        self.hint.clear_hint()
        if field is not None:
            self.field_chosen.emit(field.path)

    def _on_current_row_changed(self) -> None:
        self.field_actions.enable()
        self.entry_changed.emit()
