"""A task that nobody is assigned to waits until somebody claims it or is assigned."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.owners import BUCKETS
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import items, part
from tallyfy_inspector.texts import _

CODE = "nobody_assigned"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/"
    "how-can-i-utilize-tallyfys-advanced-tab-features/"
)


def rule(case: Case) -> Iterator[Finding]:
    """Certain where all lists of assignees are there and empty; likely where blanks stand in one, or a role
    is named; cannot tell where one was not returned."""
    if not case.waiting:
        return
    if not case.owners.known and not case.owners.everyone:
        yield _unknown(case)
    elif case.owners.nobody:
        yield _nobody(case)


def _nobody(case: Case) -> Finding:
    step = case.step
    setting = None if step is None else case.flag("assign_run_starter", step)
    because, unsure = [case.owners.path, *_roles(case)], doubt(case)
    if step is not None and setting is not None:
        because.append(case.at("assign_run_starter", step))
    return Finding(
        CODE,
        "warning",
        "likely" if unsure else "certain",
        _("Nobody is assigned"),
        " ".join(
            filter(
                None,
                (_("The task waits until somebody claims it or is assigned."), _why(case, setting), unsure),
            )
        ),
        tuple(because),
        DOC,
        _reply(sure=not unsure),
    )


def _reply(*, sure: bool) -> str:
    if sure:
        return _(
            "Nobody is assigned to this task at the moment. "
            "Please assign the person who is to do it; they are told by e-mail."
        )
    return _(
        "Most likely nobody is assigned to this task at the moment. "
        "Please assign the person who is to do it; they are told by e-mail."
    )


def _roles(case: Case) -> tuple[Path, ...]:
    """Where a role is named: in the task, among its assignees, or in its step."""
    places = (case.task, part(case.task, "owners"), case.step)
    named = (part(place, "roles") for place in places if place is not None)
    return tuple(found.path for found in named if found is not None and not is_blank(found.value))


def doubt(case: Case) -> str:
    """What speaks against taking the empty lists at their word; "" for nothing."""
    if _roles(case):
        return _("A role is named, and who has it is not in this answer.")
    lists = (part(case.node(case.owners.path), bucket) for bucket in BUCKETS)
    if any(found is not None and items(found) for found in lists):
        return _("An entry without anybody in it was sent, which may stand for somebody.")
    return ""


def _why(case: Case, setting: bool | None) -> str:
    """What the step's setting tells; "" for a task that has no step."""
    if case.step is None and (case.oneoff or not case.told("step_id")):
        return ""
    if setting is None:
        return _("Whether “Assign launcher automatically” is on for its step was not returned.")
    if setting:
        return _(
            "“Assign launcher automatically” is on for its step now, so the assignees were most likely "
            "removed later, by a rule or by hand."
        )
    return _(
        "“Assign launcher automatically” is off for its step, so whoever launched the process was not added."
    )


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "warning",
        DOC,
        _("Is anybody assigned?"),
        _("The assignees were not returned in full: members, guests and groups come as three lists."),
        because=(case.owners.path,) if case.told("owners") else (),
    )
