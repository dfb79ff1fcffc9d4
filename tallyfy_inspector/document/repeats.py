"""Whether a document has an object with a repeated key, when its reader kept only the last of equal keys.

Such a reader loses members, so their number tells: the values hold fewer than the bytes. Those of the values
are counted by a walk. Those of the bytes are the signs `":` outside of strings; counted with those inside,
which is quick, there are at least as many as members. Where that number is the same as the values' nothing
can be lost; where it is not (a text begins with a colon, or holds JSON), those inside are left out, first
the most of them at little cost, then all by a scan that knows strings.

The price: as long again as the fast road took to read it, and up to three times that where the scan is
needed; but in slices of a few milliseconds, between which a window can work. Knows no more of values than
dict and list.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import chain, islice

Slices = Generator[None, None, int]
_VALUES = 20_000
_CONTAINERS = 1_000
_BYTES = 2**20
_STRINGS = 10_000

_BLANK = b" \t\r\n"
_HEAD = re.compile(rb'"?[ \t\r\n]*+:?')
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"[ \t\r\n]*+(:?)', re.DOTALL)
_CONTAINER_TYPES = frozenset((dict, list))


def has_repeats(data: bytes, root: object) -> Generator[None, None, bool]:
    """Whether `data`, of which `root` is the value with the last of equal keys, has repeated keys.

    Yields when a slice is done, returns the answer.
    """
    held = yield from members_held(root)
    at_most = yield from members_at_most(data)
    if at_most != held:
        at_most -= yield from members_quoted(data)
    return at_most != held and (yield from members_sent(data)) != held


def members_held(root: object) -> Slices:
    """The members of all objects in `root`."""
    count = 0
    waiting = [root] if type(root) in _CONTAINER_TYPES else []
    while waiting:
        batch = waiting[-_CONTAINERS:]
        del waiting[-_CONTAINERS:]
        objects = [one for one in batch if isinstance(one, dict)]
        arrays = [one for one in batch if isinstance(one, list)]
        members = sum(map(len, objects))
        count += members
        values = chain(chain.from_iterable(map(dict.values, objects)), chain.from_iterable(arrays))
        for _slice in range(0, members + sum(map(len, arrays)), _VALUES):
            waiting += [one for one in islice(values, _VALUES) if type(one) in _CONTAINER_TYPES]
            yield
    return count


def members_at_most(data: bytes) -> Slices:
    """At least as many as `data`, which is JSON, has members, and mostly just as many."""
    count = 0
    for piece in _pieces(data):
        count += piece.translate(None, _BLANK).count(b'":')
        yield
    return count


def members_quoted(data: bytes) -> Slices:
    """Of those that `members_at_most` counts, some that are no members: names of JSON within a string.

    A quotation mark after a backslash ends no name, unless that is the second of a pair.
    """
    count = 0
    for piece in _pieces(data):
        if b"\\" in piece:
            signs = piece.translate(None, _BLANK)
            count += signs.count(b'\\":') - signs.count(b'\\\\":')
        yield
    return count


def members_sent(data: bytes) -> Slices:
    """As many as `data`, which is JSON, has members."""
    count = 0
    strings = _STRING.finditer(data)
    while signs := [one[1] for one in islice(strings, _STRINGS)]:
        count += signs.count(b":")
        yield
    return count


def _pieces(data: bytes) -> Iterator[bytes]:
    """`data` cut before quotation marks, so that none is parted from the colon after it; of a long part
    without any, only what could be that colon."""
    start = 0
    while start < len(data):
        end = data.rfind(b'"', start + 1, start + _BYTES)
        if end >= 0:
            yield data[start:end]
        else:
            head = _HEAD.match(data, start)
            yield head[0] if head else b""
            end = data.find(b'"', start + _BYTES)
        start = end if end >= 0 else len(data)
