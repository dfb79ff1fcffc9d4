from __future__ import annotations

from types import SimpleNamespace

import pytest

from tallyfy_inspector.document.matching import BadPatternError, TooSlowError
from tallyfy_inspector.ui.panels import regex
from tallyfy_inspector.ui.panels.regex import Watched, regexp


@pytest.mark.parametrize(
    ("pattern", "case", "whole_word", "text", "found"),
    [
        ("ab+c", False, False, "xABBCx", True),
        ("ab+c", True, False, "xABBCx", False),
        ("^a", True, False, "ba", False),
        ("a|b", True, True, "xa b", True),
        ("a|b", True, True, "xa bx", False),
        ("für", False, True, "FÜR alle", True),
        ("ür", True, True, "für", False),
        ("x", True, False, "\ud800x", True),
        ("y", True, False, "\ud800x", False),
        ("x", True, False, "a\0x", True),
    ],
)
def test_what_matches(pattern: str, case: bool, whole_word: bool, text: str, found: bool) -> None:
    assert regexp(pattern, case, whole_word)(text) is found


@pytest.mark.parametrize(("pattern", "column"), [("a[", 3), ("(", 2), ("a)(b", 3)])
def test_a_bad_pattern_says_where(pattern: str, column: int) -> None:
    for whole_word in (False, True):
        with pytest.raises(BadPatternError) as error:
            regexp(pattern, whole_word=whole_word)
        assert error.value.column == column


def test_what_would_take_for_ever_gives_up() -> None:
    with pytest.raises(TooSlowError):
        regexp("(a+)+$")("a" * 5_000 + "!")


def test_many_that_take_a_little_too_long_are_given_up_together() -> None:
    def slow(_text: str) -> bool:
        return sum(range(50_000)) < 0

    watched = Watched(slow, 0.02)
    with pytest.raises(TooSlowError):
        any(map(watched, "a" * 1_000))


def by_the_clock(monkeypatch: pytest.MonkeyPatch, *seconds: float) -> None:
    """The thread has worked so long at each look at its clock."""
    clock = iter(seconds)
    monkeypatch.setattr(regex, "time", SimpleNamespace(thread_time=lambda: next(clock)))


def test_megabytes_in_one_text_may_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    by_the_clock(monkeypatch, 0, 0.2, 0.2, 0.4)
    watched = Watched(lambda text: text == "a", 0.04)
    assert not watched("b" * 5_000_000)
    with pytest.raises(TooSlowError):
        watched("b" * 500)


def test_only_the_pattern_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done between two texts, such as masking one of megabytes, is no work of the pattern."""
    by_the_clock(monkeypatch, 0, 0.01, 5, 5.01)
    watched = Watched(lambda text: text == "a", 0.04)
    assert watched("a")
    assert watched("a")


def test_a_rest_begins_anew() -> None:
    watched = Watched(lambda text: text == "a", 0.05)
    for _slice in range(20):
        watched.rest()
        assert watched("a")
        assert not watched("b")
