"""What the window shows of the connections: the button with its menu, the strip, and whose an answer is.

Tells each of them whatever changes, and takes the menu's orders to `Account` and `Managing`. Decides nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ui import connection_words, words
from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.connection_strip import ConnectionStrip
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.managing import Managing
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.screen_share import ScreenShare
from tallyfy_inspector.ui.view import View

KEYS = "Alt+C"


class Switcher(QObject):
    """Of one window."""

    def __init__(
        self,
        account: Account,
        button: AccountButton,
        strip: ConnectionStrip,
        messages: Messages,
        screen_share: ScreenShare,
        jobs: Jobs,
        parts: Parts,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._account = account
        self._button = button
        self._messages = messages
        self._view = View()
        self.strip = strip
        self.managing = Managing(account, jobs, parts, window)
        button.connection_wanted.connect(account.switch)
        button.another_wanted.connect(account.sign_in_to_another)
        button.manage_wanted.connect(self._on_manage)
        button.demo_left.connect(account.leave_demo)
        QShortcut(QKeySequence(KEYS), window, button.showMenu)
        screen_share.switched.connect(self._on_screen_share)
        self._on_screen_share(screen_share.on)

    def show_account(self) -> None:
        """Say which connection is in use, and which others there are."""
        account = self._account
        self._button.show_connection(account.connection, signed_in=account.signed_in, records=account.records)
        self._tell()

    def show_view(self, view: View) -> None:
        """Say where what is on screen comes from."""
        self._view = view
        self._button.show_source(words.opened_source(view))
        self._tell()

    def close(self) -> None:
        """Take the dialogs away."""
        self.managing.close()

    def _tell(self) -> None:
        connection = self._account.connection
        opened = words.opened_source(self._view) is not None
        self.strip.show_colour("" if opened else connection.colour)
        told = (self._account.notices, connection_words.elsewhere(self._view, connection))
        self._messages.stand(" ".join(each for each in told if each))

    def _on_manage(self) -> None:
        if self._account.hidden:
            self._messages.tell(connection_words.not_while_shared())
        else:
            self.managing.open()

    def _on_screen_share(self, on: bool) -> None:
        self._account.hidden = on
        if on:
            self.managing.close()
