"""Each refusal says what it is and what to do next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallyfy_inspector.api import refusals
from tallyfy_inspector.api.linkforms import Named, Role

ID = "a" * 32


@pytest.mark.parametrize(
    "sentence", [refusals.empty, refusals.json, refusals.token, refusals.own_address, refusals.no_id]
)
def test_every_sentence_says_what_to_paste(sentence: Callable[[], str]) -> None:
    assert "link or" in sentence()
    assert sentence().endswith(".")


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("run", "names a process"),
        ("template", "template"),
        ("file", "file"),
        ("organization", "organization"),
    ],
)
def test_what_is_named_instead_is_said(role: Role, words: str) -> None:
    assert words in refusals.nothing_named([Named({role: [ID]})], [])
    assert ID not in refusals.nothing_named([Named({role: [ID]})], [])


def test_a_guest_link_comes_before_all_else() -> None:
    parts = [Named({"run": [ID]}), Named(guest=True)]
    assert "Ask the customer" in refusals.nothing_named(parts, ["example.com"])


def test_a_foreign_host_is_named_as_what_it_is() -> None:
    assert "points to example.com," in refusals.nothing_named([], ["example.com"])
    assert "t\\u0430llyfy.com" in refusals.nothing_named([], ["t\u0430llyfy.com"])
    assert "\\u202e" in refusals.nothing_named([], ["\u202e" + "x" * 70 + ".com"])
    assert "another place" in refusals.nothing_named([], [""])
