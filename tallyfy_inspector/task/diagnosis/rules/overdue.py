"""Only the deadline decides whether a task is overdue; when it was to start never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding, cannot_tell
from tallyfy_inspector.task.durations import duration_words, overdue_words
from tallyfy_inspector.texts import _

CODE = "overdue"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/task-escalation-for-overdue-items/"


def rule(case: Case) -> Iterator[Finding]:
    """A warning while the task waits and its deadline is over, a note where it was completed late: certain
    where the times name their zone, likely where UTC had to be assumed, where the answer was opened (it may
    be done since), or where no known status says that it is completed. Cannot tell when unreadable."""
    if not case.told("deadline") or not (case.waiting or case.completed):
        return
    deadline, completed = case.moment("deadline"), case.moment("completed_at")
    if deadline is None:
        yield _unreadable(case)
    elif case.completed and completed is not None and completed > deadline:
        yield _late(case, completed, deadline)
    elif case.waiting and deadline < case.now:
        yield _overdue(case, deadline)


def _confidence(case: Case, *keys: str) -> Confidence:
    return "certain" if case.zoned(*keys) else "likely"


def _overdue(case: Case, deadline: datetime) -> Finding:
    zoned = _confidence(case, "deadline")
    confidence: Confidence = "likely" if case.opened else zoned
    sentences = [
        _("The deadline was {time}.").format(time=case.when(deadline)),
        _("The task was open when this was saved; fetch it to see whether it still is.")
        if case.opened
        else _("The task can still be completed; move the deadline if it is no longer right."),
    ]
    if zoned == "likely":
        sentences.insert(1, _("It was sent without a time zone and read as UTC."))
    if case.flag("has_deadline_dependent_child_tasks"):
        sentences.append(_("Deadlines of other tasks count from this one and may move with it."))
    return Finding(
        CODE,
        "warning",
        confidence,
        overdue_words(opened=case.opened).format(duration=duration_words(case.now - deadline)),
        " ".join(sentences),
        (case.at("deadline"),),
        DOC,
        _stale_reply() if case.opened else _reply(confidence),
    )


def _stale_reply() -> str:
    return _(
        "The deadline of this task has most likely passed without its being completed. "
        "If it is still open, it can still be completed, or its deadline can be moved."
    )


def _reply(confidence: Confidence) -> str:
    if confidence == "certain":
        return _(
            "The deadline of this task has passed, and the task is still open. "
            "It can still be completed, or its deadline can be moved."
        )
    return _(
        "The deadline of this task has most likely passed, and the task is still open. "
        "It can still be completed, or its deadline can be moved."
    )


def _late(case: Case, completed: datetime, deadline: datetime) -> Finding:
    said = case.said_completed
    words = (
        _("The deadline was {deadline}, and the task was completed on {completed}.")
        if said
        else _(
            "The deadline was {deadline}, and the time of completion is {completed}. "
            "No status says that the task is completed."
        )
    )
    return Finding(
        CODE,
        "info",
        _confidence(case, "deadline", "completed_at") if said else "likely",
        _("Completed {duration} late").format(duration=duration_words(completed - deadline)),
        words.format(deadline=case.when(deadline), completed=case.when(completed)),
        (case.at("completed_at"), case.at("deadline")),
        DOC,
    )


def _unreadable(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "warning",
        DOC,
        _("Is it overdue?"),
        _("A deadline was returned, but it cannot be read as a date with a time."),
        because=(case.at("deadline"),),
    )
