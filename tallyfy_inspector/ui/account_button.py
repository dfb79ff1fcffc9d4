"""The connection in use, or the file that is shown; and the menu of connections and of the program itself.

A screen reader hears “Connection”, with the words in the description. Another entry: a signal, and its line
in `_fill`. Knows no keyring and switches nothing; where others look on, no other connection is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import connection_words, plain, words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.screen_share_sign import KEYS
from tallyfy_inspector.ui.view import Opened

_LETTERS_OF_NAME = 20
_BY_KEY = 9  # connections that a single figure chooses in the open menu


class AccountButton(Button):
    """A button whose words are the state and whose menu is the program's."""

    connection_wanted = Signal(str)  # the ID of a connection
    sign_in_wanted = Signal()
    another_wanted = Signal()
    manage_wanted = Signal()
    demo_wanted = Signal()
    demo_left = Signal()
    task_wanted = Signal(str)  # the ID of a demo task
    open_wanted = Signal()
    save_wanted = Signal()
    screen_share_wanted = Signal(bool)
    screen_share_at_start_wanted = Signal(bool)
    help_wanted = Signal()
    about_wanted = Signal()
    doctor_wanted = Signal()
    logs_wanted = Signal()
    network_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account")
        self._menu = QMenu(self)
        self._tasks: QMenu | None = None
        self._state, self._full = "", ""
        self._source: Opened | None = None
        self._connection: Connection | None = None
        self._records: tuple[ConnectionRecord, ...] = ()
        self._signed_in: bool | None = None
        self._hidden = False
        self._share = QAction(_("Screen-share mode"), self, checkable=True)
        self._share.setShortcut(QKeySequence(KEYS))
        self._share.setShortcutVisibleInContextMenu(True)
        self._share.triggered.connect(self.screen_share_wanted)
        self._share_at_start = QAction(_("Start with screen-share mode on"), self, checkable=True)
        self._share_at_start.triggered.connect(self.screen_share_at_start_wanted)
        self.setMenu(self._menu)

    def show_connection(
        self,
        connection: Connection,
        *,
        signed_in: bool | None,
        records: Sequence[ConnectionRecord] = (),
    ) -> None:
        """Say where one is, and which other connections there are; `signed_in` is None while the keyring has
        not answered."""
        self._connection, self._records, self._signed_in = connection, tuple(records), signed_in
        self._state = connection_words.short(connection, signed_in=signed_in)
        self._full = connection_words.standing(connection, signed_in=signed_in)
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
        if on != self._hidden:
            self._hidden = on
            if self._connection is not None:
                self._fill(self._connection, signed_in=bool(self._signed_in))

    def _tell(self) -> None:
        text, full = self._state, self._full
        if self._source is not None:
            text = words.from_file(self._source, _LETTERS_OF_NAME)
            full = _("{origin}. Connection: {state}").format(
                origin=words.from_file(self._source), state=self._full
            )
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(_("Connection"))
        self.setAccessibleDescription(full)
        plain.set_tooltip(self, full)

    def _fill_connections(self, connection: Connection, *, signed_in: bool) -> None:
        """The kept connections, the one in use ticked, and what makes another one."""
        for number, record in enumerate(self._records, 1):
            own = record.id == connection.id
            line = connection_words.line(record, hidden=self._hidden and not own).replace("&", "&&")
            action = self._menu.addAction(f"&{number}  {line}" if number <= _BY_KEY else line)
            action.setCheckable(True)
            action.setChecked(own)
            action.triggered.connect(
                lambda _checked=False, chosen=record.id: self.connection_wanted.emit(chosen)
            )
        if not self._records or not connection.demo:
            in_place = signed_in and not connection.demo
            self._add(_("Token…") if in_place else _("Sign in…"), self.sign_in_wanted)
        if self._records:
            self._add(_("Sign in to another…"), self.another_wanted)

    def _fill(self, connection: Connection, *, signed_in: bool) -> None:
        self._menu.clear()
        if self._tasks is not None:
            self._tasks.deleteLater()  # a menu does not own its submenus
            self._tasks = None
        self._fill_connections(connection, signed_in=signed_in)
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
        self._add(_("Manage connections…"), self.manage_wanted)
        self._menu.addSeparator()
        self._add(_("Open a saved answer…"), self.open_wanted, QKeySequence("Ctrl+O"))
        self._add(_("Save the answer…"), self.save_wanted, QKeySequence("Ctrl+S"))
        self._menu.addSeparator()
        self._menu.addActions([self._share, self._share_at_start])
        self._menu.addSeparator()
        self._add(_("Network…"), self.network_wanted)
        self._add(_("Check the connection…"), self.doctor_wanted)
        self._add(_("Show the log…"), self.logs_wanted)
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
