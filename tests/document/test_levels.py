from __future__ import annotations

import json
import sys

import pytest

from tallyfy_inspector.document.levels import (
    MAX_LEVELS,
    first_too_deep,
    is_too_deep,
    may_be_too_deep,
    stack_ends_first,
)
from tallyfy_inspector.document.values import RepeatedObject


def nested(levels: int) -> object:
    value: object = []
    for level in range(levels - 1):
        value = [value] if level % 2 else {"a": value}
    return value


@pytest.mark.parametrize(("levels", "too_deep"), [(MAX_LEVELS, False), (MAX_LEVELS + 1, True)])
def test_the_limit_is_exact(levels: int, too_deep: bool) -> None:
    assert is_too_deep(nested(levels)) is too_deep


def test_scalars_have_no_levels() -> None:
    assert not is_too_deep("[[[[")
    assert not is_too_deep(None)


def test_depth_under_the_first_of_two_equal_keys_counts() -> None:
    assert is_too_deep(RepeatedObject([("a", nested(MAX_LEVELS)), ("a", 1)]))


def test_the_cheap_look_passes_what_is_wide_and_stops_what_is_deep() -> None:
    wide = json.dumps([{"a": [[], {}, [[1]]], "b": "]] }} [["}] * 200).encode()
    assert not may_be_too_deep(b"[" + b",".join([b'{"a":[[[]]]}'] * 20_000) + b"]")
    assert not may_be_too_deep(wide.replace(b"]] }} [[", b""))
    assert may_be_too_deep(b"[" * 1001 + b"]" * 1001)
    assert may_be_too_deep(b'[{"a":' * 501 + b"1" + b"}]" * 501)


def test_the_place_is_the_bracket_that_goes_too_far() -> None:
    text = '["[[", "\\"[", ' + "[" * MAX_LEVELS + "1"
    assert first_too_deep(text, len(text)) == len(text) - 2
    assert first_too_deep(text, len(text) - 2) is None
    assert first_too_deep("[]," * 2000, 6000) is None


def test_the_stack_is_the_limit_on_old_pythons_that_nobody_changed() -> None:
    was = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(MAX_LEVELS)
        assert stack_ends_first() is (sys.version_info < (3, 12))
        sys.setrecursionlimit(MAX_LEVELS + 1)
        assert not stack_ends_first()
    finally:
        sys.setrecursionlimit(was)


def test_five_megabytes_of_escapes_take_no_time() -> None:
    text = '["' + "\\n" * 2_500_000 + '"]' + "[" * 1001
    assert first_too_deep(text, len(text)) is not None
