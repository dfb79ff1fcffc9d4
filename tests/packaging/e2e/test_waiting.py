from __future__ import annotations

from collections.abc import Iterator

import pytest

from e2e.waiting import StoryError, came_true, expect, until


def test_it_waits_until_something_comes() -> None:
    answers: Iterator[object] = iter([None, "", [], "here"])
    assert until(lambda: next(answers), "nothing came") == "here"


def test_it_gives_up_with_the_complaint_of_that_moment() -> None:
    seen: list[int] = []
    with pytest.raises(StoryError, match=r"nothing after [1-9]\d* looks \(waited 0\.1 s\)"):
        until(lambda: seen.append(1), lambda: f"nothing after {len(seen)} looks", 0.1)
    with pytest.raises(StoryError, match="nothing came"):
        until(lambda: None, "nothing came", 0)


def test_what_may_come_or_not() -> None:
    answers = iter([False, True])
    assert came_true(lambda: next(answers), 5)
    assert not came_true(lambda: False, 0.05)


def test_what_has_to_be_so_already() -> None:
    expect(["something"], "nothing")
    with pytest.raises(StoryError, match="nothing"):
        expect([], "nothing")
