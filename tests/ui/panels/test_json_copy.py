from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Path, value_at
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_copy import (
    as_json,
    beginning,
    holds_secret,
    unmasked,
    value_text,
)
from tests.support.slices import done
from tests.support.task_samples import CODE, GUEST_LINK, TASK

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


def nothing(_path: Path, text: str) -> str:
    return text


def test_a_container_is_copied_as_json_with_every_secret_masked() -> None:
    text = done(value_text)(TASK, (), mask_value)
    assert CODE not in text
    copied = json.loads(text)
    assert copied["data"]["owners"]["taskUrls"] != [GUEST_LINK]
    copied["data"]["owners"]["taskUrls"] = [GUEST_LINK]
    assert copied == TASK


def test_the_path_of_what_is_copied_counts() -> None:
    """An array under `taskUrls` is masked by that name, which is not in the copied text."""
    link = "https://example.com/u/abc"
    assert "abc" not in done(value_text)([link], ("data", "owners", "taskUrls"), mask_value)
    assert "abc" in done(value_text)([link], ("data", "note"), mask_value)
    assert "abc" not in done(value_text)({"taskUrls": [[link]]}, (), mask_value)


def test_the_original_is_left_alone() -> None:
    before = json.dumps(TASK)
    done(value_text)(TASK, (), mask_value)
    assert json.dumps(TASK) == before


def test_scalars_are_copied_exactly() -> None:
    root: Any = parse(b'{"n": 1.10, "big": 1e400, "s": "a\\"b\\n", "e": {}}').root
    assert [done(value_text)(root[key], (key,), mask_value) for key in root] == [
        "1.10",
        "1e400",
        'a"b\n',
        "{}",
    ]


def test_repeated_keys_and_digits_survive_the_copy() -> None:
    source = b'{"a": 1.10, "a": {"link": "https://go.tallyfy.com/guest/c0de1234"}, "a": -0}'
    root = parse(source).root
    copy = done(value_text)(root, (), mask_value)
    assert copy.count('"a":') == 3
    assert "1.10" in copy
    assert "c0de1234" not in copy
    assert done(value_text)(root, (), nothing) == to_text(root)


def test_deep_nesting_is_copied_without_recursion() -> None:
    root = parse(b"[" * 900 + b'"x"' + b"]" * 900).root
    assert done(value_text)(root, (), nothing).count("[") == 900


@given(JSON)
def test_without_secrets_a_copy_is_the_same(value: object) -> None:
    assert done(value_text)(value, (), nothing) == to_text(value)
    assert done(as_json)(b"", value, (), nothing) == (to_text([value])[4:-2].replace("\n  ", "\n"), "anew")


def test_each_name_is_masked_once() -> None:
    asked: list[str] = []

    def mask(path: Path, text: str) -> str:
        asked.append(text)
        return text if path else text.upper()

    assert done(value_text)([{"a": "x"}] * 100, (), mask).count('"A": "x"') == 100
    assert (asked.count("a"), asked.count("x")) == (1, 100)

    def same(path: Path, text: str) -> str:
        mask(path, text)
        return text

    asked.clear()
    assert not done(holds_secret)([{"a": "x"}] * 100, (), same)
    assert (asked.count("a"), asked.count("x")) == (1, 100)


SENT = b'{ "t": "\\u00dcber",\t"n": 1.10, "o": {"a" : [1, 2]}, "taskUrls": ["https://example.com/u/abc"] }'


@pytest.mark.parametrize(
    ("path", "text"),
    [(("t",), '"\\u00dcber"'), (("n",), "1.10"), (("o",), '{"a" : [1, 2]}'), (("o", "a", 1), "2")],
)
def test_json_is_copied_as_it_was_received(path: Path, text: str) -> None:
    root = parse(SENT).root
    assert done(as_json)(SENT, value_at(root, path), path, mask_value) == (text, "received")


def test_json_with_a_secret_in_it_is_written_anew_and_masked() -> None:
    root = parse(SENT).root
    for path in ((), ("taskUrls",), ("taskUrls", 0)):
        text, how = done(as_json)(SENT, value_at(root, path), path, mask_value)
        assert how == "masked"
        assert "abc" not in text
        json.loads(text)
    text, how = done(as_json)(SENT, value_at(root, ("taskUrls", 0)), ("taskUrls", 0), unmasked)
    assert (text, how) == ('"https://example.com/u/abc"', "received")


@pytest.mark.parametrize("value", ['a"b\n', "\ud800", {"a": 1}, [1.5], None])
def test_without_the_received_bytes_it_is_written_anew(value: Any) -> None:
    text, how = done(as_json)(b"", value, ("x",), mask_value)
    assert how == "anew"
    assert json.loads(text) == value
    text.encode()


def test_whether_a_secret_is_inside() -> None:
    assert done(holds_secret)(TASK, (), mask_value)
    assert done(holds_secret)({GUEST_LINK: 1}, (), mask_value), "names count"
    assert done(holds_secret)(parse(f'{{"a": "{GUEST_LINK}", "a": 1}}'.encode()).root, (), mask_value)
    assert not done(holds_secret)({"a": [1, None, "text"]}, (), mask_value)
    assert done(holds_secret)(["https://example.com/u/abc"], ("taskUrls",), mask_value)
    assert not done(holds_secret)(parse(b"[" * 900 + b"]" * 900).root, (), mask_value)


@given(JSON.filter(lambda value: isinstance(value, dict | list)))
def test_the_beginning_of_a_container_is_that_of_its_copy(value: object) -> None:
    whole = done(value_text)(value, (), nothing)
    assert beginning(value, (), nothing, len(whole)) == (whole, True)
    for limit in (0, 1, 7):
        assert beginning(value, (), nothing, limit) == (whole[:limit], len(whole) <= limit)


def test_the_beginning_is_masked_and_costs_what_it_shows() -> None:
    text, whole = beginning(TASK, (), mask_value, 10_000)
    assert whole
    assert text == done(value_text)(TASK, (), mask_value)
    assert CODE not in text
    root = parse(b'{"a": 1.10, "a": "' + b"x" * 100_000 + b'"}').root
    text, whole = beginning(root, (), mask_value, 500)
    assert (len(text), whole) == (500, False)
    assert text.startswith('{\n  "a": 1.10,\n  "a": "xxx')
    assert beginning(parse(b"[" * 900 + b"]" * 900).root, (), nothing, 50)[1] is False
