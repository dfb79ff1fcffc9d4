"""What the panels of one include share: a list over the selected entry in full, or why there is no list.

To make one: a subclass with its class attributes, `read`, `cell`, `details` and `value`. Rows are read when
they are painted, since an answer may hold thousands; whatever is shown comes from the newest view alone.
Knows no include by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.included import State
from tallyfy_inspector.task.org_zone import zones
from tallyfy_inspector.task.readable import raw
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.panels import part_words
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.part_details import PartDetails
from tallyfy_inspector.ui.panels.part_table import Column, PartModel, PartView
from tallyfy_inspector.ui.panels.part_words import Cell, Detail, Now
from tallyfy_inspector.ui.panels.view_actions import view_action
from tallyfy_inspector.ui.view import Answer, Opened, View

_MINUTE = 60_000


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """An include as it was read: its rows (each with a `path`), remarks, and what was sent in its place."""

    state: State
    rows: tuple[Any, ...] = ()
    whole: Found | None = None
    notes: tuple[str, ...] = ()


class PartPanel(Panel):
    """`id` names its widgets, `include` is the one to tick, `title` its table's name and `means` what
    it means that there is nothing (both marked). How many there are stands beside the include."""

    id: ClassVar[str]
    include: ClassVar[str]
    title: ClassVar[str]
    means: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._shown: Answer | None = None
        self._part = Part("not returned")
        self._rows_by_path: dict[Path, int] | None = None
        self._wanted: Path | None = None
        self.now = Now(context.clock.now(), zones(None, context.clock.zone))
        self.model = PartModel(self.columns, self.cell, self)
        self.view = PartView(_(self.title), self.columns, self.model, self)
        self.details = PartDetails(_("Selected entry"), _("Select a row to read it in full."), self)
        self.note = plain.label("", self, wrap=True, role="dim")
        self._name_parts()
        self._minute = QTimer(self, interval=_MINUTE)
        self.actions_by_id = self._actions()
        self._lay_out()
        self._connect()
        self.follow_font()
        self._enable_actions()

    # What a subclass says

    def read(self, root: object) -> Part:
        """The include in the answer `root`; must accept any JSON and be quick with thousands of entries."""
        raise NotImplementedError

    def cell(self, row: Any, column: int) -> Cell:
        """What stands in one cell."""
        raise NotImplementedError

    def in_full(self, row: Any) -> Iterable[Detail]:
        """The row in full."""
        raise NotImplementedError

    def value(self, row: Any) -> str:
        """What “Copy value” takes."""
        raise NotImplementedError

    # The widgets

    def _name_parts(self) -> None:
        self.view.setObjectName(f"{self.id}_view")
        self.details.setObjectName(f"{self.id}_details")
        self.note.setObjectName(f"{self.id}_note")
        self.note.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        column.addWidget(self.details)
        column.addStretch(0)
        self.note.hide()
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.row_chosen.connect(self._on_row_chosen)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.view.menu_asked.connect(self._on_menu_asked)
        self._minute.timeout.connect(self._on_minute)

    # The state

    def paint_view(self, view: View) -> None:
        """Show the include of the last good answer; what is shown already stays as it stands."""
        if view.last_good is not self._shown:
            self._show(view.last_good)
        self.view.delegate.older = view.older
        self.view.set_older(view.older)
        if self._wanted is not None:
            path, self._wanted = self._wanted, None
            self.select_path(path)

    def _show(self, answer: Answer | None) -> None:
        row = self.view.current_row()
        before = None if row is None or not answer else self.model.rows[row].path
        self._shown = answer
        root = _root(answer)
        self.now = Now(self.context.clock.now(), zones(root, self.context.clock.zone))
        self._part = Part("not returned") if answer is None else self.read(root)
        self._rows_by_path = None
        self.model.show(self._part.rows)
        self._explain(answer)
        again = None if before is None else self._row_at(before)
        if again is not None:
            self.view.select(again)
        self._on_current_row_changed()

    def _explain(self, answer: Answer | None) -> None:
        """Say what there is to say of the whole; without rows, why, and what stands in their place."""
        why = (
            ""
            if answer is None
            else part_words.why_none(
                self._part.state, self.include, _asked(answer, self.include), _(self.means)
            )
        )
        text = "\n".join(filter(None, (*self._part.notes, why)))
        plain.set_text(self.note, text)
        self.note.setVisible(bool(text))
        unreadable = self._part.state == "unreadable"
        self.view.setVisible(bool(self._part.rows) or answer is None)
        self.details.setVisible(not self.view.isHidden() or unreadable)

    def select_path(self, path: Path) -> None:
        """Select the entry that `path` leads to or into, without taking the focus."""
        if self._pending is not None:
            self._wanted = path
            return
        row = self._row_at(path)
        if row is not None and row != self.view.current_row():
            self.view.select(row)

    def _row_at(self, path: Path) -> int | None:
        if self._rows_by_path is None:
            self._rows_by_path = {}
            for number, row in enumerate(self.model.rows):
                for place in (row.path, getattr(row, "also", None)):
                    if place is not None:
                        self._rows_by_path.setdefault(place, number)
        lengths = range(len(path), 0, -1)
        found = (self._rows_by_path.get(path[:length]) for length in lengths)
        return next((number for number in found if number is not None), None)

    def _on_row_chosen(self, row: int) -> None:
        self.path_selected.emit(self.model.rows[row].path)

    def _on_current_row_changed(self) -> None:
        row = self._current()
        if row is not None:
            self.details.show_details(self.in_full(row))
        elif self._part.state == "unreadable" and self._part.whole is not None:
            self.details.show_details((Detail(raw(self._part.whole)),))
        else:
            self.details.show_details(())
        self._enable_actions()

    def _current(self) -> Any:
        row = self.view.current_row()
        return None if row is None else self.model.rows[row]

    # Times move on, fonts change

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: times move on."""
        super().showEvent(event)
        self._on_minute()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden: nothing is told."""
        super().hideEvent(event)
        self._minute.stop()

    def _on_minute(self) -> None:
        self.now = Now(self.context.clock.now(), self.now.zones)
        self.view.viewport().update()

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.view.set_fonts(self.font(), self.font())
        self.view.fit_columns()
        self.details.updateGeometry()

    # Actions

    def _actions(self) -> dict[str, QAction]:
        rows: tuple[tuple[str, str, str, Callable[[Any], str]], ...] = (
            ("copy_value", _("Copy value"), "Ctrl+C", self.value),
            ("copy_row", _("Copy row"), "Ctrl+Shift+R", self._row_text),
        )
        return {
            name: view_action(self.view, name, text, keys, self._copier(what))
            for name, text, keys, what in rows
        }

    def _copier(self, what: Callable[[Any], str]) -> Callable[[], None]:
        def copy() -> None:
            row = self._current()
            if row is not None:
                self._put(what(row))

        return copy

    def _row_text(self, row: Any) -> str:
        return part_words.copied([cell.text for cell in self.model.row_cells(row)])

    def _put(self, text: str) -> None:
        to_clipboard(text)
        self.context.done(_("Copied"))

    def _enable_actions(self) -> None:
        row = self._current()
        self.actions_by_id["copy_value"].setEnabled(row is not None and bool(self.value(row)))
        self.actions_by_id["copy_row"].setEnabled(row is not None)

    def _on_menu_asked(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.actions_by_id.values()))
        menu.popup(at)


def _root(answer: Answer | None) -> object:
    return None if answer is None or answer.document is None else answer.document.root


def _asked(answer: Answer, include: str) -> bool | None:
    source = answer.source
    return None if isinstance(source, Opened) else include in source.request.includes
