"""The connection in use, or the file that is shown; and the menu of connections and of the program itself.

A screen reader hears “Connection”, with the words in the description. Another entry: a signal, and its line
in `_fill`. Knows no keyring and switches nothing; where others look on, no other connection is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from tallyfy_inspector.document.shown import shortened
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.controls import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QKeySequence

    from tallyfy_inspector.ports import ConnectionRecord
    from tallyfy_inspector.ui.connection import Connection
    from tallyfy_inspector.ui.view import Opened

_LETTERS_OF_NAME = 20
_LETTERS_OF_CONNECTION = 24  # as in `connection_words`, which is not loaded at first
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
        super().__init__("", parent)
        self.setObjectName("account")
        self._menu = QMenu(self)
        self._tasks: QMenu | None = None
        self._state, self._full = "", ""
        self._source: Opened | None = None
        self._connection: Connection | None = None
        self._records: tuple[ConnectionRecord, ...] = ()
        self._signed_in: bool | None = None
        self._hidden = False
        self._sharing: tuple[QAction, QAction] | None = None
        self.setMenu(self._menu)

    def show_name(self, name: str, *, production: bool = False) -> None:
        """Say which Tallyfy it is, as long as no more is known; `name` holds only what is seen."""
        tail = (_("production"),) if production else ()
        self._state = " · ".join((shortened(name, _LETTERS_OF_CONNECTION), *tail))
        self._full = ", ".join((name, *tail))
        self._tell()

    def show_connection(
        self,
        connection: Connection,
        *,
        signed_in: bool | None,
        records: Sequence[ConnectionRecord] = (),
    ) -> None:
        """Say where one is, and which other connections there are; `signed_in` is None while the keyring has
        not answered."""
        from tallyfy_inspector.ui import connection_words

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
        mode, mode_at_start = self._share_actions()
        mode.setChecked(on)
        mode_at_start.setChecked(at_start)
        if on != self._hidden:
            self._hidden = on
            if self._connection is not None:
                self._fill(self._connection, signed_in=bool(self._signed_in))

    def _share_actions(self) -> tuple[QAction, QAction]:
        """Switch the mode, and switch it on at each start: made once, since their key holds all the time."""
        if self._sharing is None:
            from PySide6.QtGui import QAction, QKeySequence

            from tallyfy_inspector.ui.screen_share_sign import KEYS

            mode = QAction(_("Screen-share mode"), self, checkable=True)
            mode.setShortcut(QKeySequence(KEYS))
            mode.setShortcutVisibleInContextMenu(True)
            mode.triggered.connect(self.screen_share_wanted)
            at_start = QAction(_("Start with screen-share mode on"), self, checkable=True)
            at_start.triggered.connect(self.screen_share_at_start_wanted)
            self._sharing = (mode, at_start)
        return self._sharing

    def _tell(self) -> None:
        text, full = self._state, self._full
        if self._source is not None:
            from tallyfy_inspector.ui import words

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
        from tallyfy_inspector.ui import connection_words

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
        from PySide6.QtGui import QKeySequence

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
        self._menu.addActions(self._share_actions())
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
        from PySide6.QtGui import QAction

        action = QAction(text, self._menu)
        action.triggered.connect(lambda: signal.emit())
        if shortcut is not None:
            action.setShortcut(shortcut)
            action.setShortcutVisibleInContextMenu(True)
        self._menu.addAction(action)
