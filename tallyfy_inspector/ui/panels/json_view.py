"""The tree's view: a flat table with the keyboard, the mouse and the memory of a tree.

It says where the person went (`path_chosen`) and what a key press did (`said`), and never the first for what
the program selected. Places are kept as paths, never as indexes of Qt, which a reset makes worthless.
Knows no answer and no settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.document.node import VisibleRows
from tallyfy_inspector.document.opened import Sieve, Tree
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.rows import Slices
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import json_words
from tallyfy_inspector.ui.panels.json_columns import KeyColumn
from tallyfy_inspector.ui.panels.json_delegate import JsonDelegate, arrow_area
from tallyfy_inspector.ui.panels.json_model import KEY, OPEN_AT_FIRST, ROWS_AT_MOST, JsonModel
from tallyfy_inspector.ui.panels.json_typed import TypedKeys
from tallyfy_inspector.ui.panels.table import MOST_TOGETHER, SELECT_ROW, Table
from tallyfy_inspector.ui.panels.unfolding import Unfolding

_LEAST_ROW = 22
_Keys = Qt.Key
Place = tuple[tuple[Path, ...], int, Path | None]
_WITH_LETTERS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class JsonView(Table):
    """Shows a `JsonModel`."""

    path_chosen = Signal(object)  # Path
    said = Signal(str)
    stopped_expanding = Signal(int)  # at how many rows
    copy_asked = Signal()
    escaped = Signal()

    def __init__(self, model: JsonModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Task JSON"), _LEAST_ROW, theme.GRID, parent)
        self.tree = model
        self.delegate = JsonDelegate(self)
        self.typed = TypedKeys(model, self._go, self)
        self.has_escape: Callable[[], bool] = lambda: self.unfolding.running
        self.unfolding = Unfolding(self._reset, self)
        self.unfolding.stopped.connect(self.stopped_expanding)
        self.setObjectName("json_view")
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.key_column = KeyColumn(self)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().currentRowChanged.connect(self.typed.slicing.stop)
        self._keys: dict[int, Callable[[int], None]] = {
            _Keys.Key_Left: self._go_left,
            _Keys.Key_Right: self._go_right,
            _Keys.Key_Plus: self.expand_row,
            _Keys.Key_Minus: self.collapse_row,
            _Keys.Key_Asterisk: self.expand_below,
            _Keys.Key_Slash: self.collapse_below,
            _Keys.Key_Return: self.toggle_row,
            _Keys.Key_Enter: self.toggle_row,
            _Keys.Key_Home: lambda _row: self._go(0),
            _Keys.Key_End: lambda _row: self._go(self.tree.rowCount() - 1),
        }

    # Where one is

    def current_row(self) -> int | None:
        """The current row, or None."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def current_path(self) -> Path | None:
        """The current row's path, or None."""
        row = self.current_row()
        return None if row is None else self.tree.path(row)

    def select(self, path: Path | None) -> None:
        """Make `path` the current row, opening what hides it, without taking the focus or saying so."""
        row = None if path is None else self.tree.reveal_path(path)
        if row is not None:
            with self.quietly():
                self._go(row)

    def select_together(self, paths: Sequence[Path]) -> None:
        """Make the first of `paths` the current row, and select the others beside it until the person goes
        elsewhere; what hides them is opened."""
        for path in paths[1:MOST_TOGETHER]:
            self.tree.reveal_path(path)
        self.select(paths[0])
        if self.current_path() == paths[0]:
            self.select_rows(map(self.tree.row_of, paths[1:MOST_TOGETHER]))
            self.see_selected()

    def selected_paths(self) -> tuple[Path, ...]:
        """The current row's path, and those of the rows selected beside it."""
        return tuple(map(self.tree.path, self.selected_rows()))

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """After what is done inside (a reset), the same path is current and the same on top, also where rows
        came or went above it."""
        place = self.place()
        with self.quietly():
            yield
        self.go_back(place)

    def place(self) -> Place:
        """The selected paths, the current one first, the first visible row and its path."""
        top = self.verticalScrollBar().value()
        return self.selected_paths(), top, self.tree.path(top) if top < self.tree.rowCount() else None

    def go_back(self, place: Place) -> None:
        """Have the same paths selected and the same on top again, as far as they are there."""
        paths, top, on_top = place
        with self.quietly():
            row, *beside = map(self.tree.row_of, paths) if paths else (None,)
            if row is not None:
                self.selectionModel().setCurrentIndex(self.tree.index(row, KEY), SELECT_ROW)
                self.select_rows(beside)
            again = None if on_top is None else self.tree.row_of(on_top)
            self.executeDelayedItemsLayout()  # until then the bar has the range of before
            self.verticalScrollBar().setValue(top if again is None else again)

    def _go(self, row: int) -> None:
        index = self.tree.index(row, KEY)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _on_current_row_changed(self) -> None:
        path = None if self.quiet else self.current_path()
        if path is not None:
            self.path_chosen.emit(path)

    # Opening and closing

    def expand_row(self, row: int) -> None:
        """Open `row`."""
        if self.tree.row(row).expandable and not self.tree.row(row).expanded:
            self.tree.expand(row)
            self._say(row)

    def collapse_row(self, row: int) -> None:
        """Close `row`; when the current row was inside, `row` becomes it."""
        if not self.tree.row(row).expanded:
            return
        current = self.current_row()
        if current is not None and row < current <= self.tree.last_below(row):
            self._go(row)
        self.tree.collapse(row)
        self._say(row)

    def toggle_row(self, row: int) -> None:
        """Open or close `row`."""
        (self.collapse_row if self.tree.row(row).expanded else self.expand_row)(row)

    def expand_below(self, row: int) -> None:
        """Open `row` and all below it."""
        if self.tree.row(row).expandable:
            self._run(row, lambda rows: rows.expand_all(row, ROWS_AT_MOST))

    def collapse_below(self, row: int) -> None:
        """Close `row` and all below it; nothing of it is remembered."""
        if self.tree.row(row).expandable:
            self._run(row, lambda rows: rows.collapse_all(row))

    def expand_children(self, row: int) -> None:
        """Open `row` and what is directly in it."""
        if self.tree.row(row).expandable:
            self._run(row, lambda rows: rows.expand_children(row, ROWS_AT_MOST))

    def expand_siblings(self, row: int) -> None:
        """Open `row` and what stands beside it."""
        self._run(row, lambda rows: rows.expand_siblings(row, ROWS_AT_MOST))

    def collapse_children(self, row: int) -> None:
        """Close what is directly in `row`; what is open inside is remembered."""
        if self.tree.row(row).expanded:
            self._run(None, lambda rows: rows.collapse_children(row))

    def collapse_siblings(self, row: int) -> None:
        """Close `row` and what stands beside it; what is open inside is remembered."""
        self._run(None, lambda rows: rows.collapse_siblings(row))

    def expand_to_level(self, level: int) -> None:
        """Have so many levels open, and no more."""
        if self.tree.rowCount():
            self._run(0, lambda rows: rows.expand_to_level(level, ROWS_AT_MOST))

    def expand_all(self) -> None:
        """Open everything."""
        if self.tree.rowCount():
            self.expand_below(0)

    def collapse_all(self) -> None:
        """Close all but what is open at first; who was inside comes out to the nearest open row."""
        if self.tree.rowCount():
            self._run(None, lambda rows: rows.collapse_all_but(OPEN_AT_FIRST))

    def _run(self, row: int | None, how: Callable[[VisibleRows], Slices]) -> None:
        """Open or close many, in slices; `row` is what is told about, None: that it is closed."""
        told = None if row is None else self.tree.path(row)
        here = self.current_path()

        def done(complete: bool) -> None:
            self._come_out(here)
            self._tell_bound(complete)
            if complete and told is None:
                self.said.emit(_("collapsed"))
            elif complete and told is not None and (there := self.tree.row_of(told)) is not None:
                self._say(there)

        self.unfolding.run(self.tree.slices(how), done)

    def _tell_bound(self, complete: bool) -> None:
        if not complete:
            self.stopped_expanding.emit(ROWS_AT_MOST)

    def _reset(self, do: Callable[[], None]) -> None:
        with self.keeping_place():
            self.tree.in_reset(do)

    def _come_out(self, path: Path | None) -> None:
        """Where `path` cannot be seen any more, go to the nearest row around it."""
        if path is None or self.current_row() is not None:
            return
        while path and self.tree.row_of(path) is None:
            path = path[:-1]
        row = self.tree.row_of(path)
        if row is not None:
            self._go(row)

    def sift(self, sieve: Sieve | None, tree: Tree | None = None) -> None:
        """Show through `sieve` what it lets through (see the model), open what `tree` leads through, the most
        of it at once and all in slices, and keep the place."""
        here = self.current_path()
        self.unfolding.drop()
        with self.keeping_place():
            self.tree.sift(sieve, [] if here is None else [here[:length] for length in range(len(here))])
        if sieve is None:
            self.select(here)
        elif tree:
            slices = self.tree.slices(lambda rows: rows.follow(tree, ROWS_AT_MOST))
            self.unfolding.run(slices, self._tell_bound)
        self._come_out(here)
        row = self.current_row()
        if row is not None:
            self.scrollTo(self.tree.index(row, KEY))

    def _say(self, row: int) -> None:
        self.said.emit(json_words.toggled(self.tree.row(row)))

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Escape is the tree's when there is something here to be ended, else the window's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == _Keys.Key_Escape
            and self.has_escape()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a tree; all others as in a table."""
        row = self.current_row()
        act = self._keys.get(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() == _Keys.Key_Escape and self.has_escape():
            self.escaped.emit()
        elif row is not None and act is not None and not event.modifiers() & ~_WITH_LETTERS:
            act(row)
        else:
            super().keyPressEvent(event)

    def _go_left(self, row: int) -> None:
        parent = self.tree.parent_row(row)
        if self.tree.row(row).expanded:
            self.collapse_row(row)
        elif parent is not None:
            self._go(parent)

    def _go_right(self, row: int) -> None:
        if not self.tree.row(row).expanded:
            self.expand_row(row)
        else:
            self._go(row + 1)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row whose key begins with what is typed; one letter again goes on to the next."""
        self.typed.add(search, self.current_row() or 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.key_column.fit()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an arrow opens or closes its row and leaves the current row alone."""
        row = self._row_of_arrow(event)
        if row is None:
            super().mousePressEvent(event)
        else:
            self.toggle_row(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click anywhere in a row opens or closes it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.toggle_row(index.row())
        else:
            super().mouseDoubleClickEvent(event)

    def _row_of_arrow(self, event: QMouseEvent) -> int | None:
        if event.button() != Qt.MouseButton.LeftButton:
            return None
        return self.arrow_at(event.position().toPoint())

    def arrow_at(self, point: QPoint) -> int | None:
        """The row whose arrow is at `point` of the viewport, or None."""
        index = self.indexAt(point)
        if not index.isValid() or index.column() != KEY:
            return None
        row = self.tree.row(index.row())
        area = arrow_area(self.visualRect(index), row.depth, self.fontMetrics())
        return index.row() if row.expandable and area.contains(point) else None
