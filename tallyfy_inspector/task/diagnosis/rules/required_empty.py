"""Form fields that are required and empty keep a task from being completed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.field_checks import UNDRAWN
from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding, cannot_tell
from tallyfy_inspector.task.diagnosis.labels import labels
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _, ngettext

CODE = "required_empty"
DOC = (
    "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-can-i-complete-or-reopen-tasks-in-tallyfy/"
)
_CONFIDENCES: tuple[Confidence, ...] = ("certain", "likely")


def rule(case: Case) -> Iterator[Finding]:
    """Certain for null, "" and []; likely for what only amounts to nothing (a list of blanks, a picker with
    nobody, no answer sent at all); cannot tell where form fields were not returned, or are no list. What the
    customer cannot fill in is not asked of them; `value_wrong` says more of it."""
    if not case.waiting:
        return
    if not case.holds_list("form_fields"):
        yield _unknown(case)
        return
    empty = [row for row in case.rows if row.required_and_empty]
    for confidence in _CONFIDENCES:
        if rows := [row for row in empty if row.emptiness == confidence]:
            yield _finding(rows, confidence)


def _finding(rows: Sequence[FieldRow], confidence: Confidence) -> Finding:
    count, shown = len(rows), sum(row.type != UNDRAWN for row in rows)
    title = ngettext("{count} required, empty: {labels}", "{count} required, empty: {labels}", count)
    return Finding(
        CODE,
        "blocker",
        confidence,
        title.format(count=count, labels=labels(rows)),
        _text(confidence),
        tuple(row.path for row in rows),
        DOC,
        _reply(shown, confidence, count - shown) if shown else None,
        brief=_brief(shown, confidence) if shown else "",
    )


def _text(confidence: Confidence) -> str:
    rule_words = _("The Complete button stays grey until every required form field is filled in.")
    if confidence == "certain":
        return rule_words
    doubt = _(
        "Most likely nothing was entered: no answer was sent at all, or only blanks, or two places of the "
        "answer do not agree."
    )
    return f"{rule_words} {doubt}"


def _reply(count: int, confidence: Confidence, undrawn: int) -> str:
    """On `count` fields that are shown; `undrawn` ones beside them are not."""
    return f"{_why(count, confidence)} {_please(undrawn)}"


def _why(count: int, confidence: Confidence) -> str:
    if confidence == "likely":
        return _("Most likely the task cannot be completed yet because a required form field is still empty.")
    return ngettext(
        "The task cannot be completed yet because {count} required form field is still empty.",
        "The task cannot be completed yet because {count} required form fields are still empty.",
        count,
    ).format(count=count)


def _please(undrawn: int) -> str:
    if not undrawn:
        return _("Please fill in every required field, and then complete the task.")
    return _(
        "Please fill in every required field that you see, and tell us if the task still cannot be completed."
    )


def _brief(count: int, confidence: Confidence) -> str:
    if confidence == "likely":
        return _("a required form field has no answer yet")
    return ngettext(
        "{count} required form field is still empty", "{count} required form fields are still empty", count
    ).format(count=count)


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "blocker",
        DOC,
        _("Are required form fields empty?"),
        _("What was returned for the form fields is no list of them.")
        if case.returned("form_fields")
        else _("Form fields were not returned with this answer."),
        case.missing("form_fields"),
    )
