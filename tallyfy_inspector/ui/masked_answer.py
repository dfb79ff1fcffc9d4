"""An answer, its source and its problem as others may see them who look on: pure functions over `ui.view`.

What is hidden of the body is said in `redact.screen`; here it is put into an `Answer` that is like one that
came. A new part of an `Answer`, `Exchange` or `Problem` with words of a server or a person is masked here.
Knows no mode.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.api.problems import classify
from tallyfy_inspector.document.parse import Document, ParseError, in_one_go, parse, settle
from tallyfy_inspector.redact.screen import HIDDEN, hide_addresses, mask_header
from tallyfy_inspector.redact.screen_json import screen_masked
from tallyfy_inspector.texts import ngettext
from tallyfy_inspector.ui.view import Answer, AnySource, Done, Failed, Loading, Now, Opened, Stopped, Waiting

if TYPE_CHECKING:  # it brings all rules with it, and this file is known before the first paint
    from tallyfy_inspector.task.diagnosis.finding import Finding

_ALL_HIDDEN = f'"{HIDDEN}"'.encode()
_REASONS = frozenset(status.phrase.lower() for status in HTTPStatus) | {"unprocessable entity"}


def masked_body(answer: Answer) -> bytes:
    """The body of `answer` as others may see it; may run in any thread. Of one that is no JSON, or was not
    read, no more is told than how long it is."""
    if answer.document is not None:
        body = screen_masked(answer.body)
        return _ALL_HIDDEN if body is None else body
    if not answer.body:
        return b""
    count = len(answer.body.decode("utf-8", "replace"))
    told = ngettext("{hidden} ({count} character)", "{hidden} ({count} characters)", count)
    return told.format(hidden=HIDDEN, count=f"{count:,}").encode()


def masked(answer: Answer, body: bytes, read: Document | None = None) -> Answer:
    """`answer` with its masked `body`, which was `read` exactly already or is read now; what was known of it
    (status, times, sizes, where it stops being JSON) stays."""
    document = None if answer.document is None else read or in_one_go(reading(body))
    exchange = None if answer.exchange is None else _masked_exchange(answer.exchange, body)
    shown = replace(
        answer,
        source=masked_source(answer.source),
        exchange=exchange,
        document=document,
        opened=body if exchange is None else b"",
        received=answer.size,
        unmasked=answer.document,
    )
    return replace(shown, problem=_masked_problem(answer.problem, shown))


def reading(body: bytes) -> Generator[None, None, Document]:
    """Returns the document in a masked `body`, exactly: with its repeated keys and each `-0`. Only parsing
    it holds the window up; between the slices of the rest it yields."""
    try:
        document = parse(body)
    except ParseError:
        return parse(_ALL_HIDDEN)
    return (yield from settle(body, document))


def _masked_exchange(exchange: Exchange, body: bytes) -> Exchange:
    headers = tuple((name, mask_header(name, value)) for name, value in exchange.response_headers)
    reason = exchange.reason if exchange.reason.lower() in _REASONS else ""
    return replace(exchange, body=body, response_headers=headers, reason=reason)


def masked_source(source: AnySource) -> AnySource:
    """Where an answer is from, without the name of a file."""
    return replace(source, hidden=True) if isinstance(source, Opened) and source.path else source


def _masked_problem(problem: Problem | None, shown: Answer) -> Problem | None:
    """`problem` without the server's words: a line that the masked answer would bring about, too, stays."""
    if problem is None or not problem.details or shown.exchange is None:
        return problem
    again = classify(shown.exchange, shown.document or shown.unread)
    harmless = frozenset(() if again is None else again.details)
    return replace(problem, details=tuple(_masked_line(line, harmless) for line in problem.details))


def _masked_line(line: str, harmless: frozenset[str]) -> str:
    if line in harmless:
        return line
    shown = f"{line.partition(': ')[0]}: {HIDDEN}"
    return shown if shown in harmless else HIDDEN


def masked_findings(findings: Iterable[Finding], answer: Answer | None) -> list[Finding]:
    """What was found by `answer.judged`, as it may be shown beside `answer`. Findings hold labels of fields,
    and nothing else of an answer; where others look on they lose the addresses in those."""
    if answer is None or answer.unmasked is None:
        return list(findings)
    return [
        replace(each, title=hide_addresses(each.title), text=hide_addresses(each.text)) for each in findings
    ]


def _without_addresses(problem: Problem) -> Problem:
    return replace(problem, details=tuple(hide_addresses(line) for line in problem.details))


def masked_now(now: Now, answer: Answer | None) -> Now:
    """What goes on, as others may see it; `answer` is the masked one of what is done."""
    match now:
        case Done() if answer is not None:
            return replace(now, answer=answer)
        case Loading(source=source) | Stopped(source=source):
            return replace(now, source=masked_source(source))
        case Failed(source=source, problem=problem):
            return replace(now, source=masked_source(source), problem=_without_addresses(problem))
        case Waiting(problem=problem):
            return replace(now, problem=_without_addresses(problem))
    return now
