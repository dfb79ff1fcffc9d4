from __future__ import annotations

import logging

import pytest

from tallyfy_inspector.ports_help import LogTail
from tallyfy_inspector.ui import log_words
from tests.support.aid import lines

LINES = lines("DEBUG a", "INFO b", "WARNING c", "ERROR d", "CRITICAL e", "INFO f")


@pytest.mark.parametrize(
    ("least", "shown"),
    [(logging.NOTSET, "abcdef"), (logging.INFO, "bcdef"), (logging.WARNING, "cde"), (logging.ERROR, "de")],
)
def test_lines_of_a_level_and_worse_stay_in_their_order(least: int, shown: str) -> None:
    assert "".join(line.text[-1] for line in log_words.from_level(LINES, least)) == shown
    assert least in [level for level, _name in log_words.LEVELS]


def test_the_colour_goes_with_the_level() -> None:
    assert [log_words.role(line) for line in LINES] == ["dim", "", "warning", "bad", "bad", ""]


@pytest.mark.parametrize(
    ("tail", "shown", "told"),
    [
        (LogTail(LINES), 3, "3 of 6 lines."),
        (LogTail(LINES[:1]), 1, "1 of 1 line."),
        (LogTail(LINES * 1_000, cut=True), 6_000, "6,000 of 6,000 lines. Older ones are in the folder."),
        (LogTail(()), 0, "Nothing is logged yet."),
        (LogTail((), problem="The log cannot be read."), 0, "The log cannot be read."),
    ],
)
def test_how_many_there_are(tail: LogTail, shown: int, told: str) -> None:
    assert log_words.headline(tail, shown) == told
