from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document import exact
from tallyfy_inspector.document.parse import (
    REPEATED_LISTED,
    SETTLED_AT_ONCE,
    Document,
    Number,
    ParseError,
    RepeatedObject,
    in_one_go,
    parse,
    parse_or_error,
    settle,
)
from tallyfy_inspector.document.path import Member, value_at
from tests.support.json_bodies import bodies, many, told
from tests.support.json_text import Digits, as_model, blanks, models, written


def refused(data: bytes) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(data)
    return caught.value


def test_whoever_has_a_use_for_either_gets_the_document_or_the_error() -> None:
    document = parse_or_error(b'{"data": [1]}', freeze=True)
    assert isinstance(document, Document)
    assert document.root == parse(b'{"data": [1]}').root
    error = parse_or_error(b'{"data": ')
    assert isinstance(error, ParseError)
    assert place(error) == place(refused(b'{"data": '))


def place(error: ParseError) -> tuple[str, int, int, int]:
    return error.reason, error.line, error.column, error.byte


def from_frames_down(frames: int, call: Callable[[], Any]) -> Any:
    return from_frames_down(frames - 1, call) if frames else call()


@given(models(), blanks, st.booleans(), st.booleans())
def test_everything_arrives_as_it_was_sent(model: Any, blank: str, ascii_only: bool, mark: bool) -> None:
    body = written(model, blank, ascii_only).encode()
    document = parse(b"\xef\xbb\xbf" * mark + blank.encode() + body + blank.encode())
    assert as_model(document.root) == model
    assert document.size == len(body) + 2 * len(blank) + 3 * mark


@given(models(), blanks, st.booleans(), st.data())
def test_every_beginning_of_a_document_is_cut_off(
    model: Any, blank: str, mark: bool, data: st.DataObject
) -> None:
    text = written([model], blank)
    body = b"\xef\xbb\xbf" * mark + text.encode()
    kept = data.draw(st.integers(3 * mark, len(body) - 1))
    error = refused(body[:kept])
    assert error.reason == ("cut_off" if kept > 3 * mark else "empty")
    assert kept - 3 <= error.byte <= kept


@pytest.mark.parametrize(
    "digits",
    [
        "123456789012345678901234567890", "-123456789012345678901234567890", "1.10", "1e400", "-1E-400", "-0",
        "-0.0", "0.0", "1E5", "1.0e+05", "100000000000000000000000.5", "0.1000000000000000055511151231257827",
        "9" * 4300, "9" * 5000, "-" + "1" * 5000,
    ],
)  # fmt: skip
def test_digits_are_kept(digits: str) -> None:
    for body in (f"{digits}", f'{{"a": {digits}}}', f"[{digits} ]", f"[1,{digits},2]"):
        root = parse(body.encode()).root
        assert Digits(digits) in (as_model(root), *_values(root))


def _values(root: object) -> list[object]:
    values = root.values() if isinstance(root, dict) else root
    return [as_model(value) for value in values] if not isinstance(values, float | int) else []  # type: ignore[attr-defined]


def test_integers_are_ints_and_a_minus_zero_elsewhere_changes_nothing() -> None:
    root = parse(b'{"date": "2026-05-0", "n": 123456789012345678901234567890, "zero": -0, "f": -0.5}').root
    assert isinstance(root, dict)
    assert type(root["n"]) is int
    assert root["n"] == 123456789012345678901234567890
    assert isinstance(root["zero"], Number)


def test_null_and_empty_text_stay_apart_and_keys_in_order() -> None:
    root = parse(b'{"z": null, "a": "", "m": false}').root
    assert list(root.items()) == [("z", None), ("a", ""), ("m", False)]  # type: ignore[attr-defined]


