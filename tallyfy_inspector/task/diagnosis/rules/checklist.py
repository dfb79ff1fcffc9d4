"""A checklist (Multi-Select field) whose items must all be ticked, or that has needed items, holds a task."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.labels import label
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.task.options import KnownOptions, is_selected, picked, sent_options
from tallyfy_inspector.task.reading import Found, part
from tallyfy_inspector.texts import _, ngettext

CODE = "checklist"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-to-create-and-use-subtasks/"


def rule(case: Case) -> Iterator[Finding]:
    """Likely for each checklist with an unticked item: a blocker where all must be ticked, a warning where
    the item alone is marked as required. What is no option of the field any more does not count. One that is
    wholly empty is left to "required, empty"."""
    for row in case.rows if case.waiting else ():
        if row.type == "multiselect" and not row.required_and_empty:
            yield from _checked(case, row)


def _checked(case: Case, row: FieldRow) -> Iterator[Finding]:
    field = case.node(row.path)
    answer = None if row.value_path is None else case.node(row.value_path)
    sent = () if answer is None else sent_options(answer)
    unticked = [entry for entry in sent if not is_selected(entry)]
    rule_at = _all_needed(case, field)
    if rule_at is None and not any(case.flag("required", entry) for entry in unticked):
        return
    known = KnownOptions(field)
    what = picked(field, answer, known)
    unticked = [entry for entry in unticked if not known.lacks(entry)]
    ticked, total = len(what.kept), what.total
    if rule_at is not None and ticked < total:
        places = (row.path, *(item.path for item in unticked), rule_at)
        yield _all(label(row), ticked, total, places)
    elif rule_at is None and (needed := [one for one in unticked if case.flag("required", one)]):
        yield _some(label(row), len(needed), (row.path, *(item.path for item in needed)))


def _all_needed(case: Case, field: Found) -> Path | None:
    """Where it says that all items must be ticked. Its place is not documented: on the field, or in its
    settings."""
    places = (field, part(field, "settings"))
    said = (place for place in places if place is not None and case.flag("must_all_checked", place))
    return next((case.at("must_all_checked", place) for place in said), None)


def _all(name: str, ticked: int, total: int, places: tuple[Path, ...]) -> Finding:
    title = ngettext(
        "{label}: {ticked} of {count} item ticked, all must be",
        "{label}: {ticked} of {count} items ticked, all must be",
        total,
    )
    return Finding(
        CODE,
        "blocker",
        "likely",
        title.format(label=name, ticked=ticked, count=total),
        _(
            "A checklist is done only when its own rule is met, and the Complete button stays grey until "
            "then. Tick the items that are still open, or change the rule in the template for the next "
            "process."
        ),
        places,
        DOC,
        _(
            "Most likely the task cannot be completed yet because items of a checklist are not ticked. "
            "Please tick the open items, and then complete the task."
        ),
        brief=_("items of a checklist are not ticked"),
    )


def _some(name: str, needed: int, places: tuple[Path, ...]) -> Finding:
    title = ngettext(
        "{label}: {count} item marked as required is not ticked",
        "{label}: {count} items marked as required are not ticked",
        needed,
    )
    return Finding(
        CODE,
        "warning",
        "likely",
        title.format(label=name, count=needed),
        _(
            "The documentation knows two rules, at least one item or all of them, and does not say what "
            "marking a single item does. If the Complete button stays grey, tick these first."
        ),
        places,
        DOC,
        _(
            "Most likely a needed item of a checklist is not ticked yet. "
            "Please tick it if the Complete button does not become available."
        ),
    )
