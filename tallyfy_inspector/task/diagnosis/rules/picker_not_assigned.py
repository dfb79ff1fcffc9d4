"""An assignee picker records whom somebody picked; it does not assign them."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.labels import label
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.task.owners import BUCKETS, identity
from tallyfy_inspector.task.reading import items, part
from tallyfy_inspector.texts import _, ngettext

CODE = "picker_not_assigned"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/what-are-form-fields-in-tallyfy/"


def rule(case: Case) -> Iterator[Finding]:
    """Likely, for each picker of this task that holds somebody who is not assigned: a warning when nobody is
    assigned at all, else a note."""
    if not case.waiting or not case.owners.known:
        return
    assigned = {identity(each).lower() for each in case.owners.everyone}
    for row in case.rows:
        if row.type == "assignees_form" and not row.blank:
            missing = tuple(_not_in(case, row, assigned))
            if missing:
                yield _finding(case, row, missing)


def _not_in(case: Case, row: FieldRow, assigned: set[str]) -> Iterator[Path]:
    if row.value_path is None:
        return
    for bucket in BUCKETS:
        picked = part(case.node(row.value_path), bucket)
        for entry in () if picked is None else items(picked):
            who = identity(entry).lower()
            if who and who not in assigned:
                yield entry.path


def _finding(case: Case, row: FieldRow, missing: tuple[Path, ...]) -> Finding:
    title = ngettext(
        "{count} picked in {label} is not assigned",
        "{count} picked in {label} are not assigned",
        len(missing),
    )
    return Finding(
        CODE,
        "warning" if case.owners.nobody else "info",
        "likely",
        title.format(count=len(missing), label=label(row)),
        _(
            "A picker only records who was picked; a rule of the template or a person has to assign them. "
            "Somebody picked may also belong to a group that is assigned, which this answer does not show."
        ),
        (*missing, row.path, case.owners.path),
        DOC,
        _(
            "Most likely somebody was picked in a form field of the task but was not assigned by that. "
            "Please assign them to the task itself."
        ),
    )
