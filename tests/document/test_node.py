from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.node import child_count, digits, kind, preview, to_text
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.values import Number, RepeatedObject
from tests.support.json_text import as_model, blanks, models, written


class Word(str):
    """A str of another class, as a path's steps may be."""

    __slots__ = ()


REPEATED = RepeatedObject([("a", 1), ("a", Number("1.10"))])


@pytest.mark.parametrize(
    ("value", "name", "count", "line", "text"),
    [
        (None, "null", 0, "null", "null"),
        (True, "boolean", 0, "true", "true"),
        (False, "boolean", 0, "false", "false"),
        (0, "number", 0, "0", "0"),
        (1, "number", 0, "1", "1"),
        (10**29, "number", 0, "1" + "0" * 29, "1" + "0" * 29),
        (Number("1.10"), "number", 0, "1.10", "1.10"),
        (Number("-0"), "number", 0, "-0", "-0"),
        (Number("1e400"), "number", 0, "1e400", "1e400"),
        (1.5, "number", 0, "1.5", "1.5"),
        ("", "string", 0, '""', ""),
        (Word("w"), "string", 0, '"w"', "w"),
        ("null", "string", 0, '"null"', "null"),
        ("Ü\n\u202e", "string", 0, '"Ü\\n\\u202e"', "Ü\n\u202e"),
        ("\ud800", "string", 0, '"\\ud800"', "\\ud800"),
        ({}, "object", 0, "{0}", "{}"),
        ([], "array", 0, "[0]", "[]"),
        ({"a": [], "b": {"c": None}}, "object", 2, "{2}", None),
        ([1, [2], 3], "array", 3, "[3]", None),
        (REPEATED, "object", 2, "{2}", '{\n  "a": 1,\n  "a": 1.10\n}'),
    ],
)
def test_each_kind(value: object, name: str, count: int, line: str, text: str | None) -> None:
    assert kind(value) == name
    assert child_count(value) == count
    assert preview(value) == line
    assert to_text(value) == (json.dumps(value, indent=2) if text is None else text)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-7, "-7"), (1.5, "1.5"), (Number("1.10"), "1.10"), (Number("-0"), "-0")]
)
def test_digits_are_those_sent(value: float, text: str) -> None:
    assert digits(value) == text


@pytest.mark.parametrize("function", [kind, preview, to_text])
def test_what_is_no_json_is_a_type_error_without_content(function: Any) -> None:
    with pytest.raises(TypeError, match=r"^not a JSON value$"):
        function(b"secret")


def test_long_lines_are_elided_and_cost_no_more_than_they_show() -> None:
    assert preview("x" * 300) == '"' + "x" * 300 + '"'
    assert preview("x" * 301) == '"' + "x" * 300 + '…"'
    assert preview("\u202e" * 5_000_000, limit=2) == '"\\u202e\\u202e…"'
    assert preview(Number("9" * 5000), limit=4) == "9999…"
    assert preview(10**4000, limit=3) == "100…"


def test_text_of_a_container_is_json_as_an_editor_would_lay_it_out() -> None:
    root = {"a": [1, {"b": "ü"}, [], {}], "c": {"d": [[None]]}, 'q"': True}
    assert to_text(root) == json.dumps(root, indent=2, ensure_ascii=False)


@given(models(), blanks)
def test_text_reads_back_as_the_same_document(model: Any, blank: str) -> None:
    root = parse(written(model, blank).encode()).root
    text = to_text(root if isinstance(root, dict | list) else [root])
    again = parse(text.encode()).root
    assert as_model(again) == as_model(root if isinstance(root, dict | list) else [root])


@given(models())
def test_one_line_is_one_line(model: Any) -> None:
    line = preview(parse(written(model).encode()).root)
    assert len(line.splitlines()) == 1
    assert line.encode()


def test_nine_hundred_levels_and_five_thousand_digits() -> None:
    body = "[" * 900 + "1" * 5000 + "]" * 900
    text = to_text(parse(body.encode()).root)
    assert "".join(text.split()) == body
