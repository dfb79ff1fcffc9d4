"""Makes views and answers from JSON, and hands panels what the program would, for tests of `ui`.

Knows no widget. `answer(…)` is read as the program reads one: parsed once, judged once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from tallyfy_inspector.api.exchange import CutOff, Exchange, FetchRequest, Timings
from tallyfy_inspector.api.problems import Problem, classify
from tallyfy_inspector.document.parse import Document, ParseError, parse
from tallyfy_inspector.redact import mask_json, mask_value
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.name_book import NameBook
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.view import Answer, Done, Failed, Loading, Source, View

NOW = datetime(2026, 11, 23, 12, 1, 3, tzinfo=UTC)
TASK = "d005715eb72c17884e4e3f904d9e01bf"
ORGANIZATION = "3d53f2fd6326517fb1b431b539292029"
REQUEST = FetchRequest(
    "https://go.tallyfy.com/api", ORGANIZATION, TASK, includes=("run", "step", "form_fields")
)


def source(request: FetchRequest = REQUEST, connection: str = "default") -> Source:
    """What was asked."""
    return Source(connection, request, connection)


def connection(name: str = "default", connection_id: str = "default") -> Connection:
    """One to the address of REQUEST, where nobody answers."""
    nobody: Any = None
    return Connection(name, REQUEST.base_url, nobody, nobody, id=connection_id)


def exchange(
    body: bytes,
    status: int = 200,
    reason: str = "OK",
    cut_off: CutOff | None = None,
    request: FetchRequest = REQUEST,
) -> Exchange:
    """An answered request with this body."""
    return Exchange(
        url=f"{request.base_url}/organizations/{request.organization}/tasks/{request.task}",
        status=status,
        reason=reason,
        request_headers=(("accept", "application/json"),),
        response_headers=(("content-type", "application/json"),),
        body=body,
        wire_bytes=len(body),
        started_at=NOW - timedelta(milliseconds=142),
        timings=Timings(120.0, 142.0),
        cut_off=cut_off,
    )


def answer(
    body: object,
    status: int = 200,
    reason: str = "OK",
    cut_off: CutOff | None = None,
    request: FetchRequest = REQUEST,
) -> Answer:
    """The answer whose body is `body`: bytes as they are, text as UTF-8, anything else as JSON."""
    data = (
        body
        if isinstance(body, bytes)
        else body.encode()
        if isinstance(body, str)
        else json.dumps(body).encode()
    )
    made = exchange(data, status, reason, cut_off, request)
    document, unread = _parsed(data)
    return Answer(source(request), made, document, unread, classify(made, document or unread), NOW)


def _parsed(data: bytes) -> tuple[Document | None, ParseError | None]:
    try:
        return parse(data), None
    except ParseError as error:
        return None, error


def good(body: object, request: FetchRequest = REQUEST) -> View:
    """A view of one answer, which is taken for a good one whatever root it has."""
    made = replace(answer(body, request=request), problem=None)
    return View(last_good=made, now=Done(made))


def bad(body: object, status: int, reason: str, before: View | None = None) -> View:
    """A view after an answer with a problem; what was good `before` stays, as an older answer."""
    made = answer(body, status, reason)
    return View(last_good=None if before is None else before.last_good, now=Done(made))


def failed(before: View | None = None) -> View:
    """A view after no answer at all."""
    problem = Problem("No answer", "Try again.", "retry")
    return View(last_good=None if before is None else before.last_good, now=Failed(source(), problem, NOW))


def loading(before: View) -> View:
    """A view while the next answer is on its way."""
    return replace(before, now=Loading(source(), NOW))


@dataclass
class FixedClock:
    """A clock that stands still."""

    moment: datetime = NOW
    zone: tzinfo = UTC

    def now(self) -> datetime:
        """That moment."""
        return self.moment


@dataclass
class MemorySettings:
    """Settings that are nowhere but here."""

    kept: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str, default: Any) -> Any:
        """The value kept, or `default`; one of another type counts as absent."""
        value = self.kept.get(name, default)
        return value if isinstance(value, type(default)) else default

    def set(self, name: str, value: Any) -> None:
        """Keep `value`; None forgets it."""
        self.kept[name] = value
        if value is None:
            del self.kept[name]

    def flush(self) -> None:
        """Nothing waits to be written."""


@dataclass
class Surroundings:
    """What a panel is handed, with what it said and kept open to a test."""

    said: list[str] = field(default_factory=list)
    settings: MemorySettings = field(default_factory=MemorySettings)
    clock: FixedClock = field(default_factory=FixedClock)
    mask: Callable[[tuple[str | int, ...], str], str] = mask_value
    names: NameBook | None = None

    def context(self) -> PanelContext:
        """For the panel's constructor."""
        return PanelContext(
            clock=self.clock,
            settings=self.settings,
            mask=self.mask,
            mask_raw=mask_json,
            announce=self.said.append,
            done=self.said.append,
            names=self.names,
        )