def test_half_a_surrogate_pair_is_read() -> None:
    assert parse(b'["\\ud800", "\\udc00x", "\\ud83d\\ude00"]').root == ["\ud800", "\udc00x", "😀"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("empty", 1, 1, 0)),
        (b" \n", ("empty", 1, 1, 0)),
        (b"\xef\xbb\xbf", ("empty", 1, 1, 3)),
        (b"<!doctype html>", ("not_json", 1, 1, 0)),
        (b'{"a": 1,\r\n "b": ?}', ("not_json", 2, 7, 16)),
        (b'\xef\xbb\xbf{"\xc3\x9c\xf0\x9f\x98\x80": ?}', ("not_json", 1, 8, 14)),
        ('["ü",\n"ü" 1'.encode(), ("not_json", 2, 5, 12)),
        ('["ü",\n"ü", 1'.encode(), ("cut_off", 2, 7, 14)),
        (b"[1, NaN]", ("nan", 1, 5, 4)),
        (b'["NaN",\n -Infinity]', ("nan", 2, 2, 9)),
        (b"[Infinity, ?", ("nan", 1, 2, 1)),
        (b"[?, NaN]", ("not_json", 1, 2, 1)),
        (b'{"a": "\xc3\x9c\xfc"}', ("encoding", 1, 9, 9)),
        (b'\xef\xbb\xbf["\xff"]', ("encoding", 1, 3, 5)),
        (b'["\xed\xa0\x80"]', ("encoding", 1, 3, 2)),
        ("[1]".encode("utf-16"), ("encoding", 1, 1, 0)),
        ("[1]".encode("utf-16-le"), ("encoding", 1, 2, 1)),
        (b"\x1f\x8b\x08\x00\x00", ("encoding", 1, 2, 1)),
        (b'["\xf0\x9f\x98', ("cut_off", 1, 3, 2)),
        (b"[1]\xf0\x9f\x98", ("encoding", 1, 4, 3)),
        (b"[?]\xf0\x9f\x98", ("not_json", 1, 2, 1)),
        (b"[1,]", ("not_json", 1, 4, 3)),
    ],
)
def test_reasons_and_places(data: bytes, expected: tuple[str, int, int, int]) -> None:
    assert place(refused(data)) == expected


def test_an_error_holds_nothing_of_the_body() -> None:
    error = refused(b'{"secret": "value", ?')
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "secret" not in repr(error)
    assert "value" not in str(error)


def test_a_document_says_nothing_of_its_content() -> None:
    assert repr(parse(b'{"secret": 1}')) == "<Document, 13 bytes>"


def test_repeated_keys_are_noticed_where_they_are() -> None:
    body = b'{"x": [{"a": {"b": 1, "b": 2}, "a": {"c": 3, "c": [4], "c": 5}}], "y": {"a": 0}}'
    document = parse(body)
    inner = ("x", 0, Member("a", 1))
    assert document.repeated == (
        ("x", 0, "a", Member("b", 1)),
        inner,
        (*inner, Member("c", 1)),
        (*inner, Member("c", 2)),
    )
    assert value_at(document.root, (*inner, Member("c", 1))) == [4]
    assert value_at(document.root, ("x", 0, "a", "b")) == 1
    assert isinstance(value_at(document.root, ("x", 0)), RepeatedObject)
    assert isinstance(value_at(document.root, ("y",)), dict)
    assert not isinstance(value_at(document.root, ("y",)), RepeatedObject)


def test_the_list_of_repeated_keys_has_an_end() -> None:
    body = b'{"a": 0' + b', "a": [1]' * 50_000 + b"}"
    document = parse(body)
    assert len(document.repeated) == REPEATED_LISTED
    assert document.repeated[-1] == (Member("a", REPEATED_LISTED),)
    assert len(document.root.pairs) == 50_001  # type: ignore[attr-defined]


def outcome(reading: Callable[[], tuple[object, object]]) -> object:
    try:
        root, repeated = reading()
    except ParseError as error:
        return place(error)
    return told(root), repeated


@given(bodies)
@many
def test_verdict_values_and_places_are_those_of_the_exact_road(body: bytes) -> None:
    def quick() -> tuple[object, object]:
        document = parse(body)
        assert document.settled
        return document.root, document.repeated

    assert outcome(quick) == outcome(lambda: exact.read(body))


def large(body: bytes) -> bytes:
    return b'["' + b"x" * SETTLED_AT_ONCE + b'",' + body + b"]"


@given(bodies)
def test_a_large_body_ends_as_the_exact_road_reads_it(body: bytes) -> None:
    def in_two_steps() -> tuple[object, object]:
        document = in_one_go(settle(large(body), parse(large(body))))
        assert document.settled
        return document.root, document.repeated

    # Not whole values: one that differs would be printed with its half a megabyte.
    assert hash(repr(outcome(in_two_steps))) == hash(repr(outcome(lambda: exact.read(large(body)))))


def test_a_large_document_without_repeats_keeps_its_root() -> None:
    data = large(b'{"a": 1, "b": ":"}')
    first = parse(data)
    assert not first.settled
    slices = settle(data, first)
    assert next(slices) is None
    done = in_one_go(settle(data, first))
    assert done == Document(first.root, len(data), (), settled=True)
    assert done.root is first.root
    assert in_one_go(settle(data, done)) is done


