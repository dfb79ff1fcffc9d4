"""An archived task, or one of an archived process, is in no list and is not worked on until restored.

Certain where the fields say it: the task's `archived_at`, the process's `archived_at` or its status; likely
where another field of the process says otherwise. A time of archiving that is no time says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, Severity
from tallyfy_inspector.texts import _

CODE = "archived"
_SITE = "https://tallyfy.com/products/pro/"
DOC = (
    _SITE + "tracking-and-tasks/tracker-view/organize-processes/"
    "how-to-archive-and-unarchive-processes-in-tallyfy/"
)
DOC_TASK = _SITE + "integrations/open-api/code-samples/tasks/archive-task/"


def rule(case: Case) -> Iterator[Finding]:
    """The process first: archiving it archives its tasks too, and restoring it brings them back. A note for
    a completed task, where it is what becomes of most."""
    if case.process_archived:
        yield _process(case, sure=case.process_surely_archived)
    elif case.dated("archived_at"):
        yield _task(case)
    elif _untold(case):
        yield _unknown(case)


def _untold(case: Case) -> bool:
    """Whether nothing in the answer says how the process of this task stands."""
    silent = case.run is None and not case.told("run_status") and not case.returned("archived_at")
    return silent and case.told("run_id")


def _severity(case: Case) -> Severity:
    return "info" if case.completed else "blocker"


def _process(case: Case, *, sure: bool) -> Finding:
    return Finding(
        CODE,
        _severity(case),
        "certain" if sure else "likely",
        _("The process is archived"),
        _(
            "Tasks of an archived process are in no list until the process is unarchived. "
            "Filter the Tracker by the status “Archived” and choose “Unarchive”; "
            "an administrator or a standard member can do so."
        )
        if sure
        else _(
            "What the answer says of the process does not agree, so look at it in the Tracker first. "
            "Where it is archived, it can be unarchived there, which brings its tasks back."
        ),
        case.process_archived,
        DOC,
        _process_reply(sure),
        brief="" if case.completed else _("its process was archived"),
    )


def _process_reply(sure: bool) -> str:
    if sure:
        return _(
            "This task belongs to a process that was archived, which is why it no longer shows up. "
            "A standard member or an administrator can unarchive the process in the Tracker."
        )
    return _(
        "Most likely the process of this task was archived, which is why the task no longer shows up. "
        "A standard member or an administrator can look for it in the Tracker and unarchive it."
    )


def _task(case: Case) -> Finding:
    alone = case.oneoff and not case.told("run_id")
    next_step = (
        _("A one-off task can be restored, with everything in it.")
        if alone
        else _("Look whether its process was archived, and unarchive that; it brings its tasks back.")
    )
    return Finding(
        CODE,
        _severity(case),
        "certain",
        _("The task is archived"),
        _("An archived task is in no list, but nothing of it is lost.") + " " + next_step,
        case.places("archived_at"),
        DOC_TASK if alone else DOC,
        _(
            "This task was archived, which is why it no longer shows up. "
            "Nothing in it is lost, and it can be restored."
        ),
        brief="" if case.completed else _("it was archived"),
    )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        _severity(case),
        "cannot_tell",
        _("Is the process archived?"),
        _("This answer does not say how the task's process stands."),
        (),
        DOC,
        needs=case.missing("run"),
    )
