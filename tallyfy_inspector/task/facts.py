"""Small facts about a task for headings, announcements and messages.

Knows no display. A new fact: one function that takes the root and answers None where the answer does not say.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallyfy_inspector.task.fields import FieldRow, FieldsState
from tallyfy_inspector.task.readable import shown
from tallyfy_inspector.task.reading import Found, find_task, member, part
from tallyfy_inspector.texts import N_, _, ngettext

# "Reopen task" and "Get task" in Tallyfy's API documentation; its samples also say "active".
_STATUSES = {
    "not-started": N_("Not started"),
    "in-progress": N_("In progress"),
    "active": N_("Active"),
    "completed": N_("Completed"),
    "skipped": N_("Skipped"),
    "auto-skipped": N_("Hidden (auto-skipped)"),
}


def title(root: object) -> str | None:
    """The task's title as it may be shown, on one line; None when there is none."""
    text = _told(find_task(root), "title")
    return None if text is None else " ".join(text.split("\n"))


def status(root: object) -> str | None:
    """The API's own word for the task's status."""
    return _told(find_task(root), "status")


def status_words(root: object) -> str | None:
    """The status in people's words; one that is not known is shown as it was sent."""
    word = status(root)
    return None if word is None else status_label(word)


def status_label(word: str) -> str:
    """The API's `word` for a status in people's words; as it is when it is not known."""
    return _(_STATUSES[word]) if word in _STATUSES else word


def task_id(root: object) -> str | None:
    """The ID that the answer gives itself, which may differ from what was asked for."""
    return _told(find_task(root), "id")


def run_id(root: object) -> str | None:
    """The ID of the task's process (API "run"); None for a one-off task outside any process."""
    task = find_task(root)
    return _told(task, "run_id") or _told(_run(task), "id")


def organization_id(root: object) -> str | None:
    """The organization's ID, which most answers do not hold."""
    task = find_task(root)
    return _told(task, "organization_id") or _told(_run(task), "organization_id")


def field_counts(rows: Iterable[FieldRow]) -> tuple[int, int]:
    """How many form fields there are, and how many of them are required and empty."""
    listed = tuple(rows)
    return len(listed), sum(row.required_and_empty for row in listed)


def fields_words(state: FieldsState, rows: Iterable[FieldRow]) -> str:
    """ "12 form fields, 2 required and empty", for the announcement of a result."""
    if state != "present":
        return _("form fields not returned") if state == "absent" else _("no form fields")
    total, empty = field_counts(rows)
    counted = ngettext("{count} form field", "{count} form fields", total).format(count=total)
    if not empty:
        return counted
    return _("{fields}, {count} required and empty").format(fields=counted, count=empty)


def _run(task: Found | None) -> Found | None:
    return None if task is None else part(task, "run")


def _told(found: Found | None, key: str) -> str | None:
    """The member as text; None when it is absent, blank, or no string or number."""
    inner = None if found is None else member(found, key)
    if inner is None or isinstance(inner.value, (bool, dict, list)):
        return None
    return shown(inner) or None
