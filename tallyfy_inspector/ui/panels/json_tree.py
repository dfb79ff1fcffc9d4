"""The panel Task JSON: the last good answer as a tree, and its current row in full below.

A fetch of the same task keeps what was open and selected, by path; another task starts with the root and
`data` open. What can be done with a row is in `json_actions`. Knows no problem and no request.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.panels.find_bar import FindBar, shortcuts
from tallyfy_inspector.ui.panels.find_in_tree import FindInTree
from tallyfy_inspector.ui.panels.json_actions import JsonActions
from tallyfy_inspector.ui.panels.json_decoded import Decoder
from tallyfy_inspector.ui.panels.json_details import JsonDetails
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_view import JsonView, Place
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.table import MOST_TOGETHER
from tallyfy_inspector.ui.panels.typed import Typed
from tallyfy_inspector.ui.tab_order import in_order, tab_stops
from tallyfy_inspector.ui.view import Answer, AnySource, Hiding, Now, View, same_task

_KEY_WIDTH = "tree.key_width"
_SIZES = "tree.sizes"
_MOST_PERCENT = 40

_LEAST_ROWS = 1
_ROOMY_ROWS = 8


class _Handle(QSplitterHandle):
    """A hairline to see, and more to take hold of."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QColor(theme.roles(self.palette()).hairline)
        painter.fillRect(event.rect().left(), self.height() // 2, event.rect().width(), 1, line)
        painter.end()


class _Splitter(QSplitter):
    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class JsonTree(Panel):
    """The tree, a line when there is something to say about what was done, and the current row in full."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._answer: Answer | None = None
        self._now: Now | None = None
        # Of what, what was open and where one was when it gave way to its masked likeness.
        self._left: tuple[AnySource, tuple[list[Path], list[Path]], Place] | None = None
        self._wanted: tuple[Path, ...] = ()
        self._shared = False  # the room between tree and details, by the person
        self.decoder = Decoder(context.clock, context.mask, self)
        self.model = JsonModel(context.mask, self, self.decoder)
        self.view = JsonView(self.model, self)
        self.tree_actions = JsonActions(self.view, context.mask)
        self.actions_by_id = self.tree_actions.by_id
        self.find_bar = FindBar(context.settings, self)
        self._typed = Typed(self.find_bar.field)
        self.finder = FindInTree(self.find_bar, self.view, context.mask)
        self._note = plain.label("", self, wrap=True, role="dim")
        self._note.setObjectName("json_note")
        self._note.hide()
        self.details = JsonDetails(self.model, context.mask, self)
        self._lay_out()
        in_order(
            [*tab_stops(self.find_bar), self.view, *self.details.tab_order(), self.view.unfolding.stop_button]
        )
        self.setFocusProxy(self.view)
        self._connect()
        self.follow_font()
        self._restore_sizes()

    def _lay_out(self) -> None:
        self.splitter = _Splitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.view.setMinimumHeight(theme.ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.find_bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.view.unfolding)
        column.addWidget(self._note)

    def _connect(self) -> None:
        view, actions, details = self.view, self.tree_actions, self.details
        view.path_chosen.connect(self.path_selected)
        view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        view.said.connect(self._on_said)
        view.stopped_expanding.connect(self._on_stopped_expanding)
        view.copy_asked.connect(self.actions_by_id["copy_value"].trigger)
        view.menu_asked.connect(actions.show_menu)
        view.key_column.width_changed.connect(lambda width: self.context.settings.set(_KEY_WIDTH, width))
        shortcuts(self.find_bar, self)
        self.finder.said.connect(self.context.announce)
        self.finder.went.connect(self.path_selected)
        self.find_bar.left.connect(self.view.setFocus)
        view.escaped.connect(self.escape)
        view.has_escape = self._has_escape
        self.model.dataChanged.connect(self._on_data_changed)
        self.decoder.learned.connect(self._on_learned)
        actions.did.connect(self._on_done)
        actions.noted.connect(self._on_noted)
        actions.jump_wanted.connect(self.jump)
        details.jump_wanted.connect(self.jump)
        details.reveal_wanted.connect(self.actions_by_id["reveal"].trigger)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # Room

    def minimumSizeHint(self) -> QSize:
        """The field to find in, and a few rows: the rest folds away on a low screen with large letters."""
        least = self.find_bar.field.sizeHint().height() + _LEAST_ROWS * theme.row_height(self.font())
        return QSize(super().minimumSizeHint().width(), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        roomy = self.height() >= _ROOMY_ROWS * theme.row_height(self.font())
        self.details.setVisible(roomy)
        self.find_bar.set_roomy(roomy)
        if not self._shared:
            room = self.splitter.height()
            details = min(self.details.sizeHint().height(), room * _MOST_PERCENT // 100)
            self.splitter.setSizes([room - details, details])

    # The state

    def paint_view(self, view: View) -> None:
        """Show the last good answer; the one that is shown already stays as it stands, but for what was
        revealed, which lasts until something new happens."""
        self._typed.hide(view.masked)
        self.finder.masked = view.masked
        if view.last_good is not self._answer:
            if isinstance(view.now, Hiding) and self._answer is not None:
                self._left = self._answer.source, self._opened(), self.view.place()
            self._show(view.last_good)
        elif view.now is not self._now:
            self.model.forget_revealed()
        self._now = view.now
        self.view.delegate.older = view.older
        self.view.set_older(view.older)
        if self._wanted:
            self.view.select_together(self._wanted)
            self._wanted = ()
        self._on_current_row_changed()

    def _show(self, answer: Answer | None) -> None:
        before, self._answer = self._answer, answer
        self.context.paints.begin(answer, self.view.viewport())
        self.tree_actions.show_body(b"" if answer is None else answer.body)
        self._note.hide()
        self.view.unfolding.drop()
        if answer is None or answer.document is None:
            self.model.clear()
        elif before is None and self._left is not None and same_task(self._left[0], answer.source):
            self.model.show(answer.document.root, *self._left[1])
            self.view.go_back(self._left[2])
        elif before is None or not same_task(before.source, answer.source):
            self.model.show(answer.document.root)
            self.view.scrollToTop()
        else:
            with self.view.keeping_place():
                self.model.show(answer.document.root, *self._opened())
        if answer is not None:
            self._left = None
        self.finder.show_document(self.model.root, self.model.rowCount() > 0)

    def _opened(self) -> tuple[list[Path], list[Path]]:
        return self.model.expanded_paths(), self.model.seen_paths()

    def select_path(self, path: Path) -> None:
        """Show `path` as the current row, as below."""
        self.select_together((path,))

    def select_together(self, paths: tuple[Path, ...]) -> None:
        """Show the first of `paths` as the current row and select the others beside it, without taking the
        focus; a view that waits is painted first. Where a filter hides one, all is shown again: or the path
        below would be of another row than the tree's."""
        if self._pending is None:
            self._unveil(paths)
        else:
            self._wanted = paths

    def jump(self, path: Path) -> None:
        """Go to `path`, which the person asked for here: its row becomes current and takes the keyboard."""
        self._unveil((path,))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.path_selected.emit(path)

    def _unveil(self, paths: tuple[Path, ...]) -> None:
        if any(map(self.model.hides, paths[:MOST_TOGETHER])):
            self.find_bar.show_all()
            self.view.sift(None)
            self.context.announce(_("All is shown again: the filter hid that place."))
        self.view.select_together(paths)

    def escape(self) -> bool:
        """Stop finding, or else opening. Whether there was anything to stop."""
        return self.finder.leave() or self.view.unfolding.stop()

    def _has_escape(self) -> bool:
        return bool(self.find_bar.field.text()) or self.view.unfolding.running

    def seek(self) -> None:
        """To the find bar."""
        self.find_bar.take_keyboard()

    def current_path(self) -> Path | None:
        """The path of the current row, or None."""
        return self.view.current_path()

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.view.set_fonts(theme.fixed_font(self.font()), self.font())

    def _restore_sizes(self) -> None:
        width = self.context.settings.get(_KEY_WIDTH, 0)
        self.view.key_column.set_width(width if width > 0 else None)
        sizes = self.context.settings.get(_SIZES, [])
        if len(sizes) == self.splitter.count() and all(isinstance(size, int) and size > 0 for size in sizes):
            self._shared = True
            self.splitter.setSizes(sizes)

    def _on_splitter_moved(self) -> None:
        self._shared = True
        self.context.settings.set(_SIZES, self.splitter.sizes())

    def _on_current_row_changed(self) -> None:
        self.tree_actions.enable()
        self.details.show_row(self.view.current_row())

    def _on_data_changed(self) -> None:
        self.tree_actions.enable()
        self.details.refresh()

    def _on_learned(self) -> None:
        self.view.viewport().update()
        self._on_data_changed()

    def _on_said(self, text: str) -> None:
        self._note.hide()
        self.context.announce(text)

    def _on_done(self, text: str) -> None:
        self._note.hide()
        self.context.done(text)

    def _on_noted(self, text: str) -> None:
        plain.set_text(self._note, text)
        self._note.show()
        self.context.announce(text)

    def _on_stopped_expanding(self, rows: int) -> None:
        text = _("Stopped after {count} rows. More is closed: press * on a row to open all below it.").format(
            count=f"{rows:,}"
        )
        self._on_noted(text)
