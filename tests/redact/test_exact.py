"""Secrets known by heart are hidden in whatever form they stand."""

from __future__ import annotations

import json
from urllib.parse import quote, quote_plus

import pytest

from tallyfy_inspector.redact import MASK, Redactor

SECRET = 'opaque/secret+with "ü" & more'


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote(SECRET, safe="").lower(),
        quote_plus(SECRET),
        json.dumps(SECRET),
        json.dumps(SECRET, ensure_ascii=False),
        json.dumps(SECRET).replace("/", "\\/"),
        repr(SECRET),
    ],
)
def test_every_form_is_hidden(form: str) -> None:
    redactor = Redactor()
    redactor.add(f" {SECRET}\n")
    shown = redactor.text(f"before {form} after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert "opaque" not in shown
    assert MASK in shown


def test_a_text_without_a_secret_stays_the_same_object() -> None:
    redactor = Redactor()
    redactor.add(SECRET)
    text = "200 OK, 12 form fields"
    assert redactor.text(text) is text


def test_links_and_tokens_are_hidden_too() -> None:
    assert Redactor().text("Bearer abc") == f"Bearer {MASK}"


def test_very_short_secrets_are_left_out() -> None:
    redactor = Redactor()
    for short in ("", "  ", "abc"):
        redactor.add(short)
    assert redactor.text("abc  x") == "abc  x"


def test_one_secret_within_another_leaves_nothing() -> None:
    redactor = Redactor()
    redactor.add("secret-part")
    redactor.add("secret-part-and-more")
    assert redactor.text("secret-part-and-more") == MASK


def test_lone_surrogates_do_not_raise() -> None:
    redactor = Redactor()
    redactor.add("abc\ud800def")
    assert redactor.text("abc\ud800def") == MASK


def test_its_repr_tells_nothing() -> None:
    redactor = Redactor()
    redactor.add(SECRET)
    assert "opaque" not in repr(redactor)
