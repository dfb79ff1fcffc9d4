"""The panel Form fields: a row for each field of the last good answer, and the selected one in full.

`fields_list` over `fields_details`; what the second says is made in `fields_full`. Knows no problem and no
request but whether form fields were asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task import facts
from tallyfy_inspector.task.fields import FieldRow, form_fields_state
from tallyfy_inspector.task.kickoff import kickoff_fields
from tallyfy_inspector.task.org_zone import zones
from tallyfy_inspector.task.ticks import ticks
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import fields_full, fields_words
from tallyfy_inspector.ui.panels.fields_details import FieldDetails
from tallyfy_inspector.ui.panels.fields_list import FieldsList
from tallyfy_inspector.ui.panels.fields_saving import FieldsSaving
from tallyfy_inspector.ui.panels.fields_words import Section
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.typed import Typed
from tallyfy_inspector.ui.tab_order import in_order
from tallyfy_inspector.ui.view import Answer, Opened, View

_INCLUDE = "form_fields"
_LEAST_ROWS, _ROOMY_ROWS = 3, 12


class FormFields(Panel):
    """The list over the details, or a sentence that says why there is no list."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._read: Answer | None = None
        self._rows: tuple[FieldRow, ...] = ()
        self._kickoff: tuple[FieldRow, ...] = ()
        self._shown: Answer | None = None
        self._wanted: tuple[Path, ...] = ()
        self.list = FieldsList(context.settings, context.announce, context.done, self)
        self._typed = Typed(self.list.bar.field)
        self.model, self.view = self.list.model, self.list.view
        self.actions_by_id = self.list.field_actions.by_id
        self.details = FieldDetails(self)
        self.empty = plain.label("", self, wrap=True, role="dim")
        self.empty.setObjectName("fields_empty")
        self._lay_out()
        bar = self.list.bar
        in_order([bar.field, *bar.boxes.values(), bar.columns, self.view, self.details])
        self.list.field_chosen.connect(self.path_selected)
        self.list.entry_changed.connect(self._on_entry_changed)
        self._set_up_saving()
        self.follow_font()

    def _lay_out(self) -> None:
        self._table = QWidget(self)
        column = QVBoxLayout(self._table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.list, 1)
        column.addWidget(self.details)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._pages)
        self.setFocusProxy(self.view)

    def _set_up_saving(self) -> None:
        if self.context.files is None:
            self.actions_by_id["save_csv"].setVisible(False)
            return
        self.saving = FieldsSaving(self, self.context.jobs, self.context.files)
        self.list.field_actions.save_wanted.connect(self._on_save_wanted)
        self.saving.told.connect(self.list.note)
        self.saving.failed.connect(self.list.note)

    # Room

    def minimumSizeHint(self) -> QSize:
        """A few rows: the rest folds away on a low screen with large letters."""
        least = self.list.bar.field.sizeHint().height() + _LEAST_ROWS * theme.row_height(self.font())
        return QSize(super().minimumSizeHint().width(), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self.details.setVisible(self.height() >= _ROOMY_ROWS * theme.row_height(self.font()))

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.list.set_font(self.font())
        self.details.updateGeometry()

    # The state

    def show_view(self, view: View) -> None:
        """Take `view`. The tab's text is there to be read while another tab hides the panel."""
        if view.last_good is not self._read:
            self._read = view.last_good
            root, zone = _root(view.last_good), self.context.clock.zone
            self._rows = () if view.last_good is None else view.last_good.fields(zone)
            self._kickoff = kickoff_fields(root, zone)
            self.title_changed.emit(*fields_words.tab_title(facts.field_counts(self._rows)[1]))
        super().show_view(view)

    def paint_view(self, view: View) -> None:
        """Show the fields of the last good answer; those that are shown already stay as they stand."""
        self._typed.hide(view.masked)
        if view.last_good is not self._shown:
            self._show(view.last_good)
        self.list.set_older(view.older)
        if self._wanted:
            paths, self._wanted = self._wanted, ()
            self.select_together(paths)

    def _show(self, answer: Answer | None) -> None:
        self._shown = answer
        why = _why_none(answer) if not self._rows else ""
        self.list.show_fields(self._rows, self._kickoff, why, zones(_root(answer), self.context.clock.zone))
        text = "" if self._kickoff else why
        plain.set_text(self.empty, text)
        self._pages.setCurrentWidget(self.empty if text else self._table)

    def select_path(self, path: Path) -> None:
        """Select the field that `path` leads to or into, without taking the focus."""
        self.select_together((path,))

    def select_together(self, paths: tuple[Path, ...]) -> None:
        """Select the fields that `paths` lead to or into; a view that waits is painted first."""
        if self._pending is not None:
            self._wanted = paths
        else:
            self.list.select_together(paths)

    def seek(self) -> None:
        """To the filter, where there is something to be filtered."""
        if self._pages.currentWidget() is self._table:
            self.list.bar.take_keyboard()

    def _on_entry_changed(self) -> None:
        entry = self.list.entry()
        if entry is None:
            self.details.show_lines(())
        elif isinstance(entry, Section):
            words = fields_words.section(entry)
            self.details.show_lines(fields_full.of_section(words, kickoff=not entry.sentence))
        else:
            ticked = ticks(_root(self._shown), entry)
            self.details.show_lines(fields_full.lines(entry, ticked, self.model.zones))

    def _on_save_wanted(self, rows: list[list[str]]) -> None:
        self.saving.save(rows, None if self._shown is None else self._shown.task)


def _root(answer: Answer | None) -> object:
    return None if answer is None or answer.document is None else answer.document.root


def _why_none(answer: Answer | None) -> str:
    """Why there are no form fields; "" before any answer."""
    if answer is None:
        return ""
    source = answer.source
    asked = None if isinstance(source, Opened) else _INCLUDE in source.request.includes
    return fields_words.why_none(form_fields_state(_root(answer)), asked)
