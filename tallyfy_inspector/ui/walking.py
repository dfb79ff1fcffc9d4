"""Tab and F6 through the whole window, as it is read: the fields, the rows under them, the panes, the status.

Another part of the window that takes the keyboard: its place in `_stops` and in `order_tabs`. How such an
order is made is for `tab_order`. Knows no state.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.ui.panes import Panes
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.tab_order import FocusChain, in_order, next_stop, tab_stops, takes_keyboard


class Walking(QObject):
    """In one window; `rows` stand between the fields in `bar` and the `panes`."""

    def __init__(
        self, window: QWidget, bar: RequestBar, rows: Iterable[QWidget], panes: Panes, status: QWidget
    ) -> None:
        super().__init__(window)
        self._bar, self._rows, self._panes, self._status = bar, tuple(rows), panes, status
        panes.stops_changed.connect(self.order_tabs)
        QShortcut(QKeySequence(Qt.Key.Key_F6), window, lambda: self._walk(1))
        QShortcut(QKeySequence("Shift+F6"), window, lambda: self._walk(-1))

    def _walk(self, step: int) -> None:
        """Give the keyboard to the next part, or the one before."""
        next_stop(self._stops(), QApplication.focusWidget(), step).setFocus(Qt.FocusReason.TabFocusReason)

    def _stops(self) -> list[tuple[QWidget, QWidget]]:
        stops: list[tuple[QWidget, QWidget]] = [(self._bar, self._bar.task)]
        for row in self._rows:
            stops += [(row, each) for each in tab_stops(row) if takes_keyboard(each)][:1]
        return [*stops, *self._panes.stops()] if self._panes.isVisible() else stops

    def order_tabs(self) -> None:
        """Let Tab go from above to below; anew whenever a part was made or moved."""
        bar = self._bar
        order = [bar.account, bar.organization, bar.task, bar.fetch_button, bar.stop_button]
        chain = FocusChain(bar)
        for row in (bar.recent_bar, *self._rows):
            order += chain.stops(row)
        in_order([*order, *self._panes.tab_order(chain), *chain.stops(self._status)])
