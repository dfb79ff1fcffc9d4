"""Where in the received bytes a value or a name stands: for copies as received, and to show it in the text.

The bytes are those a document was parsed from; this reads them again and builds nothing. What is not on the
way is passed over by regular expressions in pieces as large as possible, at some 10 ms per MB of body before
the place. Those for whole values know `_LEVELS` of nesting; what nests deeper is passed over bracket by
bracket, so that nothing here recurses. All of them are possessive: they take neither memory nor a second
try. Knows JSON's signs and how paths lead through a document, no values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tallyfy_inspector.document.path import Member, Path, Step
from tallyfy_inspector.document.refusal import MARK

Span = tuple[int, int]
"""Bytes from, and up to but without."""

_LEVELS = 5
_BLANK = rb"[ \t\r\n]*+"
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_NEXT = _BLANK + rb"," + _BLANK
_NAME_END = _BLANK + rb":" + _BLANK

_BLANKS = re.compile(_BLANK)
_COMMA = re.compile(_NEXT)
_KEY = re.compile(rb"(" + _STRING + rb")" + _NAME_END, re.DOTALL)


def span(data: bytes, path: Path) -> Span:
    """Where the value of `path` stands in `data`, without the blanks around it. LookupError: not there."""
    return _only(data, path).value(data)


def slice_of(data: bytes, path: Path) -> bytes:
    """The value of `path` as it was received. LookupError: not there."""
    start, end = span(data, path)
    return data[start:end]


def key_span(data: bytes, path: Path) -> Span:
    """Where the name that `path` ends with stands, with its quotation marks. LookupError: has none."""
    key = _only(data, path).key
    if key is None:
        raise _nowhere()
    return key


def spans(data: bytes, paths: Iterable[Path]) -> dict[Path, Span]:
    """`span` for several paths by one scan, in their order; those that are not there are left out."""
    asked = list(paths)
    found = {path: place.value(data) for path, place in _places(data, asked)}
    return {path: found[path] for path in asked if path in found}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value begins, and where its name stands if it has one. The root alone knows its end."""

    start: int
    key: Span | None = None
    end: int | None = None

    def value(self, data: bytes) -> Span:
        return self.start, self.end or _end(data, self.start)


class _Wanted(dict[Step, "_Wanted"]):
    """The steps that lead on from a container; `here` says that the container itself is asked for."""

    __slots__ = ("here",)

    def __init__(self) -> None:
        super().__init__()
        self.here = False


def _nowhere() -> LookupError:
    return LookupError("no such node")


def _only(data: bytes, path: Path) -> _Place:
    for _path, place in _places(data, [path]):
        return place
    raise _nowhere()


def _places(data: bytes, paths: Iterable[Path]) -> Iterator[tuple[Path, _Place]]:
    waiting: list[tuple[Path, _Wanted, _Place]] = [((), _tree(paths), _root(data))]
    while waiting:
        path, wanted, place = waiting.pop()
        if wanted.here:
            yield path, place
        if wanted:
            inside = _members(data, place.start, wanted)
            waiting += [((*path, step), wanted[step], found) for step, found in inside]


def _root(data: bytes) -> _Place:
    start = _past(_BLANKS, data, len(MARK) if data.startswith(MARK) else 0)
    return _Place(start, end=max(start, len(data.rstrip(b" \t\r\n"))))


def _tree(paths: Iterable[Path]) -> _Wanted:
    root = _Wanted()
    for path in paths:
        here = root
        for step in path:
            here = here.setdefault(step, _Wanted())
        here.here = True
    return root


def _members(data: bytes, at: int, wanted: Iterable[Step]) -> Iterator[tuple[Step, _Place]]:
    """Those of the `wanted` members that the container at `at` has."""
    sign = data[at : at + 1]
    inside = _past(_BLANKS, data, at + 1)
    if sign == b"[":
        yield from _items(data, inside, sorted(step for step in wanted if type(step) is int and step >= 0))
    elif sign == b"{":
        yield from _named(data, inside, frozenset(step for step in wanted if isinstance(step, str)))


