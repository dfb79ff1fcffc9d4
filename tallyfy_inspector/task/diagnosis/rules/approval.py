"""An approval task: approved, rejected, waiting for a decision, or completed without one in the answer.

"Complete" alone does not finish such a task: without a decision Tallyfy refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "approval"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/what-types-of-tasks-can-i-create-with-tallyfy/"
)
_COMPLETERS = ("completer_id", "completer_guest", "completer_guest_id")
_TYPES = ("approval", "accept_decline")  # the second is the older word


def rule(case: Case) -> Iterator[Finding]:
    """Certain where `is_approved` says it and the task is an approval that somebody completed; likely where
    its step alone says that it is one, where no known status says that it is completed, and where false may
    only mean that nobody decided; cannot tell for a completed one where the answer says nothing, or says
    that nobody did."""
    if not is_approval(case):
        return
    decision = case.flag("is_approved")
    if case.completed:
        yield _undecided(case) if decision is None or _by_nobody(case, decision) else _decided(case, decision)
    elif decision:
        yield _still_open(case)
    elif case.waiting:
        yield _pending(case)


def is_pending(case: Case) -> bool:
    """Whether the task waits for a decision."""
    return is_approval(case) and case.waiting and not case.flag("is_approved")


def _by_nobody(case: Case, approved: bool) -> bool:
    """Whether false stands where the answer names nobody who completed it: then it need be no decision."""
    return not approved and case.returned("completer_id") and not any(case.told(key) for key in _COMPLETERS)


def is_approval(case: Case) -> bool:
    """Whether the task asks for a decision; the step's type counts where the task's is not told."""
    return _type(case) in _TYPES


def type_places(case: Case) -> tuple[Path, ...]:
    """Where the type stands that counts."""
    if case.text("task_type") or case.step is None:
        return case.places("task_type")
    return case.places("step_type", of=case.step)


def _type(case: Case) -> str:
    return case.text("task_type") or ("" if case.step is None else case.text("step_type", case.step))


def _decided(case: Case, approved: bool) -> Finding:
    somebody = approved or any(case.told(key) for key in _COMPLETERS)
    sure = somebody and case.said_completed and case.text("task_type") in _TYPES
    return Finding(
        CODE,
        "info",
        "certain" if sure else "likely",
        _("Approved") if approved else _("Rejected"),
        _approved(sure) if approved else _rejected(sure),
        (*case.places("is_approved", "completed_at"), *(() if sure else type_places(case))),
        DOC,
    )


def _approved(sure: bool) -> str:
    told = (
        _("Somebody approved this task and so completed it.")
        if sure
        else _("Most likely somebody approved this task and so completed it.")
    )
    return f"{told} " + _("What follows depends on the template's rules.")


def _rejected(sure: bool) -> str:
    told = (
        _("Somebody rejected this task and so completed it.")
        if sure
        else _("Most likely somebody rejected this task and so completed it.")
    )
    return f"{told} " + _(
        "A rule of the template may reopen earlier tasks then; where there is none, the process goes on."
    )


def _pending(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("Waits for a decision: approve or reject"),
        _(
            "A task of this type is completed by “Approve” or “Reject”. It is open and not marked as "
            "approved, so most likely nobody has decided yet. "
            "“Complete” alone, from another program for example, is refused."
        )
        if case.flag("is_approved") is False
        else _(
            "A task of this type is completed by “Approve” or “Reject”, and neither is recorded. "
            "“Complete” alone, from another program for example, is refused."
        ),
        (*type_places(case), *case.places("is_approved", "status")),
        DOC,
        _("This task most likely waits for a decision. Please open it and choose “Approve” or “Reject”."),
    )


def _still_open(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("A decision is recorded, but the task is not completed"),
        _(
            "Most likely others still have to decide, or the task is being reopened: "
            "reopening clears the decision."
        ),
        case.places("is_approved", "status", "everyone_must_complete"),
        DOC,
    )


def _undecided(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "cannot_tell",
        _("Was it approved or rejected?"),
        _("The task is completed, but this answer does not hold the decision."),
        case.places("is_approved", "completed_at"),
        DOC,
        needs=case.missing("activities"),
    )
