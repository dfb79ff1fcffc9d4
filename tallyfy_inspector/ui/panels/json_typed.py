"""The keys that are typed into the tree: to the next row whose key begins with them.

A million rows are looked through in slices, so that the next letter is heard meanwhile. Knows the model and
no view.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.slicing import Slicing, Work

_SLICE, _FIRST_SLICE = 0.008, 0.02
_AT_ONCE = 500


class TypedKeys(QObject):
    """Calls `go` with the row that is meant. One letter again and again goes on to the next row each time."""

    def __init__(self, model: JsonModel, go: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._go = model, go
        self._text, self._at = "", 0.0
        self.slicing = Slicing(_SLICE, self, first=_FIRST_SLICE)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self.slicing.stop)

    def add(self, text: str, row: int) -> None:
        """Somebody has typed `text`, being in `row`."""
        now = time.monotonic()
        fresh = now - self._at > QGuiApplication.styleHints().keyboardInputInterval() / 1000
        self._text, self._at = (text if fresh else self._text + text), now
        wanted = self._text[0] if len(set(self._text)) == 1 else self._text
        self.slicing.start(self._search(wanted, row + (len(wanted) == 1)), self._on_done, now=True)

    def _search(self, text: str, start: int) -> Work:
        wanted = text.casefold()
        for looked, (number, key) in enumerate(self._model.keys(start)):
            if key is not None and str(key).casefold().startswith(wanted):
                return number
            if looked % _AT_ONCE == _AT_ONCE - 1:
                yield
        return None

    def _on_done(self, row: int | None) -> None:
        if row is not None:
            self._go(row)
