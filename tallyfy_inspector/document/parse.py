"""Bytes of JSON to values, exactly: order, digits, repeated keys; or one error with its place.

Knows no Tallyfy and no network. Two roads lead to the same values: the standard library's scanner, and
`reader.py` for texts that nest too deep for it. Another fast road goes where `_scan` is: it must refuse
what this one refuses, and may refuse more, since what it refuses is read again.

Parsing holds the interpreter: about 150 ms for 10 MB. Say "Reading …" before a big one.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from tallyfy_inspector.document.levels import TooDeepError, first_too_deep, is_too_deep, may_be_too_deep
from tallyfy_inspector.document.path import Member, Path, Step, members_of
from tallyfy_inspector.document.reader import Pairs, Reader
from tallyfy_inspector.document.refusal import ParseError, Reason, error_at, first_constant, judge
from tallyfy_inspector.document.values import Number, RepeatedObject

__all__ = ["REPEATED_LISTED", "Document", "Number", "ParseError", "Reason", "RepeatedObject", "parse"]

REPEATED_LISTED = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A parsed body. `size` is in bytes; `repeated` has the path of each second and later occurrence of
    a key in its object, in document order, the first `REPEATED_LISTED` of them."""

    root: object
    size: int
    repeated: tuple[Path, ...]

    def __repr__(self) -> str:
        return f"<Document, {self.size} bytes>"


def parse(data: bytes, *, freeze: bool = False) -> Document:
    """The document in `data`: UTF-8, with or without a byte order mark. Raises ParseError.

    `freeze` takes everything alive afterwards out of the garbage collector's rounds, which a document
    of 100 MB would stall by half a second. Ask for it from some 10 MB on: it costs one round before
    (so that no garbage is frozen for good), and a document's own memory is still returned as soon as
    nothing refers to it.
    """
    with _collector_at_rest(freeze):
        text, mark, whole = _decode(data)
        root, noticed = _read(text, mark)
        if not whole:
            raise error_at("encoding", text, len(text), mark)
        if may_be_too_deep(data) and is_too_deep(root):
            raise error_at("too_deep", text, first_too_deep(text, len(text)) or 0, mark)
    return Document(root, len(data), tuple(_repeated_paths(root, noticed)))


@contextmanager
def _collector_at_rest(freeze: bool) -> Iterator[None]:
    """The collector would look at each new container again and again: 2 to 4 times the parse."""
    was_enabled = gc.isenabled()
    if freeze:
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
        if freeze:
            gc.freeze()
    finally:
        if was_enabled:
            gc.enable()


_MARK = b"\xef\xbb\xbf"


def _decode(data: bytes) -> tuple[str, int, bool]:
    """Text, length of the byte order mark, and whether it is all: the last character may be cut in two."""
    mark = len(_MARK) if data.startswith(_MARK) else 0
    try:
        text = str(memoryview(data)[mark:], "utf-8")
    except UnicodeDecodeError as error:
        bad, cut = error.start, error.reason == "unexpected end of data"
    else:
        if "\0" in text[:4]:  # UTF-16 or UTF-32 without a mark of its own
            raise error_at("encoding", text, text.index("\0"), mark)
        return text, mark, True
    text = str(memoryview(data)[mark : mark + bad], "utf-8")
    if not cut:
        raise error_at("encoding", text, len(text), mark)
    return text, mark, False


class _ConstantError(Exception):
    """NaN or an infinity was met."""


def _read(text: str, mark: int) -> tuple[object, list[RepeatedObject]]:
    """The text's value and its objects with repeated keys; each failure becomes a ParseError here.

    That is raised outside the handlers: the scanner's own error carries the whole text with it.
    """
    reason: Reason
    try:
        return _by_either_road(text)
    except TooDeepError as error:
        reason, at = "too_deep", error.position
    except _ConstantError:
        reason, at = "nan", first_constant(text)
    except json.JSONDecodeError as error:
        reason, at = judge(text, error)
    raise error_at(reason, text, at, mark)


def _by_either_road(text: str) -> tuple[object, list[RepeatedObject]]:
    try:
        return _scan(text)
    except RecursionError:
        pass
    noticed: list[RepeatedObject] = []
    build = _object_builder(noticed)
    return Reader(text, _decoder(build, exact_integers=True), build).read(), noticed


_MINUS_ZERO = re.compile(r"-0(?=[ \t\r\n,\]}]|\Z)")


def _scan(text: str) -> tuple[object, list[RepeatedObject]]:
    """The fast road. Raises json.JSONDecodeError, _ConstantError, and RecursionError when it cannot go on."""
    if not _MINUS_ZERO.search(text):
        try:
            return _decoded(text, exact_integers=False)
        except json.JSONDecodeError:
            raise
        except ValueError:
            pass  # an integer that is too long for int()
    return _decoded(text, exact_integers=True)


def _decoded(text: str, *, exact_integers: bool) -> tuple[object, list[RepeatedObject]]:
    noticed: list[RepeatedObject] = []
    return _decoder(_object_builder(noticed), exact_integers=exact_integers).decode(text), noticed


def _decoder(build: Callable[[Pairs], object], *, exact_integers: bool) -> json.JSONDecoder:
    """A hook costs a call a value, so integers have one only where it makes a difference."""
    return json.JSONDecoder(
        object_pairs_hook=build,
        parse_float=Number,
        parse_int=_integer if exact_integers else None,
        parse_constant=_refuse_constant,
    )


def _object_builder(noticed: list[RepeatedObject]) -> Callable[[Pairs], object]:
    """Makes an object of its members; one with repeated keys is added to `noticed`."""

    def build(pairs: Pairs) -> object:
        if len(members := dict(pairs)) == len(pairs):
            return members
        noticed.append(RepeatedObject(pairs))
        return noticed[-1]

    return build


def _integer(digits: str) -> int | Number:
    if digits == "-0":
        return Number(digits)
    try:
        return int(digits)
    except ValueError:
        return Number(digits)


def _refuse_constant(_name: str) -> NoReturn:
    raise _ConstantError


def _repeated_paths(root: object, noticed: list[RepeatedObject]) -> Iterator[Path]:
    """The path of each later occurrence: a walk in document order, only as far as there are some to find."""
    missing = min(REPEATED_LISTED, sum(len(one.pairs) - len(one) for one in noticed))
    steps: list[Step] = []
    walks = [_members(root)] if missing else []
    while walks and missing:
        step, value = next(walks[-1], (None, None))
        if step is None:
            walks.pop()
            del steps[-1:]
            continue
        if isinstance(step, Member):
            missing -= 1
            yield (*steps, step)
        if isinstance(value, dict | list):
            steps.append(step)
            walks.append(_members(value))


def _members(container: object) -> Iterator[tuple[Step, object]]:
    members = members_of(container)
    if isinstance(members, list):
        return iter(enumerate(members))
    return iter(() if members is None else members.items())
