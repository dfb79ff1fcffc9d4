from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.documents import DOCUMENTS, SMALL
from benchmarks.jobs import JOBS
from benchmarks.rows import ROWS, Row, judge, wanted

TIMES = Row("show", "10 MB", "ours", "theirs", "them", 2.0)
MORE = Row("memory", "10 MB", "ours", "theirs", "them", 15, compared="more", unit="MB")
EITHER = Row("expand", "10 MB", "ours", "theirs", "them", 2.0, slices="slice")
BOTH = Row("open", "10 MB", "ours", "theirs", "them", 2.0, slices="slice", together="and")
TOLD = Row("price", "10 MB", "ours", "theirs", "them", None)


@pytest.mark.parametrize(
    ("row", "ours", "theirs", "longest", "held"),
    [
        (TIMES, 20, 10, 0, True),
        (TIMES, 20.1, 10, 0, False),
        (MORE, 25, 10, 0, True),
        (MORE, 25.1, 10, 0, False),
        (EITHER, 20, 10, 400, True),
        (EITHER, 21, 10, 50, True),
        (EITHER, 21, 10, 51, False),
        (BOTH, 20, 10, 50, True),
        (BOTH, 20, 10, 51, False),
        (BOTH, 21, 10, 50, False),
        (TOLD, 900, 10, 0, None),
    ],
)
def test_when_a_row_is_held(row: Row, ours: float, theirs: float, longest: float, held: bool | None) -> None:
    result = judge(row, {"ours": [ours], "theirs": [theirs], "slice": [longest]})
    assert result.held is held
    assert result.ratio == ours / theirs


def test_the_median_counts() -> None:
    result = judge(TIMES, {"ours": [1, 900, 3], "theirs": [2, 2, 1]})
    assert (result.ours, result.reference) == (3, 2)


def test_what_ours_did_not_bring_is_not_held_and_what_the_peer_did_not_bring_is_open() -> None:
    assert judge(TIMES, {"theirs": [1.0]}).held is False
    assert judge(TIMES, {"ours": [1.0]}).held is None
    assert judge(TIMES, {"ours": [1.0]}).ratio is None


def test_what_has_to_be_made_first_and_is_not_there_is_left_out() -> None:
    row = Row("packaged", "", "ours", "theirs", "them", 1.0, made_first=True)
    assert judge(row, {"theirs": [1.0]}).held is None
    assert judge(row, {"theirs": [1.0], "ours": [1.1]}).held is False


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (TIMES, "at most 2 times"),
        (MORE, "at most 15 MB more"),
        (EITHER, "at most 2 times, or slices under 50 ms"),
        (BOTH, "at most 2 times, and slices under 50 ms"),
        (TOLD, "told only"),
    ],
)
def test_a_target_in_words(row: Row, words: str) -> None:
    assert row.target == words


def test_one_job_gives_each_value() -> None:
    given = Counter(name for job in JOBS for name in job.gives)
    assert not [name for name, count in given.items() if count > 1]
    assert {name for row in ROWS for name in row.names} <= set(given)


def test_no_job_is_idle_and_each_reads_documents_that_there_are() -> None:
    asked = {name for row in ROWS for name in row.names}
    assert all(asked.intersection(job.gives) for job in JOBS)
    assert {name for job in JOBS for name in job.reads} | {SMALL} == set(DOCUMENTS)


def test_rows_are_found_by_their_words() -> None:
    assert wanted("") == ROWS
    assert {row.size for row in wanted("expand 10 mb")} == {"10 MB"}
    assert wanted("no such row") == ()
