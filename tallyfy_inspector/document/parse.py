"""Bytes of JSON to values, exactly: order, digits, repeated keys; or one error with its place.

Knows no Tallyfy and no network. `fast.py` reads what it can, `exact.py` the rest, and both to the same
values. Only repeated keys and `-0` escape the fast road; a large document is therefore shown first and
`settled` afterwards:

    document = parse(data)
    paint(document)
    document = yield from settle(data, document)   # in slices; another root where something escaped

Parsing holds the interpreter, as long as the fast road takes (50 ms for 10 MB) or, for a body that it
refuses, or in which something escaped, two to three times as long. Say "Reading …" before a big one.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TypeVar

from tallyfy_inspector.document import exact, fast
from tallyfy_inspector.document.collector import collector_at_rest
from tallyfy_inspector.document.collector import freeze as freeze_all
from tallyfy_inspector.document.exact import REPEATED_LISTED
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.refusal import ParseError, Reason
from tallyfy_inspector.document.repeats import has_repeats
from tallyfy_inspector.document.values import Number, RepeatedObject

__all__ = [
    "REPEATED_LISTED",
    "SETTLED_AT_ONCE",
    "Document",
    "Number",
    "ParseError",
    "Reason",
    "RepeatedObject",
    "in_one_go",
    "parse",
    "parse_or_error",
    "settle",
]

T = TypeVar("T")

SETTLED_AT_ONCE = 2**19
"""Up to this many bytes a document is settled when `parse` returns it: it takes 2 to 4 milliseconds more."""


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A parsed body. `size` is in bytes; `repeated` has the path of each second and later occurrence of
    a key in its object, in document order, the first `REPEATED_LISTED` of them.

    As long as it is not `settled` nobody has looked for repeated keys and for `-0`: `repeated` is empty, an
    object that repeats a key shows only the last of its values, and -0 is 0. All else is exact from the
    start.
    """

    root: object
    size: int
    repeated: tuple[Path, ...]
    settled: bool = True

    def __repr__(self) -> str:
        return f"<Document, {self.size} bytes>"


def parse(data: bytes, *, freeze: bool = False) -> Document:
    """The document in `data`: UTF-8, with or without a byte order mark. Raises ParseError.

    One of more than `SETTLED_AT_ONCE` bytes may be returned before it is settled.

    `freeze` takes everything alive afterwards out of the garbage collector's rounds, which would begin at
    once and take 16 ms for 10 MB. It costs nothing, and a document's own memory is still returned as soon
    as nothing refers to it; garbage that was frozen with it waits for `collector.tidy`.
    """
    at_once = len(data) <= SETTLED_AT_ONCE
    with collector_at_rest():
        root = fast.UNREAD if at_once and in_one_go(fast.has_minus_zero(data)) else fast.read(data)
        if root is fast.UNREAD:
            document = _exact(data)
        else:
            document = Document(root, len(data), (), settled=False)
            if at_once and in_one_go(has_repeats(data, root)):
                document = _exact(data)
            elif at_once:
                document = replace(document, settled=True)
        if freeze:
            freeze_all()
    return document


def parse_or_error(data: bytes, *, freeze: bool = False) -> Document | ParseError:
    """What `parse` returns, or the error that it raises: for whoever has a use for either."""
    try:
        return parse(data, freeze=freeze)
    except ParseError as error:
        return error


def settle(data: bytes, document: Document, *, freeze: bool = False) -> Generator[None, None, Document]:
    """Find out whether `document`, parsed from `data`, has repeated keys or a `-0`; returns it settled.

    Yields after each slice of a few milliseconds; it may be dropped between any two. Without either
    the root is the same object as before. With them the body is read again, which blocks as parsing does,
    and the root is another one: paths lead to the same places in it (a name without an occurrence is the
    first of its kind now, and was the last). `freeze` as for `parse`, for the document that was read again.
    """
    if document.settled:
        return document
    minus_zero = yield from fast.has_minus_zero(data)
    if not minus_zero and not (yield from has_repeats(data, document.root)):
        return replace(document, settled=True)
    with collector_at_rest():
        again = _exact(data)
        if freeze:
            freeze_all()
    return again


def in_one_go(slices: Generator[None, None, T]) -> T:
    """What `slices` returns, once all of them are done: where nobody waits at a window."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: T = end.value
            return result


def _exact(data: bytes) -> Document:
    root, repeated = exact.read(data)
    return Document(root, len(data), repeated)
