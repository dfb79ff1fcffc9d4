from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tallyfy_inspector.api.problem import NotFound, Problem, Wait


def test_a_problem_is_bad_and_asks_for_nothing_unless_told() -> None:
    problem = Problem("Title", "Hint.")
    assert (problem.action, problem.details, problem.severity) == (None, (), "bad")


def test_what_the_server_said_is_not_in_the_repr() -> None:
    for problem in (
        NotFound("Title", "Hint.", details=("a customer's name",)),
        Wait("T", "H", details=("customer",)),
    ):
        assert "customer" not in repr(problem)


def test_classes_are_told_apart_though_their_texts_are_equal() -> None:
    assert NotFound("Title", "Hint.") != Problem("Title", "Hint.")


def test_a_problem_stays_as_it_is() -> None:
    problem = Wait("Title", "Hint.", retry_after=17)
    with pytest.raises(FrozenInstanceError):
        problem.retry_after = 1  # type: ignore[misc]
