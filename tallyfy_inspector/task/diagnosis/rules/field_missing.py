"""A form field of the template that is not on this task: running processes keep the template they began with.

Compared by ID, which stays the same through the template's versions; labels and aliases may change.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.labels import labels
from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.task.reading import Found, items, member, part
from tallyfy_inspector.texts import _, ngettext

CODE = "field_missing"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/processes/edit-processes/"
    "how-do-template-changes-affect-running-processes/"
)


def rule(case: Case) -> Iterator[Finding]:
    """Likely where the step lists a field that the task does not have; cannot tell without the step. Where
    the task's own fields are not there, the rules on them say so."""
    own = part(case.task, "form_fields")
    if own is None or not isinstance(own.value, (list, dict)):
        return
    if case.step is None:
        if case.told("step_id") and not case.completed and case.missing("step"):
            yield _unknown(case)
        return
    captures = part(case.step, "captures")
    known = {_id(each) for each in items(own)}
    if captures is not None and "" not in known:  # a field without its ID might be any of them
        yield from _missing([each for each in items(captures) if _is_missing(case, each, known)])


def _is_missing(case: Case, capture: Found, known: set[str]) -> bool:
    gone = case.told("archived_at", capture) or case.told("deleted_at", capture)
    identity = _id(capture)
    return identity != "" and identity not in known and not gone


def _id(field: Found) -> str:
    """A field's ID, in an object or bare; "" when there is none."""
    found = member(field, "id") if isinstance(field.value, dict) else field
    value = None if found is None else found.value
    return "" if value is None or isinstance(value, (bool, dict, list)) else to_text(value).strip()


def _missing(fields: list[Found]) -> Iterator[Finding]:
    if not fields:
        return
    count = len(fields)
    rows = form_fields({"id": "", "form_fields": [each.value for each in fields]})
    yield Finding(
        CODE,
        "info",
        "likely",
        ngettext(
            "{count} form field of the template is not on this task",
            "{count} form fields of the template are not on this task",
            count,
        ).format(count=count),
        _(
            "Only in the template: {labels}. A running process keeps the template it was launched with, "
            "so most likely the template was changed after that. "
            "Launch a new process, or ask for what is needed in a comment."
        ).format(labels=labels(rows)),
        tuple(each.path for each in fields),
        DOC,
        _(
            "The form most likely was changed after this process was launched, "
            "and running processes keep the form they started with. "
            "A newly launched process will have the new fields."
        ),
    )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "cannot_tell",
        _("Does the template have fields that this task has not?"),
        _("This answer does not hold the step of the template to compare with."),
        case.places("form_fields"),
        DOC,
        needs=case.missing("step"),
    )
