"""The window: puts the rooms together, gives each state to all of them, and owns the shortcuts.

It decides nothing about answers. A new pane belongs into `panels/`, a new kind of trouble into
`api/problems`, a new sentence into `words`; this file only grows when the window gets another row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ports import Clock, SettingsStore, VaultError
from tallyfy_inspector.ui import about, plain, theme, words
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.banner import Banner
from tallyfy_inspector.ui.candidates import Candidates
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.first_run import FirstRun
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.notice import Notice
from tallyfy_inspector.ui.panels.panel import Mask, PanelContext
from tallyfy_inspector.ui.panes import Panes
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.speech import Speech
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.token_dialog import TokenDialog
from tallyfy_inspector.ui.view import Loading, View

_NARROW_UNDER = 158  # average letters: about 1,100 pixels with an ordinary font
_COMPACT_UNDER = 122
_FIRST_SIZE = (1360, 820)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is handed. `account` makes the connection for an address, `demo` starts the demo."""

    clock: Clock
    settings: SettingsStore
    mask: Mask
    mask_raw: Callable[[str], str]
    account: Callable[[str], Connection]
    demo: Callable[[], Connection]


class MainWindow(QMainWindow):
    """One window on one connection."""

    closed = Signal()

    def __init__(self, parts: Parts, connection: Connection, jobs: Jobs) -> None:
        super().__init__()
        self._parts = parts
        self._jobs = jobs
        self._connection = connection
        self._dialog: TokenDialog | None = None
        self.speech = Speech(self)
        self.session = Session(parts.clock, jobs, self)
        self._build()
        self._connect()
        self._add_shortcuts()
        self._restore()
        self.use(connection)
        self._paint(self.session.view)

    def _build(self) -> None:
        parts = self._parts
        self.account_button = AccountButton(self)
        self.request_bar = RequestBar(self.account_button, self)
        self.notice = Notice(self.speech, self)
        self.candidates = Candidates(self)
        self.banner = Banner(self)
        self.headline = plain.label("", self, wrap=True)
        self.headline.setObjectName("headline")
        self.headline.setFont(theme.title_font(self.font()))
        self.headline.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, 0)
        self.includes = IncludeList(parts.settings, self)
        context = PanelContext(parts.clock, parts.settings, parts.mask, parts.mask_raw, self.speech.say)
        self.panes = Panes(self.includes, context, parts.settings, self)
        self.first_run = FirstRun(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(_scrolled(self.first_run))
        self.pages.addWidget(self.panes)
        self.status = StatusLine(self)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in (self.request_bar, self.notice, self.candidates, self.banner, self.headline):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        bar = self.request_bar
        bar.fetch_requested.connect(self._on_fetch)
        bar.stop_requested.connect(self.session.stop)
        bar.candidates_found.connect(self.candidates.offer)
        bar.refused.connect(lambda sentence: self.notice.say(sentence, urgent=True))
        bar.warned.connect(self.notice.say)
        self.candidates.chosen.connect(self._on_chosen)
        self.candidates.dismissed.connect(bar.focus_task)
        self.session.state_changed.connect(self._paint)
        self.banner.acted.connect(self._on_action)
        self.banner.answer_wanted.connect(lambda: self._open("raw"))
        self.panes.path_selected.connect(self.status.show_path)
        for source in (self.first_run, self.account_button):
            source.sign_in_wanted.connect(self.sign_in)
            source.demo_wanted.connect(self.open_demo)
        button = self.account_button
        button.demo_left.connect(self._leave_demo)
        button.task_wanted.connect(self.open_task)
        button.help_wanted.connect(self._show_help)
        button.about_wanted.connect(self._show_about)
        button.quit_wanted.connect(self.close)

    def _add_shortcuts(self) -> None:
        for key, act in (
            (QKeySequence(Qt.Key.Key_F5), self.request_bar.submit),
            (QKeySequence("Ctrl+L"), self.request_bar.focus_task),
            (QKeySequence(Qt.Key.Key_Escape), self._on_escape),
            (QKeySequence(Qt.Key.Key_F6), lambda: self._next_pane(1)),
            (QKeySequence("Shift+F6"), lambda: self._next_pane(-1)),
        ):
            QShortcut(key, self, act)

    # What the person does

    def _on_fetch(self, reference: Reference) -> None:
        try:
            includes = self.includes.keys()
        except ValueError as error:
            self.notice.say(str(error), urgent=True)
            return
        if reference.task is None or reference.organization is None:
            return
        if not self._connection.demo:
            self._parts.settings.set("organization", reference.organization)
        self.candidates.hide()
        self.notice.say(reference.warning or "")
        self.session.fetch(
            self._connection,
            FetchRequest(
                self._connection.base_url, reference.organization, reference.task, reference.run, includes
            ),
        )

    def _on_chosen(self, reference: Reference) -> None:
        self.request_bar.choose(reference)
        self.request_bar.focus_task()
        if reference.task is not None:
            self.request_bar.submit()

    def open_task(self, text: str) -> None:
        """Fetch a task or link, as if it had been pasted and Enter pressed."""
        self.request_bar.take(text)
        if self.request_bar.task.text().strip() and self.candidates.isHidden():
            self.request_bar.submit()
        self.request_bar.focus_task()

    def _on_escape(self) -> None:
        if isinstance(self.session.view.now, Loading):
            self.session.stop()
        elif not self.candidates.isHidden():
            self.candidates.dismiss()

    def _on_action(self, action: str) -> None:
        act: dict[str, Callable[[], None]] = {
            "sign_in": self.sign_in,
            "edit_base_url": self.sign_in,
            "retry": self.request_bar.submit,
            "edit_task": self.request_bar.focus_task,
            "edit_organization": self.request_bar.focus_organization,
            "read_anyway": self.session.read_anyway,
            "show_answer": lambda: self._open("raw"),
        }
        act[action]()

    def _open(self, panel: str) -> None:
        self.pages.setCurrentWidget(self.panes)
        self.panes.open(panel)

    def _next_pane(self, step: int) -> None:
        stops: list[QWidget] = [self.request_bar.task]
        if self.pages.currentWidget() is self.panes:
            stops += self.panes.stops()
        focused = QApplication.focusWidget()
        here = next(
            (
                i
                for i, stop in enumerate(stops)
                if focused and (stop is focused or stop.isAncestorOf(focused))
            ),
            0,
        )
        stops[(here + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    # Connections

    def use(self, connection: Connection) -> None:
        """Look at another Tallyfy. What is on screen stays, under the name it came from."""
        self._connection = connection
        self.request_bar.set_service(connection.base_url, demo=connection.demo)
        if connection.organization:
            self.request_bar.organization.show_id(connection.organization)
        self.notice.say(" ".join(connection.notices))
        self._tell_signed_in(None)
        self._title()

    def start(self, task: str | None) -> None:
        """Once the window is on screen: ask the keyring whether there is a token, and fetch the task that was
        named at start."""
        self._jobs.start("signed in?", self._look_for_token())
        if task:
            self.open_task(task)
        self.request_bar.focus_task()

    async def _look_for_token(self) -> None:
        try:
            self._tell_signed_in(await self._connection.vault.get() is not None)
        except VaultError as error:
            self._tell_signed_in(False)
            self.notice.say(str(error))

    def _tell_signed_in(self, signed_in: bool | None) -> None:
        self.account_button.show_connection(self._connection, signed_in=signed_in)
        self.first_run.set_signed_in(bool(signed_in))

    def sign_in(self) -> None:
        """Open the token dialog for the real Tallyfy."""
        if self._connection.demo:
            self._leave_demo()
        self._dialog = TokenDialog(self._connection, self._jobs, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.saved.connect(self._on_saved)
        self._dialog.removed.connect(lambda: self._tell_signed_in(False))
        self._dialog.open()
        self._dialog.token.setFocus()

    def _on_saved(self, base_url: str) -> None:
        if base_url != self._connection.base_url:
            self._parts.settings.set("base_url", base_url)
            self.use(self._parts.account(base_url))
        self._tell_signed_in(True)

    def open_demo(self) -> None:
        """Switch to the server in this program and show its first task."""
        demo = self._parts.demo()
        self.use(demo)
        self._tell_signed_in(True)
        self.open_task(demo.tasks[0][0])

    def _leave_demo(self) -> None:
        self.use(self._parts.account(self._parts.settings.get("base_url", "")))
        self.request_bar.organization.show_id(self._parts.settings.get("organization", ""))
        self.request_bar.task.show_id("")
        self._jobs.start("signed in?", self._look_for_token())

    # What the window shows

    def _paint(self, view: View) -> None:
        loading = isinstance(view.now, Loading)
        self.request_bar.set_loading(loading)
        self.banner.show_problem(view.problem, has_answer=view.failed_answer is not None)
        headline = words.headline(view, self._parts.clock.zone)
        plain.set_text(self.headline, headline)
        self.headline.set_role("warning" if view.older_is_other else None)
        self.headline.setVisible(bool(headline))
        if not view.untouched:
            self.pages.setCurrentWidget(self.panes)
        self.panes.show_view(view)
        self.status.show_status(words.status_line(view, self._parts.clock.zone))
        self._title()
        if (said := words.spoken(view)) is not None:
            self.speech.say(said[0], urgent=said[1])

    def _title(self) -> None:
        self.setWindowTitle(words.window_title(self.session.view, self._connection.name))

    def _show_help(self) -> None:
        about.shortcuts(self).open()

    def _show_about(self) -> None:
        about.about(self).open()

    # Size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit beside each other."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        self.panes.set_narrow(self.width() < _NARROW_UNDER * letter)
        self.request_bar.set_compact(self.width() < _COMPACT_UNDER * letter)

    def _restore(self) -> None:
        self.resize(*_FIRST_SIZE)
        geometry = self._parts.settings.get("window.geometry", "")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, then let the program end."""
        if not self._parts.settings.get("window.geometry", "") or self.isVisible():
            kept = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            self._parts.settings.set("window.geometry", kept)
        super().closeEvent(event)
        self.closed.emit()


def _scrolled(page: QWidget) -> QScrollArea:
    """`page` in an area that scrolls, so that its wrapped words never make the window taller than the screen."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
