from __future__ import annotations

from datetime import timedelta

import pytest

from tallyfy_inspector.api.problem import NoConnection, Problem, Wait
from tallyfy_inspector.ui import waiting_words
from tests.support.views import NOW


@pytest.mark.parametrize(
    ("away", "seconds"), [(12.0, 12), (11.2, 12), (0.01, 1), (0.0, 0), (-3.0, 0), (3600.0, 3600)]
)
def test_seconds_are_rounded_up_and_never_below_none(away: float, seconds: int) -> None:
    assert waiting_words.seconds_left(NOW + timedelta(seconds=away), NOW) == seconds


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (12, "12 s"), (59, "59 s"), (60, "1 min 0 s"), (200, "3 min 20 s")]
)
def test_what_is_left(seconds: int, text: str) -> None:
    assert waiting_words.left(seconds) == text


def test_asking_again_by_itself_says_why_when_and_which_attempt() -> None:
    said = "Tallyfy is busy (429). Trying again in 12 s, attempt 2 of 3"
    assert waiting_words.again(429, 2, 12) == said
    assert waiting_words.again(None, 3, 2) == "The connection failed. Trying again in 2 s, attempt 3 of 3"


def test_what_the_person_asked_for_has_no_number() -> None:
    assert waiting_words.again(429, 1, 12) == "Tallyfy is busy (429). Trying again in 12 s"


def test_the_status_while_it_is_asked() -> None:
    assert waiting_words.asking(1) == "loading"
    assert waiting_words.asking(3) == "loading, attempt 3 of 3"


def test_the_button_counts_down_to_what_it_does_at_once() -> None:
    assert [waiting_words.retry_in(s) for s in (61, 12, 1, 0, -1)] == [
        "Retry in 1 min 1 s",
        "Retry in 12 s",
        "Retry in 1 s",
        "Try again",
        "Try again",
    ]


def test_only_a_time_that_tallyfy_named_is_waited_for() -> None:
    def due(seconds: float | None) -> object:
        return waiting_words.due(Wait("t", "h", "retry", retry_after=seconds), NOW)

    assert due(17.0) == NOW + timedelta(seconds=17)
    assert due(3600.0) == NOW + timedelta(hours=1)
    assert due(3601.0) is None  # nobody sits through it
    assert due(1e12) is None
    assert due(0.0) is None
    assert due(-1.0) is None
    assert due(None) is None
    assert waiting_words.due(Wait("t", "h", "show_answer", retry_after=17.0), NOW) is None
    assert waiting_words.due(NoConnection("t", "h", "retry"), NOW) is None
    assert waiting_words.due(Problem("t", "h", "retry"), NOW) is None
    assert waiting_words.due(None, NOW) is None
