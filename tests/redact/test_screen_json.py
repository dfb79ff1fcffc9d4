from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.parse import parse, settle_now
from tallyfy_inspector.document.values import RepeatedObject
from tallyfy_inspector.redact.screen import HIDDEN, is_structure, mask_leaf
from tallyfy_inspector.redact.screen_json import screen_masked
from tests.support.samples import task_full, variants

NAMES = st.sampled_from(
    ["data", "id", "title", "label", "value", "field_value", "form_fields", "prerun", "deadline", "status",
     "options", "phone", "owners", "a@b.example", "Sam L", "ü", ""]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", " ", "<p></p>", "Sam", "a@b.example", "d005715eb72c17884e4e3f904d9e01bf", "2026-11-20", "open", "1",
     'quo"te', "back\\slash", "line\nend", "\u00a0", "\ud800", "Ü {[,:]}"]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
    st.text(),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=25,
)


def read(body: bytes) -> Any:
    """What the program reads in `body`, repeated keys and all."""
    return settle_now(body, parse(body)).root


def by_hand(value: Any, names: dict[str, str], path: tuple[str | int, ...] = ()) -> Any:
    """`value` masked leaf by leaf, over the parsed document."""
    if isinstance(value, dict):
        made = []
        for name, inner in value.items():
            if name and not is_structure(name):
                names.setdefault(name, f"{HIDDEN} {len(names) + 1}")
            made.append((names.get(name, name), by_hand(inner, names, (*path, name))))
        return dict(made)
    if isinstance(value, list):
        return [by_hand(inner, names, (*path, index)) for index, inner in enumerate(value)]
    return mask_leaf(path, value)


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_the_bytes_are_masked_as_the_values_are(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    body = text.encode(errors="replace")  # half a surrogate pair can be spelled, and not be sent
    masked = screen_masked(body)
    assert masked is not None
    assert read(masked) == by_hand(read(body), {})


@pytest.mark.parametrize("name", ["full", *variants()])
def test_so_are_the_samples(name: str) -> None:
    value = task_full() if name == "full" else variants()[name]
    body = json.dumps(value, default=str).encode()
    masked = screen_masked(body)
    assert masked is not None
    assert read(masked) == by_hand(read(body), {})


def test_all_but_what_is_hidden_is_as_it_was_received() -> None:
    body = (
        b'\xef\xbb\xbf\r\n{ "data" :\t{"title": "Call Sam","n":1.10,"m" : -0,"big":' + b"9" * 400 + b",\n"
        b'"id":"1","id":"2", "\\u0069d":3,"t":true , "z":null,"e":"","deadline":"2026-01-01"}}\n\n'
    )
    assert screen_masked(body) == body.replace(b'"Call Sam"', f'"{HIDDEN}"'.encode())


def test_where_nothing_is_hidden_the_same_object_comes_back() -> None:
    body = b'{"id": 4711, "status": "active"}'
    assert screen_masked(body) is body


def test_a_hidden_name_is_the_same_wherever_it_stands_and_however_it_is_spelled() -> None:
    body = b'{"a@b.c": {"a\\u0040b.c": 1, "d@e.f": 2}, "a@b.c": {}}'
    masked = screen_masked(body)
    assert masked == f'{{"{HIDDEN} 1": {{"{HIDDEN} 1": 1, "{HIDDEN} 2": 2}}, "{HIDDEN} 1": {{}}}}'.encode()
    assert isinstance(read(masked), RepeatedObject)


def test_values_under_a_hidden_name_are_masked_like_others() -> None:
    masked = screen_masked(b'{"guests": {"a@b.c": {"name": "Sam", "id": 5, "field_value": 7}}}')
    assert masked is not None
    assert json.loads(masked)["guests"][f"{HIDDEN} 1"] == {"name": HIDDEN, "id": 5, "field_value": HIDDEN}


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"<html>Sam</html>", b"Sam", b'{"title": "Sam', b'{"title": "Sam"', b'{"a": NaN}',
     b'{"a":1}}', b'"Sam" Sam', b"'Sam'", b"\x00\x01", b'"Sam\\'],
)  # fmt: skip
def test_what_is_no_json_is_not_answered(body: bytes) -> None:
    assert screen_masked(body) is None


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail(body: bytes) -> None:
    masked = screen_masked(body)
    assert masked is None or isinstance(masked, bytes)


@pytest.mark.parametrize("opening", [b"[", b'{"value":'])
def test_a_hundred_thousand_levels(opening: bytes) -> None:
    depth = 100_000
    closing = b"]" if opening == b"[" else b"}"
    masked = screen_masked(opening * depth + b'"Sam"' + closing * depth)
    assert masked == opening * depth + f'"{HIDDEN}"'.encode() + closing * depth


def test_ten_megabytes_take_seconds_at_most() -> None:
    one = json.dumps(task_full(), default=str).encode()
    body = b"[" + b",".join([one] * (5_000_000 // len(one))) + b"]"
    began = time.perf_counter()
    screen_masked(body)
    assert len(body) / (time.perf_counter() - began) > 1_500_000  # 15 MB a second where nothing else runs


@pytest.mark.parametrize("tail", [b" " * 2_000_000, b',"' + b"\\\\" * 500_000 + b'"]', b"," * 500_000])
def test_no_text_makes_it_run_away(tail: bytes) -> None:
    began = time.perf_counter()
    screen_masked(b'["Sam"' + (tail if tail.endswith(b"]") else b"]" + tail))
    assert time.perf_counter() - began < 2
