"""An answer to a form field that looks wrong: no option any more, too long, unreadable, against its check.

To add a kind: its predicate in `field_checks`, and its row in KINDS. A kind is one finding, however many
fields it concerns. Who is picked in an assignee picker and not assigned is told with the assignees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tallyfy_inspector.task.diagnosis import field_checks as checks
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.field_checks import Entry
from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding, Severity
from tallyfy_inspector.task.diagnosis.labels import labels
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import N_, _

CODE = "value_wrong"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/what-are-form-fields-in-tallyfy/"


@dataclass(frozen=True, slots=True)
class Kind:
    """`title` has the placeholder {labels}; `text` is what is so, and `advice` and `reply` what to do while
    the task waits. Texts are marked for translation."""

    check: Callable[[Entry], bool]
    severity: Severity
    confidence: Confidence
    title: str
    text: str
    advice: str = ""
    reply: str | None = None


KINDS = (
    Kind(
        checks.option_gone,
        "warning",
        "certain",
        N_("Not among the options: {labels}"),
        N_(
            "What was chosen is none of the field's options, by ID or by text. "
            "Most likely the options were changed after it was chosen."
        ),
        N_("A rule that asks for one of the options does not match it; choose again."),
        N_(
            "What was chosen in this form is not among the options. "
            "Please open the task and choose one of the present options."
        ),
    ),
    Kind(
        checks.text_gone,
        "warning",
        "likely",
        N_("Not among the options: {labels}"),
        N_(
            "What was chosen matches none of the field's options. "
            "Only IDs or only texts could be compared, so an option may have been renamed."
        ),
        N_("Choose again where a rule depends on it."),
        N_(
            "What was chosen in this form most likely is not among the options. "
            "Please open the task and choose one of the present options."
        ),
    ),
    Kind(
        checks.short_text_too_long,
        "warning",
        "likely",
        N_("Longer than 200 characters: {labels}"),
        N_("A short text holds up to 200 characters, says the documentation."),
        N_("Shorten it, or change the field to a long text in the template."),
        N_(
            "A text in this form is longer than its field allows, which most likely is the trouble. "
            "Please shorten it to 200 characters."
        ),
    ),
    Kind(
        checks.long_text_too_long,
        "warning",
        "likely",
        N_("Longer than 30,000 characters: {labels}"),
        N_(
            "A long text holds up to 30,000 characters; another page of the documentation says 6,000. "
            "Its formatting counts here."
        ),
        N_("Shorten it, or attach it as a file."),
        N_(
            "A text in this form is longer than its field allows, which most likely is the trouble. "
            "Please shorten it, or attach it as a file."
        ),
    ),
    Kind(
        checks.long_text_in_doubt,
        "info",
        "likely",
        N_("Longer than 6,000 characters: {labels}"),
        N_(
            "The documentation contradicts itself: a long text holds up to 30,000 characters on one page and "
            "6,000 on another."
        ),
        N_("Only if saving fails, shorten it."),
    ),
    Kind(
        checks.breaks_validation,
        "warning",
        "likely",
        N_("Does not meet the field's own check: {labels}"),
        N_(
            "The field asks for a certain kind of text, such as a number, an address or a length, "
            "and the answer is of another. "
            "Most likely it was entered before the check was set, or by another program."
        ),
        N_("Correct it in the task."),
        N_(
            "A value in this form most likely is not of the kind that its field asks for. "
            "Please open the task and correct it."
        ),
    ),
    Kind(
        checks.no_date,
        "warning",
        "likely",
        N_("Not readable as a date: {labels}"),
        N_(
            "A date is sent as year, month and day, and this one is not. "
            "Most likely another program stored it."
        ),
        N_("Choose the date again in the task."),
        N_(
            "A date in this form most likely was stored in a way that cannot be read. "
            "Please open the task and choose the date again."
        ),
    ),
    Kind(
        checks.undrawn_and_needed,
        "warning",
        "likely",
        N_("Required, empty, and most likely not shown in Tallyfy: {labels}"),
        N_(
            "Tallyfy's web application does not draw fields of the type “email”, and its documentation lists "
            "no such type."
        ),
        N_("Fill it in through the API, or use a short text that checks for an e-mail address."),
        N_(
            "A required field of this form most likely is not shown in the web application. "
            "We will look for a way to fill it in."
        ),
    ),
    Kind(
        checks.undrawn,
        "info",
        "likely",
        N_("Not shown in Tallyfy: {labels}"),
        N_(
            "Tallyfy's web application does not draw fields of the type “email”, and its documentation lists "
            "no such type. People may not see what is in it."
        ),
    ),
    Kind(
        checks.zero_in_required,
        "info",
        "likely",
        N_("“0” in a required field: {labels}"),
        N_(
            "Tallyfy may take “0” for empty. "
            "If the task cannot be completed although everything is filled in, write it as a word."
        ),
    ),
)


def rule(case: Case) -> Iterator[Finding]:
    """A finding a kind that some field shows; cannot tell where the form fields were not asked for."""
    entries = [_entry(case, row) for row in case.rows]
    for kind in KINDS:
        wrong = [entry for entry in entries if kind.check(entry)]
        if wrong:
            yield _found(kind, wrong, case.waiting)
    if not case.returned("form_fields") and case.missing("form_fields"):
        yield _unknown(case)


def _entry(case: Case, row: FieldRow) -> Entry:
    place = row.value_path
    answer = None if place is None else case.node(place)
    return Entry(row, case.node(row.path), answer, case.waiting)


def _found(kind: Kind, wrong: list[Entry], waiting: bool) -> Finding:
    """A note where nobody is to do the task any more, without what would have to be done."""
    told = (kind.text, kind.advice) if waiting and kind.advice else (kind.text,)
    return Finding(
        CODE,
        kind.severity if waiting else "info",
        kind.confidence,
        _(kind.title).format(labels=labels([entry.row for entry in wrong])),
        " ".join(_(sentence) for sentence in told),
        tuple(entry.row.value_path or entry.row.path for entry in wrong),
        DOC,
        _(kind.reply) if waiting and kind.reply else None,
    )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "warning",
        "cannot_tell",
        _("Does a value of the form look wrong?"),
        _("This answer does not hold the form fields."),
        (),
        DOC,
        needs=case.missing("form_fields"),
    )
