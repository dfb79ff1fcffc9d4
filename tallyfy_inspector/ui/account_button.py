"""Who one is signed in as, in a word, or which file is shown; and the menu of what belongs to the program."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.screen_share_sign import KEYS
from tallyfy_inspector.ui.view import Opened

_LETTERS_OF_NAME = 20


class AccountButton(Button):
    """A button whose words are the state and whose menu is the program's."""

    sign_in_wanted = Signal()
    demo_wanted = Signal()
    demo_left = Signal()
    task_wanted = Signal(str)  # the ID of a demo task
    open_wanted = Signal()
    save_wanted = Signal()
    screen_share_wanted = Signal(bool)
    screen_share_at_start_wanted = Signal(bool)
    help_wanted = Signal()
    about_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account")
        self._menu = QMenu(self)
        self._tasks: QMenu | None = None
        self._state = ""
        self._source: Opened | None = None
        self._share = QAction(_("Screen-share mode"), self, checkable=True)
        self._share.setShortcut(QKeySequence(KEYS))
        self._share.setShortcutVisibleInContextMenu(True)
        self._share.triggered.connect(self.screen_share_wanted)
        self._share_at_start = QAction(_("Start with screen-share mode on"), self, checkable=True)
        self._share_at_start.triggered.connect(self.screen_share_at_start_wanted)
        self.setMenu(self._menu)

    def show_connection(self, connection: Connection, *, signed_in: bool | None) -> None:
        """Say where one is; `signed_in` is None while the keyring has not answered."""
        if connection.demo:
            text = _("Demo")
        elif signed_in is None:
            text = _("Tallyfy")
        else:
            text = _("Token in place") if signed_in else _("Not signed in")
        self._state = text
        self._tell()
        self._fill(connection, signed_in=bool(signed_in))

    def show_source(self, source: Opened | None) -> None:
        """Say that what is shown was opened, in place of the connection it does not come from; None: it
        comes from there."""
        if source != self._source:
            self._source = source
            self._tell()

    def show_screen_share(self, on: bool, *, at_start: bool) -> None:
        """Tick in the menu whether screen-share mode is on, and whether the program starts with it."""
        self._share.setChecked(on)
        self._share_at_start.setChecked(at_start)

    def _tell(self) -> None:
        text, full = self._state, ""
        if self._source is not None:
            text = words.from_file(self._source, _LETTERS_OF_NAME)
            full = _("{origin}. Account: {state}").format(
                origin=words.from_file(self._source), state=self._state
            )
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(full or _("Account: {state}").format(state=text))
        plain.set_tooltip(self, full)

    def _fill(self, connection: Connection, *, signed_in: bool) -> None:
        self._menu.clear()
        if self._tasks is not None:
            self._tasks.deleteLater()  # a menu does not own its submenus
            self._tasks = None
        self._add(_("Token…") if signed_in and not connection.demo else _("Sign in…"), self.sign_in_wanted)
        if connection.demo:
            self._tasks = self._menu.addMenu(_("Demo tasks"))
            for identifier, what in connection.tasks:
                action = self._tasks.addAction(what.replace("&", "&&"))
                action.triggered.connect(
                    lambda _checked=False, chosen=identifier: self.task_wanted.emit(chosen)
                )
            self._add(_("Leave the demo"), self.demo_left)
        else:
            self._add(_("Try the demo"), self.demo_wanted)
        self._menu.addSeparator()
        self._add(_("Open a saved answer…"), self.open_wanted, QKeySequence("Ctrl+O"))
        self._add(_("Save the answer…"), self.save_wanted, QKeySequence("Ctrl+S"))
        self._menu.addSeparator()
        self._menu.addActions([self._share, self._share_at_start])
        self._menu.addSeparator()
        self._add(_("Keyboard shortcuts"), self.help_wanted, QKeySequence("F1"))
        self._add(_("About Tallyfy Inspector"), self.about_wanted)
        self._menu.addSeparator()
        # The standard keys for these two are empty on some desktops.
        self._add(_("Quit"), self.quit_wanted, QKeySequence("Ctrl+Q"))

    def _add(self, text: str, signal: SignalInstance, shortcut: QKeySequence | None = None) -> None:
        action = QAction(text, self._menu)
        action.triggered.connect(lambda: signal.emit())
        if shortcut is not None:
            action.setShortcut(shortcut)
            action.setShortcutVisibleInContextMenu(True)
        self._menu.addAction(action)
