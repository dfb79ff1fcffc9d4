"""The panel Form fields: a row for each field of the last good answer, and the selected one in full.

To add a column: its words in `fields_words`, its width in `fields_view`. To add an action: a row in
`_actions`. Knows no problem and no request but whether form fields were asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task import facts
from tallyfy_inspector.task.fields import FieldRow, form_fields, form_fields_state
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.fields_details import FieldDetails
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.view import Answer, Opened, View

_WIDTHS = "fields.widths"
_INCLUDE = "form_fields"


class FormFields(Panel):
    """The table over the details, or a sentence that says why there is no table."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._read: Answer | None = None
        self._rows: tuple[FieldRow, ...] = ()
        self._shown: Answer | None = None
        self._wanted: Path | None = None
        self.model = FieldsModel(self)
        self.view = FieldsView(self.model, self)
        self.details = FieldDetails(self)
        self.empty = plain.label("", self, wrap=True, role="dim")
        self.empty.setObjectName("fields_empty")
        self.actions_by_id = self._actions()
        self._lay_out()
        self._connect()
        self._adopt_font()
        self._restore_widths()
        self._enable_actions()

    def _lay_out(self) -> None:
        self._table = QWidget(self)
        column = QVBoxLayout(self._table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.view, 1)
        column.addWidget(self.details)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addLayout(self._pages)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.row_chosen.connect(self._on_row_chosen)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.view.copy_asked.connect(self.actions_by_id["copy_value"].trigger)
        self.view.menu_asked.connect(self._on_menu_asked)
        self.view.widths_changed.connect(self._on_widths_changed)

    # The state

    def show_view(self, view: View) -> None:
        """Take `view`. The tab's text is there to be read while another tab hides the panel."""
        if view.last_good is not self._read:
            self._read = view.last_good
            root = _root(view.last_good)
            self._rows = form_fields(root, self.context.clock.zone)
            self.title_changed.emit(fields_words.tab_title(facts.field_counts(self._rows)[1]))
        super().show_view(view)

    def paint_view(self, view: View) -> None:
        """Show the fields of the last good answer; those that are shown already stay as they stand."""
        if view.last_good is not self._shown:
            self._show(view.last_good)
        self.view.delegate.older = view.older
        self.view.set_older(view.older)
        if self._wanted is not None:
            path, self._wanted = self._wanted, None
            self.select_path(path)

    def _show(self, answer: Answer | None) -> None:
        self._shown = answer
        row = self.view.current_row()
        before = None if row is None else self.model.rows[row]
        self.model.show(self._rows)
        self.details.show_field(None)
        again = None if before is None else self.model.row_like(before)
        if again is not None:
            self.view.select(again)
        self._explain(answer)
        self._enable_actions()

    def _explain(self, answer: Answer | None) -> None:
        text = ""
        if answer is not None and not self._rows:
            source = answer.source
            asked = None if isinstance(source, Opened) else _INCLUDE in source.request.includes
            text = fields_words.why_none(form_fields_state(_root(answer)), asked)
        plain.set_text(self.empty, text)
        self._pages.setCurrentWidget(self.empty if text else self._table)

    def select_path(self, path: Path) -> None:
        """Select the field that `path` leads to or into, without taking the focus."""
        if self._pending is not None:
            self._wanted = path
            return
        row = self.model.row_at(path)
        if row is not None and row != self.view.current_row():
            self.view.select(row)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "view"):
            self._adopt_font()

    def _adopt_font(self) -> None:
        self.view.set_fonts(self.font(), self.font())
        self.view.fit_columns()
        self.details.updateGeometry()

    def _restore_widths(self) -> None:
        kept = self.context.settings.get(_WIDTHS, {})
        self.view.set_widths(
            {
                int(column): width
                for column, width in kept.items()
                if str(column).isdigit() and _is_width(width)
            }
        )

    def _on_widths_changed(self, widths: dict[int, int]) -> None:
        self.context.settings.set(_WIDTHS, {str(column): width for column, width in widths.items()})

    def _on_row_chosen(self, row: int) -> None:
        self.path_selected.emit(self.model.rows[row].path)

    def _on_current_row_changed(self) -> None:
        self.details.show_field(self._current())
        self._enable_actions()

    def _current(self) -> FieldRow | None:
        row = self.view.current_row()
        return None if row is None else self.model.rows[row]

    # Actions

    def _actions(self) -> dict[str, QAction]:
        rows: tuple[tuple[str, str, str, Callable[[FieldRow], str]], ...] = (
            ("copy_value", _("Copy value"), "Ctrl+C", lambda row: row.value),
            ("copy_label", _("Copy label"), "Ctrl+Shift+K", lambda row: row.label),
            ("copy_alias", _("Copy alias"), "Ctrl+Shift+A", lambda row: row.alias or ""),
            ("copy_id", _("Copy ID"), "Ctrl+Shift+I", lambda row: row.id or ""),
            ("copy_row", _("Copy row"), "Ctrl+Shift+C", fields_words.copied),
        )
        return {name: self._action(name, text, keys, what) for name, text, keys, what in rows}

    def _action(self, name: str, text: str, keys: str, what: Callable[[FieldRow], str]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self._copy(what))
        self.view.addAction(action)
        return action

    def _enable_actions(self) -> None:
        row = self._current()
        can = dict.fromkeys(self.actions_by_id, row is not None)
        can["copy_value"] = row is not None and not row.blank
        can["copy_alias"] = row is not None and bool(row.alias)
        can["copy_id"] = row is not None and bool(row.id)
        for name, action in self.actions_by_id.items():
            action.setEnabled(can[name])

    def _copy(self, what: Callable[[FieldRow], str]) -> None:
        row = self._current()
        if row is not None:
            QGuiApplication.clipboard().setText(what(row))
            self.context.announce(_("Copied"))

    def _on_menu_asked(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.actions_by_id.values()))
        menu.popup(at)


def _root(answer: Answer | None) -> object:
    return None if answer is None or answer.document is None else answer.document.root


def _is_width(width: object) -> bool:
    return isinstance(width, int) and not isinstance(width, bool) and 0 < width < 10_000
