"""One query under way, in a thread of its own that nobody waits for.

The library is pure Python, so a window goes on beside it; but a thread cannot be ended from outside. The
query is abandoned instead: by `cancel`, after which nothing is heard of it, or when its time is up. Its
thread ends at the next check that the library lets in. Knows no window: the outcome is handed over by a
callable, which is called in another thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyfy_inspector.document.collector import collector_at_rest, freeze
from tallyfy_inspector.document.matching import Matches, TooSlowError
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.query.subject import Subject
from tallyfy_inspector.texts import N_, _, ngettext

if TYPE_CHECKING:
    from tallyfy_inspector.document.query.engine import SyntaxFault

TIME = 10.0
KEPT = 100_000


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What came of a query: `paths` in the order of the standard, the first `KEPT` of `count`; or `error`, a
    sentence, with the place in the expression, from 1, where that is known."""

    paths: tuple[Path, ...] = ()
    count: int = 0
    error: str | None = None
    column: int | None = None

    def __repr__(self) -> str:
        return f"<Outcome, {self.count} nodes, error: {self.error is not None}>"


class Query:
    """A query, which begins with `start` and reports once to `on_done`, unless it is cancelled before.

    `regexp` makes of a pattern what says whether it occurs in a text (see `engine.Regexp`). `on_done` is
    called in another thread; have it hand over, as by `loop.call_soon_threadsafe`.
    """

    def __init__(
        self,
        expression: str,
        subject: Subject,
        on_done: Callable[[Outcome], None],
        *,
        regexp: Callable[[str], Matches],
        time_out: float = TIME,
        kept: int = KEPT,
    ) -> None:
        self._expression = expression
        self._subject = subject
        self._on_done = on_done
        self._regexp = regexp
        self._time_out = time_out
        self._kept = kept
        self._lock = threading.Lock()
        self._over = False
        self._alarm = threading.Timer(time_out, self._on_time_up)
        self._alarm.daemon = True
        self._thread = threading.Thread(target=self._run, name="jsonpath query", daemon=True)

    def __repr__(self) -> str:
        """Without the expression, which may hold a customer's value."""
        return f"<Query, {'over' if self._over else 'running'}>"

    def start(self) -> Query:
        """Begin. Once only."""
        self._alarm.start()
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Report nothing any more, and end as soon as possible."""
        with self._lock:
            self._over = True
        self._alarm.cancel()

    def join(self, time_out: float) -> bool:
        """Wait until the thread has ended, at most `time_out` seconds. Whether it has."""
        self._thread.join(time_out)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            # A round of the collector over all that a query makes would hold the window up for 0.1 seconds.
            with collector_at_rest():
                outcome = self._outcome()
                freeze()
        except _Abandoned:
            return
        except TooSlowError:
            outcome = Outcome(error=_("The pattern takes too long on a text in this document."))
        except RecursionError:
            outcome = Outcome(error=_too_deep(self._expression))
        except Exception as error:  # noqa: BLE001 - the library's, or a matcher's: the person has to hear of it
            outcome = Outcome(error=_("The query failed ({kind}).").format(kind=type(error).__name__))
        self._report(outcome)

    def _outcome(self) -> Outcome:
        from tallyfy_inspector.document.query import engine

        try:
            # Compiled before the document is looked at: a mistake is told at once.
            found = engine.Compiled(self._expression, self._regexp, self._check)
        except engine.SyntaxFault as fault:
            return Outcome(error=_sentence(fault), column=fault.column)
        paths: list[Path] = []
        count = 0
        for path in found.paths(self._subject.root(self._check)):
            count += 1
            if count <= self._kept:
                paths.append(path)
        return Outcome(tuple(paths), count)

    def _check(self) -> None:
        if self._over:
            raise _Abandoned

    def _on_time_up(self) -> None:
        seconds = round(self._time_out)
        text = ngettext(
            "The query was stopped after {count} second.",
            "The query was stopped after {count} seconds.",
            seconds,
        )
        self._report(Outcome(error=text.format(count=seconds)))

    def _report(self, outcome: Outcome) -> None:
        with self._lock:
            if self._over:
                return
            self._over = True
        self._alarm.cancel()
        self._on_done(outcome)


class _Abandoned(BaseException):  # not Exception: nobody on the way may take it for a failure of his own
    pass


_SENTENCES = {
    "syntax": N_("This is no JSONPath query: what stands at character {column} does not fit."),
    "end": N_("This is no JSONPath query yet: it ends too early."),
    "name": N_("JSONPath has no function {name}. It has length, count, match, search and value."),
    "type": N_("At character {column} something is compared, or given to a function, that cannot be."),
    "index": N_("The number at character {column} is too large for an index."),
    "nested": N_("The query is nested too deep."),
}
_NO_PLACE = N_("This is no JSONPath query.")


_LONG = 500  # letters; the calls that a shorter query needs by itself are far from too many


def _too_deep(expression: str) -> str:
    if len(expression) > _LONG:
        return _("The query is too long, or the document nested too deep for it.")
    return _("The document is nested too deep for this query.")


def _sentence(fault: SyntaxFault) -> str:
    text = _SENTENCES[fault.kind]
    if fault.column is None and "{column}" in text:
        text = _NO_PLACE
    return _(text).format(column=fault.column, name=fault.name)
