"""A task that is marked as top secret: only said, since the documentation does not explain its effect."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.texts import _

CODE = "private"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/how-can-i-protect-sensitive-data-in-tallyfy/"


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the task says it, likely where only its step does; cannot tell where the task is silent
    and the step was not asked for."""
    on, place, from_step = case.setting("top_secret")
    if case.stepless("top_secret"):
        yield _unknown(case)
    elif on:
        yield Finding(
            CODE,
            "info",
            "likely" if from_step else "certain",
            _("“Top secret” is on"),
            _(
                "The task is marked as confidential (API: top_secret). "
                "Tallyfy's documentation does not explain what that hides and from whom, "
                "so ask an administrator when somebody cannot see the task."
            ),
            (place,),
            DOC,
        )


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "info",
        DOC,
        _("Is “Top secret” on for its step?"),
        _("The task does not say, and this answer does not hold the step of the template."),
        case.missing("step"),
    )
