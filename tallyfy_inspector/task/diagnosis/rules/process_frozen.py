"""An open issue anywhere in a process stops all of its tasks, also those without an issue of their own.

A process that is completed locks its tasks, says one page of the documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.texts import _

CODE = "process_frozen"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-to-report-and-resolve-issues-in-tallyfy/"
DOC_OVER = "https://tallyfy.com/products/pro/documenting/guests/guest-user-guide/"
STOPPED = ("issue", "problem")


def rule(case: Case) -> Iterator[Finding]:
    """Likely where the process says that it has an issue: a blocker, or a note when the task's own issue
    explains it. Cannot tell where nothing about the process was returned."""
    if not case.waiting:
        return
    if case.process_completed:
        yield _over(case)
    places = signs(case)
    if places:
        yield _explained(places) if case.issues.state == "open" else _frozen(case, places)
    elif case.told("run_id") and case.run is None and not case.told("run_status"):
        yield _unknown(case)


def _over(case: Case) -> Finding:
    return Finding(
        CODE,
        "warning",
        "likely",
        _("The process is completed, the task is not"),
        _(
            "The documentation says that completed processes lock everyone out, and on another page that "
            "tasks of theirs can be reopened. Reopen the process if the task is still to be done."
        ),
        case.process_completed,
        DOC_OVER,
        _(
            "Most likely the process of this task has been completed, and nobody can work on the task any "
            "more. If it is still to be done, the process can be opened again."
        ),
    )


def signs(case: Case) -> tuple[Path, ...]:
    """The places that say that the process has an open issue."""
    places: list[Path] = []
    if (run := case.run) is not None:
        if case.text("status", run).lower() in STOPPED:
            places.append(case.at("status", run))
        if case.flag("has_open_issue", run):
            places.append(case.at("has_open_issue", run))
    if case.text("run_status").lower() in STOPPED:
        places.append(case.at("run_status"))
    return tuple(places)


def _frozen(case: Case, places: tuple[Path, ...]) -> Finding:
    own = (
        _("This task has none of its own.")
        if case.issues.state == "none"
        else _("Whether it is this task's own was not returned.")
    )
    rule_words = _(
        "An open issue stops all tasks of a process until it is resolved: look for the task with the red "
        "border in the process, and resolve its issue there."
    )
    return Finding(
        CODE,
        "blocker",
        "likely",
        _("The process has an open issue"),
        f"{own} {rule_words}",
        places,
        DOC,
        _(
            "Most likely the task cannot be completed because a problem was reported elsewhere in its "
            "process. Please resolve that issue first; it is marked in red in the process."
        ),
        brief=_("a problem was reported elsewhere in its process"),
    )


def _explained(places: tuple[Path, ...]) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("The process is marked as having an issue"),
        _(
            "The open issue of this task explains that. "
            "If the mark stays once it is resolved, another task of the process has an issue too."
        ),
        places,
        DOC,
    )


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "blocker",
        DOC,
        _("Does the process have an open issue?"),
        _("An issue on another task stops this one too, and nothing about the process was returned."),
        case.missing("run"),
    )
