"""The one state of the window as a frozen value: the last good answer, and what goes on now.

`ui.session` makes these, everything else reads them. Widgets keep no flags of their own: what a banner, a
title or a panel shows is computed from a `View`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from tallyfy_inspector.api.exchange import Exchange, FetchRequest
from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.document.parse import Document, ParseError

if TYPE_CHECKING:
    from tallyfy_inspector.task.field_row import FieldRow
    from tallyfy_inspector.ui.connection import Connection


@dataclass(frozen=True, slots=True)
class Source:
    """What was asked, and of which connection: its name for people at that time, and its ID."""

    connection: str
    request: FetchRequest
    connection_id: str = ""

    def is_over(self, connection: Connection) -> bool:
        """Whether it was asked over `connection`, which may have had another name at that time."""
        return (self.connection_id, self.request.base_url) == (connection.id, connection.base_url)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened on this computer instead of asked for: the file at `path`; None for pasted text. The
    name of a `hidden` one is not told."""

    path: Path | None = field(default=None, repr=False)
    hidden: bool = False


AnySource = Source | Opened


def same_task(one: AnySource, other: AnySource) -> bool:
    """Whether the two are of the same task under the same connection, or the same file."""
    if isinstance(one, Source) and isinstance(other, Source):
        return _asked(one) == _asked(other)
    if isinstance(one, Opened) and isinstance(other, Opened) and one.path is not None:
        return one.path == other.path
    return one is other


def _asked(source: Source) -> tuple[str, ...]:
    request = source.request
    return source.connection_id, request.base_url, request.organization, request.task


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as far as it was understood. `document` is None when its body is not JSON; `unread` then
    says where it stops being JSON. `problem` is None for a good answer, which always has a document.
    `parse_ms` is how long reading the body took, None when it was not read. What was opened has no
    `exchange`, and its bytes are `opened`. Where others look on (`ui.screen_share`) what is private is masked
    in all of this; `received` is how many bytes came, and `unmasked` the document as it came, for rules to
    judge by and never to be shown."""

    source: AnySource
    exchange: Exchange | None = field(repr=False)
    document: Document | None = field(repr=False)
    unread: ParseError | None = field(repr=False)
    problem: Problem | None
    received_at: datetime
    parse_ms: float | None = None
    opened: bytes = field(default=b"", repr=False)
    received: int | None = None
    unmasked: Document | None = field(default=None, repr=False)
    # Not kept by `replace`: another document has other fields.
    _fields: dict[tzinfo, tuple[FieldRow, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def fields(self, zone: tzinfo | None = None) -> tuple[FieldRow, ...]:
        """The form fields of the document, times in `zone`; None where no time is told.

        Read once: headline, table and announcement each need them before the first paint.
        """
        if zone is None:
            zone = next(iter(self._fields), UTC)
        if zone not in self._fields:
            from tallyfy_inspector.task.fields import form_fields

            self._fields[zone] = form_fields(None if self.document is None else self.document.root, zone)
        return self._fields[zone]

    def judged_fields(self, zone: tzinfo) -> tuple[FieldRow, ...] | None:
        """The form fields of what is judged by; None where they are to be read, since others look on."""
        return self.fields(zone) if self.unmasked is None else None

    @property
    def size(self) -> int:
        """How many bytes came, decoded."""
        return len(self.body) if self.received is None else self.received

    @property
    def judged(self) -> object:
        """The root to judge by: rules would take what is masked for wrong. None without a document."""
        document = self.document if self.unmasked is None else self.unmasked
        return None if document is None else document.root

    @property
    def body(self) -> bytes:
        """The bytes that came, decoded."""
        return self.opened if self.exchange is None else self.exchange.body

    @property
    def task(self) -> str | None:
        """The ID of the task that was asked for; None for what was opened."""
        return self.source.request.task if isinstance(self.source, Source) else None

    def rereads(self, other: Answer | None) -> bool:
        """Whether this is `other`, of which no more than the document was read again."""
        read = other is not None and other.document is not None and self.document is not None
        return other is not None and read and self.source is other.source and self.body is other.body

    @property
    def good(self) -> bool:
        """Whether this answer may replace the one on screen."""
        return self.problem is None and self.document is not None


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing was asked yet."""


@dataclass(frozen=True, slots=True)
class Loading:
    """On its way since `since`; `reading` is the size in bytes once a large body has come and is being
    parsed. `attempt` counts what was asked again by itself."""

    source: AnySource
    since: datetime
    reading: int | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """Asked again by itself at `until`, as attempt number `attempt` (1: the person asked for it), because of
    `problem`, which came at `since` with the HTTP `status`; None where there was no answer."""

    source: Source
    until: datetime
    problem: Problem
    attempt: int
    since: datetime
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Answered, well or not. `again`: it was told already, and is now read more exactly. `kept`: it came some
    time ago and is shown again, not fetched."""

    answer: Answer
    again: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer at all."""

    source: AnySource
    problem: Problem
    at: datetime


@dataclass(frozen=True, slots=True)
class Stopped:
    """Stopped by the person before an answer came."""

    source: AnySource
    at: datetime


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is private in a large answer is being masked; until then nothing of it is shown."""


Now = Idle | Loading | Waiting | Done | Failed | Stopped | Hiding


@dataclass(frozen=True, slots=True)
class View:
    """What the window shows. `masked`: nothing private is in it, since others may look on."""

    last_good: Answer | None = None
    now: Now = Idle()
    masked: bool = False

    @property
    def problem(self) -> Problem | None:
        """What went wrong with the newest attempt, or None."""
        match self.now:
            case Done(answer):
                return answer.problem
            case Failed(_, problem):
                return problem
            case Waiting(problem=problem):
                return problem
        return None

    @property
    def busy(self) -> bool:
        """Whether something is on its way or will be, which Stop ends."""
        return isinstance(self.now, (Loading, Waiting))

    @property
    def reading(self) -> bool:
        """Whether an answer that came is being read, which takes as long as it is large."""
        return isinstance(self.now, Loading) and self.now.reading is not None

    @property
    def older(self) -> bool:
        """Whether tree and table show an answer from before the newest attempt, which did not replace it."""
        if self.last_good is None:
            return False
        match self.now:
            case Done(answer):
                return answer is not self.last_good
            case Failed() | Stopped():
                return True
        return False

    @property
    def older_is_other(self) -> bool:
        """Whether that older answer is not even of the task that was asked for, or the file."""
        if not self.older or self.last_good is None:
            return False
        match self.now:
            case Done(answer):
                asked = answer.source
            case Failed(source=source) | Stopped(source=source):
                asked = source
            case _:
                return False
        return not same_task(self.last_good.source, asked)

    @property
    def untouched(self) -> bool:
        """Whether nothing was asked in this window yet."""
        return self.last_good is None and isinstance(self.now, Idle)

    @property
    def failed_answer(self) -> Answer | None:
        """The answer that came with a problem: it is what is being inspected."""
        return self.now.answer if isinstance(self.now, Done) and self.now.answer.problem is not None else None

    @property
    def newest(self) -> Answer | None:
        """The answer that Raw shows: the newest one that came, good or not."""
        return self.now.answer if isinstance(self.now, Done) else self.last_good
