from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.durations import duration_words, overdue_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(), "less than a minute"),
        (timedelta(seconds=59.9), "less than a minute"),
        (timedelta(seconds=60), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=3, minutes=1), "3 hours 1 minute"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hours 59 minutes"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=18, minutes=59), "2 days 18 hours"),
        (timedelta(days=2, minutes=59), "2 days"),
        (timedelta(days=311), "311 days"),
        (timedelta(days=-2, hours=-18), "2 days 18 hours"),
    ],
)
def test_two_units_cut_off_and_never_rounded_up(span: timedelta, words: str) -> None:
    assert duration_words(span) == words


@given(st.timedeltas())
def test_before_and_after_take_as_long(span: timedelta) -> None:
    if span != timedelta.min:
        assert duration_words(span) == duration_words(-span)
        assert "-" not in duration_words(span)


def test_of_an_opened_answer_nobody_knows_whether_the_task_is_still_open() -> None:
    assert overdue_words(opened=False) == "Overdue {duration}"
    assert overdue_words(opened=True) == "Overdue {duration}, if still open"
