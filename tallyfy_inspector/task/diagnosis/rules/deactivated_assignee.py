"""A member whose account was deactivated cannot do a task that is still assigned to them."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import _, ngettext

CODE = "deactivated_assignee"
DOC = (
    "https://tallyfy.com/products/pro/documenting/members/"
    "how-can-i-remove-a-member-from-my-tallyfy-organization/"
)


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the answer names members with their account's state; most answers hold numbers only,
    which say nothing, and then there is nothing to ask for either."""
    gone = tuple(each for each in case.owners.users if _deactivated(case, each))
    if not case.waiting or not gone:
        return
    title = ngettext(
        "{count} of {total} assigned is deactivated", "{count} of {total} assigned are deactivated", len(gone)
    )
    yield Finding(
        CODE,
        "warning",
        "certain",
        title.format(count=len(gone), total=len(case.owners.everyone)),
        _(
            "A deactivated member cannot log in, and the task is not passed on by itself. "
            "Assign it to somebody else."
        ),
        tuple(each.path for each in gone),
        DOC,
        _(
            "The task is assigned to somebody whose account is no longer active. "
            "Please assign it to somebody else."
        ),
    )


def _deactivated(case: Case, person: Found) -> bool:
    return case.told("disabled_at", person) or case.flag("is_active", person) is False
