"""Under "Only assigned members can complete or edit this task" nobody else sees the Complete button."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "assignees_only"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-can-i-complete-or-reopen-tasks-in-tallyfy/"
)


def rule(case: Case) -> Iterator[Finding]:
    """A note where the setting is on; a blocker, likely, where nobody is assigned either."""
    if not case.waiting or not case.flag("can_complete_only_assignees"):
        return
    if case.owners.nobody:
        yield _nobody(case)
        return
    yield Finding(
        CODE,
        "info",
        "certain",
        _("Only those assigned may complete it"),
        _(
            "Everybody else does not see the Complete button. Administrators always can, and this answer "
            "does not say who asks; compare that person with the assignees."
        ),
        (case.at("can_complete_only_assignees"), case.at("owners")),
        DOC,
        _(
            "Only the people assigned to this task, and administrators, can complete it. "
            "Please ask one of them, or ask to be assigned."
        ),
    )


def _nobody(case: Case) -> Finding:
    return Finding(
        CODE,
        "blocker",
        "likely",
        _("Only those assigned may complete it, and nobody is"),
        _(
            "Nobody but an administrator can complete this task as it stands. "
            "Assign somebody, or let an administrator complete it."
        ),
        (case.at("can_complete_only_assignees"), case.owners.path),
        DOC,
        _(
            "Most likely nobody can complete this task because it is open to assigned people only and "
            "nobody is assigned. Please ask an administrator to assign somebody."
        ),
    )
