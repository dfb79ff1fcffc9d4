from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from tallyfy_inspector.api.problem import Action, NotFound, NotPermitted, Problem, SignIn
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.next_step import (
    Step,
    asked_of,
    failed_for,
    is_of_its_connection,
    may_be_elsewhere,
    next_step,
)
from tallyfy_inspector.ui.view import Done, Failed, Opened, Source, View, Waiting
from tests.support.views import NOW, REQUEST, answer, source

RUN = "e" * 32
NEXT = (
    ConnectionRecord("1", "Northwind staging", "https://a.example", "o"),
    ConnectionRecord("2", "Other", "https://b.example", "o"),
)
NOT_FOUND = {"error": True, "message": "Resource not found"}


def refused(status: int = 404, run: str | None = None) -> View:
    made = answer(NOT_FOUND, status, "Not Found", request=replace(REQUEST, run=run))
    return View(now=Done(replace(made, source=Source("default", replace(REQUEST, run=run)))))


def test_a_task_that_is_not_found_is_tried_elsewhere_one_at_a_time_and_named() -> None:
    step = next_step(refused(), NEXT)
    assert step.label == "Try “Northwind staging” next"
    assert step.record is NEXT[0]
    assert step.problem is not None
    assert (step.problem.action, step.problem.title) == ("try_next", "Task not found")
    assert next_step(refused(), NEXT[1:]).record is NEXT[1]


def test_with_nothing_left_to_try_the_organization_is_changed() -> None:
    view = refused()
    step = next_step(view, ())
    assert step == Step(view.problem)
    assert step.problem is not None
    assert step.problem.action == "edit_organization"


def test_others_do_not_see_the_names() -> None:
    assert next_step(refused(), NEXT, hidden=True).label == "Try the next connection"


def test_the_process_of_the_task_on_screen_is_known_by_its_bare_id() -> None:
    older = answer({"data": {"id": "a" * 32, "run_id": REQUEST.task}})
    step = next_step(replace(refused(), last_good=older), NEXT)
    assert step.problem is not None
    assert (step.run, step.problem.action, step.record) == (REQUEST.task, "list_process", None)
    assert "not of a task" in step.problem.hint
    other = answer({"data": {"id": "a" * 32, "run_id": RUN}})
    assert next_step(replace(refused(), last_good=other), NEXT).record is NEXT[0]


def test_what_the_demo_does_not_have_is_of_tallyfy_itself_which_was_not_asked() -> None:
    step = next_step(refused(), (), made_up=("b" * 32,))
    assert step.problem is not None
    assert (
        "This is the demo, which holds made-up tasks only: nothing was asked of Tallyfy" in step.problem.hint
    )
    assert "organization" not in step.problem.hint
    assert (step.problem.title, step.problem.action) == ("Task not found", "leave_demo")
    assert (step.label, step.record) == ("", None)
    assert next_step(refused(run=RUN), (), made_up=()).problem == step.problem


def test_what_the_demo_makes_up_is_told_as_anywhere() -> None:
    view = refused()
    assert next_step(view, (), made_up=(REQUEST.task,)) == Step(view.problem)
    forbidden = View(now=Done(answer({"message": "This action is forbidden."}, 403, "Forbidden")))
    assert next_step(forbidden, (), made_up=()) == Step(forbidden.problem)
    older = answer({"data": {"id": "a" * 32, "run_id": REQUEST.task}})
    assert next_step(replace(view, last_good=older), (), made_up=()).run == REQUEST.task


def test_a_process_leads_to_its_tasks() -> None:
    problem = NotFound("Task not found in this process", "…", "list_process")
    view = refused(run=RUN)
    assert isinstance(view.now, Done)
    view = View(now=Done(replace(view.now.answer, problem=problem)))
    assert next_step(view, NEXT) == Step(problem, run=RUN)


@pytest.mark.parametrize("view", [View(), View(now=Done(answer({"data": {"id": "1"}})))])
def test_where_nothing_is_wrong_there_is_nothing_to_do(view: View) -> None:
    assert next_step(view, NEXT) == Step(None)


def test_what_got_no_answer_is_left_as_it_is() -> None:
    problem = NotFound("No", "…", "edit_organization")
    view = View(now=Failed(source(), problem, NOW))
    assert next_step(view, NEXT) == Step(problem)
    assert asked_of(view) is None


def test_what_failed_is_known_with_an_answer_and_without() -> None:
    problem = Problem("No", "…", "retry")
    for now in (Failed(source(), problem, NOW), Waiting(source(), NOW, problem, 2, NOW)):
        assert failed_for(View(now=now)) == source()
    view = refused()
    assert failed_for(view) is asked_of(view) is not None
    assert failed_for(View()) is None
    good = View(now=Done(answer({"data": {"id": "1"}})))
    assert asked_of(good) is not None
    assert failed_for(good) is None
    assert failed_for(View(now=Failed(Opened(), problem, NOW))) is None


@pytest.mark.parametrize("action", get_args(Action))
def test_what_asks_or_signs_in_means_the_connection_that_failed(action: Action) -> None:
    here_or_anywhere = {"read_anyway", "show_answer", "open_file", "network", "try_next"}
    assert is_of_its_connection(action) is (action not in here_or_anywhere)


def test_only_what_may_be_elsewhere_is_tried() -> None:
    assert may_be_elsewhere(NotPermitted("a", "b", "edit_organization"))
    assert may_be_elsewhere(NotPermitted("a", "b", "sign_in"))  # by the owner of another token
    assert not may_be_elsewhere(NotFound("a", "b", "retry"))
    assert not may_be_elsewhere(SignIn("a", "b", "sign_in"))
    assert not may_be_elsewhere(Problem("a", "b", "edit_organization"))
    forbidden = View(now=Done(answer({"message": "This action is forbidden."}, 403, "Forbidden")))
    assert next_step(forbidden, NEXT).label == "Try “Northwind staging” next"
    alone = next_step(forbidden, ()).problem
    assert alone is not None
    assert alone.action == "sign_in"
    denied = answer({"message": "Unauthenticated."}, 401, "Unauthorized")
    assert next_step(View(now=Done(denied)), NEXT) == Step(denied.problem)