def _items(data: bytes, at: int, indexes: list[int]) -> Iterator[tuple[Step, _Place]]:
    reached = 0
    for index in indexes:
        after = _pass_items(data, at, index - reached)
        if after is None or data[after : after + 1] in (b"]", b""):
            return
        yield index, _Place(after)
        reached, at = index, after


def _pass_items(data: bytes, at: int, count: int) -> int | None:
    """Past `count` items and the commas after them; None where there are fewer."""
    while count:
        for size in (1000, 30, 1):
            items = _item_run(size)
            while count >= size and (run := items.match(data, at)):
                at = run.end()
                count -= size
        if count:  # what comes is the last, or nests too deep for the pattern
            comma = _COMMA.match(data, _end(data, at)) if data[at : at + 1] in (b"[", b"{") else None
            if comma is None:
                return None
            at = comma.end()
            count -= 1
    return at


def _named(data: bytes, at: int, steps: frozenset[str]) -> Iterator[tuple[Step, _Place]]:
    missing = set(steps)
    others = _members_run(frozenset(map(str, steps)))
    met: dict[str, int] = {}
    while missing:
        key = _KEY.match(data, _past(others, data, at))
        if key is None:
            return
        name = _decoded(key[1])
        count = met[name] = met.get(name, -1) + 1
        step = Member(name, count) if count else name
        if step in missing:
            missing.discard(step)
            yield step, _Place(key.end(), key.span(1))
        comma = _COMMA.match(data, _end(data, key.end())) if missing else None
        if comma is None:
            return
        at = comma.end()


def _decoded(string: bytes) -> str:
    if b"\\" not in string:
        return string[1:-1].decode("utf-8", "replace")
    try:
        name: str = json.loads(string)
    except ValueError:
        raise _nowhere() from None
    return name


def _end(data: bytes, at: int) -> int:
    """Where the value that begins at `at` ends. LookupError where there is none, or no end."""
    whole = _value().match(data, at)
    if whole is not None:
        return whole.end()
    if data[at : at + 1] not in (b"[", b"{"):
        raise _nowhere()
    depth = 1
    while depth:
        at = _past(_inside(), data, at + 1)
        sign = data[at : at + 1]
        if sign in (b"", b'"'):
            raise _nowhere()
        depth += 1 if sign in (b"[", b"{") else -1
    return at + 1


def _past(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    """Where `pattern`, which may match nothing, ends."""
    found = pattern.match(data, at)
    return found.end() if found else at


# The large patterns are made when first asked for: that takes 2 ms each.


def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


@cache
def _values_pattern() -> bytes:
    return rb"(?:" + _STRING + rb'|[^ \t\r\n"\[\]{},:]++|[\[{]' + _inside_pattern(_LEVELS - 1) + rb"[\]}])"


def _inside_pattern(levels: int) -> bytes:
    """Everything up to the bracket that ends the container, or to one that nests deeper than `levels`."""
    flat = rb'[^"\[\]{}]*+(?:' + _STRING + rb'[^"\[\]{}]*+)*+'
    if not levels:
        return flat
    return flat + rb"(?:[\[{]" + _inside_pattern(levels - 1) + rb"[\]}]" + flat + rb")*+"


@cache
def _value() -> re.Pattern[bytes]:
    return _compiled(_values_pattern())


@cache
def _inside() -> re.Pattern[bytes]:
    return _compiled(_inside_pattern(_LEVELS - 1))


@cache
def _item_run(size: int) -> re.Pattern[bytes]:
    return _compiled(rb"(?:" + _values_pattern() + _NEXT + rb"){%d}+" % size)


@lru_cache(maxsize=200)
def _members_run(names: frozenset[str]) -> re.Pattern[bytes]:
    """Members with a comma after them, up to one with one of `names` or with a name that has escapes."""
    spelled = rb"|".join(re.escape(name.encode("utf-8", "surrogatepass")) for name in sorted(names))
    name = rb'"(?!(?:' + spelled + rb')")[^"\\]*+"'
    return _compiled(rb"(?:" + name + _NAME_END + _values_pattern() + _NEXT + rb")*+")