def test_a_large_document_with_repeats_is_read_again() -> None:
    data = large(b'{"a": {"b": 1, "b": 2}, "a": -1}')
    first = parse(data)
    assert (first.settled, first.repeated, first.root[1]) == (False, (), {"a": -1})  # type: ignore[index]
    done = in_one_go(settle(data, first))
    assert done.settled
    assert done.repeated == ((1, "a", Member("b", 1)), (1, Member("a", 1)))
    assert value_at(done.root, (1, "a", "b")) == 1
    assert isinstance(value_at(done.root, (1,)), RepeatedObject)
    assert done.size == len(data)


def test_a_large_document_with_a_minus_zero_is_read_again() -> None:
    data = large(b'{"a": -0}')
    first = parse(data)
    assert (first.settled, as_model(first.root[1]["a"])) == (False, Digits("0"))  # type: ignore[index]
    done = in_one_go(settle(data, first))
    assert done.settled
    assert as_model(done.root[1]["a"]) == Digits("-0")  # type: ignore[index]


def test_what_the_fast_road_leaves_is_settled_however_large() -> None:
    document = parse(large(b'{"a": -0, "a": "\\ud800"}'))
    assert document.settled
    assert document.repeated == ((1, Member("a", 1)),)


def test_settling_leaves_the_collector_as_it_was_and_freezes_when_asked() -> None:
    data = large(b'{"a": [[]], "a": [[1]]}')
    gc.unfreeze()
    try:
        in_one_go(settle(data, parse(data)))
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0
        slices = settle(data, parse(data), freeze=True)
        while next(slices, True) is None:
            pass
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("frames", [0, 600])
@pytest.mark.parametrize("levels", [900, 1000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a": ', "}"), ('[{"a": 1, "a":', "}]")])
def test_deep_documents_parse_from_any_caller(frames: int, levels: int, opening: str, closing: str) -> None:
    count = levels // opening.count("[") // 2 if "[{" in opening else levels
    body = f"{opening * count}-0{closing * count}".encode()
    document = from_frames_down(frames, lambda: parse(body))
    assert isinstance(document, Document)
    value = document.root
    for _level in range(count):
        value = list(value.values())[0] if isinstance(value, dict) else value[0]  # type: ignore[index] # noqa: RUF015
        value = value["a"] if "[{" in opening else value
    assert as_model(value) == Digits("-0")
    assert len(document.repeated) == (count if "[{" in opening else 0)


@pytest.mark.parametrize("frames", [0, 600])
@pytest.mark.parametrize("levels", [1001, 3000, 100_000, 1_000_000])
def test_too_deep_is_said_at_once_and_with_its_place(frames: int, levels: int) -> None:
    for body in (b"[" * levels, b"[" * levels + b"]" * levels):
        started = time.perf_counter()
        error = from_frames_down(frames, partial(refused, body))
        assert time.perf_counter() - started < 1
        assert place(error) == ("too_deep", 1, 1001, 1000)
    body = b'\n{"a": [' * levels + b"]}" * levels
    if levels < 1_000_000:
        assert place(refused(body)) == ("too_deep", 502, 1, 500 * 8 + 1)


def test_brackets_in_strings_are_not_levels() -> None:
    many = ["[" * 2000, "}" * 2000, '\\"[{' * 2000]
    assert parse(json.dumps(many * 10).encode()).root == many * 10
    assert refused(b'["' + b"[" * 5000).reason == "cut_off"


def test_a_hundred_thousand_keys_in_one_object() -> None:
    members = {f"key {number}": number for number in range(100_000)}
    assert parse(json.dumps(members).encode()).root == members


def test_five_megabytes_in_one_string() -> None:
    text = "ü\n" * 2_500_000
    assert parse(json.dumps([text], ensure_ascii=False).encode()).root == [text]
    assert refused(b'["' + b"x" * 5_000_000).byte == 5_000_002


@pytest.mark.parametrize("body", [b"[1]", b"[?]", b"[" * 100_000])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(body: bytes, enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        try:
            parse(body)
        except ParseError:
            pass
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_freezing_is_asked_for() -> None:
    gc.unfreeze()
    try:
        kept = parse(b"[[1], [2]]")
        assert gc.get_freeze_count() == 0
        kept = parse(b"[[1], [2]]", freeze=True)
        assert gc.get_freeze_count() > 0
        assert kept.root == [[1], [2]]
    finally:
        gc.unfreeze()
