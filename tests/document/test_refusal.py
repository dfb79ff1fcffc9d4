from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.refusal import ParseError, error_at, first_constant, judge


def judged(text: str) -> tuple[str, int]:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    return judge(text, caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "[", "{", '{"a', '{"a"', '{"a":', '{"a":1', '{"a":1,', "[1,", "[1, \r\n\t", '["a', '["a\\', '["a\\u',
        '["a\\u12', '["\\ud83d\\u1', "t", "[tru", "fals", "n", "[-", "[1.", "1e", "[1.5E-",
        '["\\u001f', '["it ends, here]}',
    ],
)  # fmt: skip
def test_json_that_ends_too_early_is_cut_off_at_its_end(text: str) -> None:
    assert judged(text) == ("cut_off", len(text))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("<html>", 0), ("[1 2]", 3), ("[1 t", 3), ("[01]", 2), ("[+1]", 1), ("{}{}", 2), ("{}]", 2),
        ("{1:2}", 1), ("{'a':1}", 1), ("[1}", 2), ("['a", 1), ("[1,]", 3), ('{"a":1 , }', 9), ('{"a" 1}', 5),
        ('["a\nb', 3),
        ('["\\x', 2), ('["\\u12x4"]', 3), ("[truf", 1), ("[1.x", 2), ("nulL", 0), ("[1-", 2), ("// a\n{}", 0),
        ('["a" "b', 5), ("[.5]", 1),
    ],
)  # fmt: skip
def test_what_is_no_json_has_the_place_of_the_first_wrong_sign(text: str, at: int) -> None:
    assert judged(text) == ("not_json", at)


def test_white_space_alone_is_empty() -> None:
    assert judged("") == ("empty", 0)
    assert judged(" \r\n\t") == ("empty", 0)


def test_a_text_that_is_too_deep_before_it_is_wrong_is_too_deep() -> None:
    text = "[" * 1001 + "?"
    assert judge(text, json.JSONDecodeError("Expecting value", text, 1001)) == ("too_deep", 1000)


def test_the_first_constant_is_not_one_in_a_string() -> None:
    assert first_constant('{"NaN": "\\"-Infinity", "b": [1, -Infinity, NaN]}') == 32
    assert first_constant("NaN") == 0


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])), min_size=1),
    st.data(),
)
def test_line_column_and_byte_are_an_editors(lines: list[str], data: st.DataObject) -> None:
    ends = data.draw(
        st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=len(lines) - 1, max_size=len(lines) - 1)
    )
    before = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    # "\r" and then an empty line's "\n" would be one line end.
    if "\r\n" in before.replace("\r\n", "", ends.count("\r\n")) or before.count("\r\n") != ends.count("\r\n"):
        return
    error = error_at("not_json", before + "?\n", len(before), 3)
    assert (error.line, error.column) == (len(lines), len(lines[-1]) + 1)
    assert error.byte == 3 + len(before.encode())


def test_the_error_has_no_content_and_survives_pickling() -> None:
    error = error_at("not_json", "ab\nsecret?", 9, 0)
    assert repr(error) == "ParseError('not_json at line 2, column 7 (byte 9)')"
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, ParseError)
    assert (again.reason, again.line, again.column, again.byte) == ("not_json", 2, 7, 9)
