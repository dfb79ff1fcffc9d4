"""What is seen of the window first: the fields, the first page and the status, before anything can be done.

`ui.main_window` puts the rest between and behind them once this is painted. Whatever is imported here (and by
the widgets named here) holds the first paint up, so it is no more than these widgets draw with. A widget that
is seen at once goes here, any other into `MainWindow.complete`. Knows no state and no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import geometry, plain, theme
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.connection_strip import ConnectionStrip
from tallyfy_inspector.ui.controls import scrolled
from tallyfy_inspector.ui.first_run import FirstRun
from tallyfy_inspector.ui.request_bar import RequestBar

if TYPE_CHECKING:
    from tallyfy_inspector.ports import SettingsStore


class FrontWindow(QMainWindow):
    """The window's outside. `name` is the connection's, for people, as is `production`; `colour` is that of
    its strip; `settings` know the size."""

    def __init__(
        self, settings: SettingsStore, name: str, *, colour: str = "", production: bool = False
    ) -> None:
        super().__init__()
        self.take_first: Callable[[str], bool] = lambda _text: False  # see RequestBar
        self.account_button = AccountButton(self)
        self.account_button.show_name(name, production=production)
        self.request_bar = RequestBar(self.account_button, lambda text: self.take_first(text), self)
        self.request_bar.recent_bar.set_remembers(True)  # as nearly always; `recent` says if not
        self.strip = ConnectionStrip(self)
        self.strip.colour = colour  # its name, for who hears it, comes with the rest
        self.first_run = FirstRun(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(scrolled(self.first_run))
        self._foot = _foot(self)
        body = QWidget(self)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GRID)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.request_bar)
        self.column.addWidget(self.pages, 1)
        self.column.addWidget(self._foot)
        self.setCentralWidget(body)
        self.setWindowTitle(f"{name} – {_('Tallyfy Inspector')}")
        geometry.restore(self, settings)

    @classmethod
    def front(cls, settings: SettingsStore, name: str, *, colour: str = "", production: bool = False) -> Self:
        """The window with what is seen first and nothing behind it; `MainWindow.complete` follows."""
        window = cls.__new__(cls)
        FrontWindow.__init__(window, settings, name, colour=colour, production=production)
        return window

    def fill(self, rows: tuple[QWidget, ...], page: QWidget, status: QWidget) -> None:
        """Put `rows` under the fields, `page` behind the first one, and `status` in place of the words."""
        for number, row in enumerate(rows, start=2):
            self.column.insertWidget(number, row)
        self.pages.addWidget(page)
        self.column.removeWidget(self._foot)
        self._foot.hide()  # and kept: with its end PySide takes the actions of a menu made later for ended
        self.column.addWidget(status)


def _foot(parent: QWidget) -> QWidget:
    """The status line as it is before anything happens, as high as the real one."""
    foot = QWidget(parent)
    row = QHBoxLayout(foot)
    row.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, theme.GRID)
    row.addWidget(plain.label(_("Status: {status}").format(status=_("ready")), foot))
    foot.setMinimumHeight(theme.row_height(foot.font()) + 2 * theme.GRID)
    return foot
