from __future__ import annotations

import json
import time
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given

from tallyfy_inspector.document import exact, fast, repeats
from tests.support.json_bodies import documents, many
from tests.support.slices import finished


def small_slices() -> Any:
    return patch.multiple(repeats, _VALUES=2, _CONTAINERS=2, _BYTES=5, _STRINGS=2)


@given(documents())
@many
def test_repeated_keys_are_noticed_and_nothing_else(body: bytes) -> None:
    root = fast.read(body)
    if root is fast.UNREAD:
        return
    expected = bool(exact.read(body)[1])
    assert finished(repeats.has_repeats(body, root)) is expected
    with small_slices():
        assert finished(repeats.has_repeats(body, root)) is expected


@given(documents())
def test_the_counts_are_what_they_say(body: bytes) -> None:
    root = fast.read(body)
    if root is fast.UNREAD:
        return
    held, sent = finished(repeats.members_held(root)), finished(repeats.members_sent(body))
    with small_slices():
        assert (finished(repeats.members_held(root)), finished(repeats.members_sent(body))) == (held, sent)
        at_most, quoted = finished(repeats.members_at_most(body)), finished(repeats.members_quoted(body))
    assert held <= sent <= at_most - quoted <= at_most


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ":b", "c": "\\":", "d": "{\\"x\\": 1, \\"y\\" : 2}", "e": "{\\\\\\":\\\\\\"}"}',
        '{"a\\\\" : 1, "b\\\\\\\\":2, "\\"":3, ":":4, "\\":": 5, "\\\\ ":6}',
        '["a\\\\ :", " :", "\\n:", "\\t :"]',
        '{"a"  \r\n\t : 1, "b":":", "c":": "}',
    ],
)
def test_signs_in_strings_are_not_members(text: str) -> None:
    body = text.encode()
    assert finished(repeats.has_repeats(body, fast.read(body))) is False
    twice = b'{"k": %b, "k": %b}' % (body, body)
    assert finished(repeats.has_repeats(twice, fast.read(twice))) is True


def test_json_within_strings_needs_no_scan() -> None:
    body = json.dumps([{"payload": json.dumps({"a": 1, "b": ["c"]})}] * 5).encode()
    with patch.object(repeats, "members_sent", side_effect=AssertionError):
        assert finished(repeats.has_repeats(body, fast.read(body))) is False


@pytest.mark.parametrize("root", [None, 1, "text", [], {}])
def test_what_has_no_members_has_no_repeats(root: object) -> None:
    assert finished(repeats.has_repeats(json.dumps(root).encode(), root)) is False


def test_slices_are_short() -> None:
    record = {"id": "d005715e" * 4, "text": 'ü {"a": 1} :' * 3, "n": [1.5, None, 3], "o": {":": "\\"}}
    body = json.dumps([[record] * 20_000, [7] * 1_000_000, dict.fromkeys(map(str, range(100_000)))]).encode()
    assert len(body) > 7_500_000
    root = fast.read(body)
    slices = []
    walk = repeats.has_repeats(body, root)
    started = time.perf_counter()
    while next(walk, True) is None:
        now = time.perf_counter()
        slices.append(now - started)
        started = now
    assert len(slices) > 100
    assert sorted(slices)[len(slices) * 9 // 10] < 0.02
    assert max(slices) < 0.2


def test_a_long_string_does_not_make_a_long_slice() -> None:
    body = b'{"a": "' + b"x : " * 2_000_000 + b'", "b"' + b" " * 2_000_000 + b': 1, "c": 2}'
    slices = repeats.members_at_most(body)
    started = time.perf_counter()
    assert finished(slices) == 3
    assert time.perf_counter() - started < 0.1
    twice = body[:-1] + b', "b": 3}'
    assert finished(repeats.has_repeats(twice, fast.read(twice)))
