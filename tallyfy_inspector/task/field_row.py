"""One form field as a row of a table: what is asked, what was answered, and what there is to remark.

Task fields (`fields`) and kick-off fields (`kickoff`) are made of the same rows; they differ in where the
answer may stand, which they hand over as Places. A new column: one attribute here, filled in `read_row`.

Knows the types of field only by the table in `values`. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, member
from tallyfy_inspector.task.values import prose, read_about, read_value, type_name
from tallyfy_inspector.texts import _

Section = Literal["task", "kickoff"]
Emptiness = Literal["certain", "likely", ""]


@dataclass(frozen=True, slots=True, repr=False)
class FieldRow:
    """One form field. Texts are masked and may be shown; `value` may have several lines.

    `type` is the API's word ("" when not returned) and `type_name` people's. `required` is None when it was
    not returned. `path` leads to the field's node, `value_path` to its answer's (None when none was sent).
    `note` is "required, empty" or another remark for the person, or "".

    `emptiness` is "" when the field holds something, "certain" when null, "" or [] was sent for it, and
    "likely" when it is blank in the way of its type, when no answer was sent, or when another place of the
    answer holds something after all. `raw` is the answer as JSON on one line, "" when none was sent.
    `options` is "2 of 3: Contract on file, Insurance", "" where there are none to choose from. `guidance` may
    have several lines. `changed` is the last change of the answer that is known, with its zone (UTC where
    none was sent). `short` is the value for one line, where joining the lines of `value` would not do.
    """

    label: str
    type: str
    type_name: str
    required: bool | None
    value: str
    emptiness: Emptiness
    alias: str | None
    id: str | None
    path: Path
    value_path: Path | None
    note: str = ""
    section: Section = "task"
    raw: str = ""
    options: str = ""
    guidance: str = ""
    changed: datetime | None = None
    short: str = ""

    def __repr__(self) -> str:
        return f"FieldRow({self.section}, required={self.required}, {self.emptiness!r})"  # never content

    @property
    def blank(self) -> bool:
        """Whether the field holds nothing, certainly or likely; its value is ""."""
        return self.emptiness != ""

    @property
    def required_and_empty(self) -> bool:
        """Whether this field alone keeps the task from being completed."""
        return self.blank and self.required is True

    @property
    def line(self) -> str:
        """The value on one line, for a table's cell."""
        return " ".join((self.short or self.value).split("\n"))


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A place that may hold the answer. `name` is the API's, for a remark: "field_value", "taskdata"."""

    name: str
    found: Found

    def __repr__(self) -> str:
        return f"Place({self.name})"  # never content


def read_row(
    node: Found,
    places: Sequence[Place],
    section: Section,
    zones: Zones,
    changes: Mapping[str, datetime],
    also: tuple[str, ...] = (),
) -> FieldRow:
    """The row of the field at `node`, whose answer is the first in `places` that is not null.

    Times are told in `zones`; `changes` gives the last change by field ID or alias; `also` are remarks
    of the caller's. What is no object is shown as sent.
    """
    if not isinstance(node.value, dict):
        return stray(node, section)
    api_type = text_of(node, "field_type") or ""
    place, moved = _answer(places)
    answer = None if place is None else place.found
    readable = NOTHING if answer is None else read_value(api_type, node, answer, zones)
    emptiness = _emptiness(readable, answer, places)
    about = read_about(api_type, node, answer, not emptiness)
    required = _required(node)
    remarks = (
        *((_("required, empty"),) if emptiness and required else ()),
        *moved,
        *readable.notes,
        *about.remarks,
        *_zero(answer),
        *also,
    )
    return FieldRow(
        label=text_of(node, "label") or text_of(node, "alias") or _("(no label)"),
        type=api_type,
        type_name=type_name(api_type),
        required=required,
        value=readable.text,
        emptiness=emptiness,
        alias=text_of(node, "alias"),
        id=text_of(node, "id"),
        path=node.path,
        value_path=None if answer is None else answer.path,
        note="; ".join(remarks),
        section=section,
        raw="" if answer is None else raw(answer),
        options=about.options,
        guidance=_guidance(node),
        changed=_changed(node, changes),
        short=readable.line,
    )


