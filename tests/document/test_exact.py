from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.exact import REPEATED_LISTED, read
from tallyfy_inspector.document.path import Member, value_at
from tallyfy_inspector.document.refusal import ParseError
from tests.support.json_bodies import bodies, told
from tests.support.json_text import as_model, blanks, models, written


@given(models(), blanks)
def test_everything_arrives_as_it_was_sent(model: Any, blank: str) -> None:
    root, _repeated = read(written(model, blank).encode())
    assert as_model(root) == model


@given(models())
def test_each_later_place_of_a_key_is_listed_once(model: Any) -> None:
    root, repeated = read(written(model).encode())
    assert len(set(repeated)) == len(repeated) == _later_places(as_model(root))
    for path in repeated:
        value_at(root, path)


def _later_places(model: Any) -> int:
    if isinstance(model, list):
        return sum(map(_later_places, model))
    pairs = getattr(model, "pairs", ())
    here = len(pairs) - len({name for name, _value in pairs})
    return here + sum(_later_places(value) for _name, value in pairs)


@given(bodies)
def test_it_accepts_what_the_standard_library_accepts_but_for_constants(body: bytes) -> None:
    try:
        root: object = read(body)[0]
    except ParseError as error:
        root = error
    try:
        theirs: object = json.loads(body.decode("utf-8-sig"), parse_int=float)
    except ValueError as error:
        theirs = error
    refused = isinstance(root, ParseError)
    assert refused == isinstance(theirs, ValueError) or (refused and root.reason == "nan")  # type: ignore[attr-defined]
    if not refused:
        assert told(root, last_of_equal=True)[0] == told(theirs)[0] or isinstance(theirs, float)


def test_the_list_of_repeated_keys_is_in_order_and_has_an_end() -> None:
    root, repeated = read(b'{"a": 0' + b', "a": [1]' * 2 * REPEATED_LISTED + b"}")
    assert repeated == tuple((Member("a", number),) for number in range(1, REPEATED_LISTED + 1))
    assert len(root.pairs) == 2 * REPEATED_LISTED + 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[1, NaN]", ("nan", 5, 4)),
        (b'\xef\xbb\xbf["\xff"]', ("encoding", 3, 5)),
        ("[1]".encode("utf-16-le"), ("encoding", 2, 1)),
        (b'["\xf0\x9f\x98', ("cut_off", 3, 2)),
        (b"[1]\xf0\x9f\x98", ("encoding", 4, 3)),
        (b"[" * 2000 + b"]" * 2000, ("too_deep", 1001, 1000)),
    ],
)
def test_reasons_and_places(data: bytes, expected: tuple[str, int, int]) -> None:
    with pytest.raises(ParseError) as caught:
        read(data)
    assert (caught.value.reason, caught.value.column, caught.value.byte) == expected
