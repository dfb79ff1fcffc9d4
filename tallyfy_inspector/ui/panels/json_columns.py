"""How wide the keys of the tree are: a share of the room within what keys need, until the person says
otherwise. Knows no settings (`json_tree` keeps the width).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.ui.panels.json_model import KEY
from tallyfy_inspector.ui.panels.table import Table

_SHARE = 0.42
_LEAST, _MOST = 14, 34  # letters


class KeyColumn(QObject):
    """The keys' column of one tree, whose view calls `fit` when its room changes."""

    width_changed = Signal(int)  # by the person

    def __init__(self, view: Table) -> None:
        super().__init__(view)
        self._view = view
        self._width: int | None = None
        view.horizontalHeader().setStretchLastSection(True)
        view.horizontalHeader().sectionResized.connect(self._on_resized)

    def set_width(self, width: int | None) -> None:
        """Give the keys `width` pixels; None: their share of the room."""
        self._width = width
        self.fit()

    def fit(self) -> None:
        """Share the room anew, as long as the person did not do it."""
        letter = self._view.fontMetrics().horizontalAdvance("0")
        share = round(self._view.viewport().width() * _SHARE)
        width = self._width or max(_LEAST * letter, min(share, _MOST * letter))
        with self._view.quietly():
            self._view.setColumnWidth(KEY, width)

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if section == KEY and not self._view.quiet:
            self._width = width
            self.width_changed.emit(width)
