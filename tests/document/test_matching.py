from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.matching import BadPatternError, TooSlowError, plain


@pytest.mark.parametrize(
    ("wanted", "text", "case", "whole_word", "expected"),
    [
        ("own", "Owners", False, False, True),
        ("own", "Owners", True, False, False),
        ("Own", "Owners", True, False, True),
        ("own", "Owners", False, True, False),
        ("owners", "the Owners.", False, True, True),
        ("owner", "owners owner", False, True, True),
        ("owner", "owner_id", False, True, False),
        ("-id", "x-id", False, True, True),
        ("id-", "id-x", False, True, True),
        ("id", "größid id", True, True, True),
        ("id", "größid", True, True, False),
        ("STRASSE", "Straße", False, False, True),
        ("STRASSE", "Straße", True, False, False),
        ("é", "É", False, True, True),
        (".", "a.b", False, False, True),
        (".", "ab", False, False, False),
        ("a", "", False, True, False),
        ("\ud800", "x\ud800", False, True, True),
    ],
)
def test_plain_texts(wanted: str, text: str, case: bool, whole_word: bool, expected: bool) -> None:
    assert plain(wanted, case, whole_word)(text) is expected


_words = st.text("aB_ß-. 1", min_size=1, max_size=3)


@given(_words, st.text("aB_ß-. 1", max_size=12), st.booleans(), st.booleans())
def test_plain_texts_are_what_a_pattern_would_say(wanted: str, text: str, case: bool, whole: bool) -> None:
    before = r"(?<!\w)" if re.match(r"\w", wanted if case else wanted.casefold()) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", wanted if case else wanted.casefold()) else ""
    pattern = re.escape(wanted if case else wanted.casefold())
    pattern = f"{before}{pattern}{after}" if whole else pattern
    assert plain(wanted, case, whole)(text) == bool(re.search(pattern, text if case else text.casefold()))


def test_nothing_is_not_looked_for() -> None:
    with pytest.raises(ValueError, match="nothing"):
        plain("")


def test_what_went_wrong_holds_nothing_of_the_pattern() -> None:
    assert (str(BadPatternError(3)), BadPatternError(3).column) == ("bad pattern", 3)
    assert str(TooSlowError()) == ""
