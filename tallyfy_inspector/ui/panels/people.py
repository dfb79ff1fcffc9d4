"""The panel People: everybody in the last good answer, once a role, and a button that asks for their names.

Who stands where is for `task.participants`, names are for the window's `NameBook`, words for `people_words`.
To add an action: a row in `_actions`. Knows no request.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.names import NOBODY, Names
from tallyfy_inspector.task.participants import Participant, participants
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.name_book import Entry
from tallyfy_inspector.ui.panels import people_words
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.people_view import PeopleModel, PeopleView
from tallyfy_inspector.ui.panels.view_actions import view_action
from tallyfy_inspector.ui.view import Answer, View


class People(Panel):
    """A button with what is to be said of it, over the table or a sentence that says why there is none."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._view = View()
        self._shown: Answer | None = None
        self._named = NOBODY
        self._was_busy = False
        self._wanted: Path | None = None
        self.model = PeopleModel(self)
        self.view = PeopleView(self.model, context, self)
        self.empty = plain.label("", self, wrap=True, role="dim")
        self.show_names = Button(_("Show names"), self)
        self.told = plain.label("", self, wrap=True, role="dim")
        self.actions_by_id = self._actions()
        self._name_parts()
        self._lay_out()
        self.view.row_chosen.connect(lambda row: self.path_selected.emit(self.model.rows[row].path))
        self.view.selectionModel().currentRowChanged.connect(self._enable_actions)
        self.show_names.clicked.connect(self._on_show_names)
        if context.names is not None:
            context.names.changed.connect(self._on_names_changed)
        self.follow_font()
        self._paint_names(Entry())
        self._enable_actions()

    def _name_parts(self) -> None:
        self.empty.setObjectName("people_empty")
        self.told.setObjectName("people_told")
        self.show_names.setObjectName("show_names")
        asks = _("Asks Tallyfy for the organization's members and groups, once. Kept in memory only.")
        self.show_names.setAccessibleDescription(asks)
        plain.set_tooltip(self.show_names, asks)

    def _lay_out(self) -> None:
        self.bar = QWidget(self)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.show_names)
        row.addWidget(self.told, 1)
        self.bar.setVisible(self.context.names is not None)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.setSpacing(theme.GAP)
        outer.addWidget(self.bar)
        outer.addLayout(self._pages, 1)
        self.setFocusProxy(self.view)

    # The state

    def show_view(self, view: View) -> None:
        """Take `view`. Of another answer nothing stays, not even where nobody sees it."""
        if not self.isVisible() and view.last_good is not self._shown:
            self._clear()
        super().show_view(view)

    def paint_view(self, view: View) -> None:
        """Show the people of the last good answer; those that are shown already stay as they stand."""
        self._view = view
        entry = self._entry()
        if view.last_good is not self._shown or entry.names is not self._named:
            self._show(view.last_good, entry.names)
        self.view.delegate.older = view.older
        self.view.set_older(view.older)
        self._paint_names(entry)
        if self._wanted is not None:
            path, self._wanted = self._wanted, None
            self.select_path(path)

    def _entry(self) -> Entry:
        book = self.context.names
        return Entry() if book is None else book.entry(self._view.last_good)

    def _show(self, answer: Answer | None, names: Names) -> None:
        self._shown, self._named = answer, names
        before = self.view.current()
        root = None if answer is None or answer.document is None else answer.document.root
        with self.view.quietly():
            self.model.show(participants(root, names))
        again = None if before is None else self.model.row_like(before)
        if again is not None:
            self.view.select(again)
        text = "" if self.model.rows else people_words.why_none(answer is not None)
        plain.set_text(self.empty, text)
        self._pages.setCurrentWidget(self.empty if text else self.view)
        self._enable_actions()

    def _paint_names(self, entry: Entry) -> None:
        told = " ".join(each for each in (entry.told, people_words.cut(len(self.model.rows))) if each)
        plain.set_text(self.told, told)
        if not entry.can_ask and self.show_names.hasFocus():
            self.view.setFocus()  # a button that rests would lose the keyboard to chance
        self.show_names.setEnabled(entry.can_ask)
        if self._was_busy and not entry.busy and entry.told:
            self.context.announce(entry.told)
        self._was_busy = entry.busy

    def _on_show_names(self) -> None:
        if self.context.names is not None:
            self.context.names.ask(self._view.last_good)

    def _clear(self) -> None:
        self._wanted = self._wanted or self.current_path()
        self._shown = None
        with self.view.quietly():
            self.model.show(())

    def _on_names_changed(self) -> None:
        """Paint what is shown anew, now or when it is seen again; what is forgotten is gone at once."""
        if not self.isVisible():
            self._clear()
        self.show_view(self._pending or self._view)

    def select_path(self, path: Path) -> None:
        """Select whoever stands at the place `path`, without taking the focus."""
        if self._pending is not None:
            self._wanted = path
            return
        row = self.model.row_at(path)
        current = self.view.current()
        stands_there = current is not None and any(path[: len(place)] == place for place in current.paths)
        if row is not None and not stands_there:
            self.view.select(row)

    def current_path(self) -> Path | None:
        """The first place of the current row."""
        current = self.view.current()
        return None if current is None else current.path

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.view.set_fonts(self.font(), self.font())
        self.view.fit_columns()

    # Actions

    def _actions(self) -> dict[str, QAction]:
        rows: tuple[tuple[str, str, str, Callable[[Participant], str]], ...] = (
            ("copy_name", _("Copy name"), "Ctrl+Shift+K", lambda row: row.name),
            ("copy_id", _("Copy ID"), "Ctrl+Shift+I", lambda row: row.id),
        )
        return {
            name: view_action(self.view, name, text, keys, partial(self._copy, what))
            for name, text, keys, what in rows
        }

    def _enable_actions(self) -> None:
        current = self.view.current()
        self.actions_by_id["copy_name"].setEnabled(current is not None and bool(current.name))
        self.actions_by_id["copy_id"].setEnabled(current is not None and bool(current.id))

    def _copy(self, what: Callable[[Participant], str]) -> None:
        current = self.view.current()
        if current is not None:
            to_clipboard(what(current))
            self.context.done(_("Copied"))
