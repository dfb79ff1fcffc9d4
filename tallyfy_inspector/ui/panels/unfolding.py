"""Opening and closing many rows of the tree in slices, with a row that says how far it is and ends it.

What is opened can be seen as it goes: after each slice the model is whole. Knows no document.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyfy_inspector.document.rows import Slices
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.panels.slicing import Slicing

SLICE = 0.02
_FIRST_SLICE = 0.028  # a paint after each slice costs more than most of what is opened at once
_SHOWN_AFTER = 200  # milliseconds; what is quick says nothing


class Unfolding(QWidget):
    """Does one thing at a time. `around` is called with each slice and has to call it: it tells the model's
    views."""

    ended = Signal(bool)  # whether all was done
    stopped = Signal(int)  # by the person, after how many rows

    def __init__(self, around: Callable[[Callable[[], None]], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slicing = Slicing(SLICE, self, around, first=_FIRST_SLICE)
        self._rows = 0
        self._on_done: Callable[[bool], None] = lambda _complete: None
        self._delay = QTimer(self, singleShot=True, interval=_SHOWN_AFTER)
        self.words = plain.label("", self)
        self.words.setObjectName("unfolding_words")
        self.stop_button = LowButton(_("Stop"), self)
        self.stop_button.setObjectName("unfolding_stop")
        self.stop_button.setAccessibleName(_("Stop opening"))
        plain.set_tooltip(self.stop_button, _("Leave open what is open so far (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop_button)
        self.stop_button.clicked.connect(self.stop)
        self._delay.timeout.connect(self._appear)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether rows are being opened or closed."""
        return self._slicing.running

    def run(self, slices: Slices, on_done: Callable[[bool], None]) -> None:
        """Do `slices`, the first at once; `on_done` gets what it returns, now or later."""
        self.drop()
        self._rows = 0
        self._on_done = on_done
        self._delay.start()
        self._slicing.start(slices, self._done, self._on_slice, now=True)

    def stop(self) -> bool:
        """The person has had enough. Whether anything was going on."""
        if not self._slicing.stop():
            return False
        self._disappear()
        self.stopped.emit(self._rows)
        return True

    def drop(self) -> None:
        """Leave it without a word: the rows are about to be others."""
        self._slicing.stop()
        self._disappear()

    def _on_slice(self, rows: int | None) -> None:
        self._rows = abs(rows or 0)
        if not self.isHidden():
            self._tell()

    def _done(self, complete: bool) -> None:
        self._disappear()
        self._on_done(complete)
        self.ended.emit(complete)

    def _appear(self) -> None:
        if self.running:
            self._tell()
            self.show()

    def _disappear(self) -> None:
        self._delay.stop()
        parent = self.parentWidget()
        if self.stop_button.hasFocus() and parent is not None:
            parent.setFocus()
        self.hide()

    def _tell(self) -> None:
        plain.set_text(self.words, _("Opening… {count} rows").format(count=f"{self._rows:,}"))
