"""A task that was completed and is open again: by whom it was reopened stands in the activity list.

The verbs are those of the activity feed ("Get process activity" in Tallyfy's API documentation); the shape
of the include `activities` is documented nowhere, so nothing in it is certain, and nothing is concluded from
what it does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import _, ngettext

CODE = "reopened"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-can-i-complete-or-reopen-tasks-in-tallyfy/"
)
VERBS = ("re-opened", "reopened", "uncompleted")


def rule(case: Case) -> Iterator[Finding]:
    """Likely where the activity list says it, or holds a completion of an open task; cannot
    tell where the task's own fields contradict each other and there is no activity list."""
    again = tuple(case.activities(*VERBS))
    if again:
        yield _reopened(case, again)
    elif _is_open(case):
        yield from _perhaps(case)


def earlier(case: Case) -> tuple[Path, ...]:
    """The places that tell of a completion of a task that is open; () when none does. Where everyone has to
    complete it, each of them leaves an entry, so those alone tell nothing."""
    verbs = VERBS if case.flag("everyone_must_complete") else (*VERBS, "completed")
    entries = tuple(each.path for each in case.activities(*verbs, "emitted"))
    return entries or (case.places("completed_at") if case.dated("completed_at") else ())


def _is_open(case: Case) -> bool:
    return case.status in ("not-started", "in-progress", "active")


def _perhaps(case: Case) -> Iterator[Finding]:
    done = tuple(case.activities("completed"))
    # Where everyone has to complete it, each of them leaves such an entry.
    if done and case.flag("everyone_must_complete") is False and not case.told("completed_at"):
        yield _likely(case, done)
    elif case.told("completed_at") and not case.returned("activities"):
        yield _unknown(case)


def _reopened(case: Case, again: tuple[Found, ...]) -> Finding:
    last = _latest(case, again)
    text = (
        _("The activity list says so.")
        if last is None
        else _("The activity list says so, the last time on {time}.").format(time=last)
    )
    return Finding(
        CODE,
        "info",
        "likely",
        ngettext("Reopened once", "Reopened {count} times", len(again)).format(count=len(again)),
        text
        + " "
        + _(
            "Its entry names who did it; a rule of the template can reopen tasks too. "
            "Reopening clears who completed the task and any decision on it."
        ),
        tuple(each.path for each in again),
        DOC,
        _(
            "This task most likely was completed before and has been reopened. "
            "When the work is done, please complete it again."
        )
        if _is_open(case) and case.waiting
        else None,
    )


def _latest(case: Case, entries: tuple[Found, ...]) -> str | None:
    moments = [moment for each in entries if (moment := case.happened(each)) is not None]
    return case.when(max(moments)) if moments else None


def _likely(case: Case, done: tuple[Found, ...]) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("Completed before, and open again"),
        _(
            "The activity list holds a completion, but the task is open: most likely it was reopened. "
            "Look in the activity list for who did it."
        ),
        (*(each.path for each in done), *case.places("status")),
        DOC,
        _(
            "This task was completed before and most likely has been reopened. "
            "When the work is done, please complete it again."
        )
        if case.waiting
        else None,
    )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "cannot_tell",
        _("Was it reopened?"),
        _("The status says that the task is open, its time of completion that it was completed."),
        case.places("status", "completed_at"),
        DOC,
        needs=case.missing("activities"),
    )
