"""Raw JSON hides exactly what its parsed values hide, also when it is broken, and stays JSON."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.redact import MASK, mask_json, mask_value

CODE = "67a466a7d8374750922f9d46349cd3ae"
GUEST = f"https://go.tallyfy.com/guest/{CODE}"
JWT = "eyJ0eXAiOiJKV1Qi.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl-_"


def masked(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, str):
        return mask_value(path, value)
    if isinstance(value, list):
        return [masked(each, (*path, index)) for index, each in enumerate(value)]
    if isinstance(value, dict):
        return {key: masked(each, (*path, key)) for key, each in value.items()}
    return value


STRINGS = st.text(max_size=8) | st.sampled_from(
    [
        GUEST,
        JWT,
        f'<a href="{GUEST}">ü</a>',
        "https://u:p@h.example/x?y=z",
        "a\nb\\",
        "https%3A%2F%2Fa.example%2Fguest%2Fq1",
    ]
)
KEYS = st.sampled_from(
    ["webhook", "taskUrls", "link", "title", "fullUrl", "token", "ü", 'q"', "a\\", "{", "x]"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 2]), st.booleans())
def test_it_hides_what_the_values_hide(
    value: Any, ascii_only: bool, indent: int | None, escaped: bool
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    text = text.replace("/", "\\/") if escaped else text
    shown = mask_json(text)
    assert json.loads(shown) == masked(value)
    assert mask_json(shown) == shown


@given(VALUES)
def test_any_character_may_be_spelled_as_an_escape(value: Any) -> None:
    text = _spelled(json.dumps(value, ensure_ascii=False))
    assert json.loads(mask_json(text)) == masked(value)


def _spelled(text: str) -> str:
    r"""Every letter and slash inside the strings of `text` as \uXXXX, but for those in escapes."""
    strings = re.compile(r'"(?:[^"\\]|\\u....|\\.)*"')
    letters = re.compile(r"\\u....|\\.|[A-Za-z/]")
    return strings.sub(lambda found: letters.sub(_escape, found[0]), text)


def _escape(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > 1 else f"\\u{ord(found[0]):04x}"


@given(VALUES, st.integers(0, 400))
def test_a_cut_text_shows_no_whole_code(value: Any, at: int) -> None:
    text = json.dumps({"x": [GUEST, JWT], "y": value})
    assert CODE not in mask_json(text[: 60 + at])


@given(st.text(st.sampled_from('"\\/u0{}[]:, link' + "\n")) | st.text())
def test_no_text_raises(text: str) -> None:
    mask_json(text)


def test_what_holds_no_secret_stays_the_same_object() -> None:
    text = '{"title":"\\u00dc","webhook":null,"guests":["ann@a.example"],"n":1e400}'
    assert mask_json(text) is text


def test_all_else_stays_as_it_was_sent() -> None:
    text = '{"a":"\\u00dc\\/", "link" :\t"' + GUEST.replace("/", "\\/") + '","n":1.10}'
    assert (
        mask_json(text)
        == '{"a":"\\u00dc\\/", "link" :\t"https://go.tallyfy.com/guest/' + MASK + '","n":1.10}'
    )


def test_a_page_that_is_no_json_is_masked_as_text() -> None:
    page = f'<html>\n<a href="{GUEST}">in</a>\n<p>{GUEST}\n</html>'
    assert mask_json(page) == page.replace(CODE, MASK)


def test_lone_surrogates_stay_escapes() -> None:
    mask_json('{"a":"\\ud800 ' + GUEST + '"}').encode()


@pytest.mark.parametrize(
    "piece", ['"url":[', '"url":[{', '"\\u0020', "\\", '\\"guest', "/guest/", '"', '"link":["x"', "eyJ.eyJ."]
)
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    mask_json(piece * (300_000 // len(piece)))
    # A fraction of a second on any machine; the limit only tells it from a reading that runs away.
    assert time.process_time() - started < 3


def test_ten_megabytes_take_a_moment() -> None:
    task = {
        "title": "x" * 60,
        "guests": ["a@b.example"],
        "owners": {"taskUrls": [GUEST]},
        "text": "lorem " * 300,
    }
    text = json.dumps([task] * 5000)
    assert len(text) > 9_000_000
    started = time.process_time()
    shown = mask_json(text)
    assert time.process_time() - started < 3
    assert CODE not in shown
