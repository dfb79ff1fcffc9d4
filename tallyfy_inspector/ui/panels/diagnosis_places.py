"""The places that a finding rests on, as a list that leads to each of them by keyboard and pointer.

Knows no finding: it is handed paths and how they read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import ListBox

MOST = 200
_ROWS = 6


class Evidence(ListBox):
    """A row a place; activated or clicked it leads there."""

    place_chosen = Signal(object)  # document.path.Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setAccessibleName(_("Evidence"))
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._paths: Sequence[Path] = ()
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)

    def show_places(self, paths: Sequence[Path], reads: Callable[[Path], str]) -> None:
        """Show `paths` as `reads` says them; the first two hundred."""
        self._paths = paths[:MOST]
        self.clear()
        for path in self._paths:
            text = reads(path)
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.ToolTipRole, plain.tooltip(text))
            self.addItem(item)
        left = len(paths) - len(self._paths)
        if left:
            more = ngettext("and {count} more place", "and {count} more places", left).format(count=left)
            item = QListWidgetItem(more)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self._fit()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        if 0 <= row < len(self._paths):
            self.place_chosen.emit(self._paths[row])

    def _fit(self) -> None:
        height = theme.row_height(self.font())
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, height))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Another font wants other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_paths"):
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a few."""
        rows = min(_ROWS, max(1, self.count()))
        wide = QListWidget.sizeHint(self).width()
        return QSize(wide, rows * theme.row_height(self.font()) + 2 * self.EDGE)

    def minimumSizeHint(self) -> QSize:
        """As high as it wishes to be, however narrow: what stands around it scrolls."""
        return QSize(theme.ROW, self.sizeHint().height())
