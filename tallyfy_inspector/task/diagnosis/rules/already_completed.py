"""A task that is already completed cannot be completed again; it can be reopened."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "already_completed"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-can-i-complete-or-reopen-tasks-in-tallyfy/"
)


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the status says completed, likely where only the time of completion does; a warning
    where the two say the opposite of each other."""
    if case.completed:
        yield _completed(case)
    elif case.moment("completed_at") is not None and not case.skipped:
        yield _disagreement(case)


def _completed(case: Case) -> Finding:
    told = case.said_completed
    moment = case.moment("completed_at")
    when = "" if moment is None else case.when(moment)
    return Finding(
        CODE,
        "info",
        "certain" if told else "likely",
        _("Completed on {time}").format(time=when) if when else _("Completed"),
        _(
            "It is done, so there is no Complete button any more. "
            "To change something, somebody who may complete it can press Re-Open."
        ),
        tuple(case.at(key) for key in ("status", "completed_at") if case.told(key)),
        DOC,
        _reply(told),
    )


def _reply(told: bool) -> str:
    if told:
        return _("This task is already completed. If something has to be changed, please reopen it first.")
    return _(
        "This task is most likely completed already. If something has to be changed, please reopen it first."
    )


def _disagreement(case: Case) -> Finding:
    return Finding(
        CODE,
        "warning",
        "likely",
        _("Status and time of completion disagree"),
        _(
            "The status says that the task is not completed, yet a time of completion is there. It may have "
            "been reopened, or the answer may lag behind a change; fetch it again and look at the activity."
        ),
        (case.at("status"), case.at("completed_at")),
        DOC,
    )
