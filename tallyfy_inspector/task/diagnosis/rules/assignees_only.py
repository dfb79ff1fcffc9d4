"""Under "Only assigned members can complete or edit this task" nobody else sees the Complete button."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "assignees_only"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-can-i-complete-or-reopen-tasks-in-tallyfy/"
)


def rule(case: Case) -> Iterator[Finding]:
    """A note where the setting is on, likely where only the step says so; a blocker, likely, where nobody is
    assigned either. Silent where neither is told: the step is asked for elsewhere."""
    on, place, from_step = case.setting("can_complete_only_assignees")
    if not case.waiting or not on:
        return
    if case.owners.nobody:
        yield _nobody(case, place)
        return
    yield Finding(
        CODE,
        "info",
        "likely" if from_step else "certain",
        _("Only those assigned may complete it"),
        _(
            "Everybody else does not see the Complete button. Administrators always can, and this answer "
            "does not say who asks; compare that person with the assignees."
        ),
        (place, case.at("owners")),
        DOC,
        _(
            "Most likely only the people assigned to this task, and administrators, can complete it. "
            "Please ask one of them, or ask to be assigned."
        )
        if from_step
        else _(
            "Only the people assigned to this task, and administrators, can complete it. "
            "Please ask one of them, or ask to be assigned."
        ),
    )


def _nobody(case: Case, place: Path) -> Finding:
    return Finding(
        CODE,
        "blocker",
        "likely",
        _("Only those assigned may complete it, and nobody is"),
        _(
            "Nobody but an administrator can complete this task as it stands. "
            "Assign somebody, or let an administrator complete it."
        ),
        (place, case.owners.path),
        DOC,
        _(
            "Most likely nobody can complete this task because it is open to assigned people only and "
            "nobody is assigned. Please ask an administrator to assign somebody."
        ),
        brief=_("only assigned people can complete it, and nobody is assigned"),
    )
