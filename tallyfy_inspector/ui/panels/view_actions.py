"""What can be done with the current row of a view: actions whose keys work while it has the keyboard.

`view_action` makes one; `ViewActions` keeps a table of them, offers what can be done now, and opens the menu.
Knows no view in particular, and nothing of what an action does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

Current = TypeVar("Current")


def view_action(
    view: QWidget, name: str, text: str, keys: str | QKeySequence.StandardKey, do: Callable[[], None]
) -> QAction:
    """An action of `view`, in its menu under `text`; `name` is for tests."""
    action = QAction(text, view)
    action.setObjectName(name)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: do())
    view.addAction(action)
    return action


@dataclass(frozen=True, slots=True)
class ActionRow(Generic[Current]):
    """One action. `can` is asked of what is current; None: whenever there is anything at all."""

    id: str
    text: str
    keys: str
    do: Callable[[], None]
    can: Callable[[Current], bool] | None


class ViewActions(QObject, Generic[Current]):
    """The actions of one view, `by_id` in the order of the menu."""

    def __init__(self, view: QWidget, menu_name: str) -> None:
        """What `groups` needs a subclass has to have set before."""
        super().__init__(view)
        self._of, self._menu_name = view, menu_name
        self._grouped = tuple(self.groups())
        self._rows = {row.id: row for group in self._grouped for row in group}
        self.by_id = {row.id: self._action(row) for row in self._rows.values()}
        self.enable()

    def groups(self) -> Sequence[Sequence[ActionRow[Current]]]:
        """The table, in the groups of the menu."""
        raise NotImplementedError

    def current(self) -> Current | None:
        """What an action would be done with; None when nothing is selected."""
        raise NotImplementedError

    def has_any(self) -> bool:
        """Whether there is anything at all in the view."""
        raise NotImplementedError

    def fill(self, menu: QMenu) -> None:
        """Put the groups into `menu`."""
        for group in self._grouped:
            self.add_group(menu, group)

    def add_group(self, menu: QMenu, group: Sequence[ActionRow[Current]]) -> None:
        """Put one group into `menu`, with a line after it."""
        menu.addActions([self.by_id[row.id] for row in group])
        menu.addSeparator()

    def enable(self) -> None:
        """Offer what can be done now."""
        for name, action in self.by_id.items():
            action.setEnabled(self._is_possible(self._rows[name]))

    def show_menu(self, at: QPoint) -> None:
        """Open the menu at `at` of the screen."""
        self.enable()
        menu = QMenu(self._of)
        menu.setObjectName(self._menu_name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(at)

    def _action(self, row: ActionRow[Current]) -> QAction:
        return view_action(self._of, row.id, row.text, row.keys, lambda: self._do(row))

    def _is_possible(self, row: ActionRow[Current]) -> bool:
        current = self.current()
        return self.has_any() if row.can is None else current is not None and row.can(current)

    def _do(self, row: ActionRow[Current]) -> None:
        if self._is_possible(row):
            row.do()
            self.enable()
