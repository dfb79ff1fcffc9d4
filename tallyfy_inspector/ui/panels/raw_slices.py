"""A long body in slices that are masked one by one, and that together are masked as the whole would be.

Masking goes by what a value looks like and by the member it stands in, so a slice may end only where neither
is cut: behind a comma between two members or items, and in no array that stands in a secret member. Whether
a member is one, the masking rule itself is asked. Knows no widget, and nothing of what is secret.
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TypeVar

from tallyfy_inspector.document.shown import visible

SIZE = 2**15
"""Bytes of a slice, and characters of a piece: masked and shown in some 10 ms."""
PLACE = None
"""Stands between the pieces where the asked-for byte is."""
# Read beyond what is shown and left out again after masking: a secret that the end of the text cuts in two
# may not be recognised, and must then not be shown.
MARGIN = 16_384
_TAIL = 8_192
_MUCH = 2**18

MaskText = Callable[[str], str]
T = TypeVar("T")

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*("|\\?\Z)|[][{}]', re.DOTALL)
_COLON = re.compile(rb"\s*:\s*")
# Every rule that goes by a member's name hides something of this, and no other rule does.
_PROBE = '"https://host.example/?q=1"'


def beginning(body: bytes, first: int, mask: MaskText) -> tuple[str, bool]:
    """About the first `first` characters of `body` as they may be shown, and whether that is all of it.

    Bytes that are not UTF-8 read as `\\udcXX`, control characters in the same style.
    """
    masked, whole = _beginning(body, first, mask)
    return visible(masked, keep="\n\t"), whole


def _beginning(body: bytes, first: int, mask: MaskText) -> tuple[str, bool]:
    whole = len(body) <= first + MARGIN
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    masked = mask(decoder.decode(body if whole else body[: first + MARGIN], whole))
    return (masked if whole else masked[: max(0, min(first, len(masked) - _TAIL))]), whole


def pieces(
    body: bytes, mask: MaskText, *, sound: int, end: int, place: int | None = None
) -> Iterator[str | None]:
    """About the first `end` bytes of `body` as they may be shown, in pieces of about `SIZE` characters at
    most, and `PLACE` where the byte `place` stands.

    `sound` says how far the body is JSON; what comes behind it is masked in one go. An asked-for byte
    inside of something that is hidden moves to its edge.
    """
    start = 0
    for cut in cuts(body, min(sound, end), mask):
        shown = yield from _waiting(partial(_masked, body[start:cut], mask), cut - start)
        yield from _piece(shown, body, start, cut, mask, place)
        start = cut
    rest = body[start : end + MARGIN + 1]
    shown, _whole = yield from _waiting(partial(_beginning, rest, end - start, mask), len(rest))
    yield from _piece(shown, body, start, len(body) + 1, mask, place)


def _masked(data: bytes, mask: MaskText) -> str:
    return mask(decoded(data))


def _waiting(work: Callable[[], T], size: int) -> Generator[str, None, T]:
    """What `work` gives; nothing is shown meanwhile. Where there is much to do (a single value of megabytes,
    which cannot be cut) a thread does it."""
    if size <= _MUCH:
        return work()
    done: list[T] = []
    thread = threading.Thread(target=lambda: done.append(work()), name="mask", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.005)
        yield ""
    return done[0]


def _piece(
    shown: str, body: bytes, start: int, end: int, mask: MaskText, place: int | None
) -> Iterator[str | None]:
    """`shown`, which is masked and stands for `body` from `start` to `end`."""
    at = (
        common(shown, mask(decoded(body[start:place])))
        if place is not None and start <= place < end
        else None
    )
    yield from visible_pieces(shown[:at])
    if at is not None and (at < len(shown) or place == len(body)):
        yield PLACE
        yield from visible_pieces(shown[at:])


def decoded(data: bytes) -> str:
    """`data` as text; bytes that are not UTF-8 read as half a surrogate pair each."""
    return data.decode("utf-8", "surrogateescape")


def common(one: str, other: str) -> int:
    """How many characters at their beginning are the same."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def visible_pieces(text: str, size: int = SIZE) -> Iterator[str]:
    """`text` with what cannot be seen spelled out, in pieces; empty text has none."""
    start = 0
    while start < len(text):
        end = start + size
        while end < len(text) and visible(text[end]) != text[end]:  # it may belong to what stands before it
            end += 1
        yield visible(text[start:end], keep="\n\t")
        start = end


def cuts(body: bytes, end: int, mask: MaskText, size: int = SIZE) -> Iterator[int]:
    """Where `body` may be cut before `end`, some `size` bytes apart."""
    walk, asked = _Walk(body, end), _Asked(mask)
    start = 0
    while start + size < end and (cut := walk.cut(start + size, asked)) is not None:
        yield cut
        start = cut


class _Asked:
    """Which members are secret, as the masking rule tells of each once."""

    def __init__(self, mask: MaskText) -> None:
        self._mask = mask
        self._known: dict[bytes, bool] = {b"": False}

    def __call__(self, name: bytes) -> bool:
        if name not in self._known:
            probe = f"{{{decoded(name)}: [{_PROBE}]}}"
            self._known[name] = self._mask(probe) != probe
        return self._known[name]


class _Walk:
    """Goes through JSON text from string to string and bracket to bracket."""

    def __init__(self, body: bytes, end: int) -> None:
        self._body = body
        self._end = end
        self._at = 0
        self._string = (0, 0)
        self._open: list[bytes] = []  # an array: the quoted name it stands under, if any; an object: b""

    def cut(self, after: int, secret: Callable[[bytes], bool]) -> int | None:
        """The first place from `after` on where the text may be cut; None when there is none."""
        self._go(after)
        while self._at < self._end:
            limit = min(self._at + SIZE, self._end)
            token = _TOKEN.search(self._body, self._at, limit)
            gap = limit if token is None else token.start()
            comma = self._body.find(b",", self._at, gap)
            if comma >= 0 and not any(map(secret, self._open)):
                self._at = comma + 1
                return self._at
            self._at = gap
            self._go(gap + 1)
        return None

    def _go(self, to: int) -> None:
        """Go on to `to`, or to the end of the string that holds it."""
        at = self._at
        for found in _TOKEN.finditer(self._body, at, min(to, self._end)):
            token = found
            if found[1] == b"" or found[1] == b"\\":  # a string that goes on
                token = _TOKEN.match(self._body, found.start(), self._end) or found
            self._take(token)
            at = token.end()
        self._at = max(at, to)

    def _take(self, token: re.Match[bytes]) -> None:
        sign = token[0][:1]
        if sign == b'"':
            self._string = token.span()
        elif sign == b"[":
            self._open.append(self._name(token.start()))
        elif sign == b"{":
            self._open.append(b"")
        elif self._open:
            self._open.pop()

    def _name(self, bracket: int) -> bytes:
        """What the array at `bracket` stands under; an array in an array stands under the same."""
        start, end = self._string
        if end and _COLON.fullmatch(self._body, end, bracket):
            return self._body[start:end]
        return self._open[-1] if self._open else b""
