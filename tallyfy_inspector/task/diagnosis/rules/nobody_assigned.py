"""A task that nobody is assigned to waits until somebody claims it or is assigned."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.texts import _

CODE = "nobody_assigned"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/"
    "how-can-i-utilize-tallyfys-advanced-tab-features/"
)


def rule(case: Case) -> Iterator[Finding]:
    """Certain where all lists of assignees are there and empty; cannot tell where one was not returned."""
    if not case.waiting:
        return
    if not case.owners.known and not case.owners.everyone:
        yield _unknown(case)
    elif case.owners.nobody:
        yield _nobody(case)


def _nobody(case: Case) -> Finding:
    step = case.step
    setting = None if step is None else case.flag("assign_run_starter", step)
    because = [case.owners.path]
    if step is not None and setting is not None:
        because.append(case.at("assign_run_starter", step))
    return Finding(
        CODE,
        "warning",
        "certain",
        _("Nobody is assigned"),
        f"{_('The task waits until somebody claims it or is assigned.')} {_why(setting)}",
        tuple(because),
        DOC,
        _(
            "Nobody is assigned to this task at the moment. "
            "Please assign the person who is to do it; they are told by e-mail."
        ),
    )


def _why(setting: bool | None) -> str:
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
