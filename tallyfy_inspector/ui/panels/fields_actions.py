"""What can be done with the list of form fields: copies of a value, a row or the table, and a CSV file.

To add an action: a row in `_rows` (name, text, key, what it does, when it can be done), in the order of the
menu. What was done goes out through `did` and `noted`; saving is asked for and done elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from tallyfy_inspector.share import table_text
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels import fields_export
from tallyfy_inspector.ui.panels.fields_saving import with_guard
from tallyfy_inspector.ui.panels.fields_view import FieldsView

Can = Callable[[FieldRow], bool]


@dataclass(frozen=True, slots=True)
class _Row:
    """One action. `can` is asked of the selected field; None: whenever a field is shown."""

    id: str
    text: str
    keys: str
    do: Callable[[], None]
    can: Can | None


class FieldsActions(QObject):
    """The actions of one list, `by_id` in the order of the menu."""

    did = Signal(str)  # a short word
    noted = Signal(str)  # a sentence to be read
    save_wanted = Signal(object)  # list[list[str]], header first

    def __init__(self, view: FieldsView) -> None:
        super().__init__(view)
        self._view = view
        self._grouped = self._rows()
        self._by_name = {row.id: row for group in self._grouped for row in group}
        self.by_id = {row.id: self._action(row) for row in self._by_name.values()}
        self.enable()

    def _rows(self) -> tuple[tuple[_Row, ...], ...]:
        one, cells = self._copying, self._cells
        return (
            (
                _Row(
                    "copy_value",
                    _("Copy value"),
                    "Ctrl+C",
                    one(lambda row: row.value),
                    lambda row: not row.blank,
                ),
                _Row("copy_label", _("Copy label"), "Ctrl+Shift+K", one(lambda row: row.label), _always),
                _Row("copy_alias", _("Copy alias"), "Ctrl+Shift+A", one(_alias), lambda row: bool(row.alias)),
                _Row("copy_id", _("Copy ID"), "Ctrl+Shift+I", one(_id), lambda row: bool(row.id)),
            ),
            (
                _Row("copy_cell", _("Copy cell"), "Ctrl+Shift+D", one(self._cell), self._has_cell),
                _Row("copy_row", _("Copy row"), "Ctrl+Shift+X", lambda: self._copy_tsv(cells()), _always),
            ),
            (
                _Row(
                    "copy_tsv",
                    _("Copy table for a spreadsheet (TSV)"),
                    "Ctrl+Shift+T",
                    lambda: self._copy_tsv(self._table()),
                    None,
                ),
                _Row(
                    "copy_markdown",
                    _("Copy table as Markdown"),
                    "Ctrl+Shift+M",
                    self._copy_markdown,
                    None,
                ),
                _Row(
                    "save_csv",
                    _("Save as CSV…"),
                    "Ctrl+Shift+S",
                    lambda: self.save_wanted.emit(self._table()),
                    None,
                ),
            ),
        )

    def _action(self, row: _Row) -> QAction:
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        action.setShortcut(QKeySequence(row.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self._do(row))
        self._view.addAction(action)
        return action

    def enable(self) -> None:
        """Offer what can be done now."""
        for name, action in self.by_id.items():
            action.setEnabled(self._is_possible(self._by_name[name]))

    def _is_possible(self, row: _Row) -> bool:
        if row.can is None:
            return bool(self._view.list.shown_fields)
        field = self._view.current_field()
        return field is not None and row.can(field)

    def _do(self, row: _Row) -> None:
        if self._is_possible(row):
            row.do()

    def show_menu(self, at: QPoint) -> None:
        """Open the menu at `at` of the screen."""
        self.enable()
        menu = QMenu(self._view)
        menu.setObjectName("fields_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self._grouped:
            menu.addActions([self.by_id[row.id] for row in group])
            menu.addSeparator()
        menu.popup(at)

    # What they do

    def _copying(self, what: Callable[[FieldRow], str]) -> Callable[[], None]:
        def copy() -> None:
            field = self._view.current_field()
            if field is not None:
                QGuiApplication.clipboard().setText(what(field))
                self.did.emit(_("Copied"))

        return copy

    def _copy_tsv(self, rows: list[list[str]]) -> None:
        text = table_text.tsv(rows)
        QGuiApplication.clipboard().setText(text.removesuffix("\n") if len(rows) == 1 else text)
        if table_text.guarded(rows):
            self.noted.emit(with_guard(_("Copied."), rows))
        else:
            self.did.emit(_("Copied"))

    def _copy_markdown(self) -> None:
        QGuiApplication.clipboard().setText(table_text.markdown(self._table()))
        self.did.emit(_("Copied"))

    def _table(self) -> list[list[str]]:
        view = self._view
        return fields_export.table(view.list.shown_fields, view.shown_columns(), view.list.zone)

    def _cells(self) -> list[list[str]]:
        view, field = self._view, self._view.current_field()
        if field is None:
            return []
        return [fields_export.line(field, view.shown_columns(), view.list.zone)]

    def _cell(self, row: FieldRow) -> str:
        return fields_export.cell(row, self._view.current_column(), self._view.list.zone)

    def _has_cell(self, row: FieldRow) -> bool:
        return bool(self._cell(row))


def _always(_row: FieldRow) -> bool:
    return True


def _alias(row: FieldRow) -> str:
    return row.alias or ""


def _id(row: FieldRow) -> str:
    return row.id or ""
