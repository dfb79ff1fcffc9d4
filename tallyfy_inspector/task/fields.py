"""The form fields of a task as rows of a table: what is asked, and what was answered.

The answer is read from `field_value`, then `value`, then the task's `taskdata[field id]`. The first that is
not null wins, also when it is "" (somebody emptied it); where the places do not agree on whether there is
an answer, a note says so.

What a row is stands in `field_row`, the ten types in the table of `values`, the fields of the kick-off in
`kickoff`. Never raises on any JSON: what is no form field at all is shown as sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Literal

from tallyfy_inspector.task.changes import changes
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.field_row import (
    Emptiness,
    FieldRow,
    Place,
    Section,
    key_of,
    own_places,
    position,
    read_row,
)
from tallyfy_inspector.task.org_zone import zones
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, find_task, items, member, members, part

__all__ = ["Emptiness", "FieldRow", "FieldsState", "Section", "form_fields", "form_fields_state"]

FieldsState = Literal["absent", "empty", "present"]


def form_fields(root: object, zone: tzinfo = UTC) -> tuple[FieldRow, ...]:
    """A row a form field, in the order of `position` and, where that is equal, as sent; times in `zone`,
    and in the organization's where the answer names it.

    () when the answer holds none; `form_fields_state` tells why.
    """
    task = find_task(root)
    nodes = _nodes(task)
    if task is None or not nodes:
        return ()
    taskdata = part(task, "taskdata")
    answers = {} if taskdata is None else dict(members(taskdata))
    changed, told_in = changes(task), zones(root, zone)
    return tuple(_row(node, answers, told_in, changed) for node in sorted(nodes, key=position))


def form_fields_state(root: object) -> FieldsState:
    """Whether form fields were not returned at all, returned as none, or returned."""
    task = find_task(root)
    if task is None or member(task, "form_fields") is None:
        return "absent"
    return "present" if _nodes(task) else "empty"


def _nodes(task: Found | None) -> tuple[Found, ...]:
    """The fields; what stands in their place when it is no list is one row of its own, so that it is seen."""
    found = None if task is None else part(task, "form_fields")
    if found is None or found.value is False:
        return ()
    if isinstance(found.value, (list, dict)) and (listed := items(found)):
        return listed
    return () if is_blank(found.value) else (found,)


def _row(
    node: Found, answers: Mapping[str, Found], zones: Zones, changed: Mapping[str, datetime]
) -> FieldRow:
    stored = answers.get(key_of(node) or "")
    places = (*own_places(node), *((Place("taskdata", stored),) if stored is not None else ()))
    return read_row(node, places, "task", zones, changed)
