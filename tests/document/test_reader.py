from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.levels import MAX_LEVELS, TooDeepError
from tallyfy_inspector.document.reader import Reader
from tallyfy_inspector.document.refusal import judge
from tests.support.json_text import blanks, models, written


def read(text: str) -> object:
    return Reader(text, json.JSONDecoder(object_pairs_hook=tuple), tuple).read()


def outcome(text: str, reader: Any) -> object:
    try:
        return reader(text)
    except json.JSONDecodeError as error:
        return judge(text, error)


def scan(text: str) -> object:
    return json.loads(text, object_pairs_hook=tuple)


@given(models(), blanks)
def test_it_reads_what_the_scanner_reads(model: Any, blank: str) -> None:
    text = blank + written(model, blank) + blank
    assert repr(read(text)) == repr(scan(text))


@given(models(), st.data())
def test_it_refuses_what_the_scanner_refuses_at_the_same_place(model: Any, data: st.DataObject) -> None:
    text = written(model, data.draw(blanks))
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + data.draw(st.sampled_from(["", ",", "]", "}", '"', ":", "?", "1", "\\", "[", "{"]))
    broken += text[at + data.draw(st.integers(0, 2)) :]
    assert repr(outcome(broken, read)) == repr(outcome(broken, scan))


def test_the_limit_is_exact() -> None:
    assert read("[" * MAX_LEVELS + "]" * MAX_LEVELS)
    with pytest.raises(TooDeepError) as caught:
        read(" [" * (MAX_LEVELS + 1) + "]" * (MAX_LEVELS + 1))
    assert caught.value.position == 2 * MAX_LEVELS + 1


def test_it_does_not_need_the_end_to_see_that_it_is_too_deep() -> None:
    with pytest.raises(TooDeepError):
        read('{"a":[' * 1_000_000)


def test_equal_names_are_one_object_in_memory() -> None:
    objects: Any = read('[{"a name": 1}, {"a name": 2}]')
    assert objects[0][0][0] is objects[1][0][0]
