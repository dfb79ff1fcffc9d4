from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.token import MAX_TOKEN, clean_token

TOKEN = "eyJ0eXAi.eyJhdWQi.c2lnbmF0dXJl-_x"


@pytest.mark.parametrize(
    "pasted",
    [
        TOKEN,
        f"  {TOKEN}\r\n",
        f"Bearer {TOKEN}",
        f"bearer\t{TOKEN}\n",
        f'"{TOKEN}"',
        f"'Bearer {TOKEN}'",
        f"“{TOKEN}”",
        f"Authorization: Bearer {TOKEN}",
        f'"authorization: bearer {TOKEN}"',
        f"\ufeff\u200b{TOKEN}\u00a0",
        f"`{TOKEN}`",
    ],
)
def test_what_comes_along_with_a_token_is_taken_off(pasted: str) -> None:
    assert clean_token(pasted) == TOKEN


def test_a_token_that_begins_like_the_word_bearer_stays_whole() -> None:
    assert clean_token("Bearer0123") == "Bearer0123"


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "no token yet"),
        (" \n", "no token yet"),
        ("Bearer ", "no token yet"),
        ("Bearer", "no token yet"),
        ("Authorization:", "no token yet"),
        ("YOUR_PERSONAL_ACCESS_TOKEN", "placeholder"),
        ("Bearer YOUR_PERSONAL_ACCESS_TOKEN", "placeholder"),
        ("abc def", "line break inside"),
        ("abc\ndef", "line break inside"),
        ("abc\u00a0def", "line break inside"),
        ("abc\u0434ef", "no access token has"),
        ("abc\x07ef", "no access token has"),
        ("abc\u200bef", "no access token has"),
        ("x" * (MAX_TOKEN + 1), "too long"),
    ],
)
def test_what_is_no_token_is_refused_in_words(pasted: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        clean_token(pasted)


def test_the_longest_token_passes() -> None:
    assert clean_token("x" * MAX_TOKEN) == "x" * MAX_TOKEN


@given(st.text())
def test_a_token_is_visible_ascii_and_cleaning_it_again_changes_nothing(text: str) -> None:
    try:
        token = clean_token(text)
    except ValueError:
        return
    assert all("!" <= sign <= "~" for sign in token)
    assert clean_token(token) == token


@pytest.mark.parametrize("pasted", ["canary canary", "canary\u0434", "canary" * 3_000])
def test_a_refusal_does_not_quote_what_was_pasted(pasted: str) -> None:
    with pytest.raises(ValueError, match="token") as caught:
        clean_token(pasted)
    assert "canary" not in str(caught.value)
