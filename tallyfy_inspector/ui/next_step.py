"""The one thing to do about a problem where more is known than the answer itself: the connections there are.

What is not found may be the process of the task on screen, or of another organization, and what may not be
seen may be seen by the owner of another token: the connections that were not tried yet are offered one at a
time, each by its name. What the demo does not have leads out of the demo.
Everything else stays as `api.problems` says it. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tallyfy_inspector.api.problem import NotFound, NotPermitted, Problem
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.task import facts
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.view import Done, Failed, Source, View, Waiting

# What there is to do with this connection alone: look elsewhere in it, or be somebody else there.
_OF_THIS_CONNECTION = ("edit_organization", "list_process", "sign_in")
_ANYWHERE = ("read_anyway", "show_answer", "open_file", "network", "try_next")


@dataclass(frozen=True, slots=True)
class Step:
    """A problem with its button: `label` is "" where the action's own words will do, `record` the connection
    that is tried next, `run` the process whose tasks are listed, `connection` the name of the one that
    the problem came over, "" where that is in use."""

    problem: Problem | None
    label: str = ""
    record: ConnectionRecord | None = None
    run: str | None = None
    connection: str = ""


def next_step(
    view: View,
    others: Sequence[ConnectionRecord],
    *,
    hidden: bool = False,
    made_up: Collection[str] | None = None,
) -> Step:
    """What to offer for the problem in `view`. `others` are the connections that may still be tried for it,
    the next one first; `hidden`: their names are not told. `made_up` are the IDs of the demo's tasks, where
    that was asked."""
    problem = view.problem
    asked = asked_of(view)
    if problem is None or asked is None:
        return Step(problem)
    if made_up is not None:
        of_demo = asked.request.task in made_up or asked.request.task == _process_on_screen(view)
        if isinstance(problem, NotFound) and not of_demo:
            return Step(out_of_demo(problem))
    if problem.action == "list_process":
        return Step(problem, run=asked.request.run)
    if isinstance(problem, NotFound) and asked.request.task == _process_on_screen(view):
        told = _("This is the ID of the process that the task below belongs to, not of a task.")
        return Step(replace(problem, hint=told, action="list_process"), run=asked.request.task)
    if others and may_be_elsewhere(problem):
        label = _("Try the next connection")
        if not hidden:
            label = _("Try “{name}” next").format(name=others[0].name)
        return Step(replace(problem, action="try_next"), label, record=others[0])
    return Step(problem)


def out_of_demo(problem: Problem) -> Problem:
    """What the demo does not have is most likely of Tallyfy itself: its organization may well be right."""
    hint = _(
        "This is the demo, which holds made-up tasks only: nothing was asked of Tallyfy. To look at your own "
        "task, leave the demo, then paste its link or ID again."
    )
    return replace(problem, hint=hint, action="leave_demo")


def _process_on_screen(view: View) -> str | None:
    older = view.last_good
    return None if older is None or older.document is None else facts.run_id(older.document.root)


def asked_of(view: View) -> Source | None:
    """What was asked for when Tallyfy answered, well or not."""
    if isinstance(view.now, Done) and isinstance(view.now.answer.source, Source):
        return view.now.answer.source
    return None


def failed_for(view: View) -> Source | None:
    """What was asked for when it went wrong, with an answer or without; None where nothing did."""
    if view.problem is None:
        return None
    found = view.now.source if isinstance(view.now, (Failed, Waiting)) else asked_of(view)
    return found if isinstance(found, Source) else None


def is_of_its_connection(action: str) -> bool:
    """Whether what the button does means the connection that the failure came over."""
    return action not in _ANYWHERE


def may_be_elsewhere(problem: Problem) -> bool:
    """Whether another connection may show what this one does not."""
    return isinstance(problem, (NotFound, NotPermitted)) and problem.action in _OF_THIS_CONNECTION
