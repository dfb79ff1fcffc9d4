"""Tasks that complete or send themselves at their deadline: the types "expiring" and "expiring_email".

An e-mail draft ("email") is the opposite and waits for somebody to send it. Tallyfy looks every five minutes
for deadlines that have passed, so a task is called late here only after twice that time. Whether one was
acknowledged before it expired stands in `is_approved`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tallyfy_inspector.task.diagnosis.case import Case, first_text
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.diagnosis.rules import hidden
from tallyfy_inspector.task.durations import duration_words
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, items, part
from tallyfy_inspector.texts import _

CODE = "self_completed"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/what-types-of-tasks-can-i-create-with-tallyfy/"
)
_AT_DEADLINE = ("expiring", "expiring_email")
_GRACE = timedelta(minutes=10)


def rule(case: Case) -> Iterator[Finding]:
    """Likely for the types that do so, by the documentation; cannot tell for a completion by nobody else."""
    kind = _kind(case)
    if case.completed:
        yield from _done(case, kind)
    elif kind in _AT_DEADLINE and case.waiting:
        yield from _ahead(case, kind)
    elif kind == "email" and case.waiting:
        yield _draft(case)


def _kind(case: Case) -> str:
    return case.text("task_type") or ("" if case.step is None else case.text("step_type", case.step))


def _done(case: Case, kind: str) -> Iterator[Finding]:
    if not _by_nobody(case):
        return
    somebody = tuple(each for each in case.activities("completed") if _names(each))
    if kind == "expiring" and case.flag("is_approved"):
        yield _acknowledged(case, somebody)
        return
    if somebody:  # the activity list tells who completed it
        return
    deadline, completed = case.moment("deadline"), case.moment("completed_at")
    at_deadline = deadline is not None and completed is not None and completed >= deadline
    if kind in _AT_DEADLINE and at_deadline:
        yield _itself(case, kind)
    elif not any(case.activities("completed")):
        yield _unknown(case)


def _by_nobody(case: Case) -> bool:
    """Whether the answer says that no person completed it; silence says nothing."""
    people = ("completer_id", "completer_guest", "completer_guest_id")
    return case.returned("completer_id") and not any(case.told(key) for key in people)


def _names(entry: Found) -> bool:
    """Whether an activity names a person, by its source or else by who acted."""
    source = first_text(entry, "source").lower()
    if source in (*hidden.PEOPLE, *hidden.RULES):
        return source in hidden.PEOPLE
    acted = (part(entry, key) for key in ("actor", "actor_id"))
    return any(
        not is_blank(one.value) for each in acted if each is not None for one in items(each) or (each,)
    )


def _acknowledged(case: Case, somebody: tuple[Found, ...]) -> Finding:
    who = (
        _("An entry of the activity list tells who completed it.")
        if somebody
        else _("The answer does not name who did so.")
    )
    told = _(
        "For a task of this type the decision says whether somebody acknowledged it or it expired, and here "
        "it says the former."
    )
    return Finding(
        CODE,
        "info",
        "likely",
        _("Acknowledged, not expired"),
        f"{told} {who}",
        (*case.places("is_approved", "task_type", "completed_at"), *(each.path for each in somebody)),
        DOC,
    )


def _itself(case: Case, kind: str) -> Finding:
    email = kind == "expiring_email"
    return Finding(
        CODE,
        "info",
        "likely",
        _("Sent and completed by itself") if email else _("Completed by itself"),
        _(
            "A task of this type does so at its deadline, when nobody did before. "
            "It was completed after its deadline, and the answer names nobody."
        ),
        case.places("completed_at", "deadline", "task_type", "completer_id"),
        DOC,
        _(
            "This task is of a type that completes itself at its deadline, and most likely did so. "
            "If that is not wanted, its type can be changed in the template."
        ),
    )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "cannot_tell",
        _("Who completed the task?"),
        _("It is completed, and this answer names nobody. The activity list may tell who or what did it."),
        case.places("completer_id", "completed_at"),
        DOC,
        needs=case.missing("activities"),
    )


def _ahead(case: Case, kind: str) -> Iterator[Finding]:
    deadline = case.moment("deadline")
    if deadline is None:
        # A deadline that is there but cannot be read is no reason to say that there is none.
        if not case.told("deadline"):
            yield _never(case)
    elif case.now - deadline > _GRACE:
        yield _since(case) if case.opened else _late(case, deadline)
    else:
        yield _will(case, kind, deadline)


def _never(case: Case) -> Finding:
    return Finding(
        CODE,
        "warning",
        "likely",
        _("Completes itself at its deadline, but has none"),
        _(
            "A task of this type is completed or sent at its deadline. "
            "Without one somebody has to do it, or set a deadline."
        ),
        case.places("task_type", "deadline"),
        DOC,
        _(
            "This task would complete itself at its deadline, but most likely waits because it has none. "
            "Please set a deadline, or complete it by hand."
        ),
    )


def _since(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "info",
        DOC,
        _("Did it complete itself at its deadline?"),
        _(
            "A task of this type does so, and its deadline has passed. "
            "It was open when this was saved; fetch it to see whether it still is."
        ),
        because=case.places("deadline", "task_type", "status"),
    )


def _late(case: Case, deadline: datetime) -> Finding:
    late = duration_words(case.now - deadline)
    return Finding(
        CODE,
        "warning",
        "likely",
        _("Should have completed itself {duration} ago").format(duration=late),
        _(
            "A task of this type is completed or sent at its deadline, within minutes. "
            "If another fetch shows the same, complete it by hand and tell Tallyfy."
        ),
        case.places("deadline", "task_type", "status"),
        DOC,
        _(
            "This task should most likely have completed itself at its deadline and did not. "
            "If it is still open, please complete it by hand."
        ),
    )


def _will(case: Case, kind: str, deadline: datetime) -> Finding:
    title = (
        _("Will be sent at its deadline")
        if kind == "expiring_email"
        else _("Will complete itself at its deadline")
    )
    text = _("A task of this type does so when nobody did before, here on {time}.")
    return Finding(
        CODE,
        "info",
        "likely",
        title,
        text.format(time=case.when(deadline)),
        case.places("task_type", "deadline"),
        DOC,
    )


def _draft(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("The e-mail waits for somebody to send it"),
        _("This task is an e-mail draft: it is sent when an assignee presses “Send”, never by itself."),
        case.places("task_type", "status"),
        DOC,
        _(
            "The e-mail of this task most likely has not gone out because nobody has sent it yet. "
            "Please open the task, check the draft, and press “Send”."
        ),
    )
