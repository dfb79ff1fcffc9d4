from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.shown import encodable, shortened, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Übergabe – 部門 😀 ́", "Übergabe – 部門 😀 ́"),
        ("invoice\u202egnp.exe", "invoice\\u202egnp.exe"),
        ("a\u200bb\ufeffc\u2060", "a\\u200bb\\ufeffc\\u2060"),
        ("\x00\x1b[31m\x7f\x85", "\\u0000\\u001b[31m\\u007f\\u0085"),
        ("a\nb\tc\r\n", "a\\nb\\tc\\r\\n"),
        ("\u2028\u2029\u2066\u061c\xad", "\\u2028\\u2029\\u2066\\u061c\\u00ad"),
        ("\ud800x\udfff", "\\ud800x\\udfff"),
        ("\U000e0041\U000e007f", "\\u{e0041}\\u{e007f}"),
        ("\uffff\ufdd0", "\\uffff\\ufdd0"),
        ("\ue000\U000f0000", "\ue000\U000f0000"),
        ("C:\\new", "C:\\new"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("x\ufe00\ufe01\U000e0100", "x\ufe00\\ufe01\\u{e0100}"),
        ("\ufe0f", "\\ufe0f"),
    ],
)
def test_what_the_eye_would_miss_is_spelled_out(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_line_ends_and_tabs_can_be_kept() -> None:
    assert visible("a\n\tb\r\u202e", keep="\n\t") == "a\n\tb\\r\\u202e"


def test_plain_text_is_not_copied() -> None:
    text = "nothing to see" * 1000
    assert visible(text) is text


_SEEN_FORMATS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def test_every_control_format_separator_and_surrogate_of_unicode_is_covered() -> None:
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    characters = (chr(code) for code in range(sys.maxunicode + 1))
    missed = [one for one in characters if unicodedata.category(one) in hidden and visible(one) == one]
    assert "".join(missed) == _SEEN_FORMATS


@given(st.text(st.characters()))
def test_the_result_is_harmless_and_stays_so(text: str) -> None:
    shown = visible(text)
    assert shown.encode().decode() == shown
    assert visible(shown) == shown
    assert not any(unicodedata.category(one) in {"Cc", "Zl", "Zp", "Cs"} for one in shown)
    assert not any(unicodedata.bidirectional(one) in {"RLO", "LRO", "RLI", "LRI", "PDF"} for one in shown)


def test_a_long_name_keeps_its_ends() -> None:
    assert shortened("abcdefghijkl", 12) == "abcdefghijkl"
    assert shortened("abcdefghijklm", 12) == "abc…fghijklm"


@given(text=st.text(), letters=st.integers(10, 40))
def test_it_is_never_longer_than_asked(text: str, letters: int) -> None:
    assert len(shortened(text, letters)) <= letters


@given(st.text(st.characters()))
def test_what_is_encodable_can_be_encoded_and_is_else_as_it_was(text: str) -> None:
    written = encodable(text)
    assert written.encode().decode() == written
    assert re.sub(r"\\u(d[89a-f]..)", lambda found: chr(int(found[1], 16)), written) == text or "\\u" in text
