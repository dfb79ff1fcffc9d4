"""A button that stands in a line of words: no higher than a row that can be clicked. Knows no more."""

from __future__ import annotations

from PySide6.QtCore import QSize

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.controls import Button


class LowButton(Button):
    """As wide as its words, as high as a row."""

    def sizeHint(self) -> QSize:
        """A row's height."""
        return QSize(super().sizeHint().width(), theme.row_height(self.font()))
