"""What can be done with the list of form fields: copies of a value, a row or the table, and a CSV file.

To add an action: a row in `groups` (name, text, key, what it does, when it can be done), in the order of the
menu. What was done goes out through `did` and `noted`; saving is asked for and done elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from tallyfy_inspector.share import table_text
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.panels import fields_export
from tallyfy_inspector.ui.panels.fields_saving import with_guard
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.view_actions import ActionRow as _Row
from tallyfy_inspector.ui.panels.view_actions import ViewActions


class FieldsActions(ViewActions[FieldRow]):
    """The actions of one list, `by_id` in the order of the menu."""

    did = Signal(str)  # a short word
    noted = Signal(str)  # a sentence to be read
    save_wanted = Signal(object)  # list[list[str]], header first

    def __init__(self, view: FieldsView) -> None:
        self._view = view
        super().__init__(view, "fields_menu")

    def current(self) -> FieldRow | None:
        """The selected field."""
        return self._view.current_field()

    def has_any(self) -> bool:
        """Whether a field is shown."""
        return bool(self._view.list.shown_fields)

    def groups(self) -> tuple[tuple[_Row[FieldRow], ...], ...]:
        """What the menu holds."""
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

    # What they do

    def _copying(self, what: Callable[[FieldRow], str]) -> Callable[[], None]:
        def copy() -> None:
            field = self._view.current_field()
            if field is not None:
                to_clipboard(what(field))
                self.did.emit(_("Copied"))

        return copy

    def _copy_tsv(self, rows: list[list[str]]) -> None:
        text = table_text.tsv(rows)
        to_clipboard(text.removesuffix("\n") if len(rows) == 1 else text)
        if table_text.guarded(rows):
            self.noted.emit(with_guard(_("Copied."), rows))
        else:
            self.did.emit(_("Copied"))

    def _copy_markdown(self) -> None:
        to_clipboard(table_text.markdown(self._table()))
        self.did.emit(_("Copied"))

    def _table(self) -> list[list[str]]:
        view = self._view
        return fields_export.table(view.list.shown_fields, view.shown_columns(), view.list.zones.mine)

    def _cells(self) -> list[list[str]]:
        view, field = self._view, self._view.current_field()
        if field is None:
            return []
        return [fields_export.line(field, view.shown_columns(), view.list.zones.mine)]

    def _cell(self, row: FieldRow) -> str:
        return fields_export.cell(row, self._view.current_column(), self._view.list.zones.mine)

    def _has_cell(self, row: FieldRow) -> bool:
        return bool(self._cell(row))


def _always(_row: FieldRow) -> bool:
    return True


def _alias(row: FieldRow) -> str:
    return row.alias or ""


def _id(row: FieldRow) -> str:
    return row.id or ""
