"""The form fields of a task as rows of a table: what is asked, and what was answered.

The answer is read from `field_value`, then `value`, then the task's `taskdata[field id]`. The first that is
not null wins, also when it is "" (somebody emptied it); a `field_value` that is null gives way to another
place that holds something, which a note says, because the places should agree.

Knows the ten types only by the table in `values`; a new type is one row there. Never raises on any JSON:
what is no form field at all is shown as sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Literal

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.readable import is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, find_task, items, member, members, part
from tallyfy_inspector.task.values import read_value, type_name
from tallyfy_inspector.texts import _

FieldsState = Literal["absent", "empty", "present"]

_FIELD_KEYS = frozenset({"id", "label", "field_type"})


@dataclass(frozen=True, slots=True, repr=False)
class FieldRow:
    """One form field. Texts are masked and may be shown; `value` may have several lines.

    `type` is the API's word ("" when not returned) and `type_name` people's. `required` is None when it was
    not returned. A `blank` row has the value "". `path` leads to the field's node, `value_path` to its
    answer's (None when none was sent). `note` is "required, empty" or another remark for the person, or "".
    """

    label: str
    type: str
    type_name: str
    required: bool | None
    value: str
    blank: bool
    alias: str | None
    id: str | None
    path: Path
    value_path: Path | None
    note: str = ""

    def __repr__(self) -> str:
        return f"FieldRow(required={self.required}, blank={self.blank})"  # never content

    @property
    def required_and_empty(self) -> bool:
        """Whether this field alone keeps the task from being completed."""
        return self.blank and self.required is True

    @property
    def line(self) -> str:
        """The value on one line, for a table's cell."""
        return " ".join(self.value.split("\n"))


def form_fields(root: object, zone: tzinfo = UTC) -> tuple[FieldRow, ...]:
    """A row a form field, in the order of `position` and, where that is equal, as sent; times in `zone`.

    () when the answer holds none; `form_fields_state` tells why.
    """
    task = find_task(root)
    nodes = _nodes(task)
    if task is None or not nodes:
        return ()
    taskdata = part(task, "taskdata")
    answers = {} if taskdata is None else dict(members(taskdata))
    return tuple(_row(node, answers, zone) for node in sorted(nodes, key=_position))


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


def _position(node: Found) -> tuple[int, float]:
    """Numbers first, in order; fields without a position keep their place at the end."""
    found = member(node, "position")
    position = None if found is None else found.value
    if isinstance(position, str) and position.isascii() and position.isdigit():
        position = int(position[:15])
    if isinstance(position, bool) or not isinstance(position, (int, float)) or position != position:
        return 1, 0
    return 0, position


def _row(node: Found, answers: Mapping[str, Found], zone: tzinfo) -> FieldRow:
    if not isinstance(node.value, dict):
        return _stray(node)
    api_type = _text(node, "field_type") or ""
    answer, moved = _answer(node, answers)
    readable = None if answer is None else read_value(api_type, node, answer, zone)
    blank = readable is None or not readable.text
    required = _required(node)
    remarks = (
        *((_("required, empty"),) if blank and required else ()),
        *moved,
        *(() if readable is None else readable.notes),
    )
    return FieldRow(
        label=_text(node, "label") or _text(node, "alias") or _("(no label)"),
        type=api_type,
        type_name=type_name(api_type),
        required=required,
        value="" if readable is None else readable.text,
        blank=blank,
        alias=_text(node, "alias"),
        id=_text(node, "id"),
        path=node.path,
        value_path=None if answer is None else answer.path,
        note="; ".join(remarks),
    )


def _stray(node: Found) -> FieldRow:
    """The row of something in the list that is no form field."""
    blank = is_blank(node.value)
    return FieldRow(
        label=_("(not a form field)"),
        type="",
        type_name=type_name(""),
        required=None,
        value="" if blank else raw(node),
        blank=blank,
        alias=None,
        id=None,
        path=node.path,
        value_path=node.path,
    )


def _answer(node: Found, answers: Mapping[str, Found]) -> tuple[Found | None, tuple[str, ...]]:
    """Where the answer stands, and a remark when `field_value` is null there and another place is not."""
    first = member(node, "field_value")
    places = [found for found in (first, member(node, "value"), _in_taskdata(node, answers)) if found]
    told = next((found for found in places if found.value is not None), None)
    if told is None:
        return (places[0] if places else None), ()
    if first is None or told is first:
        return told, ()
    return told, (_("field_value is null, read from {place}").format(place=_place(told, node)),)


def _in_taskdata(node: Found, answers: Mapping[str, Found]) -> Found | None:
    found = member(node, "id")
    identity = None if found is None else found.value
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = shown(Found(identity, ()))
    return answers.get(identity) if isinstance(identity, str) else None


def _place(told: Found, node: Found) -> str:
    return "value" if told.path[: len(node.path)] == node.path else "taskdata"


def _text(node: Found, key: str) -> str | None:
    """The member on one line, or None when it is absent or blank."""
    found = member(node, key)
    return (" ".join(shown(found).split("\n")) or None) if found is not None else None


def _required(node: Found) -> bool | None:
    found = member(node, "required")
    value = None if found is None else found.value
    if isinstance(value, str):
        return {"1": True, "true": True, "0": False, "false": False}.get(value)
    return bool(value) if isinstance(value, (bool, int)) else None
