"""Under "All assignees must complete this task" a task stays open until the last of them has done so."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.diagnosis.rules import approval
from tallyfy_inspector.texts import _, ngettext

CODE = "everyone_signs"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/"
    "how-can-i-utilize-tallyfys-advanced-tab-features/"
)
SETTING = "everyone_must_complete"


def rule(case: Case) -> Iterator[Finding]:
    """A blocker, likely, while some have done their part and others have not; a note before that. The scale
    of `completion_progress` is not documented: from 1 up it may be a share or a count, so cannot tell. Where
    the task does not say, its step's setting counts, and then nothing is certain."""
    if not case.waiting or not case.setting(SETTING)[0] or _alone(case):
        return
    progress = case.number("completion_progress") or 0
    if approval.is_approval(case):
        yield _approval(case)
    elif 0 < progress < 1:
        yield _partly(case, progress)
    elif progress:
        yield _unclear(case, progress)
    else:
        yield _all_of_them(case)


def _alone(case: Case) -> bool:
    who = case.owners
    return who.known and not who.groups and len(who.everyone) < 2


def _people(case: Case) -> int:
    """How many are assigned; 0 where that is not known, as with a group."""
    who = case.owners
    return len(who.everyone) if who.known and not who.groups else 0


def _places(case: Case) -> tuple[Path, ...]:
    keys = ("completion_progress", "owners")
    return (case.setting(SETTING)[1], *(case.at(key) for key in keys if case.told(key)))


def _signed(progress: float, people: int) -> int:
    """How many have signed when `progress` is that share of `people`; 0 when it is the share of no whole
    number of them."""
    count = round(progress * people)
    return count if 0 < count < people and abs(progress * people - count) <= 0.05 else 0


def _partly(case: Case, progress: float) -> Finding:
    people = _people(case)
    signed = _signed(progress, people)
    return Finding(
        CODE,
        "blocker",
        "likely",
        _still(people - signed, people) if signed else _("Some of those assigned still have to complete it"),
        _(
            "Everyone assigned has to complete this task, guests too, and it stays open until the last one "
            "has. Progress was sent as {progress}, which most likely is the share that is done."
        ).format(progress=f"{progress:g}"),
        _places(case),
        DOC,
        _(
            "Most likely the task is still open because everyone assigned has to complete it and not all "
            "have done so. Please ask the others to open the task and complete their part."
        ),
        brief=_("not everyone assigned has completed their part"),
    )


def _still(left: int, people: int) -> str:
    title = ngettext(
        "{count} of {people} still has to complete it",
        "{count} of {people} still have to complete it",
        left,
    )
    return title.format(count=left, people=people)


def _unclear(case: Case, progress: float) -> Finding:
    return cannot_tell(
        CODE,
        "blocker",
        DOC,
        _("How many still have to complete it?"),
        _(
            "Everyone assigned has to complete this task. Progress was sent as {progress}, and its scale is "
            "not documented: it may be a share, a percentage or a number of people."
        ).format(progress=f"{progress:g}"),
        because=_places(case),
    )


def _all_of_them(case: Case) -> Finding:
    from_step = case.setting(SETTING)[2]
    return Finding(
        CODE,
        "info",
        "likely" if from_step else "certain",
        _("Everyone assigned has to complete it"),
        _(
            "It stays open until the last one, guests too, has completed it. "
            "This answer does not say that anybody has done so yet."
        ),
        _places(case),
        DOC,
        _(
            "Most likely everyone assigned to this task has to complete it. "
            "It stays open until the last of them has done so."
        )
        if from_step
        else _(
            "Everyone assigned to this task has to complete it. "
            "It stays open until the last of them has done so."
        ),
    )


def _approval(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("“All assignees must complete” is on, but this is an approval"),
        _(
            "The documentation says that the setting works with regular tasks only, not with Approve/Reject "
            "steps."
        ),
        (case.setting(SETTING)[1], *approval.type_places(case)),
        DOC,
    )
