from __future__ import annotations

import json
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.raw_pretty import pretty
from tests.support.task_samples import CODE, TASK


def unmasked(_path: Path, value: str) -> str:
    return value


def text(body: str) -> str:
    return "".join(pretty(parse(body.encode()).root, unmasked))


_TEXT = st.text(max_size=5).filter(lambda text: visible(text, keep="\n\r\t\b\f") == text)
_VALUES = st.recursive(
    _TEXT | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=25,
)


@given(_VALUES)
def test_it_is_json_of_the_same_document_over_lines(value: object) -> None:
    shown = "".join(pretty(value, unmasked))
    assert json.loads(shown) == value
    assert shown == json.dumps(value, indent=2, ensure_ascii=False)


def test_digits_order_and_repeated_keys_are_as_sent() -> None:
    digits = "9" * 5_000
    body = f'{{"b": 1.10, "a": 1e400, "n": -0, "long": {digits}, "b": {{"b": []}}}}'
    expected = [
        "{", '  "b": 1.10,', '  "a": 1e400,', '  "n": -0,', f'  "long": {digits},', '  "b": {',
        '    "b": []', "  }", "}",
    ]  # fmt: skip
    assert text(body).split("\n") == expected


def test_leaves_and_empty_containers() -> None:
    for body in ("1.10", '"a\\nb"', "null", "true", "[]", "{}"):
        assert text(body) == body


def test_each_string_is_masked_by_its_own_path() -> None:
    asked: list[Path] = []

    def mask(path: Path, value: str) -> str:
        asked.append(path)
        return "•" if path else value

    root = parse(b'{"a": [1, {"b": "x"}], "c": "y"}').root
    shown = "".join(pretty(root, mask))
    assert json.loads(shown) == {"a": [1, {"b": "•"}], "c": "•"}
    assert [path for path in asked if path] == [("a", 1, "b"), ("c",)]


def test_no_secret_of_a_task_is_in_it_also_not_in_a_name() -> None:
    shown = "".join(pretty({**TASK, f"https://go.tallyfy.com/guest/{CODE}": 1}, mask_value))
    assert CODE not in shown
    assert json.loads(shown)["data"]["id"] == TASK["data"]["id"]


def test_what_cannot_be_seen_is_spelled_out_as_json_would() -> None:
    assert text('["\\u202e\\ud800 \\u0007 \\t"]') == '[\n  "\\u202e\\ud800 \\u0007 \\t"\n]'


def test_levels_without_end_and_values_without_end() -> None:
    deep = "[" * 900 + "1" + "]" * 900
    assert text(deep).replace("\n", "").replace(" ", "") == deep
    pieces = list(pretty({"a": "x" * 300_000}, unmasked))
    assert max(map(len, pieces)) <= 2**16


def test_no_more_is_made_than_is_asked_for() -> None:
    asked: list[Path] = []

    def mask(path: Path, value: str) -> str:
        asked.append(path)
        return value

    assert len(list(islice(pretty(["x"] * 100_000, mask), 2))) == 2
    assert len(asked) < 2_000
