"""A task that cannot be found in a list is almost always dropped by one of the list's default filters."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "not_in_list"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks-view/"

Reason = tuple[str, Path]


def rule(case: Case) -> Iterator[Finding]:
    """Likely, as a note: each default filter of the Tasks view that leaves this task out; for a one-off task
    also that what belongs to no process is in the list of none."""
    reasons = tuple(_reasons(case))
    alone = _alone(case)
    if not reasons and not alone:
        return
    both = (*reasons, *alone)
    yield Finding(
        CODE,
        "info",
        "likely",
        _("Not in a list with its default filters") if reasons else _("A one-off task: in no process's list"),
        " ".join(sentence for sentence, _path in both),
        tuple(path for _sentence, path in both),
        DOC,
        _reply(alone=bool(alone)) if reasons and not _unlisted(case) else None,
    )


def _unlisted(case: Case) -> bool:
    """Whether the task is in no list of tasks, whatever its filters are."""
    return case.hidden or case.archived


def _reply(*, alone: bool) -> str:
    if alone:
        return _(
            "Most likely a filter of the list leaves this task out. "
            "Please clear the filters of the Tasks view."
        )
    return _(
        "Most likely a filter of the list leaves this task out. "
        "Please clear the filters of the Tasks view, or open the task from its process in the Tracker view."
    )


def _reasons(case: Case) -> Iterator[Reason]:
    if case.completed:
        key = "status" if case.told("status") else "completed_at"
        yield _("It is completed, and a list shows “To Do” unless set to “Completed”."), case.at(key)
    if case.hidden:
        yield _("It is hidden, and no list of tasks shows hidden ones."), case.at("status")
    yield from _archived(case)
    if not _unlisted(case):
        yield from _assigned(case)


def _archived(case: Case) -> Iterator[Reason]:
    if case.dated("archived_at") or case.process_surely_archived:
        place = case.at("archived_at") if case.dated("archived_at") else case.process_archived[0]
        yield _("It is archived, and lists leave archived ones out unless asked for them."), place
    elif case.process_archived:
        words = _("Its process is most likely archived, and lists leave tasks of archived ones out.")
        yield words, case.process_archived[0]


def _alone(case: Case) -> tuple[Reason, ...]:
    if not case.oneoff or case.told("run_id"):
        return ()
    words = _(
        "It belongs to no process, so the Tracker view and filters by process or template leave it out."
    )
    return ((words, case.at("is_oneoff_task")),)


def _assigned(case: Case) -> Iterator[Reason]:
    who = case.owners
    if who.nobody:
        yield _("Nobody is assigned, so only the filter for unassigned tasks finds it."), who.path
    elif who.known and not (who.users or who.groups):
        yield _("Only guests are assigned, so only the filter by their address finds it."), who.path
