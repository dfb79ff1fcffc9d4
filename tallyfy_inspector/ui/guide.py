"""Leads to the task: puts together what decides over a link, lists a process, remembers, and helps on.

Each of these has its own file; here they are handed what they need of the window, and told of each other. The
window knows only this one. Something else that leads to a task is made here. Paints nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.exchange import ProcessRequest
from tallyfy_inspector.api.problem import NotFound
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ports import ConnectionRecord, RecentTask
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.deciding import Deciding
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.next_step import Step, asked_of, failed_for, is_of_its_connection, next_step
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.process_tasks import ProcessTasks
from tallyfy_inspector.ui.recent import Recent
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.resuming import Resuming
from tallyfy_inspector.ui.screen_share import ScreenShare
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.view import Answer, Done, Source, View


class Guide(QObject):
    """The one of a window."""

    def __init__(
        self,
        parts: Parts,
        jobs: Jobs,
        account: Account,
        session: Session,
        bar: RequestBar,
        messages: Messages,
        screen_share: ScreenShare,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._account, self._session, self._bar, self._messages = account, session, bar, messages
        self._screen_share = screen_share
        self._step = Step(None)
        self._tried: tuple[str, set[str]] = ("", set())  # a task, and the connections that do not have it
        self.deciding = Deciding(parts, account, bar, messages, screen_share, self)
        self.processes = ProcessTasks(jobs, parts.clock, lambda: screen_share.on, window)
        self.recent = Recent(
            bar.recent_bar, session, parts.history, parts.clock, lambda: account.connection,
            self.deciding.records, lambda: screen_share.on, self,
        )  # fmt: skip
        self._resuming = Resuming(account, session, bar, messages, self)
        self._typed = ""  # the organization that was asked for, where the person wrote it
        bar.fetch_requested.connect(self._on_asked)
        session.state_changed.connect(self._on_state)
        bar.process_requested.connect(self._on_process)
        self.processes.chosen.connect(self._on_task_of_process)
        self.processes.closed.connect(bar.focus_task)
        screen_share.switched.connect(self.processes.hide_private)
        account.changed.connect(self._on_account_changed)
        self.recent.wanted.connect(self._on_recent)
        self.recent.shown_again.connect(self._on_shown_again)
        self.recent.told.connect(messages.tell)
        self.actions: Mapping[str, Callable[[], None]] = {
            "list_process": self._on_list_process,
            "try_next": self._on_try_next,
            "leave_demo": self._on_leave_demo,
        }

    # A process

    def _on_process(self, reference: Reference) -> None:
        if reference.run is not None and reference.organization is not None:
            self.list_process(reference.run, reference.organization)

    def list_process(self, run: str, organization: str) -> None:
        """List the tasks of a process over the connection in use."""
        connection = self._account.connection
        self.processes.open(connection, ProcessRequest(connection.base_url, organization, run))

    def _on_task_of_process(self, request: ProcessRequest, task: str) -> None:
        # The list goes with its connection, so the one in use is the one that it came over.
        self._bar.focus_task()
        self.deciding.ask_here(Reference(task, request.run, request.organization))

    def _on_account_changed(self, before: Connection) -> None:
        if not self._account.connection.is_where(before):
            self.processes.close()
            view = self._screen_share.view
            self._messages.show_problem(view, self.show_view(view))  # whose it is

    # An organization

    def _on_asked(self, reference: Reference) -> None:
        typed = self._bar.typed_organization
        self._typed = typed if typed == reference.organization else ""

    def _on_state(self, view: View) -> None:
        """Of a connection that has no organization yet, one is known as soon as a written one has answered:
        before that it may be a slip."""
        asked = asked_of(view)
        if asked is None or not isinstance(view.now, Done) or view.now.kept or not view.now.answer.good:
            return
        if (
            asked.is_over(self._account.connection)
            and self._typed
            and self._typed == asked.request.organization
        ):
            self._typed = ""
            self._account.keep_organization(asked.request.organization)

    # Recent tasks, back and forward

    def _on_recent(self, recent: RecentTask, record: ConnectionRecord | None) -> None:
        told = "" if record is None else self.deciding.switch(record)
        self._bar.focus_task()
        self._bar.show_task(recent.organization, recent.task, recent.run)
        self._bar.submit()
        if told:
            self._messages.tell(told)

    def _on_shown_again(self, answer: Answer) -> None:
        """The fields name what is shown, where F5 would fetch the same."""
        source = answer.source
        if isinstance(source, Source) and source.is_over(self._account.connection):
            asked = source.request
            self._bar.show_task(asked.organization, asked.task, asked.run)

    # What to do about a problem

    def look_back(self, action: str) -> bool:
        """Whether the `action` for the problem on screen may be done now. One that means the connection that
        the problem came over looks at that first, and says so; where it is gone, that is said instead."""
        asked = failed_for(self._session.view)
        name = self._another(asked)
        if asked is None or not name or not is_of_its_connection(action):
            return True
        record = next((r for r in self.deciding.records() if r.id == asked.connection_id), None)
        if record is None:
            told = _("This came over “{name}”, which is no longer connected. Fetch the task again.")
            self._messages.tell(told.format(name=name), urgent=True)
            return False
        told = self.deciding.switch(record)
        self._bar.show_task(asked.request.organization, asked.request.task, asked.request.run)
        self._messages.tell(told)
        return True

    def show_view(self, view: View) -> Step:
        """The problem of `view`, with what to do about it."""
        asked = asked_of(view)
        if asked is not None and isinstance(view.problem, NotFound):  # perhaps only in the process it named
            self._bar.forget_process(asked.request.task, asked.request.run)
        self._note(view)
        here = self._account.connection
        others = () if here.demo else self._untried()
        made_up = {task for task, _what in here.tasks} if here.demo else None
        step = next_step(view, others, hidden=self._screen_share.on, made_up=made_up)
        self._step = replace(step, connection=self._another(failed_for(view)))
        return self._step

    def _another(self, asked: Source | None) -> str:
        """The name of the connection that was asked, as it may be shown now; "" where it is in use."""
        if asked is None or asked.connection_id == self._account.connection.id:
            return ""
        return HIDDEN if self._screen_share.on else asked.connection

    def _note(self, view: View) -> None:
        asked = asked_of(view)
        if asked is None or not isinstance(view.now, Done):
            return
        if asked.request.task != self._tried[0]:
            self._tried = asked.request.task, set()
        if view.problem is not None:
            self._tried[1].add(asked.connection_id)

    def _untried(self) -> tuple[ConnectionRecord, ...]:
        """Those that have not said no to this task yet, and of which the organization is known."""
        tried = self._tried[1]
        return tuple(each for each in self.deciding.records() if each.organization and each.id not in tried)

    def _on_list_process(self) -> None:
        asked, run = asked_of(self._session.view), self._step.run
        if asked is not None and run is not None:
            self.list_process(run, asked.request.organization)

    def _on_try_next(self) -> None:
        record, asked = self._step.record, asked_of(self._session.view)
        if record is None or asked is None:
            return
        told = self.deciding.switch(record)
        self._bar.focus_task()
        self._bar.show_task(record.organization, asked.request.task)
        self._bar.submit()
        self._messages.tell(told)

    def _on_leave_demo(self) -> None:
        """To a connection of one's own. Who has none signs in."""
        self._account.leave_demo()
        self._bar.focus_task()
        if not self.deciding.records():
            self._account.sign_in()
