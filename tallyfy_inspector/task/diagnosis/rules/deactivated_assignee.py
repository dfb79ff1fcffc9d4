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
_NOT_YET = ("invited", "pending")  # has not joined yet, which is something else


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the answer says since when a member is deactivated, likely where it only says that the
    account is not active, or says both that and the opposite, and nothing for somebody who is invited. Most
    answers hold numbers only, which say nothing, and then there is nothing to ask for either."""
    gone = tuple(each for each in case.owners.users if _deactivated(case, each))
    if not case.waiting or not gone:
        return
    disputed = any(case.flag("is_active", each) for each in gone)
    sure = not disputed and all(case.dated("disabled_at", each) for each in gone)
    doubt = _(
        "“disabled_at” and “is_active” say the opposite of each other for at least one: look at the account."
    )
    title = ngettext(
        "{count} of {total} assigned is deactivated", "{count} of {total} assigned are deactivated", len(gone)
    )
    yield Finding(
        CODE,
        "warning",
        "certain" if sure else "likely",
        title.format(count=len(gone), total=len(case.owners.everyone)),
        _(
            "A deactivated member cannot log in, and the task is not passed on by itself. "
            "Assign it to somebody else."
        )
        + (f" {doubt}" if disputed else ""),
        tuple(each.path for each in gone),
        DOC,
        _reply(sure),
    )


def _reply(sure: bool) -> str:
    if sure:
        return _(
            "The task is assigned to somebody whose account is no longer active. "
            "Please assign it to somebody else."
        )
    return _(
        "The task is assigned to somebody whose account most likely is not active. "
        "Please assign it to somebody else."
    )


def _deactivated(case: Case, person: Found) -> bool:
    if case.dated("disabled_at", person):
        return True
    invited = case.text("status", person).lower() in _NOT_YET
    return case.flag("is_active", person) is False and not invited
