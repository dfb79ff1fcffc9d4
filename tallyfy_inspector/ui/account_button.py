"""Who one is signed in as, in a word, and the menu of what belongs to the program rather than to a task."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.controls import Button


class AccountButton(Button):
    """A button whose words are the state and whose menu is the program's."""

    sign_in_wanted = Signal()
    demo_wanted = Signal()
    demo_left = Signal()
    task_wanted = Signal(str)  # the ID of a demo task
    help_wanted = Signal()
    about_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account")
        self._menu = QMenu(self)
        self._tasks: QMenu | None = None
        self.setMenu(self._menu)

    def show_connection(self, connection: Connection, *, signed_in: bool | None) -> None:
        """Say where one is; `signed_in` is None while the keyring has not answered."""
        if connection.demo:
            text = _("Demo")
        elif signed_in is None:
            text = _("Tallyfy")
        else:
            text = _("Token in place") if signed_in else _("Not signed in")
        self.setText(text)
        self.setAccessibleName(_("Account: {state}").format(state=text))
        self._fill(connection, signed_in=bool(signed_in))

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
