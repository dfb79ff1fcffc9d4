"""The state of the window and the one fetch: who asked last wins, and what was good stays.

`state_changed` is the only thing that goes out, and it carries a whole `View`. Knows Tallyfy's answers only
through `document.parse` and `api.problems`, and no widget at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.api.exchange import Exchange, FetchRequest, TransportError
from tallyfy_inspector.api.problem import NoVault, Problem, TooLong
from tallyfy_inspector.api.problems import classify, from_transport
from tallyfy_inspector.document.parse import Document, ParseError, parse
from tallyfy_inspector.ports import Clock, VaultError
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.view import Answer, Done, Failed, Loading, Source, Stopped, View

_JOB = "fetch"
Work = Callable[[], Coroutine[Any, Any, None]]
# Parsing blocks the window (about 50 ms for 10 MB), so a larger body is announced before it is read, and one
# that would block for a second or more is read only when the person says so.
ANNOUNCE_OVER = 10 * 2**20
ASK_OVER = 150 * 2**20
_PAINT_FIRST = 0.05  # seconds: time for one paint of "Reading…"


class Session(QObject):
    """Owner of the `View`."""

    state_changed = Signal(object)

    def __init__(self, clock: Clock, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._jobs = jobs
        self._view = View()

    @property
    def view(self) -> View:
        """The state as it is."""
        return self._view

    def fetch(self, connection: Connection, request: FetchRequest) -> None:
        """Ask for a task. A fetch that is still on its way is dropped without a word."""
        source = Source(connection.name, request)
        self._show(replace(self._view, now=Loading(source, self._clock.now())))
        self._jobs.start(_JOB, self._guarded(source, partial(self._fetch, connection, source)))

    def stop(self) -> None:
        """Drop the fetch that is on its way, and say so at once."""
        if isinstance(self._view.now, Loading):
            self._jobs.cancel(_JOB)
            self._show(replace(self._view, now=Stopped(self._view.now.source, self._clock.now())))

    def forget(self) -> None:
        """Start anew, with nothing on screen: what was there belongs to another Tallyfy."""
        self._jobs.cancel(_JOB)
        self._show(View())

    def read_anyway(self) -> None:
        """Parse the long answer that was only offered as raw text."""
        if isinstance(self._view.now, Done) and isinstance(self._view.now.answer.problem, TooLong):
            answer = self._view.now.answer
            read = partial(self._read, answer.source, answer.exchange, ask=False)
            self._jobs.start(_JOB, self._guarded(answer.source, read))

    async def _fetch(self, connection: Connection, source: Source) -> None:
        try:
            exchange = await connection.fetcher.fetch(source.request)
        except TransportError as error:
            self._fail(source, from_transport(error))
        except VaultError as error:
            self._fail(source, NoVault(_("The keyring did not give the token"), str(error), "retry"))
        else:
            await self._read(source, exchange, ask=True)

    async def _guarded(self, source: Source, work: Work) -> None:
        """Do `work`. Where the program itself fails the log is told why, and the window does not wait on."""
        try:
            await work()
        except Exception:
            self._fail(source, our_fault())
            raise

    async def _read(self, source: Source, exchange: Exchange, *, ask: bool) -> None:
        size = len(exchange.body)
        if ask and size > ASK_OVER:
            refused = classify(exchange, None)
            self._done(Answer(source, exchange, None, None, refused or too_long(size), self._clock.now()))
            return
        if size > ANNOUNCE_OVER:
            self._show(replace(self._view, now=Loading(source, self._clock.now(), reading=size)))
            await asyncio.sleep(_PAINT_FIRST)
        document, unread, problem = understand(exchange)
        self._done(Answer(source, exchange, document, unread, problem, self._clock.now()))

    def _fail(self, source: Source, problem: Problem) -> None:
        self._show(replace(self._view, now=Failed(source, problem, self._clock.now())))

    def _done(self, answer: Answer) -> None:
        good = answer if answer.good else self._view.last_good
        self._show(View(last_good=good, now=Done(answer)))

    def _show(self, view: View) -> None:
        self._view = view
        self.state_changed.emit(view)


def understand(exchange: Exchange) -> tuple[Document | None, ParseError | None, Problem | None]:
    """Parse a body once, and say what is wrong with the answer if anything is."""
    document: Document | None = None
    unread: ParseError | None = None
    try:
        document = parse(exchange.body, freeze=len(exchange.body) > ANNOUNCE_OVER)
    except ParseError as error:
        unread = error
    return document, unread, classify(exchange, document or unread)


def our_fault() -> Problem:
    """What to say when the program itself failed at an answer."""
    hint = _("This is a fault of the program, not of Tallyfy. The log file says more. Try again.")
    return Problem(_("Something went wrong here"), hint, "retry")


def too_long(size: int) -> Problem:
    """What to say of an answer of `size` bytes that would hold the window up."""
    hint = _("It has {size}, and reading it would hold the window up for seconds. Its text is under Raw.")
    return TooLong(
        _("A very long answer"), hint.format(size=words.size(size)), "read_anyway", severity="warning"
    )
