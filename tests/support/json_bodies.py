"""Bytes for tests of reading: JSON, JSON with damage, and what looks like JSON; and values told exactly."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tallyfy_inspector.document.values import Number, RepeatedObject
from tests.support.json_text import blanks, models, written

many = settings(max_examples=max(300, settings().max_examples))
"""For what has more corners than the usual number of examples would look into."""

_LONG = b"an integer of 4301 digits"
_PIECES = [
    *(b"[", b"]", b"{", b"}", b",", b":", b" ", b"\n", b'"', b"\\", b'"a"', b'"a":', b'"b" :', b'"a\\\\":'),
    *(b"-0", b"-0,", b"-0.0", b"0", b"01", b"1.10", b"1e400", b"1.", b"-", b"9" * 25, _LONG),
    *(b"null", b"true", b"nul", b"NaN", b"-Infinity", b'":x"', b'"\\":"', b'"x-0, -0"', b'"\\u00fc"'),
    *(
        b'"\\ud800"',
        b'"\\ud83d\\ude00"',
        b'"\xc3\xbc"',
        b"\xff",
        b"\xed\xa0\x80",
        b"\xf0\x9f",
        b"\0",
        b"\x1f",
    ),
    *(b"\xef\xbb\xbf", b"\x0c", b"\xc2\xa0", b"[" * 30, b"]" * 30, b"{}", b"[]"),
]
_pieces = st.sampled_from(_PIECES).map(lambda piece: b"9" * 4301 if piece is _LONG else piece)
_scraps = _pieces | st.binary(max_size=2)

tokens = st.lists(_pieces, max_size=12).map(b"".join)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """JSON, perhaps with a byte order mark, blanks, and containers around it."""
    blank = draw(blanks)
    body = written(draw(models()), blank, draw(st.booleans()))
    around = draw(st.lists(st.sampled_from([("[", "]"), ('{"a":', "}"), ('[0,{"b" :', "},1]")]), max_size=8))
    for before, after in around:
        body = f"{before}{blank}{body}{blank}{after}"
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + f"{blank}{body}{blank}".encode()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A document with a few bytes of it left out, doubled or replaced."""
    body = draw(documents())
    for _time in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(body)))
        body = body[:at] + draw(_scraps) + body[at + draw(st.integers(0, 3)) :]
    return body


bodies = documents() | damaged() | tokens


def told(value: object, *, last_of_equal: bool = False) -> Any:
    """`value` with the kind and digits of each number, and all members in order; or as if an object held
    only the last of equal keys, where the first of them stands."""
    if isinstance(value, Number):
        return "number", value.text
    if isinstance(value, RepeatedObject) and not last_of_equal:
        return "repeated", [(name, told(one)) for name, one in value.pairs]
    if isinstance(value, dict):
        return "object", [(name, told(one, last_of_equal=last_of_equal)) for name, one in value.items()]
    if isinstance(value, list):
        return "array", [told(one, last_of_equal=last_of_equal) for one in value]
    return type(value).__name__, value
