"""The window: puts the rooms together, gives each state to all of them, and owns the shortcuts.

It decides nothing about answers. A new pane belongs into `panels/`, a new kind of trouble into
`api/problems`, a new sentence into `words`; this file only grows when the window gets another row. What is
seen first is in `front_window`; all else is loaded and made in `complete`, when that is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui import geometry
from tallyfy_inspector.ui.front_window import FrontWindow
from tallyfy_inspector.ui.tab_order import holds

if TYPE_CHECKING:  # loaded by `complete`, when what is seen first is painted
    from tallyfy_inspector.api.taskref import Reference
    from tallyfy_inspector.ui.connection import Connection
    from tallyfy_inspector.ui.jobs import Jobs
    from tallyfy_inspector.ui.parts import Parts
    from tallyfy_inspector.ui.view import Now, View

_TWO_ROWS_UNDER, _NARROW_UNDER = 200, 172  # average letters: 172 are about 1,100 pixels


class MainWindow(FrontWindow):
    """One window on one connection."""

    closed = Signal()

    def __init__(self, parts: Parts, connection: Connection, jobs: Jobs) -> None:
        super().__init__(parts.settings, connection.name)
        self.complete(parts, connection, jobs)

    def complete(self, parts: Parts, connection: Connection, jobs: Jobs) -> None:
        """Make all that is not seen at first."""
        from tallyfy_inspector.ui import words
        from tallyfy_inspector.ui.account import Account
        from tallyfy_inspector.ui.drops import Drops
        from tallyfy_inspector.ui.help_windows import HelpWindows
        from tallyfy_inspector.ui.name_book import NameBook
        from tallyfy_inspector.ui.opening import Opening
        from tallyfy_inspector.ui.pasting import Pasting
        from tallyfy_inspector.ui.saving import Saving
        from tallyfy_inspector.ui.screen_share import ScreenShare
        from tallyfy_inspector.ui.session import Session
        from tallyfy_inspector.ui.speech import Speech

        self._parts = parts
        self._words = words
        self._told: Now | None = None
        self.speech = Speech(self)
        self.session = Session(parts.clock, jobs, self)
        self.screen_share = ScreenShare(self.session, jobs, parts.settings, self)
        self.account = Account(connection, jobs, parts, self)
        self.names = NameBook(jobs, lambda: self.account.connection, self)
        self.opening = Opening(self, self.session, parts.files)
        self.pasting = Pasting(self.opening, self.session)
        self.take_first = self.pasting.take_text
        self.request_bar.explain = self.pasting.explain
        self.help_windows = HelpWindows(parts.help, lambda: self.account.connection, jobs, self)
        self.drops = Drops(self)
        self.saving = Saving(self, jobs, parts.files, parts.mask_raw)
        self._build(jobs)
        self._lead(jobs)
        self._connect()
        self._add_shortcuts()
        self._fold()
        self._walking.order_tabs()
        self._adopt(connection)
        self._on_account_changed(connection)
        self._paint(self.screen_share.view)

    def _build(self, jobs: Jobs) -> None:
        """What is seen later."""
        from tallyfy_inspector.ui.include_list import IncludeList
        from tallyfy_inspector.ui.messages import Messages
        from tallyfy_inspector.ui.panels.panel import PanelContext
        from tallyfy_inspector.ui.panes import Panes
        from tallyfy_inspector.ui.sharing import Sharing
        from tallyfy_inspector.ui.status_line import StatusLine

        parts = self._parts
        self.messages = Messages(self, self.speech, parts.clock)
        self.includes = IncludeList(parts.settings, self)
        self.status = StatusLine(self, parts.mask)
        context = PanelContext(
            parts.clock, parts.settings, parts.mask, parts.mask_raw, self.speech.say, self.status.say_briefly,
            names=self.names, files=parts.files, jobs=jobs,
        )  # fmt: skip
        self.panes = Panes(self.includes, context, parts.settings, self)
        self.sharing = Sharing(self, self.status, parts.clock)
        self.fill(self.messages.rows, self.panes, self.status)

    def _lead(self, jobs: Jobs) -> None:
        """What leads from one part of the window to another."""
        from tallyfy_inspector.ui.countdown import Countdown
        from tallyfy_inspector.ui.fetch_more import FetchMore
        from tallyfy_inspector.ui.guide import Guide
        from tallyfy_inspector.ui.leading import Leading
        from tallyfy_inspector.ui.links import Links
        from tallyfy_inspector.ui.switcher import Switcher
        from tallyfy_inspector.ui.walking import Walking
        from tallyfy_inspector.ui.where import Where

        parts, account, bar, messages = self._parts, self.account, self.request_bar, self.messages
        share = self.screen_share
        self.switcher = Switcher(account, self.account_button, self.strip, messages, share, jobs, parts, self)
        self.guide = Guide(parts, jobs, account, self.session, bar, messages, share, self)
        self.guide.processes.attend(self.names)
        self.links = Links(messages.link, bar, self.guide.deciding.connection_for)
        self._countdown = Countdown(parts.clock, messages.banner, self.status, self)
        self._where = Where(self.panes, self.status, self)
        rows = (*messages.rows, self.first_run)
        self._walking = Walking(self, bar, rows, self.panes, self.status)
        self._more = FetchMore(self.session, account, self.includes, bar)
        self._leading = Leading(messages, self.panes, self.includes, self._more, self._open, self)

    def _connect(self) -> None:
        bar, messages = self.request_bar, self.messages
        bar.fetch_requested.connect(self._on_fetch)
        bar.stop_requested.connect(self.session.stop)
        bar.candidates_found.connect(messages.offer)
        for origin in (bar, self.opening):
            origin.refused.connect(lambda sentence: self._on_said(sentence, urgent=True))
        bar.warned.connect(self._on_said)
        messages.candidates.chosen.connect(self._on_chosen)
        messages.candidates.dismissed.connect(bar.focus_task)
        self.screen_share.changed.connect(self._paint)
        self.screen_share.switched.connect(self.links.look_again)
        self.screen_share.attend(self.account_button, messages, self.names, self.speech)
        messages.banner.acted.connect(self._on_action)
        self.guide.processes.acted.connect(self._act)  # a list is of the connection in use, always
        messages.banner.answer_wanted.connect(lambda: self._open("raw"))
        self.status.said.connect(self.speech.say)
        self.account.changed.connect(self._on_account_changed)
        self.account.replaced.connect(self.names.forget)
        self.account.told.connect(messages.tell)
        self.account.sign_in_ended.connect(lambda saved: bar.focus_task() if saved else None)
        self._connect_menu()
        self._connect_files()

    def _connect_menu(self) -> None:
        button = self.account_button
        for source in (self.first_run, button):
            source.sign_in_wanted.connect(self.sign_in)
            source.demo_wanted.connect(self.open_demo)
        button.task_wanted.connect(self._on_demo_task)
        self.help_windows.attend(button)
        button.quit_wanted.connect(self.close)
        button.open_wanted.connect(self.opening.choose)
        button.save_wanted.connect(
            lambda: self.saving.save(self.session.view.newest, self.screen_share.refusal)
        )

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
        from PySide6.QtGui import QKeySequence, QShortcut

        for key, act in (
            (QKeySequence("F5"), self.request_bar.submit),
            (QKeySequence("Ctrl+L"), self.request_bar.focus_task),
            (QKeySequence("Esc"), self._on_escape),
        ):
            QShortcut(key, self, act)

    # What the person does

    def _on_fetch(self, reference: Reference) -> None:
        from tallyfy_inspector.api.exchange import FetchRequest

        try:
            includes = self.includes.keys()
        except ValueError as error:
            self.messages.tell(str(error), urgent=True)
            return
        if reference.task is None or reference.organization is None:
            return
        connection = self.account.connection
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

    def _on_demo_task(self, task: str) -> None:
        """Fetch a task of the demo, which is in the demo's organization whatever a link left behind."""
        self.request_bar.focus_task()
        self.request_bar.show_task(self.account.connection.organization, task)
        self.request_bar.submit()

    def _on_escape(self) -> None:
        rows = (self.messages.candidates, self.messages.question, self.messages.link)
        asking = [row for row in rows if not row.isHidden()]
        if self.session.view.busy:
            self.session.stop()
        elif asking:
            asking[0].dismiss()

    def _on_action(self, action: str) -> None:
        if self.guide.look_back(action):
            self._act(action)

    def _act(self, action: str) -> None:
        act: dict[str, Callable[[], None]] = {
            "sign_in": lambda: self.account.sign_in_again("token"),
            "edit_base_url": lambda: self.account.sign_in_again("address"),
            "retry": self._more.again,
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

    def _open(self, panel: str) -> None:
        self.pages.setCurrentWidget(self.panes)
        self.panes.open(panel)

    # Who one is

    def start(self, task: str | None, *, link: bool = False) -> None:
        """Once the window is on screen: ask the keyring for a token, and open the file or fetch the task that
        was named at start. What a link names is asked about first; `link`: it is nothing else."""
        self.account.look()
        self.request_bar.focus_task()
        if task and not (self.links.start(task, link=link) or self.opening.open_argument(task)):
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
        connection = self.account.connection
        if not connection.is_where(before):
            self.session.stop()
            if before.demo or connection.demo:  # made-up tasks never stand among real ones
                self.session.forget()
            if before.demo:  # its IDs mean nothing elsewhere
                self.request_bar.task.show_id("")
            if before.demo or before.id != connection.id:  # nor does its organization
                self.request_bar.organization.show_id("")
        if before is not connection:
            self._adopt(connection)
        self.links.follow(connection, before)
        self.switcher.show_account()
        self.first_run.set_signed_in(bool(self.account.signed_in))
        self._leading.refresh()

    def _adopt(self, connection: Connection) -> None:
        if connection.organization and not self.links.asks:
            self.request_bar.organization.show_id(connection.organization)
        self.includes.keep_choice(not connection.demo)
        self._title()

    # What the window shows

    def _paint(self, view: View) -> None:
        self.request_bar.set_loading(self.session.view.busy)
        self.messages.show_view(view, self.guide.show_view(view))
        self.switcher.show_view(view)
        self.pages.setCurrentIndex(0 if view.untouched else 1)
        self.panes.show_view(view)
        self.status.show_status(self._words.status_line(view, self._parts.clock.zone))
        for part in (self._countdown, self._where, self._leading, self.sharing):
            part.show_view(view)
        self._title()
        if view.reading:
            self.repaint()  # now: reading a large answer holds the window up
        before, self._told = self._told, view.now
        told = view.now is before or not self.screen_share.news
        if not told and (said := self._words.spoken(view)) is not None:
            self.speech.say(said[0], urgent=said[1])

    def _title(self) -> None:
        self.setWindowTitle(self._words.window_title(self.screen_share.view, self.account.connection))

    # Size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit beside each other."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        letters = self.width() / QFontMetricsF(self.font()).averageCharWidth()
        if hasattr(self, "panes"):
            self.panes.set_narrow(letters < _NARROW_UNDER)
        self.request_bar.set_compact(letters < _TWO_ROWS_UNDER)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, then let the program end."""
        if hasattr(self, "panes"):
            geometry.keep(self, self._parts.settings)
            self.account.close_dialog()
            self.switcher.close()
            self.help_windows.close_all()
        super().closeEvent(event)
        self.closed.emit()
