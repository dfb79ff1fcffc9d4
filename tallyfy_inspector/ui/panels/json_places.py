"""A line of buttons that lead to places in the document: "Also at" and where.

Two places have a button of their own, the others stand in the menu of a third. Knows no document: it is
handed paths and how they read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import ngettext
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.low_button import LowButton

_SHOWN = 2
_LEAST_LETTERS = 8


def button_text(text: str) -> str:
    """`text` on a button or in a menu letter by letter: an & would be taken for a mnemonic."""
    return visible(text).replace("&", "&&")


class PlaceButton(LowButton):
    """Leads to one place; shows the end of its path where there is no room for all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def lead(self, words: str, name: str) -> None:
        """Show the path `words`; the line's `name` is heard before it."""
        self._words = visible(words)
        self.setAccessibleName(f"{name} {self._words}")
        plain.set_tooltip(self, self._words)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = self.width() - 2 * theme.OUTER
        elided = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideLeft, room)
        self.setText(elided.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Room for the whole path."""
        width = self.fontMetrics().horizontalAdvance(self._words) + 2 * theme.OUTER + 2
        return QSize(width, theme.row_height(self.font()))

    def minimumSizeHint(self) -> QSize:
        """Room for the end of it."""
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth() + 2 * theme.OUTER
        return QSize(min(least, self.sizeHint().width()), theme.row_height(self.font()))


class Places(QWidget):
    """The line. Hidden while it leads nowhere."""

    jump_wanted = Signal(object)  # Path

    def __init__(self, name: str, words: Callable[[Path], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = name, words
        self.paths: tuple[Path, ...] = ()
        self._label = plain.label(name, self, role="dim")
        self.buttons = tuple(self._button(number) for number in range(_SHOWN))
        self.more = LowButton("", self)
        self.more.setMenu(QMenu(self.more))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (self._label, *self.buttons, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        self.show_paths(())

    def _button(self, number: int) -> PlaceButton:
        made = PlaceButton(self)
        made.clicked.connect(lambda: self.jump_wanted.emit(self.paths[number]))
        return made

    def show_paths(self, paths: Sequence[Path], more: bool = False) -> None:
        """Lead to `paths`; `more` says that there are others that are not listed."""
        self.paths = tuple(paths)
        for button, path in zip(self.buttons, self.paths, strict=False):
            button.lead(self._words(path), self._name)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(self.paths))
        self._fill_menu(self.paths[_SHOWN:], more)
        self.setVisible(bool(self.paths))

    def _fill_menu(self, paths: tuple[Path, ...], more: bool) -> None:
        menu = self.more.menu()
        menu.clear()
        for path in paths:
            action = menu.addAction(button_text(self._words(path)))
            action.triggered.connect(lambda _checked=False, path=path: self.jump_wanted.emit(path))
        count = f"{len(paths)}+" if more else str(len(paths))
        self.more.setText(ngettext("{count} more", "{count} more", len(paths)).format(count=count))
        self.more.setAccessibleName(f"{self._name}: {self.more.text()}")
        self.more.setVisible(bool(paths))
