"""Asks for a process and its tasks, and shows them in `process_list` until one is chosen.

One window and one job at a time; closing the window ends the job, and so does Stop. The pages are read one
after the other with a pause between, so that a long list does not hold the window up. Knows no widget of the
main window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.exchange import ProcessAnswer, ProcessRequest, TransportError
from tallyfy_inspector.api.problem import NotFound, NoVault, Problem
from tallyfy_inspector.api.problems import classify, from_transport
from tallyfy_inspector.document.parse import Document, parse_or_error
from tallyfy_inspector.ports import Clock, VaultError
from tallyfy_inspector.task.process_tasks import Listing, TaskRow, listing, read_rows
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import waiting_words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.due_button import DueButton
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.name_book import NameBook
from tallyfy_inspector.ui.next_step import out_of_demo
from tallyfy_inspector.ui.patience import Patience
from tallyfy_inspector.ui.process_list import ProcessList
from tallyfy_inspector.ui.session import our_fault

_JOB = "process tasks"


class ProcessTasks(QObject):
    """`hidden` says whether others look on."""

    chosen = Signal(object, str)  # the ProcessRequest, and the ID of a task of it
    closed = Signal()
    acted = Signal(str)  # what to do about a problem: an Action, once the list is closed

    def __init__(self, jobs: Jobs, clock: Clock, hidden: Callable[[], bool], window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._clock, self._hidden, self._window = jobs, clock, hidden, window
        self.patience = Patience(clock)
        self.dialog: ProcessList | None = None
        self._names: NameBook | None = None
        self._asked: tuple[Connection, str] | None = None  # with the organization

    def attend(self, names: NameBook) -> None:
        """Call people by what `names` knows, which is never asked for more."""
        self._names = names
        names.changed.connect(self._know)

    def _know(self) -> None:
        if self.dialog is not None and self._names is not None and self._asked is not None:
            self.dialog.know(self._names.known_over(*self._asked))

    def open(self, connection: Connection, request: ProcessRequest) -> None:
        """List the tasks of that process, instead of one that is listed now."""
        self.close()
        dialog = self.dialog = ProcessList(self._clock, hidden=self._hidden(), parent=self._window)
        again = DueButton(self._clock, dialog.retry)

        def start() -> None:
            dialog.start()
            self._jobs.start(_JOB, self._fill(dialog, again, connection, request))

        def stop() -> None:
            self._jobs.cancel(_JOB)
            dialog.show_stopped()

        self._asked = connection, request.organization
        self._know()
        dialog.again.connect(start)
        dialog.stop_wanted.connect(stop)
        dialog.chosen.connect(lambda task: self.chosen.emit(request, task))
        dialog.acted.connect(self.acted)
        dialog.finished.connect(lambda: self._on_finished(dialog))
        dialog.open()
        start()

    def close(self) -> None:
        """Show no list any more."""
        if self.dialog is not None:
            self.dialog.reject()

    def hide_private(self, hidden: bool) -> None:
        """Others look on, or no more."""
        if self.dialog is not None:
            self.dialog.hide_private(hidden)

    def _on_finished(self, dialog: ProcessList) -> None:
        if self.dialog is dialog:
            self._jobs.cancel(_JOB)
            self.dialog = None
            self._window.activateWindow()  # not every desktop gives the keyboard back by itself
            self.closed.emit()

    async def _fill(
        self, dialog: ProcessList, again: DueButton, connection: Connection, request: ProcessRequest
    ) -> None:
        listed: Listing | None = None
        problem: Problem | None
        answered = False
        try:
            came = await connection.fetcher.process(request, self.patience.telling(dialog.show_pause))
            answered = True
            listed, problem = await _listed(came)
        except TransportError as error:
            problem = from_transport(error)
        except VaultError as error:
            problem = NoVault(_("The keyring did not give the token"), str(error), "retry")
        except Exception:
            dialog.show_problem(our_fault())
            raise
        if connection.demo and isinstance(problem, NotFound):
            problem = out_of_demo(problem)
        again.rest(waiting_words.due(problem, self._clock.now()))
        if listed is not None:
            dialog.show_listing(listed, problem, answered=answered)
        elif problem is not None:
            dialog.show_problem(problem, answered=answered)


async def _listed(answer: ProcessAnswer) -> tuple[Listing | None, Problem | None]:
    """The list, as far as its pages are good, and why it goes no further. None instead of the list where
    there is none, instead of the problem where the list is as long as this program reads them."""
    process = parse_or_error(answer.process.body)
    problem = classify(answer.process, process)
    if problem is not None or not isinstance(process, Document):
        return None, problem or _unreadable()
    roots: list[object] = []
    rows: list[TaskRow] = []
    for page in answer.pages:
        await asyncio.sleep(0)
        parsed = parse_or_error(page.body)
        problem = classify(page, parsed)
        if problem is not None or not isinstance(parsed, Document):
            problem = problem or _unreadable()
            break  # those before are a list; `remarks` says that it is not all of it
        roots.append(parsed.root)
        rows.extend(read_rows(parsed.root))
    if problem is None and answer.broken is not None:
        problem = from_transport(answer.broken)
    if problem is not None and not roots:
        return None, problem
    return listing(process.root, roots, rows, ended=problem is None and not answer.more), problem


def _unreadable() -> Problem:
    return Problem(_("The answer cannot be read"), _("It is no list of tasks. Try again."), "retry")
