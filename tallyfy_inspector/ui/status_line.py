"""The bottom line: what the newest attempt came to, and where in the document one is. Knows no task.

What was just done anywhere in the window (something was copied) stands for a moment in place of the first.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.path_bar import PathBar
from tallyfy_inspector.ui.path_words import Mask

_LETTERS_FOR_PATH = 6
BRIEFLY = 3_000  # milliseconds


class StatusLine(QWidget):
    """A label and the path bar, which stands below it where there is little room."""

    path_wanted = Signal(object)  # Path: the person asked to go there
    said = Signal(str)  # to be heard

    def __init__(self, parent: QWidget | None = None, mask: Mask = mask_value) -> None:
        super().__init__(parent)
        self._status = plain.ElidedWords(self)
        self._status.setObjectName("status")
        self.text = ""  # what the newest attempt came to
        self._added: list[QWidget] = []
        self._back = QTimer(self, singleShot=True, interval=BRIEFLY)
        self._back.timeout.connect(self._show_again)
        self.path_bar = PathBar(mask, self)
        self.path_bar.path_wanted.connect(self.path_wanted)
        self.path_bar.said.connect(self.said)
        self.path_bar.did.connect(self.say_briefly)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, theme.GRID)
        self._row.setSpacing(theme.OUTER)
        self._row.addWidget(self._status)
        self._row.addWidget(self.path_bar, 1)

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the end of the line, where it stays whatever is told."""
        self.path_bar.add(widget)
        self._added.append(widget)

    def show_status(self, text: str) -> None:
        """Tell what the newest attempt came to."""
        self._back.stop()
        plain.set_text(self._status, text)
        self.text = self._status.text()
        self._status.setAccessibleName(self.text)
        plain.set_tooltip(self._status, self.text)
        self._arrange()

    def say_briefly(self, text: str) -> None:
        """Tell what was just done, to the eye for a moment, and to the ear."""
        plain.set_text(self._status, text)
        self._back.start()
        self._arrange()
        self.said.emit(text)

    def tick(self, text: str) -> None:
        """Show another second of a count-down. What is heard stays: it said the whole time."""
        self.text = visible(text)
        if not self._back.isActive():
            self._show_again()

    def _show_again(self) -> None:
        plain.set_text(self._status, self.text)
        self._arrange()

    def show_path(self, path: Path | None) -> None:
        """Tell the place of the selected node; None for none, () for the whole answer."""
        self.path_bar.show_path(path)

    def show_document(self, root: object, shown: bool = True) -> None:
        """Let “Go to path…” lead through `root`; `shown` False: there is no document."""
        self.path_bar.show_document(root, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the path below where there is too little room beside."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wanted = self._status.sizeHint().width() + self.path_bar.menu_button.sizeHint().width()
        wanted += _LETTERS_FOR_PATH * self.fontMetrics().averageCharWidth() + 2 * theme.OUTER
        wanted += sum(each.sizeHint().width() + theme.GAP for each in self._added if not each.isHidden())
        beside = self.width() >= wanted
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._row.setSpacing(theme.OUTER if beside else theme.GRID)
