"""The state of the window and the one fetch: who asked last wins, and what was good stays.

What is opened on this computer takes the same way as an answer, without a request. A large document is
shown first and then looked through for repeated keys; where it has some it is shown again, exactly.
`state_changed` is the only thing that goes out, and it carries a whole `View`. Knows Tallyfy's answers only
through `document.parse` and `api.problems`, and no widget at all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.api.exchange import Exchange, FetchRequest, TransportError
from tallyfy_inspector.api.problem import NoVault, Problem, TooLong
from tallyfy_inspector.api.problems import classify, from_transport
from tallyfy_inspector.document.collector import tidy
from tallyfy_inspector.document.parse import Document, ParseError, parse
from tallyfy_inspector.ports import Clock, FileError, VaultError
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import file_words, words
from tallyfy_inspector.ui.attempts import Attempts
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.settling import settled
from tallyfy_inspector.ui.view import (
    Answer,
    AnySource,
    Done,
    Failed,
    Loading,
    Now,
    Opened,
    Source,
    Stopped,
    View,
    Waiting,
)

_JOB = "fetch"
_SETTLE = {True: "settle the good answer", False: "settle the failed answer"}
Work = Callable[[], Coroutine[Any, Any, None]]
# Parsing blocks the window (about 50 ms for 10 MB), so a larger body is announced before it is read, and one
# that would block for a second or more is read only when the person says so.
ANNOUNCE_OVER = 10 * 2**20
ASK_OVER = 150 * 2**20
_TIDY = "tidy after the answer"
_TIDY_AFTER = 0.5  # seconds: when it is on screen and nobody waits


class Session(QObject):
    """Owner of the `View`."""

    state_changed = Signal(object)

    def __init__(self, clock: Clock, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._jobs = jobs
        self._view = View()
        self.attempts = Attempts(clock, self._go_on)

    @property
    def view(self) -> View:
        """The state as it is."""
        return self._view

    def fetch(self, connection: Connection, request: FetchRequest) -> None:
        """Ask for a task. A fetch that is still on its way is dropped without a word."""
        self._ask(connection, Source(connection.name, request, connection.id))

    def again(self, connection: Connection) -> bool:
        """Ask once more for what is waited for: at once where it would be by itself, else when the time is
        over that Tallyfy named. False where there is nothing of this `connection` to wait for."""
        now = self._view.now
        if isinstance(now, Waiting) and now.source.is_over(connection):
            self._ask(connection, now.source)
            return True
        waiting = self.attempts.when_due(now.answer) if isinstance(now, Done) else None
        if waiting is None or not waiting.source.is_over(connection):
            return False
        self._ask(connection, waiting.source, waiting)
        return True

    def _ask(self, connection: Connection, source: Source, waiting: Waiting | None = None) -> None:
        self._go_on(waiting or Loading(source, self._clock.now()))
        self._jobs.start(_JOB, self._guarded(source, partial(self._fetch, connection, source, waiting)))

    def stop(self) -> None:
        """Drop the fetch that is on its way or waited for, and say so at once."""
        if isinstance(self._view.now, (Loading, Waiting)):
            self._jobs.cancel(_JOB)
            self._show(replace(self._view, now=Stopped(self._view.now.source, self._clock.now())))

    def open(self, source: Opened, read: Callable[[], bytes]) -> None:
        """Show what `read` gives, which may block and raise FileError, as if it had been answered."""
        self._show(replace(self._view, now=Loading(source, self._clock.now())))
        self._jobs.start(_JOB, self._guarded(source, partial(self._open, source, read)))

    def take(self, body: bytes) -> ParseError | None:
        """Show pasted `body` if it is JSON; why it is none otherwise. One that would hold the window up is
        taken as it is, and read in a moment."""
        source = Opened()
        if len(body) > ANNOUNCE_OVER:
            self.open(source, lambda: body)
            return None
        came = self._came(source, opened=body)
        answer = understood(came)
        if answer.document is None:
            return answer.unread
        self._jobs.cancel(_JOB)
        self._done(answer)
        return None

    def show_again(self, answer: Answer) -> None:
        """Show a good `answer` that came before, as of its own time. What is on its way is dropped."""
        self._jobs.cancel(_JOB)
        self._done(answer, kept=True)

    def forget(self) -> None:
        """Start anew, with nothing on screen: what was there belongs to another Tallyfy."""
        self._jobs.cancel(_JOB)
        self._show(View())

    def read_anyway(self) -> None:
        """Parse the long answer that was only offered as raw text."""
        if isinstance(self._view.now, Done) and isinstance(self._view.now.answer.problem, TooLong):
            answer = self._view.now.answer
            self._jobs.start(_JOB, self._guarded(answer.source, partial(self._read, answer, ask=False)))

    async def _fetch(self, connection: Connection, source: Source, waiting: Waiting | None) -> None:
        try:
            exchange = await self.attempts.ask(connection, source, waiting)
        except TransportError as error:
            self._fail(source, from_transport(error))
        except VaultError as error:
            self._fail(source, NoVault(_("The keyring did not give the token"), str(error), "retry"))
        else:
            await self._read(self._came(source, exchange), ask=True)

    async def _open(self, source: Opened, read: Callable[[], bytes]) -> None:
        try:
            body = await asyncio.get_running_loop().run_in_executor(None, read)
        except FileError as error:
            self._fail(source, file_words.not_opened(error))
        else:
            await self._read(self._came(source, opened=body), ask=True)

    async def _guarded(self, source: AnySource, work: Work) -> None:
        """Do `work`. Where the program itself fails the log is told why, and the window does not wait on."""
        try:
            await work()
        except Exception:
            self._fail(source, our_fault())
            raise

    def _came(self, source: AnySource, exchange: Exchange | None = None, opened: bytes = b"") -> Answer:
        """What came and was not read yet."""
        return Answer(source, exchange, None, None, None, self._clock.now(), opened=opened)

    async def _read(self, came: Answer, *, ask: bool) -> None:
        size = len(came.body)
        if ask and size > ASK_OVER:
            refused = None if came.exchange is None else classify(came.exchange, None)
            self._done(replace(came, problem=refused or too_long(size)))
            return
        if size > ANNOUNCE_OVER:
            self._show(replace(self._view, now=Loading(came.source, self._clock.now(), reading=size)))
            await asyncio.sleep(0)  # the window has painted it by now; Stop may come in between
        self._done(replace(understood(came), received_at=self._clock.now()))

    def _fail(self, source: AnySource, problem: Problem) -> None:
        self._show(replace(self._view, now=Failed(source, problem, self._clock.now())))

    def _done(self, answer: Answer, *, kept: bool = False) -> None:
        good = answer if answer.good else self._view.last_good
        self._jobs.cancel(_SETTLE[answer.good])
        self._show(View(last_good=good, now=Done(answer, kept=kept)))
        if answer.document is None:
            return
        if not answer.document.settled:
            self._jobs.start(_SETTLE[answer.good], self._settle(answer))
        if not self._jobs.running(_TIDY):  # or who asks again and again would never let it come
            self._jobs.start(_TIDY, self._tidy())

    async def _tidy(self) -> None:
        """Have the garbage collected that was frozen with the document."""
        await asyncio.sleep(_TIDY_AFTER)
        shown = self._view.newest
        tidy(over_all=shown is None or len(shown.body) <= ANNOUNCE_OVER)

    async def _settle(self, answer: Answer) -> None:
        """Show the answer again where it is to be read more exactly."""
        again = await settled(answer)
        if again is not None:
            self._replace(answer, again)

    def _replace(self, answer: Answer, again: Answer) -> None:
        """Show `again` where `answer` is on screen; what goes on beside it goes on."""
        view = self._view
        if isinstance(view.now, Done) and view.now.answer is answer:
            view = replace(view, now=replace(view.now, answer=again, again=True))
        if view.last_good is answer:
            view = replace(view, last_good=again)
        if view is not self._view:
            self._show(view)

    def _go_on(self, now: Now) -> None:
        """Show `now` beside what was good before."""
        self._show(replace(self._view, now=now))

    def _show(self, view: View) -> None:
        self._view = view
        self.state_changed.emit(view)


def understand(exchange: Exchange) -> tuple[Document | None, ParseError | None, Problem | None]:
    """Parse a body once, and say what is wrong with the answer if anything is."""
    document, unread = _parsed(exchange.body)
    return document, unread, classify(exchange, document or unread)


def understood(came: Answer) -> Answer:
    """`came`, read and judged. What was opened may be any JSON at all."""
    began = time.perf_counter()
    if came.exchange is not None:
        document, unread, problem = understand(came.exchange)
    else:
        document, unread = _parsed(came.body)
        problem = None if unread is None else file_words.not_json(unread, came.body)
    parse_ms = (time.perf_counter() - began) * 1000
    return replace(came, document=document, unread=unread, problem=problem, parse_ms=parse_ms)


def _parsed(body: bytes) -> tuple[Document | None, ParseError | None]:
    try:
        return parse(body, freeze=True), None
    except ParseError as error:
        return None, error


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
