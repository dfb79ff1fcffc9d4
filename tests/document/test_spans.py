from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.exact import read
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, members_of, value_at
from tallyfy_inspector.document.refusal import ParseError
from tallyfy_inspector.document.spans import key_span, slice_of, span, spans
from tests.support.json_bodies import bodies, documents, many, told

BODY = (
    b'\xef\xbb\xbf\n{ "a" : [ 1.10 , {"b\\u00fc":-0}, "]\\"," ] ,\r\n "a":{"x":[]},"c":"}", "\xc3\x9c":{ } ,'
    b'"a": null, "" :true }\n '
)


def everywhere(root: object) -> Iterator[Path]:
    """Every path of a document."""
    waiting: list[tuple[Path, object]] = [((), root)]
    while waiting:
        path, value = waiting.pop()
        yield path
        members = members_of(value)
        if members is not None:
            pairs: Any = enumerate(members) if isinstance(members, list) else members.items()
            waiting += [((*path, step), one) for step, one in pairs]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("a",), b'[ 1.10 , {"b\\u00fc":-0}, "]\\"," ]'),
        (("a", 0), b"1.10"),
        (("a", 1), b'{"b\\u00fc":-0}'),
        (("a", 1, "bü"), b"-0"),
        (("a", 2), b'"]\\","'),
        ((Member("a", 1),), b'{"x":[]}'),
        ((Member("a", 1), "x"), b"[]"),
        ((Member("a", 2),), b"null"),
        (("c",), b'"}"'),
        (("Ü",), b"{ }"),
        (("",), b"true"),
    ],
)
def test_a_slice_is_the_value_as_it_was_received(path: Path, text: bytes) -> None:
    assert slice_of(BODY, path) == text


def test_the_root_is_all_but_mark_and_blanks() -> None:
    assert slice_of(BODY, ()) == BODY[4:-2]
    assert span(b" 12 ", ()) == (1, 3)
    assert span(b"[]", ()) == (0, 2)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("a",), b'"a"'),
        (("a", 1, "bü"), b'"b\\u00fc"'),
        (("Ü",), b'"\xc3\x9c"'),
        (("",), b'""'),
        ((Member("a", 2),), b'"a"'),
    ],
)
def test_a_name_has_its_place_too(path: Path, text: bytes) -> None:
    start, end = key_span(BODY, path)
    assert BODY[start:end] == text
    assert start < end < span(BODY, path)[0]


