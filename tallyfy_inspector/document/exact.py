"""The exact road: any bytes to values, with every repeated key, or to the error that says why not and where.

It decides what is JSON; the fast road (`fast.py`) only may answer sooner where the answer is the same. The
standard library's scanner does the work, and `reader.py` where a text nests too deep for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NoReturn

from tallyfy_inspector.document.levels import TooDeepError, first_too_deep, is_too_deep, may_be_too_deep
from tallyfy_inspector.document.path import Member, Path, Step, occurrences
from tallyfy_inspector.document.reader import Pairs, Reader
from tallyfy_inspector.document.refusal import MARK, Reason, error_at, first_constant, judge
from tallyfy_inspector.document.values import Number, RepeatedObject

REPEATED_LISTED = 1000


def read(data: bytes) -> tuple[object, tuple[Path, ...]]:
    """The value of `data` and the paths of its repeated keys (see `Document.repeated`). Raises ParseError."""
    text, mark, whole = _decode(data)
    root, noticed = _read(text, mark)
    if not whole:
        raise error_at("encoding", text, len(text), mark)
    if may_be_too_deep(data) and is_too_deep(root):
        raise error_at("too_deep", text, first_too_deep(text, len(text)) or 0, mark)
    return root, tuple(_repeated_paths(root, noticed))


def _decode(data: bytes) -> tuple[str, int, bool]:
    """Text, length of the byte order mark, and whether it is all: the last character may be cut in two."""
    mark = len(MARK) if data.startswith(MARK) else 0
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
    """By the scanner. Raises JSONDecodeError, _ConstantError, and RecursionError when it cannot go on."""
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
    walks = [iter(_inside(root))] if missing else []
    while walks and missing:
        for step, value in walks[-1]:
            if isinstance(step, Member):
                missing -= 1
                yield (*steps, step)
            if type(value) in _CONTAINERS and (inside := _inside(value)):
                steps.append(step)
                walks.append(iter(inside))
                break
            if not missing:
                break
        else:
            walks.pop()
            del steps[-1:]


_CONTAINERS = frozenset((dict, list, RepeatedObject))


def _inside(container: object) -> list[tuple[Step, object]]:
    """What has to be looked at: all members of an object that repeats a key, elsewhere the containers."""
    if isinstance(container, RepeatedObject):
        return list(occurrences(container).items())
    if isinstance(container, dict):
        return [(step, value) for step, value in container.items() if type(value) in _CONTAINERS]
    items = container if isinstance(container, list) else []
    return [(step, value) for step, value in enumerate(items) if type(value) in _CONTAINERS]
