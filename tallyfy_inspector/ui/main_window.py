"""The window: puts the rooms together, gives each state to all of them, and owns the shortcuts.

It decides nothing about answers. A new pane belongs into `panels/`, a new kind of trouble into
`api/problems`, a new sentence into `words`; this file only grows when the window gets another row.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetricsF, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.api.problem import NotFound
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ui import about, geometry, theme, words
from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.countdown import Countdown
from tallyfy_inspector.ui.drops import Drops
from tallyfy_inspector.ui.fetch_more import FetchMore
from tallyfy_inspector.ui.first_run import FirstRun, scrolled
from tallyfy_inspector.ui.guide import Guide
from tallyfy_inspector.ui.help_windows import HelpWindows
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.leading import Leading
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.name_book import NameBook
from tallyfy_inspector.ui.opening import Opening
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.panes import Panes
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.pasting import Pasting
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.saving import Saving
from tallyfy_inspector.ui.screen_share import ScreenShare
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.sharing import Sharing
from tallyfy_inspector.ui.speech import Speech
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.switcher import Switcher
from tallyfy_inspector.ui.tab_order import holds, in_order, next_stop, tab_stops, takes_keyboard
from tallyfy_inspector.ui.view import Loading, Now, View
from tallyfy_inspector.ui.where import Where

_TWO_ROWS_UNDER, _NARROW_UNDER = 200, 172  # average letters: 172 are about 1,100 pixels


class MainWindow(QMainWindow):
    """One window on one connection."""

    closed = Signal()

    def __init__(self, parts: Parts, connection: Connection, jobs: Jobs) -> None:
        super().__init__()
        self._parts = parts
        self._told: Now | None = None
        self.speech = Speech(self)
        self.session = Session(parts.clock, jobs, self)
        self.screen_share = ScreenShare(self.session, jobs, parts.settings, self)
        self.account = Account(connection, jobs, parts, self)
        self.names = NameBook(jobs, lambda: self.account.connection, self)
        self.opening = Opening(self, self.session, parts.files)
        self.pasting = Pasting(self.opening, self.session)
        self.help_windows = HelpWindows(parts.help, lambda: self.account.connection, jobs, self)
        self.drops = Drops(self)
        self.saving = Saving(self, jobs, parts.files, parts.mask_raw)
        self._build(jobs)
        self._connect()
        self._add_shortcuts()
        geometry.restore(self, parts.settings)
        self._order_tabs()
        self._adopt(connection)
        self._on_account_changed(connection)
        self._paint(self.screen_share.view)

    def _build(self, jobs: Jobs) -> None:
        parts = self._parts
        self.account_button = AccountButton(self)
        self.request_bar = RequestBar(self.account_button, self.pasting.take_text, self)
        self.messages = Messages(self, self.speech, parts.clock)
        share = self.screen_share
        self.switcher = Switcher(self.account, self.account_button, self.messages, share, jobs, parts, self)
        self.includes = IncludeList(parts.settings, self)
        context = PanelContext(
            parts.clock, parts.settings, parts.mask, parts.mask_raw, self.speech.say, names=self.names,
            files=parts.files, jobs=jobs,
        )  # fmt: skip
        self.panes = Panes(self.includes, context, parts.settings, self)
        self.first_run = FirstRun(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(scrolled(self.first_run))
        self.pages.addWidget(self.panes)
        self.status = StatusLine(self, parts.mask)
        self.guide = Guide(parts, jobs, self.account, self.session, self.request_bar, self.messages,
                           self.screen_share, self)  # fmt: skip
        self._countdown = Countdown(parts.clock, self.messages.banner, self.status, self)
        self.sharing = Sharing(self, self.status, self.speech, parts.clock)
        self._where = Where(self.panes, self.status, self)
        more = FetchMore(self.session, self.account, self.includes, self.request_bar)
        self._leading = Leading(self.messages, self.panes, self.includes, more, self._open, self)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in (self.switcher.strip, self.request_bar, *self.messages.rows):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        bar = self.request_bar
        bar.fetch_requested.connect(self._on_fetch)
        bar.stop_requested.connect(self.session.stop)
        bar.candidates_found.connect(self.messages.offer)
        for origin in (bar, self.opening):
            origin.refused.connect(lambda sentence: self._on_said(sentence, urgent=True))
        bar.warned.connect(self._on_said)
        self.messages.candidates.chosen.connect(self._on_chosen)
        self.messages.candidates.dismissed.connect(bar.focus_task)
        self.screen_share.changed.connect(self._paint)
        self.screen_share.attend(self.account_button, self.messages, self.names, self.speech)
        self.messages.banner.acted.connect(self._on_action)
        self.messages.banner.answer_wanted.connect(lambda: self._open("raw"))
        self.status.said.connect(self.speech.say)
        self.panes.stops_changed.connect(self._order_tabs)
        self.account.changed.connect(self._on_account_changed)
        self.account.changed.connect(self.names.forget)
        self.account.told.connect(self.messages.tell)
        self.account.sign_in_ended.connect(lambda saved: bar.focus_task() if saved else None)
        for source in (self.first_run, self.account_button):
            source.sign_in_wanted.connect(self.sign_in)
            source.demo_wanted.connect(self.open_demo)
        button = self.account_button
        button.task_wanted.connect(self.open_task)
        button.help_wanted.connect(lambda: about.shortcuts(self).open())
        button.about_wanted.connect(lambda: about.about(self).open())
        button.doctor_wanted.connect(self.help_windows.check_connection)
        button.logs_wanted.connect(self.help_windows.show_logs)
        button.network_wanted.connect(self.help_windows.set_network)
        button.quit_wanted.connect(self.close)
        button.open_wanted.connect(self.opening.choose)
        button.save_wanted.connect(
            lambda: self.saving.save(self.session.view.newest, self.screen_share.refusal)
        )
        self._connect_files()

    def _connect_files(self) -> None:
        for box in (self.request_bar.task, self.request_bar.organization):
            box.files_pasted.connect(self.opening.open_urls)
        self.drops.files_dropped.connect(self.opening.open_urls)
        self.drops.text_dropped.connect(self._on_text_dropped)
        for taken in (self.opening.opened, self.pasting.taken):
            taken.connect(lambda: self._on_said(""))
        self.saving.told.connect(self.messages.tell)
        self.saving.failed.connect(lambda sentence: self.messages.tell(sentence, urgent=True))

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
            self.messages.tell(str(error), urgent=True)
            return
        if reference.task is None or reference.organization is None:
            return
        connection = self.account.connection
        # One that came with this run, from the environment or the command line, is never saved.
        if not connection.demo and reference.organization != connection.organization:
            self._parts.keep_organization(connection, reference.organization)
        self.session.fetch(
            connection,
            FetchRequest(
                connection.base_url, reference.organization, reference.task, reference.run, includes
            ),
        )

    def _on_said(self, sentence: str, *, urgent: bool = False) -> None:
        """What was pasted or typed is another thing than what was to be chosen from."""
        had_focus = holds(self.messages.candidates, QApplication.focusWidget())
        self.messages.candidates.hide()
        if had_focus:
            self.request_bar.focus_task()
        self.messages.tell(sentence, urgent=urgent)

    def _on_text_dropped(self, text: str) -> None:
        self.request_bar.focus_task()
        self.request_bar.take(text)

    def _on_chosen(self, reference: Reference) -> None:
        self.request_bar.focus_task()
        self.request_bar.ask(reference)

    def open_task(self, text: str) -> None:
        """Fetch a task or link, as if it had been pasted and Enter pressed."""
        self.request_bar.focus_task()
        if self.request_bar.take(text):
            self.request_bar.submit()

    def _on_escape(self) -> None:
        if self.session.view.busy:
            self.session.stop()
        else:
            self.messages.candidates.dismiss()
            self.messages.question.dismiss()

    def _on_action(self, action: str) -> None:
        act: dict[str, Callable[[], None]] = {
            "sign_in": lambda: self.account.sign_in_again("token"),
            "edit_base_url": lambda: self.account.sign_in_again("address"),
            "retry": self._on_retry,
            "edit_task": self.request_bar.focus_task,
            "edit_organization": self.request_bar.focus_organization,
            "read_anyway": self.session.read_anyway,
            "show_answer": lambda: self._open("raw"),
            "open_file": self.opening.choose,
            "network": self.help_windows.set_network,
            "open_doctor": self.help_windows.check_connection,
            **self.guide.actions,
        }
        act[action]()

    def _on_retry(self) -> None:
        if not self.session.again(self.account.connection):
            self.request_bar.submit()

    def _open(self, panel: str) -> None:
        self.pages.setCurrentWidget(self.panes)
        self.panes.open(panel)

    # The keyboard

    def _next_pane(self, step: int) -> None:
        bar = self.request_bar
        stops: list[tuple[QWidget, QWidget]] = [(bar, bar.task)]
        for row in (*self.messages.rows, self.first_run):
            stops += [(row, each) for each in tab_stops(row) if takes_keyboard(each)][:1]
        if self.panes.isVisible():
            stops += self.panes.stops()
        next_stop(stops, QApplication.focusWidget(), step).setFocus(Qt.FocusReason.TabFocusReason)

    def _order_tabs(self) -> None:
        bar = self.request_bar
        order = [self.account_button, bar.organization, bar.task, bar.fetch_button, bar.stop_button,
                 *tab_stops(bar.recent_bar)]  # fmt: skip
        for row in (*self.messages.rows, self.first_run):
            order += tab_stops(row)
        in_order([*order, *self.panes.tab_order(), *tab_stops(self.status)])

    # Who one is

    def start(self, task: str | None) -> None:
        """Once the window is on screen: ask the keyring for a token, and open the file or fetch the task that
        was named at start."""
        self.account.look()
        self.request_bar.focus_task()
        if task and not self.opening.open_argument(task):
            self.open_task(task)

    def use(self, connection: Connection) -> None:
        """Look at another Tallyfy. What is on screen stays, under the name it came from."""
        self.account.use(connection)

    def sign_in(self) -> None:
        """Open the token dialog for the real Tallyfy."""
        self.account.sign_in()

    def open_demo(self) -> None:
        """Switch to the server in this program and show its first task."""
        self.account.open_demo()
        self.open_task(self.account.connection.tasks[0][0])

    def _on_account_changed(self, before: Connection) -> None:
        if before is not self.account.connection:
            self.session.stop()
            if before.demo or self.account.connection.demo:  # made-up tasks never stand among real ones
                self.session.forget()
            if before.demo:  # its IDs mean nothing elsewhere
                self.request_bar.organization.show_id("")
                self.request_bar.task.show_id("")
            elif before.id != self.account.connection.id:  # nor does its organization
                self.request_bar.organization.show_id("")
            self._adopt(self.account.connection)
        self.switcher.show_account()
        self.first_run.set_signed_in(bool(self.account.signed_in))
        self._leading.refresh()

    def _adopt(self, connection: Connection) -> None:
        if connection.organization:
            self.request_bar.organization.show_id(connection.organization)
        self.includes.keep_choice(not connection.demo)
        self._title()

    # What the window shows

    def _paint(self, view: View) -> None:
        self.request_bar.set_loading(self.session.view.busy)
        self.messages.show_view(view, self.guide.show_view(view))
        self.switcher.show_view(view)
        self.pages.setCurrentIndex(0 if view.untouched else 1)
        if isinstance(view.problem, NotFound):  # perhaps only in the process that its link named
            self.request_bar.forget_process()
        self.panes.show_view(view)
        self.status.show_status(words.status_line(view, self._parts.clock.zone))
        for part in (self._countdown, self._where, self._leading, self.sharing):
            part.show_view(view)
        self._title()
        if isinstance(view.now, Loading) and view.now.reading is not None:
            self.repaint()  # now: reading a large answer holds the window up
        before, self._told = self._told, view.now
        told = view.now is before or not self.screen_share.news
        if not told and (said := words.spoken(view)) is not None:
            self.speech.say(said[0], urgent=said[1])

    def _title(self) -> None:
        self.setWindowTitle(words.window_title(self.screen_share.view, self.account.connection.name))

    # Size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit beside each other."""
        super().resizeEvent(event)
        letters = self.width() / QFontMetricsF(self.font()).averageCharWidth()
        self.panes.set_narrow(letters < _NARROW_UNDER)
        self.request_bar.set_compact(letters < _TWO_ROWS_UNDER)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, then let the program end."""
        geometry.keep(self, self._parts.settings)
        self.account.close_dialog()
        self.switcher.close()
        self.help_windows.close_all()
        super().closeEvent(event)
        self.closed.emit()
