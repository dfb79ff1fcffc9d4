"""The panel Task JSON: the last good answer as a tree, with what can be copied out of it.

A fetch of the same task keeps what was open and selected, by path; another task starts with the root and
`data` open. To add an action: a row in `_actions`, and its place in `_MENU`. Knows no problem and no request.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout

from tallyfy_inspector.document.path import Path, jsonpath, pointer
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_view import JsonView
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.view import Answer, Now, View

_KEY_WIDTH = "tree.key_width"
_MENU = (
    ("copy_value", "copy_key", "copy_path", "copy_pointer"),
    ("reveal",),
    ("expand", "collapse", "expand_below"),
    ("expand_all", "collapse_all"),
)


class JsonTree(Panel):
    """The tree, and under it a line when it stopped opening rows."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._answer: Answer | None = None
        self._now: Now | None = None
        self._wanted: Path | None = None
        self.model = JsonModel(context.mask, self)
        self.view = JsonView(self.model, self)
        self._note = plain.label("", self, wrap=True, role="dim")
        self._note.setObjectName("json_note")
        self._note.hide()
        self.actions_by_id = self._actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.view, 1)
        column.addWidget(self._note)
        self.setFocusProxy(self.view)
        self._connect()
        self._adopt_font()
        self._restore_width()
        self._enable_actions()

    def _connect(self) -> None:
        self.view.path_chosen.connect(self.path_selected)
        self.view.selectionModel().currentRowChanged.connect(self._enable_actions)
        self.model.dataChanged.connect(self._enable_actions)
        self.view.said.connect(self._on_said)
        self.view.stopped_expanding.connect(self._on_stopped_expanding)
        self.view.copy_asked.connect(self.actions_by_id["copy_value"].trigger)
        self.view.menu_asked.connect(self._on_menu_asked)
        self.view.key_width_changed.connect(lambda width: self.context.settings.set(_KEY_WIDTH, width))

    # The state

    def paint_view(self, view: View) -> None:
        """Show the last good answer; the one that is shown already stays as it stands, but for what was
        revealed, which lasts until something new happens."""
        if view.last_good is not self._answer:
            self._show(view.last_good)
        elif view.now is not self._now:
            self.model.forget_revealed()
        self._now = view.now
        self.view.delegate.older = view.older
        self.view.set_older(view.older)
        if self._wanted is not None:
            self.view.select(self._wanted)
            self._wanted = None
        self._enable_actions()

    def _show(self, answer: Answer | None) -> None:
        before, self._answer = self._answer, answer
        self._note.hide()
        if answer is None or answer.document is None:
            self.model.clear()
        elif before is None or not _same_task(before, answer):
            self.model.show(answer.document.root)
            self.view.scrollToTop()
        else:
            with self.view.keeping_place():
                self.model.show(answer.document.root, self.model.expanded_paths())

    def select_path(self, path: Path) -> None:
        """Show `path` as the current row, without taking the focus; a view that waits is painted first."""
        if self._pending is None:
            self.view.select(path)
        else:
            self._wanted = path

    def current_path(self) -> Path | None:
        """The path of the current row, or None."""
        return self.view.current_path()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "view"):
            self._adopt_font()

    def _adopt_font(self) -> None:
        self.view.set_fonts(theme.fixed_font(self.font()), self.font())

    def _restore_width(self) -> None:
        width = self.context.settings.get(_KEY_WIDTH, 0)
        self.view.set_key_width(width if width > 0 else None)

    def _on_said(self, text: str) -> None:
        self._note.hide()
        self.context.announce(text)

    def _on_stopped_expanding(self, rows: int) -> None:
        text = _("Stopped after {count} rows. More is closed below: press * on a row to open it.").format(
            count=f"{rows:,}"
        )
        plain.set_text(self._note, text)
        self._note.show()
        self.context.announce(text)

    # Actions

    def _actions(self) -> dict[str, QAction]:
        rows: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("copy_value", _("Copy value"), "Ctrl+C", self._copy_value),
            ("copy_key", _("Copy key"), "Ctrl+Shift+K", self._copy_key),
            ("copy_path", _("Copy path (JSONPath)"), "Ctrl+Shift+C", self._copy_path),
            ("copy_pointer", _("Copy path (JSON Pointer)"), "Ctrl+Shift+J", self._copy_pointer),
            ("reveal", _("Reveal this value"), "Ctrl+Shift+R", self._reveal),
            ("expand", _("Expand"), "+", lambda: self._on_row(self.view.expand_row)),
            ("collapse", _("Collapse"), "-", lambda: self._on_row(self.view.collapse_row)),
            ("expand_below", _("Expand all below"), "*", lambda: self._on_row(self.view.expand_below)),
            ("expand_all", _("Expand all"), "Ctrl+Shift+E", self.view.expand_all),
            ("collapse_all", _("Collapse all"), "Ctrl+Shift+L", self.view.collapse_all),
        )
        return {name: self._action(name, text, keys, act) for name, text, keys, act in rows}

    def _action(self, name: str, text: str, keys: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self.view.addAction(action)
        return action

    def _enable_actions(self) -> None:
        row = self.view.current_row()
        here = None if row is None else self.model.row(row)
        can = dict.fromkeys(self.actions_by_id, here is not None)
        can["copy_key"] = here is not None and here.key is not None
        can["reveal"] = row is not None and self.model.is_masked(row)
        can["expand"] = here is not None and here.expandable and not here.expanded
        can["collapse"] = here is not None and here.expanded
        can["expand_below"] = here is not None and here.expandable
        can["expand_all"] = can["collapse_all"] = self.model.rowCount() > 0
        for name, action in self.actions_by_id.items():
            action.setEnabled(can[name])

    def _on_menu_asked(self, at: QPoint) -> None:
        self._enable_actions()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in _MENU:
            menu.addActions([self.actions_by_id[name] for name in group])
            menu.addSeparator()
        menu.popup(at)

    def _on_row(self, act: Callable[[int], None]) -> None:
        row = self.view.current_row()
        if row is not None:
            act(row)
            self._enable_actions()

    def _copy_value(self) -> None:
        self._on_row(lambda row: self._copy(self.model.copied_value(row), _("Value copied")))

    def _copy_key(self) -> None:
        self._on_row(lambda row: self._copy(self.model.copied_key(row), _("Key copied")))

    def _copy_path(self) -> None:
        self._on_row(lambda row: self._copy(jsonpath(self.model.path(row)), _("Path copied")))

    def _copy_pointer(self) -> None:
        self._on_row(lambda row: self._copy(pointer(self.model.path(row)), _("Path copied")))

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.context.announce(said)

    def _reveal(self) -> None:
        self._on_row(self.model.reveal)
        self.context.announce(_("Shown until the next fetch"))


def _same_task(one: Answer, other: Answer) -> bool:
    return _asked(one) == _asked(other)


def _asked(answer: Answer) -> tuple[str, str, str, str]:
    request = answer.source.request
    return answer.source.connection, request.base_url, request.organization, request.task
