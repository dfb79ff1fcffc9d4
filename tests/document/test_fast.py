from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given

from tallyfy_inspector.document import exact, fast
from tallyfy_inspector.document.parse import in_one_go
from tallyfy_inspector.document.refusal import ParseError
from tallyfy_inspector.document.values import Number
from tests.support.json_bodies import bodies, documents, many, told


@given(bodies)
@many
def test_what_it_reads_the_exact_road_reads_alike_but_for_repeated_keys(body: bytes) -> None:
    root = fast.read(body)
    if root is not fast.UNREAD and not in_one_go(fast.has_minus_zero(body)):
        assert told(root) == told(exact.read(body)[0], last_of_equal=True)


@given(documents())
def test_it_reads_most_of_what_is_json(body: bytes) -> None:
    # Half a surrogate pair is the one thing that this JSON may have and it may not read.
    assert fast.read(body) is not fast.UNREAD or b"\\ud" in body


MINUS_ZEROS = (
    b"-0", b" -0\n", b"[-0]", b"[1,-0,2]", b'{"a":-0}', b'{"a": \t-0 }', b"\xef\xbb\xbf-0", b"[\n-0\n]",
)  # fmt: skip


@pytest.mark.parametrize("body", MINUS_ZEROS)
def test_a_minus_zero_is_found(body: bytes) -> None:
    assert in_one_go(fast.has_minus_zero(body))


@pytest.mark.parametrize("before", range(-3, 4))
def test_a_minus_zero_is_found_where_two_slices_meet(before: int) -> None:
    gap = b" " * (2**20 - 1 + before)
    assert in_one_go(fast.has_minus_zero(b"[" + gap + b"-0]"))
    assert not in_one_go(fast.has_minus_zero(b"[" + gap + b"-1, 10, -0.5, -0e1" + gap + b"]"))
    assert sum(1 for _slice in fast.has_minus_zero(gap * 3)) > 2


@pytest.mark.parametrize(
    "body", [b'["2026-01-02","a-0","x -01"]', b"[-0.5,-1,0]", b"[-0e1,-0E1]", b"[-10, 0]"]
)
def test_what_only_looks_like_a_minus_zero_is_none(body: bytes) -> None:
    assert not in_one_go(fast.has_minus_zero(body))


@pytest.mark.parametrize(
    "body",
    [
        b'"\\ud800"', b'"\\udc00x"', b"[" + b"9" * 4301 + b"]", b"-" + b"1" * 5000,
        b"[" * 1001 + b"]" * 1001, b"[" * 100_000, b'{"a":' * 100_000,
        b"", b" ", b"NaN", b"[1,]", b"[1", b'["\xff"]', b'["\xed\xa0\x80"]', b"[1]\xf0\x9f", b"\0[1]",
        b'"\x1f"',
    ],
)  # fmt: skip
def test_what_it_would_change_or_cannot_read_it_leaves_alone(body: bytes) -> None:
    assert fast.read(body) is fast.UNREAD


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'["2026-01-02","a-0","x -0"]', ["2026-01-02", "a-0", "x -0"]),
        (b"[-0.5,-1,0]", [-0.5, -1, 0]),
        (b"[-0e1,-0E1]", [0.0, 0.0]),
        (b"\xef\xbb\xbf[1]", [1]),
        (b"9" * 4300, int("9" * 4300)),
        (b"-170141183460469231731687303715884105728", -(2**127)),
    ],
)
def test_what_only_looks_like_it_is_read(body: bytes, value: object) -> None:
    assert fast.read(body) == value


def test_numbers_keep_their_digits() -> None:
    root = fast.read(b"[1.10, 1e400, -0.0, 123456789012345678901234567890.0]")
    assert isinstance(root, list)
    assert all(type(one) is Number for one in root)
    assert [one.text for one in root] == ["1.10", "1e400", "-0.0", "123456789012345678901234567890.0"]


def with_limit(limit: int, call: Callable[[], object]) -> object:
    was = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        return call()
    finally:
        sys.setrecursionlimit(was)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_a_stack_that_goes_deeper_does_not_let_more_levels_in(opening: bytes) -> None:
    # As on Python 3.12 and later, where the stack of C code is another one.
    closing = b"]" if opening == b"[" else b"}"
    at_limit, beyond = (opening * n + b"0" + closing * n for n in (1000, 1001))
    assert with_limit(6000, lambda: fast.read(beyond)) is fast.UNREAD
    assert with_limit(6000, lambda: fast.read(b"[1]")) == [1]
    root = with_limit(6000, lambda: fast.read(at_limit))
    with pytest.raises(ParseError):
        exact.read(beyond)
    assert root is fast.UNREAD or root == exact.read(at_limit)[0]


def from_frames_down(frames: int, call: Callable[[], object]) -> object:
    return from_frames_down(frames - 1, call) if frames else call()


def test_a_caller_near_the_end_of_the_stack_gets_no_error() -> None:
    fast.read(b"1")  # msgspec is loaded with room to spare
    for frames in (0, 500, 700, 800, 850):
        for levels in (50, 200, 500, 900):
            body = b"[" * levels + b"1.5" + b"]" * levels
            root = from_frames_down(frames, lambda body=body: fast.read(body))  # type: ignore[misc]
            assert root is fast.UNREAD or isinstance(root, list)


def test_msgspec_is_loaded_when_it_is_needed() -> None:
    program = (
        "import sys; from tallyfy_inspector.document import fast, parse; before = 'msgspec' in sys.modules;"
        "fast.read(b'1'); print(before, 'msgspec' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
