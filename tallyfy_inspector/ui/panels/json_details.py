"""The tree's current row in full, under the tree: what it is, its whole value, its time, where its ID stands.

The value is that of the model: masked until it is revealed, and only its beginning until all of it is asked
for, since a text widget is slow with megabytes. Knows one row of the model at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tallyfy_inspector.document.ids import ID, identity, places
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.panels import json_words
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_places import Places
from tallyfy_inspector.ui.panels.raw_text import RawText
from tallyfy_inspector.ui.path_words import Mask, place_words

FIRST = 10_000
MOST = 20 * 2**20
MOST_PLACES = 20
_BUSY = 0.008
_ROWS, _LINES = 3, 3  # of the height: about a row, and of its value


class JsonDetails(QWidget):
    """A heading, the value's text, and lines for what is known about it beyond that."""

    jump_wanted = Signal(object)  # Path
    reveal_wanted = Signal()

    def __init__(self, model: JsonModel, mask: Mask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._mask = model, mask
        self._row: int | None = None
        self._path: Path | None = None
        self._limit = FIRST
        self._searched: Iterator[Path | None] | None = None
        self._found: list[Path] = []
        self._place = plain.ElidedWords(self, keeps_end=True)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place.setObjectName("json_details_place")
        self._kind = plain.label("", self, role="dim")
        self._kind.setObjectName("json_details_kind")
        self._time = plain.selectable(plain.label("", self, wrap=True, role="dim"))
        self._time.setObjectName("json_details_time")
        self._reveal = self._button("json_details_reveal", _("Reveal"), self.reveal_wanted.emit)
        self._all = self._button("json_details_all", _("Show all"), self._show_all)
        self.text = RawText(self)
        self.text.setObjectName("json_details_text")
        self.text.setAccessibleName(_("Selected value"))
        self.defined = self._line("json_details_defined", _("Defined at"))
        self.also = self._line("json_details_also", _("Also at"))
        self._searching = QTimer(self)
        self._searching.setInterval(0)
        self._searching.timeout.connect(self._search_on)
        self._lay_out()
        self._adopt_font()
        self.show_row(None)

    def _button(self, name: str, text: str, act: Callable[[], None]) -> LowButton:
        made = LowButton(text, self)
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    def _line(self, object_name: str, name: str) -> Places:
        made = Places(name, lambda path: place_words(path, self._mask), self)
        made.setObjectName(object_name)
        made.jump_wanted.connect(self.jump_wanted)
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self._place, 1)
        top.addWidget(self._kind)
        top.addWidget(self._reveal)
        top.addWidget(self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(top)
        for widget in (self._time, self.defined, self.also):
            column.addWidget(widget)
        column.addWidget(self.text, 1)

    def tab_order(self) -> list[QWidget]:
        """What Tab stops at, as it is read."""
        return [self._time, self._reveal, self._all, *self.defined.buttons, *self.also.buttons, self.text]

    # The row

    def show_row(self, row: int | None) -> None:
        """Show `row` of the model, or that none is selected."""
        self._row, self._path = row, None if row is None else self._model.path(row)
        self._limit = FIRST
        self._write()
        self._search()

    def refresh(self) -> None:
        """The same row, wherever it stands by now: its value was revealed or hidden, or more is known."""
        self._row = None if self._path is None else self._model.row_of(self._path)
        self._write()

    def _write(self) -> None:
        row = self._row
        if row is None or self._path is None:
            self._write_nothing()
            return
        text, whole = self._model.text(row, self._limit)
        plain.set_text(self._place, place_words(self._path, self._mask))
        plain.set_tooltip(self._place, self._place.text())
        plain.set_text(self._kind, self._told_kind(row, len(text), whole))
        self.text.fill([visible(text, keep="\n\t")])
        self._reveal.setVisible(self._model.is_masked(row))
        self._all.setVisible(not whole and self._limit < MOST)
        self._tell_beside(row)

    def _write_nothing(self) -> None:
        plain.set_text(self._place, _("Select a row to read it in full."))
        plain.set_tooltip(self._place, "")
        plain.set_text(self._kind, "")
        for widget in (self._time, self.defined, self._reveal, self._all):
            widget.hide()
        self.text.fill([])

    def _told_kind(self, row: int, shown: int, whole: bool) -> str:
        told = json_words.kind_and_size(self._model.row(row).value)
        if self._model.is_masked(row):
            told = _("{kind}, masked").format(kind=told)
        if not whole:
            told = _("{kind}; the first {count} characters shown").format(kind=told, count=f"{shown:,}")
        return told

    def _tell_beside(self, row: int) -> None:
        beside = self._model.beside(row)
        is_time = beside is not None and beside.kind == "time"
        plain.set_text(self._time, beside.full if beside is not None and is_time else "")
        self._time.setVisible(is_time)
        link = None if beside is None else beside.link
        self.defined.show_paths(() if link is None else (link,))
        if self._searched is None:
            self._tell_places()

    def _show_all(self) -> None:
        self._limit = MOST
        self._write()
        self.text.setFocus()

    # Where else its ID stands

    def _search(self) -> None:
        self._searching.stop()
        self._found, self._searched = [], None
        self.also.show_paths(())
        if self._row is None or self._path is None:
            return
        value = identity(self._model.row(self._row).value, self._path)
        if value is None or self._model.is_masked(self._row):
            return
        self._searched = places(self._model.root, value)
        self._searching.start()

    def _search_on(self) -> None:
        until = time.perf_counter() + _BUSY
        while time.perf_counter() < until and self._searched is not None:
            path = next(self._searched, self)
            if path is self or len(self._found) > MOST_PLACES:
                self._end_search()
            elif isinstance(path, tuple) and path != self._path:
                self._found.append(path)

    def _end_search(self) -> None:
        self._searching.stop()
        self._searched = None
        self._tell_places()

    def _tell_places(self) -> None:
        """The places that were found, but for the one that “Defined at” leads to already."""
        named = {(*path, ID) for path in self.defined.paths}
        others = [path for path in self._found if path not in named]
        self.also.show_paths(others[:MOST_PLACES], len(self._found) > MOST_PLACES)

    # Size and font

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "text"):
            self._adopt_font()

    def _adopt_font(self) -> None:
        self.text.setFont(theme.fixed_font(self.font()))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def sizeHint(self) -> QSize:
        """The same for every row, so that the tree stays where it is; what is longer scrolls."""
        return QSize(super().sizeHint().width(), self._height(_LINES))

    def minimumSizeHint(self) -> QSize:
        """What the row is, where the window is low."""
        return QSize(super().minimumSizeHint().width(), theme.row_height(self.font()) + theme.GRID)

    def _height(self, lines: int) -> int:
        row = theme.row_height(self.font()) + theme.GRID
        return _ROWS * row + lines * self.text.fontMetrics().lineSpacing()
