from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.parse import RepeatedObject, parse
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_copy import masked, value_text
from tests.support.task_samples import CODE, GUEST_LINK, TASK

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


def nothing(_path: Path, text: str) -> str:
    return text


def test_a_container_is_copied_as_json_with_every_secret_masked() -> None:
    text = value_text(TASK, (), mask_value)
    assert CODE not in text
    copied = json.loads(text)
    assert copied["data"]["owners"]["taskUrls"] != [GUEST_LINK]
    copied["data"]["owners"]["taskUrls"] = [GUEST_LINK]
    assert copied == TASK


def test_the_path_of_what_is_copied_counts() -> None:
    """An array under `taskUrls` is masked by that name, which is not in the copied text."""
    link = "https://example.com/u/abc"
    assert "abc" not in value_text([link], ("data", "owners", "taskUrls"), mask_value)
    assert "abc" in value_text([link], ("data", "note"), mask_value)
    assert "abc" not in value_text({"taskUrls": [[link]]}, (), mask_value)


def test_the_original_is_left_alone() -> None:
    before = json.dumps(TASK)
    masked(TASK, (), mask_value)
    assert json.dumps(TASK) == before


def test_scalars_are_copied_exactly() -> None:
    root: Any = parse(b'{"n": 1.10, "big": 1e400, "s": "a\\"b\\n", "e": {}}').root
    assert [value_text(root[key], (key,), mask_value) for key in root] == ["1.10", "1e400", 'a"b\n', "{}"]


def test_repeated_keys_and_digits_survive_the_copy() -> None:
    source = b'{"a": 1.10, "a": {"link": "https://go.tallyfy.com/guest/c0de1234"}, "a": -0}'
    root = parse(source).root
    copy = masked(root, (), mask_value)
    assert isinstance(copy, RepeatedObject)
    assert to_text(copy).count('"a":') == 3
    assert "1.10" in to_text(copy)
    assert "c0de1234" not in to_text(copy)
    assert to_text(masked(root, (), nothing)) == to_text(root)


def test_deep_nesting_is_copied_without_recursion() -> None:
    root = parse(b"[" * 900 + b'"x"' + b"]" * 900).root
    assert value_text(root, (), nothing).count("[") == 900


@given(JSON)
def test_without_secrets_a_copy_is_the_same(value: object) -> None:
    assert masked(value, (), nothing) == value
