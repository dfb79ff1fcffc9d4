"""A table to be read and copied from: several rows may be selected, long words are reached by scrolling.

Ctrl+C copies the selected rows as lines of text, which the panel that owns the table makes. Knows no model.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.panels.table import Table
from tallyfy_inspector.ui.panels.view_actions import view_action


class RowsTable(Table):
    """`line` gives a row as it is copied; `done` tells that it was."""

    def __init__(
        self,
        name: str,
        line: Callable[[int], str],
        done: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, theme.ROW, theme.GAP, parent)
        self._line = line
        self._done = done
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.copy_rows = view_action(self, "copy_rows", _("Copy"), QKeySequence.StandardKey.Copy, self.copy)
        self.copy_all = view_action(self, "copy_all", _("Copy all"), "", self._copy_all)
        self.menu_asked.connect(self._on_menu_asked)

    def copy(self) -> None:
        """Copy the selected rows, or the current one."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        self._put(rows or [row for row in (self.currentIndex().row(),) if row >= 0])

    def _copy_all(self) -> None:
        self._put(list(range(self.model().rowCount())))

    def _put(self, rows: list[int]) -> None:
        if rows:
            to_clipboard("\n".join(map(self._line, rows)))
            self._done(_("Copied"))

    def _on_menu_asked(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy whole rows; Left and Right scroll."""
        bar, key = self.horizontalScrollBar(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            step = self.fontMetrics().averageCharWidth() * 8
            bar.setValue(bar.value() + (step if key == Qt.Key.Key_Right else -step))
        else:
            super().keyPressEvent(event)
