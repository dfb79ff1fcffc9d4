"""More assignees than the task's own limit (`max_assignable`)."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "too_many_assignees"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/task-assignment-guide/"


def rule(case: Case) -> Iterator[Finding]:
    """Likely where more members and guests are listed than the limit allows; groups are not counted, because
    how many people they hold is not in the answer. The step's limit counts where the task has none; no limit,
    or one of 0, is none."""
    of = case.step if case.value("max_assignable") is None else None
    limit = case.number("max_assignable", of)
    people = len(case.owners.users) + len(case.owners.guests)
    if not case.waiting or limit is None or limit < 1 or people <= limit:
        return
    yield Finding(
        CODE,
        "warning",
        "likely",
        _("{count} assigned, the limit is {limit}").format(count=people, limit=f"{limit:g}"),
        _(
            "The documentation says in one place that this limits the assignees, and in another that it "
            "limits how many of a group can pick up the task. Remove the extra assignees, or raise the "
            "limit of the step."
        ),
        (case.owners.path, case.at("max_assignable", of)),
        DOC,
        _(
            "Most likely more people are assigned to this task than it allows. "
            "Please remove those who do not need it."
        ),
    )
