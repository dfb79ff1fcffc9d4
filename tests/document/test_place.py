from __future__ import annotations

import time

import pytest
from hypothesis import given

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.place import place
from tallyfy_inspector.document.refusal import ParseError
from tests.support.json_bodies import bodies, many


def refusal_of(body: bytes) -> ParseError | None:
    try:
        parse(body)
    except ParseError as error:
        return error
    return None


@given(bodies)
@many
def test_an_error_and_its_byte_have_one_place(body: bytes) -> None:
    error = refusal_of(body)
    if error is not None:
        assert place(body, error.byte) == (error.line, error.column)


@pytest.mark.parametrize(
    ("byte", "expected"),
    [
        (0, (1, 1)),
        (1, (1, 2)),
        (3, (1, 3)),
        (5, (2, 1)),
        (6, (3, 1)),
        (7, (4, 1)),
        (11, (4, 2)),
        (99, (4, 3)),
    ],
)
def test_lines_and_columns_are_an_editors(byte: int, expected: tuple[int, int]) -> None:
    assert place("aü\r\n\n\r😀x".encode(), byte) == expected


def test_the_byte_order_mark_is_no_column() -> None:
    assert place(b"\xef\xbb\xbf[", 3) == (1, 1)
    assert place(b"\xef\xbb\xbf[", 0) == (1, 1)
    assert place(b"\xef\xbb\xbf[\n[", 5) == (2, 1)


def test_a_line_of_many_megabytes_takes_no_time() -> None:
    body = "ü".encode() * 10_000_000
    started = time.perf_counter()
    assert place(body, 20_000_000) == (1, 10_000_001)
    assert time.perf_counter() - started < 0.5
