"""What every panel is: a widget that paints one `View`, and is told of a place in the document.

To add a panel: one file in this folder with a `Panel` subclass, and its line in `PANELS`
(`panels/__init__.py`). A panel keeps no copy of the state; it paints in `paint_view`, which runs only while
the panel can be seen, or when what it holds from before is to be hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ports import Clock, Files, SettingsStore
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.name_book import NameBook
from tallyfy_inspector.ui.panels.paint_clock import PaintClock
from tallyfy_inspector.ui.view import View

Mask = Callable[[Path, str], str]


@dataclass(frozen=True, slots=True)
class PanelContext:
    """What panels are handed. `mask` gives a string value as it may be shown, `mask_raw` the raw JSON text;
    `announce` says a sentence to a screen reader, `done` tells eye and ear what was just done; `paints`
    measures how long the tree takes to be seen; `names` knows who is behind a number, once it was told to
    ask."""

    clock: Clock
    settings: SettingsStore
    mask: Mask
    mask_raw: Callable[[str], str]
    announce: Callable[[str], None]
    done: Callable[[str], None]
    paints: PaintClock = field(default_factory=PaintClock)
    files: Files | None = None
    jobs: Jobs = field(default_factory=Jobs)
    names: NameBook | None = None


class Panel(QWidget):
    """A part of the window that shows one view of the answer."""

    path_selected = Signal(object)  # document.path.Path, chosen by the person in this panel
    places_selected = Signal(object)  # tuple of Paths, chosen together; the first is where the person is
    path_wanted = Signal(object)  # a path that the person asked to be led to
    title_changed = Signal(str, str)  # the text of this panel's tab; the whole in words where it has a sign

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self.context = context
        self._pending: View | None = None
        self._masked = False  # whether nothing private is in what was painted
        self._follows_font = False  # not before there are widgets to write in it

    def show_view(self, view: View) -> None:
        """Take `view`; painted now when the panel can be seen, else as soon as it is shown. The first that
        is masked is painted at once: not even a hidden panel keeps what others are not to see."""
        self._pending = view
        if self.isVisible() or (view.masked and not self._masked):
            self._paint()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint what came while the panel was hidden."""
        super().showEvent(event)
        self._paint()

    def _paint(self) -> None:
        if self._pending is not None:
            view, self._pending = self._pending, None
            self._masked = view.masked
            self.paint_view(view)

    def paint_view(self, view: View) -> None:
        """Show `view`. Must accept every view: no answer, any JSON root, problems of every kind."""
        raise NotImplementedError

    def follow_font(self) -> None:
        """Write in the program's font, now and whenever it changes; called once all widgets are there."""
        self._follows_font = True
        self.adopt_font()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._follows_font:
            self.adopt_font()

    def adopt_font(self) -> None:
        """Hand the font of now to the widgets that do not take it by themselves."""

    def select_path(self, path: Path) -> None:
        """Show the place `path`, as far as this panel has one, without taking the keyboard's focus."""

    def select_together(self, paths: tuple[Path, ...]) -> None:
        """Show several places at once; the first is where the person is, and all that a panel shows that has
        one row selected."""
        self.select_path(paths[0])

    def seek(self) -> None:
        """Give the keyboard to where one says what to look for, in a panel that has such a place."""

    def current_path(self) -> Path | None:
        """The place where the person is in this panel; None where it has none."""
        return None
