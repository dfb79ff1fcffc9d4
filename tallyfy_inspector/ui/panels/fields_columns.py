"""Which columns the list of form fields has, their order and width: chosen in a menu, kept in the settings.

`Label` is always shown. The settings hold names, never numbers, so that a new column harms nobody's choice;
what cannot be understood there is passed over. To add an action: its line in `_add_column_actions`. Knows
the view and the settings, and no field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeGuard

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels.fields_view import LEAST_WIDTH, FieldsView
from tallyfy_inspector.ui.panels.fields_words import COLUMNS, FIRST_SHOWN, HEADERS, LABEL

_SHOWN, _WIDTHS = "fields.columns", "fields.widths"
_WIDEST = 10_000
_STEP = 4  # letters
_NAMES = tuple(name for name, _words in COLUMNS)


class FieldsColumns(QObject):
    """The columns of one view. `fill` makes a menu of them."""

    said = Signal(str)  # to be heard

    def __init__(self, view: FieldsView, settings: SettingsStore) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        view.show_columns(known_columns(settings.get(_SHOWN, [])))
        view.set_widths(known_widths(settings.get(_WIDTHS, {})))
        view.order_changed.connect(self._keep)
        view.widths_changed.connect(self._on_widths_changed)
        view.columns_asked.connect(self.show_menu)

    def toggle(self, column: int, on: bool) -> None:
        """Show or hide a column; one that comes stands where it stands in the table of columns."""
        shown = self._view.shown_columns()
        if on and column not in shown:
            after = [place for place, each in enumerate(shown) if each < column]
            shown.insert(after[-1] + 1 if after else 0, column)
        elif not on and column in shown and column != LABEL:
            shown.remove(column)
        self._view.show_columns(shown)
        self._keep()

    def reset(self) -> None:
        """The columns, the order and the widths that everybody starts with."""
        self._view.set_widths({})
        self._view.show_columns(FIRST_SHOWN)
        self._settings.set(_WIDTHS, None)
        self._settings.set(_SHOWN, None)

    def _keep(self) -> None:
        shown = self._view.shown_columns()
        is_first = tuple(shown) == FIRST_SHOWN
        self._settings.set(_SHOWN, None if is_first else [_NAMES[column] for column in shown])

    def _on_widths_changed(self, widths: dict[int, int]) -> None:
        self._settings.set(_WIDTHS, {_NAMES[column]: width for column, width in widths.items()})

    # The menu

    def show_menu(self, at: QPoint, column: int) -> None:
        """Open the menu at `at` of the screen, for `column`."""
        menu = QMenu(self._view)
        menu.setObjectName("fields_columns_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, column)
        menu.popup(at)

    def fill(self, menu: QMenu, column: int) -> None:
        """What there is to choose, and what can be done with `column`."""
        menu.clear()
        shown = self._view.shown_columns()
        for each, words in enumerate(HEADERS):
            action = menu.addAction(_(words))
            action.setObjectName(f"show_{_NAMES[each]}")
            action.setCheckable(True)
            action.setChecked(each in shown)
            action.setEnabled(each != LABEL)
            action.toggled.connect(lambda on, each=each: self.toggle(each, on))
        menu.addSeparator()
        self._add_sorting(menu)
        self._add_column_actions(menu, column if column in shown else LABEL, shown)
        menu.addSeparator()
        self._add(menu, "columns_reset", _("Columns as at first"), self.reset)

    def _add_sorting(self, menu: QMenu) -> None:
        sorting = menu.addMenu(_("Sort by"))
        sorting.setObjectName("fields_sort_menu")
        header, wanted = self._view.horizontalHeader(), self._view.list.wanted
        for each in self._view.shown_columns():
            action = self._add(sorting, f"sort_{_NAMES[each]}", _(HEADERS[each]), self._sorter(each))
            action.setCheckable(True)
            action.setChecked(header.sortIndicatorSection() == each)
        sorting.addSeparator()
        descending = self._add(sorting, "sort_descending", _("Descending"), self._on_descending)
        descending.setCheckable(True)
        descending.setChecked(wanted.descending)
        descending.setEnabled(wanted.column is not None)
        sent = self._add(sorting, "sort_none", _("In the order sent"), lambda: self._view.sort_by(None))
        sent.setCheckable(True)
        sent.setChecked(wanted.column is None)

    def _sorter(self, column: int) -> Callable[[], None]:
        return lambda: self._view.sort_by(column)

    def _on_descending(self) -> None:
        wanted = self._view.list.wanted
        self._view.sort_by(wanted.column, descending=not wanted.descending)

    def _add_column_actions(self, menu: QMenu, column: int, shown: list[int]) -> None:
        view, place = self._view, shown.index(column)
        inner = menu.addMenu(_("Column {name}").format(name=_(HEADERS[column])))
        inner.setObjectName("fields_column_menu")
        left = self._add(inner, "column_left", _("Move left"), lambda: view.move_column(column, -1))
        right = self._add(inner, "column_right", _("Move right"), lambda: view.move_column(column, 1))
        left.setEnabled(place > 0)
        right.setEnabled(place < len(shown) - 1)
        self._add(inner, "column_wider", _("Wider"), lambda: view.widen(column, _STEP))
        narrower = self._add(inner, "column_narrower", _("Narrower"), lambda: view.widen(column, -_STEP))
        narrower.setEnabled(view.columnWidth(column) > LEAST_WIDTH)

    def _add(self, menu: QMenu, name: str, text: str, act: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda _on=False: self._do(text, act))
        return action

    def _do(self, text: str, act: Callable[[], None]) -> None:
        act()
        self.said.emit(text)


def known_columns(kept: Iterable[object]) -> tuple[int, ...]:
    """The columns that names in the settings stand for, each once; without any, those of the start."""
    names = [name for name in kept if isinstance(name, str) and name in _NAMES]
    columns = tuple(_NAMES.index(name) for name in dict.fromkeys(names))
    if not columns:
        return FIRST_SHOWN
    return columns if LABEL in columns else (LABEL, *columns)


def known_widths(kept: dict[object, object]) -> dict[int, int]:
    """The widths, in pixels, that the settings hold for columns there are."""
    return {
        _NAMES.index(name): width
        for name, width in kept.items()
        if isinstance(name, str) and name in _NAMES and _is_width(width)
    }


def _is_width(width: object) -> TypeGuard[int]:
    return isinstance(width, int) and not isinstance(width, bool) and LEAST_WIDTH <= width < _WIDEST
