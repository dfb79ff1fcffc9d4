"""A form field of the template that is not on this task, or a table with other columns than there: running
processes keep the template they began with.

Compared by ID, which stays the same through the template's versions; labels and aliases may change.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.labels import labels
from tallyfy_inspector.task.fields import FieldRow, form_fields
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
        yield from _tables(case, {_id(each): each for each in items(captures)})


def _is_missing(case: Case, capture: Found, known: set[str]) -> bool:
    gone = case.told("archived_at", capture) or case.told("deleted_at", capture)
    identity = _id(capture)
    return identity != "" and identity not in known and not gone


def _id(field: Found) -> str:
    """A field's ID, in an object or bare; "" when there is none."""
    found = member(field, "id") if isinstance(field.value, dict) else field
    value = None if found is None else found.value
    return "" if value is None or isinstance(value, (bool, dict, list)) else to_text(value).strip()


def _tables(case: Case, captures: dict[str, Found]) -> Iterator[Finding]:
    """Tables whose columns in the template are others, by ID where both sides have IDs, else by label."""
    other = [row for row in case.rows if row.type == "table" and _differs(case, row, captures)]
    if other:
        yield Finding(
            CODE,
            "info",
            "likely",
            _("Other columns than in the template: {labels}").format(labels=labels(other)),
            _(
                "The table's columns here are not those of the template's step. A running process keeps the "
                "columns it was launched with, so most likely the template was changed after that."
            ),
            tuple(row.path for row in other),
            DOC,
            _(
                "The columns of a table most likely were changed in the template after this process was "
                "launched. A newly launched process will have the new columns."
            ),
        )


def _differs(case: Case, row: FieldRow, captures: dict[str, Found]) -> bool:
    field = case.node(row.path)
    capture = captures.get(_id(field))
    here, there = _columns(field), () if capture is None else _columns(capture)
    if not here or not there:
        return False
    by_id = all(identity for identity, _label in (*here, *there))
    ours, theirs = ({each[0] if by_id else each[1] for each in side} for side in (here, there))
    return "" not in ours | theirs and ours != theirs


def _columns(field: Found) -> tuple[tuple[str, str], ...]:
    """(ID, label) of each column, in small letters."""
    found = part(field, "columns")
    return () if found is None else tuple((_id_of(each), _label_of(each)) for each in items(found))


def _id_of(column: Found) -> str:
    return _id(column) if isinstance(column.value, dict) else ""


def _label_of(column: Found) -> str:
    told = (member(column, key) for key in ("label", "text")) if isinstance(column.value, dict) else (column,)
    texts = (found.value for found in told if found is not None)
    return next((" ".join(text.split()).lower() for text in texts if isinstance(text, str)), "")


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