@pytest.mark.parametrize(
    "path",
    [
        ("b",), (0,), ("a", 3), ("a", -1), ("a", True), ("a", "0"), ("a", 0, 0), ("c", 0), ("c", "x"),
        (Member("a", 3),), (Member("c", 1),), ("Ü", "a"), ((Member("a", 1), "x", 0)),
        ("a", 1, "b\\u00fc"), ("\ud800",), ('"',),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_lookup_error(path: Path) -> None:
    for search in (span, key_span, slice_of):
        with pytest.raises(LookupError):
            search(BODY, path)
    assert spans(BODY, [path, ("c",)]) == {("c",): span(BODY, ("c",))}


@pytest.mark.parametrize("path", [(), ("a", 0)])
def test_root_and_items_have_no_name(path: Path) -> None:
    with pytest.raises(LookupError):
        key_span(BODY, path)


@given(documents())
@many
def test_every_slice_reads_as_its_value_and_lies_inside_its_container(body: bytes) -> None:
    root, _repeated = read(body)
    paths = list(everywhere(root))
    paths.reverse()
    found = spans(body, paths)
    assert list(found) == paths
    for path in paths:
        start, end = found[path]
        assert span(body, path) == (start, end)
        assert told(read(body[start:end])[0]) == told(value_at(root, path))
        if path:
            outer_start, outer_end = found[path[:-1]]
            assert outer_start < start < end < outer_end
        if path and isinstance(path[-1], str):
            key_start, key_end = key_span(body, path)
            assert json.loads(body[key_start:key_end]) == str(path[-1])
            assert found[path[:-1]][0] < key_start < key_end < start


@given(bodies, st.lists(st.sampled_from(["a", "b", 0, 1, Member("a", 1)]), max_size=4))
@many
def test_damaged_bodies_do_no_harm(body: bytes, steps: list[Any]) -> None:
    try:
        start, end = span(body, tuple(steps))
    except LookupError:
        return
    assert 0 <= start <= end <= len(body)
    try:
        root = read(body)[0]
    except ParseError:
        return
    assert told(read(body[start:end])[0]) == told(value_at(root, tuple(steps)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"[1",
        b"[1,",
        b'{"a',
        b'{"a"',
        b'{"a":',
        b'{"a":1',
        b"{1:2}",
        b'{"b\\x":1,"a":2}',
        b'["',
        b"[[[[[[[[",
    ],
)
def test_what_is_cut_off_or_wrong_on_the_way_is_a_lookup_error(body: bytes) -> None:
    for path in [("a", "b"), (1,), (0, 0, 0, 0, 0, 0, 0, 0, 0)]:
        with pytest.raises(LookupError):
            span(body, path)


@pytest.mark.parametrize("levels", [4, 5, 6, 7, 30, 900])
@pytest.mark.parametrize(
    ("opening", "closing", "steps"), [("[1,", ",2]", (1,)), ('{"b":0,"a":', ',"c":3}', ("a",))]
)
def test_what_nests_deep_is_passed_over_and_entered(
    levels: int, opening: str, closing: str, steps: Path
) -> None:
    deep = opening * levels + '"]}"' + closing * levels
    body = f'[0, {deep}, {deep}, {{"x": {deep}, "y": 1}}, 4]'.encode()
    assert slice_of(body, (1,)) == slice_of(body, (2,)) == slice_of(body, (3, "x")) == deep.encode()
    assert slice_of(body, (3, "y")) == b"1"
    assert slice_of(body, (4,)) == b"4"
    assert slice_of(body, (2, *steps * levels)) == b'"]}"'
    with pytest.raises(LookupError):
        span(body, (5,))


@pytest.mark.parametrize("count", [1, 29, 30, 31, 999, 1000, 1001, 2345])
def test_the_last_of_many_items_is_found(count: int) -> None:
    deep = "[[[[[[[[]]]]]]]]"
    items = [deep if number % 450 == 449 else str(number) for number in range(count)]
    body = f"[{', '.join(items)} ]".encode()
    for index in {0, count // 2, count - 1}:
        assert slice_of(body, (index,)) == items[index].encode()
    with pytest.raises(LookupError):
        span(body, (count,))
    with pytest.raises(LookupError):
        span(body, (count + 5000,))
    found = spans(body, [(index,) for index in range(count)])
    assert [body[start:end].decode() for start, end in found.values()] == items


def test_a_late_member_of_ten_megabytes_is_found_soon() -> None:
    record: dict[str, Any] = {
        "id": "d005715e" * 4,
        "text": 'ü {"a": 1} :' * 3,
        "n": [1.5, None, [{}]],
        "o": {":": "\\"},
    }
    body = json.dumps(
        {"data": [record] * 45_000, "keys": {f"k{n}": n for n in range(200_000)}, "end": 1}
    ).encode()
    assert len(body) > 10_000_000
    started = time.perf_counter()
    assert slice_of(body, ("data", 44_999, "id")) == json.dumps(record["id"]).encode()
    assert slice_of(body, ("keys", "k199999")) == b"199999"
    assert slice_of(body, ("end",)) == b"1"
    assert time.perf_counter() - started < 3 * 0.5


def test_five_megabytes_of_escapes_and_a_million_items() -> None:
    body = b'{"text": "' + b'\\n\\"' * 1_250_000 + b'", "n": [' + b"1," * 1_000_000 + b'2], "last": 0}'
    started = time.perf_counter()
    assert slice_of(body, ("n", 1_000_000)) == b"2"
    assert slice_of(body, ("last",)) == b"0"
    assert time.perf_counter() - started < 1
    assert parse(slice_of(body, ("text",))).size == 5_000_002
