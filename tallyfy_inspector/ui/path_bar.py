"""Where the selected node stands: its path part by part, each a button; copies of it; and "Go to path…".

The bar knows the document only to tell whether a typed path leads somewhere. It asks with `path_wanted` and
leaves the going to others.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.crumbs import Crumbs
from tallyfy_inspector.ui.goto_edit import GotoEdit
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.panels.typed import Typed
from tallyfy_inspector.ui.path_words import WRITERS, Mask, Writer, masked_path, place_words

GOTO_KEYS = "Ctrl+G"
_LONGEST_IN_MENU = 60


class PathBar(QWidget):
    """The parts, a menu, and in their place the field of "Go to path…" while it is open."""

    path_wanted = Signal(object)  # Path: a part that was pressed, or what was typed
    said = Signal(str)  # to be heard
    did = Signal(str)  # what was just done

    def __init__(self, mask: Mask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mask = mask
        self._path: Path | None = None
        self._back: QWidget | None = None
        self.setObjectName("path")
        self.setAccessibleName(_("Path"))
        self.crumbs = Crumbs(mask, self)
        self.crumbs.setFont(theme.fixed_font(self.font()))
        self.crumbs.setAccessibleName(_("Path"))
        self.goto = GotoEdit(self)
        self._typed = Typed(self.goto)
        self._error = plain.label("", self, wrap=True, role="bad")
        self._error.setObjectName("goto_error")
        self.menu_button = LowButton(_("Copy p&ath"), self)
        self.menu_button.setObjectName("path_menu")
        self.menu_button.setAccessibleName(_("Copy path"))
        self._make_menu()
        self._lay_out()
        self._connect()
        self.show_path(None)

    def _make_menu(self) -> None:
        menu = QMenu(self.menu_button)
        self.copies = {writer.id: self._copy_action(menu, writer) for writer in WRITERS}
        menu.addSeparator()
        self.goto_action = menu.addAction(_("Go to path…"))
        self.goto_action.triggered.connect(self.open_goto)
        menu.aboutToShow.connect(self._tell_copies)
        self.menu_button.setMenu(menu)

    def _copy_action(self, menu: QMenu, writer: Writer) -> QAction:
        action = menu.addAction(_(writer.name))
        action.setObjectName(f"copy_{writer.id}")
        action.triggered.connect(partial(self._copy, writer))
        return action

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.GAP)
        self._row.addWidget(self.crumbs, 1)
        self._row.addWidget(self.goto, 1)
        self._row.addWidget(self.menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._error)
        column.addLayout(self._row)
        self._error.hide()
        self.goto.hide()

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the end of the row, level with the button."""
        self._row.addWidget(widget)

    def _connect(self) -> None:
        self.crumbs.chosen.connect(self.path_wanted)
        self.goto.entered.connect(self._on_entered)
        self.goto.refused.connect(self._on_refused)
        self.goto.left.connect(self.close_goto)
        self.goto.textEdited.connect(self._error.hide)
        QShortcut(QKeySequence(GOTO_KEYS), self, self.open_goto)
        for writer in WRITERS:
            QShortcut(QKeySequence(writer.keys), self, partial(self._copy, writer))

    # The place

    def show_path(self, path: Path | None) -> None:
        """Tell the place of the selected node: () is the whole answer, None that none is selected."""
        self._path = path
        self.crumbs.show_path(path)
        told = "" if path is None else place_words(path, self._mask)
        self.setAccessibleDescription(told)
        self.crumbs.setAccessibleDescription(told)
        for action in self.copies.values():
            action.setEnabled(path is not None)

    def show_document(self, root: object, shown: bool = True) -> None:
        """Let typed paths lead through `root`; `shown` False: there is no document."""
        self.goto.show_document(root, shown)

    def _written(self, writer: Writer) -> str:
        return writer.write(masked_path(self._path or (), self._mask))

    def _tell_copies(self) -> None:
        """Show in the menu what each notation makes of the path."""
        for writer in WRITERS:
            text = _(writer.name)
            if self._path is not None:
                written = visible(self._written(writer)) or '""'
                cut = written[: _LONGEST_IN_MENU - 1] + "…" if len(written) > _LONGEST_IN_MENU else written
                text += "\t" + cut.replace("&", "&&")
            self.copies[writer.id].setText(text)

    def _copy(self, writer: Writer) -> None:
        if self._path is None:
            self.did.emit(_("Nothing is selected that has a path."))
            return
        to_clipboard(self._written(writer))
        self.did.emit(_("Path copied"))

    # Go to path

    def open_goto(self) -> None:
        """Put the field in the place of the parts, with the keyboard in it."""
        if self.goto.isHidden():
            self._back = QApplication.focusWidget()
        self.crumbs.hide()
        self.goto.show()
        self.goto.selectAll()
        self.goto.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_goto(self) -> None:
        """Show the parts again, and give the keyboard back if the field has it."""
        had_focus = self.goto.hasFocus()
        self.goto.hide()
        self._error.hide()
        self.crumbs.show()
        back, self._back = self._back, None
        if had_focus and back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_typed(self, hidden: bool) -> None:
        """Put away what was typed, which may be somebody's name, and what was said of it, while others look
        on."""
        if self._typed.hide(hidden) and hidden:
            self.close_goto()
            plain.set_text(self._error, "")

    def _on_entered(self, path: Path) -> None:
        self.close_goto()
        self.path_wanted.emit(path)

    def _on_refused(self, sentence: str) -> None:
        plain.set_text(self._error, sentence)
        self._error.show()
        self.said.emit(self._error.text())
