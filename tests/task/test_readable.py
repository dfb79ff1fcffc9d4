"""Values as text that may be shown: masked, visible, digits as sent, and with an end."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.task.readable import LONGEST, LONGEST_RAW, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON

GUEST_CODE = "67a466a7d8374750922f9d46349cd3ae"
GUEST_LINK = f"https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/{GUEST_CODE}"


def found(text: str) -> Found:
    return Found(parse(text.encode()).root, ())


@pytest.mark.parametrize("value", [None, "", [], {}, [None], ["", []], [[None, {}], [""]]])
def test_blank(value: Any) -> None:
    assert is_blank(value)
    assert shown(Found(value, ())) == ""


@pytest.mark.parametrize("value", ["0", 0, False, " ", [0], [[], "x"], {"a": None}, 0.0])
def test_not_blank(value: Any) -> None:
    assert not is_blank(value)
    assert shown(Found(value, ())) != ""


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ('"\\u00dcber"', "Über"),
        ("1.10", "1.10"),
        ("1e400", "1e400"),
        ("-0", "-0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("9" * 5000, "9" * 5000),
        ("true", "true"),
        ('"a\\r\\nb\\tc"', "a\nb\tc"),
        ('"a\\u202eb\\u200b\\u0000"', "a\\u202eb\\u200b\\u0000"),
        ('"\\ud800"', "\\ud800"),
        ('{"b": 1.10, "a": [null, "x"], "c": {}}', '{"b": 1.10, "a": [null, "x"], "c": {}}'),
        ('{"a": 1, "a": "two"}', '{"a": 1, "a": "two"}'),
        ('["say \\"hi\\"\\n"]', '["say \\"hi\\"\\n"]'),
    ],
)
def test_shown_as_sent(sent: str, expected: str) -> None:
    assert shown(found(sent)) == expected


def test_secret_values_are_masked_wherever_they_stand() -> None:
    assert GUEST_CODE not in shown(Found(f"see {GUEST_LINK}", ("field_value",)))
    assert GUEST_CODE not in raw(Found({"a": [GUEST_LINK], GUEST_LINK: 1}, ()))
    hook = raw(Found({"webhook": "https://hooks.example.com/x?key=topsecret"}, ()))
    assert "topsecret" not in hook
    assert "https://hooks.example.com/x" in hook


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    text = shown(Found("word " * 50_000, ()))
    assert len(text) < LONGEST + 100
    assert text.endswith("word… (cut here; 250000 characters were sent)")


def test_raw_json_ends_too_however_wide_or_deep() -> None:
    deep: Any = []
    for _level in range(5_000):
        deep = [deep]
    for value in ({"a": "x" * 10_000}, list(range(10_000)), deep):
        text = raw(Found(value, ()))
        assert len(text) == LONGEST_RAW + 1
        assert text.endswith("…")


def test_a_readable_shows_no_content_in_its_repr() -> None:
    assert "4711" not in repr(Readable("4711", ("4711",)))


@given(ANY_JSON)
def test_nothing_raises_and_only_the_blank_is_shown_as_nothing(value: Any) -> None:
    assert (shown(Found(value, ())) == "") is is_blank(value)
    raw(Found(value, ())).encode()
