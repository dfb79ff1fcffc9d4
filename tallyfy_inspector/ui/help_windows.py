"""Opens the windows about the program itself: the doctor, the log, its keys, who it is, an error of its own.

At most one of each is open. Another one: a method here that makes and opens it, and its entry in the menu.
Knows no network, keyring or file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ports_help import Doctor, LogSource, NetworkBook
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.crash_dialog import CrashDialog, CrashTeller
from tallyfy_inspector.ui.doctor_dialog import DoctorDialog
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.logs_dialog import LogsDialog
from tallyfy_inspector.ui.network_dialog import NetworkDialog


@dataclass(frozen=True, slots=True)
class Help:
    """What these windows are handed: the doctor of a connection, the log, who is told errors, and what is set
    of the network."""

    doctor: Callable[[Connection], Doctor]
    logs: LogSource
    crashes: CrashTeller
    network: NetworkBook | None = None


class HelpWindows(QObject):
    """The windows of one main window; `connection` answers the one in use."""

    def __init__(
        self, help_: Help | None, connection: Callable[[], Connection], jobs: Jobs, window: QWidget
    ) -> None:
        super().__init__(window)
        self._help = help_
        self._connection = connection
        self._jobs = jobs
        self._window = window
        self.doctor: DoctorDialog | None = None
        self.logs: LogsDialog | None = None
        self.crash: CrashDialog | None = None
        self.network: NetworkDialog | None = None
        if help_ is not None:
            # Queued: an error may come from another thread, or from the middle of a paint.
            help_.crashes.happened.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)

    def attend(self, button: AccountButton) -> None:
        """Take the orders of its menu."""
        button.help_wanted.connect(self.show_keys)
        button.about_wanted.connect(self.show_about)
        button.doctor_wanted.connect(self.check_connection)
        button.logs_wanted.connect(self.show_logs)
        button.network_wanted.connect(self.set_network)

    def show_keys(self) -> None:
        """Open the list of the keys."""
        from tallyfy_inspector.ui import about  # when it is asked for: nothing else needs it

        about.shortcuts(self._window).open()

    def show_about(self) -> None:
        """Open what the program says of itself."""
        from tallyfy_inspector.ui import about

        about.about(self._window).open()

    def check_connection(self) -> None:
        """Open the doctor on the connection in use, and let it begin."""
        if self._help is None or self.doctor is not None:
            return _to_front(self.doctor)
        self.doctor = DoctorDialog(self._help.doctor(self._connection()), self._jobs, self._window)
        self.doctor.finished.connect(self._on_doctor_closed)
        self.doctor.open()
        self.doctor.start()
        return None

    def show_logs(self) -> None:
        """Open the log. It may stay open beside the main window."""
        if self._help is None or self.logs is not None:
            return _to_front(self.logs)
        self.logs = LogsDialog(self._help.logs, self._jobs, self._window)
        self.logs.finished.connect(self._on_logs_closed)
        self.logs.show()
        self.logs.start()
        return None

    def show_crash(self, report: str) -> None:
        """Tell of an error, or count it where one is told of already."""
        if self.crash is not None:
            self.crash.count()
            return
        self.crash = CrashDialog(report, self._window)
        self.crash.log_wanted.connect(self.show_logs)
        self.crash.finished.connect(self._on_crash_closed)
        self.crash.open()

    def set_network(self) -> None:
        """Open what may be set of the network."""
        book = None if self._help is None else self._help.network
        if book is None or self.network is not None:
            return _to_front(self.network)
        self.network = NetworkDialog(book, self._connection().base_url, self._jobs, self._window)
        self.network.finished.connect(self._on_network_closed)
        self.network.start()
        return None

    def close_all(self) -> None:
        """Take the open ones away with the main window."""
        for dialog in (self.doctor, self.logs, self.crash, self.network):
            if dialog is not None:
                dialog.reject()

    def _on_doctor_closed(self) -> None:
        self.doctor = None

    def _on_network_closed(self) -> None:
        self.network = None

    def _on_logs_closed(self) -> None:
        self.logs = None

    def _on_crash_closed(self) -> None:
        self.crash = None


def _to_front(dialog: QWidget | None) -> None:
    if dialog is not None:
        dialog.raise_()
        dialog.activateWindow()
