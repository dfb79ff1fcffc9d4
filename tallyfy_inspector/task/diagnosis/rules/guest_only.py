"""A task for guests must also have an assignee inside the organization."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "guest_only"
DOC = "https://tallyfy.com/products/pro/documenting/guests/"


def rule(case: Case) -> Iterator[Finding]:
    """Likely where guests are assigned, and neither a member nor a group."""
    who = case.owners
    if not case.waiting or not who.known or not who.guests or who.users or who.groups:
        return
    yield Finding(
        CODE,
        "warning",
        "likely",
        _("Only guests are assigned"),
        _(
            "The documentation says that every task for a guest must also have a member, so that somebody "
            "inside keeps an eye on it. Assign a member as well."
        ),
        (*(guest.path for guest in who.guests), who.path),
        DOC,
        _(
            "Most likely nobody in your organization follows this task, because only guests are assigned. "
            "Please assign a member as well."
        ),
    )