def stray(node: Found, section: Section) -> FieldRow:
    """The row of something in a list of form fields that is none."""
    blank = is_blank(node.value)
    return FieldRow(
        label=_("(not a form field)"),
        type="",
        type_name=type_name(""),
        required=None,
        value="" if blank else raw(node),
        emptiness="likely" if blank else "",
        alias=None,
        id=None,
        path=node.path,
        value_path=node.path,
        section=section,
        raw=raw(node),
    )


def own_places(node: Found) -> tuple[Place, ...]:
    """The places within a field that may hold its answer, the one that counts first."""
    found = ((key, member(node, key)) for key in ("field_value", "value"))
    return tuple(Place(key, place) for key, place in found if place is not None)


def position(node: Found) -> tuple[int, float]:
    """For sorting: numbers first, in order; fields without a position keep their place at the end."""
    found = member(node, "position")
    place = None if found is None else found.value
    if isinstance(place, str) and place.isascii() and place.isdigit():
        place = int(place[:15])
    if isinstance(place, bool) or not isinstance(place, (int, float)) or place != place:
        return 1, 0
    return 0, place


def key_of(node: Found) -> str | None:
    """The field's ID as it stands for a key of `taskdata` or `run.prerun`; None when it has none."""
    found = member(node, "id")
    identity = None if found is None else found.value
    if isinstance(identity, int) and not isinstance(identity, bool):
        return shown(Found(identity, ()))
    return identity if isinstance(identity, str) and identity else None


def text_of(node: Found, key: str) -> str | None:
    """The member on one line, or None when it is absent or blank."""
    found = member(node, key)
    return (" ".join(shown(found).split("\n")) or None) if found is not None else None


def _answer(places: Sequence[Place]) -> tuple[Place | None, tuple[str, ...]]:
    """Where the answer stands, and a remark where the places do not agree on whether there is one."""
    if not places:
        return None, (_("value not returned"),)
    told = next((place for place in places if place.found.value is not None), None)
    if told is None:
        return places[0], ()
    if places[0].name == "field_value" != told.name:
        return told, (_("field_value is null, read from {place}").format(place=told.name),)
    other = _other(told.found, places)
    if other is None:
        return told, ()
    note = _("{place} is empty, but {other} is not")
    return told, (note.format(place=told.name, other=other.name),)


def _other(answer: Found, places: Sequence[Place]) -> Place | None:
    """A place that holds something although `answer`, which counts, is blank."""
    if not is_blank(answer.value):
        return None
    return next((place for place in places if not is_blank(place.found.value)), None)


def _emptiness(readable: Readable, answer: Found | None, places: Sequence[Place]) -> Emptiness:
    if readable.text:
        return ""
    if answer is None or _other(answer, places) is not None:
        return "likely"
    sent = answer.value
    return "certain" if sent is None or sent == "" or sent == [] else "likely"


def _zero(answer: Found | None) -> tuple[str, ...]:
    """A remark on what PHP's `empty` takes for empty, by which the server may go; people see an answer."""
    value = None if answer is None else answer.value
    if answer is None or not (value == "0" or (isinstance(value, (int, float)) and value == 0)):
        return ()
    return (_("Tallyfy may treat {value} as empty").format(value=shown(answer)),)


def _guidance(node: Found) -> str:
    found = member(node, "guidance")
    return "" if found is None else prose(found)


def _changed(node: Found, changes: Mapping[str, datetime]) -> datetime | None:
    """The last change that is told under the field's ID or, failing that, under its alias."""
    if not changes:
        return None
    alias = member(node, "alias")
    names = (key_of(node), alias.value if alias is not None else None)
    told = [changes[name] for name in names if isinstance(name, str) and name in changes]
    return max(told, default=None)


def _required(node: Found) -> bool | None:
    found = member(node, "required")
    value = None if found is None else found.value
    if isinstance(value, str):
        return {"1": True, "true": True, "0": False, "false": False}.get(value)
    return bool(value) if isinstance(value, (bool, int)) else None
