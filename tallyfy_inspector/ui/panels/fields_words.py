"""What the list of form fields says: its columns, the words of its cells, and why there are no rows.

Pure functions over `task.fields`, whose texts are masked already. Colour is named by role and never the only
sign. To add a column: a row in `COLUMNS`, its number, and what stands in its cells in `_CELLS`. A field in
full is in `fields_full`, what is copied in `fields_export`. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.dates import moment_words
from tallyfy_inspector.task.fields import FieldRow, FieldsState
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui.panels.pieces import Piece

LABEL, TYPE, REQUIRED, VALUE, RAW, OPTIONS, ALIAS, ID, GUIDANCE, CHANGED = range(10)
COLUMNS = (
    ("label", N_("Label")),
    ("type", N_("Type")),
    ("required", N_("Required")),
    ("value", N_("Value")),
    ("raw", N_("Raw")),
    ("options", N_("Options")),
    ("alias", N_("Alias")),
    ("id", N_("ID")),
    ("guidance", N_("Guidance")),
    ("changed", N_("Last change")),
)
"""Each column by the name it has in the settings, and its words. Column numbers are places in this table."""
HEADERS = tuple(words for _name, words in COLUMNS)
FIRST_SHOWN = (LABEL, TYPE, REQUIRED, VALUE)
CELL_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Section:
    """A row that stands over fields of another origin, or in the place of fields that there are none of.

    `shown` of `total` fields follow it; `sentence` says why there are none, "" where there are some.
    """

    shown: int = 0
    total: int = 0
    sentence: str = ""


Entry = FieldRow | Section
"""A row of the list."""


def cell(row: FieldRow, column: int, zone: tzinfo = UTC) -> list[Piece]:
    """The words of one cell, the most important first. Times are told in `zone`."""
    return [Piece(moment(row.changed, zone), "dim")] if column == CHANGED else _CELLS[column](row)


def type_pieces(row: FieldRow) -> list[Piece]:
    """People's word for the type, and the API's beside it."""
    api = [Piece(f" · {_short(row.type)}", "dim")] if row.type else []
    return [Piece(row.type_name, "dim"), *api]


def value_pieces(row: FieldRow) -> list[Piece]:
    """The readable value on one line and what there is to remark; a blank one is called empty."""
    remarks = remarks_of(row)
    remark = [Piece(f"  ({_short(remarks)})", "dim")] if remarks else []
    if not row.blank:
        return [Piece(_short(row.line)), *remark]
    return [Piece(mark(row), mark_role(row)), *remark]


def mark(row: FieldRow) -> str:
    """What a blank field is called, with a sign where it is in the way: "⚠ required, empty"."""
    return f"⚠ {mark_words(row)}" if mark_role(row) == "bad" else mark_words(row)


def mark_words(row: FieldRow) -> str:
    """What a blank field is called, to be heard; one that is likely blank is not called so for certain."""
    if row.required:
        return _("required, empty") if row.emptiness == "certain" else _("required, probably empty")
    return _("empty") if row.emptiness == "certain" else _("probably empty")


def mark_role(row: FieldRow) -> str:
    """The colour of `mark`: bad only where the field keeps this task from being completed for certain."""
    if not row.required:
        return "dim"
    return "bad" if row.section == "task" and row.emptiness == "certain" else "warning"


def remarks_of(row: FieldRow) -> str:
    """The field's notes without the one that `mark` says already."""
    said = {_("required, empty"), _("required, probably empty"), _("empty"), _("probably empty")}
    return "; ".join(part for part in row.note.split("; ") if part and part not in said)


def text(row: FieldRow, column: int, zone: tzinfo = UTC) -> str:
    """The words of one cell as one text."""
    return "".join(piece.text for piece in cell(row, column, zone))


def moment(changed: datetime | None, zone: tzinfo) -> str:
    """A time in `zone`, which it names; "" for none."""
    return "" if changed is None else moment_words(changed, zone)


def required(row: FieldRow) -> Piece:
    """yes, no or not returned."""
    if row.required is None:
        return Piece(_("not returned"), "dim")
    return Piece(_("yes") if row.required else _("no"))


def _short(words: str) -> str:
    shown = visible(words)
    return shown if len(shown) <= CELL_LIMIT else shown[: CELL_LIMIT - 1] + "…"


def spoken(row: Entry) -> str:
    """The row for a screen reader: "PO number, Short Text, required, PO-2026-00917"."""
    if isinstance(row, Section):
        return section(row)
    parts = [_short(row.label), row.type_name]
    if row.required and not row.blank:
        parts.append(_("required"))
    parts.append(mark_words(row) if row.blank else _short(row.line))
    remarks = remarks_of(row)
    return ", ".join((*parts, _short(remarks)) if remarks else parts)


def section(row: Section) -> str:
    """The words of a section's row: "Kick-off form (2)", "Kick-off form (1 of 2)"."""
    if row.sentence:
        return row.sentence
    if row.shown < row.total:
        return _("Kick-off form ({shown} of {total})").format(shown=row.shown, total=row.total)
    return _("Kick-off form ({count})").format(count=row.total)


def tab_title(empty: int) -> tuple[str, str]:
    """The panel's tab, with a sign for the number of fields that are required and `empty`, and the whole in
    words; "" where there is no sign."""
    if not empty:
        return _("Form fields"), ""
    told = ngettext("Form fields: {count} required, empty", "Form fields: {count} required, empty", empty)
    return _("Form fields (⚠ {count})").format(count=empty), told.format(count=empty)


def hidden(count: int, left: int) -> str:
    """How many fields a filter hides: "12 hidden"; "" for none. `left` are still shown."""
    if not count:
        return ""
    if not left:
        return _("all {count} hidden").format(count=count)
    return _("{count} hidden").format(count=count)


def shown_of(left: int, total: int) -> str:
    """What is heard after a filter was changed: "3 of 12 fields"."""
    return ngettext("{left} of {total} field", "{left} of {total} fields", total).format(
        left=left, total=total
    )


def sorted_by(column: int | None, *, descending: bool) -> str:
    """What is heard after the rows were put in another order."""
    if column is None:
        return _("In the order sent")
    told = _("Sorted by {column}, descending") if descending else _("Sorted by {column}, ascending")
    return told.format(column=_(HEADERS[column]))


def why_none(state: FieldsState, asked: bool | None) -> str:
    """A sentence for the place of a table without rows. `asked` whether for form fields; None when nothing
    was asked for, because it was opened."""
    if state == "absent" and asked is None:
        return _("There are no form fields in it.")
    if state == "absent" and not asked:
        return _("Form fields were not asked for. Tick form_fields and fetch again.")
    if state == "absent":
        return _("Form fields were asked for and not returned.")
    return _("This task has no form fields.")


def _plain(words: str) -> list[Piece]:
    return [Piece(_short(" ".join(words.split("\n"))), "dim")] if words else []


# In the order of the columns; the last one is told in a zone, and made in `cell`.
_CELLS: tuple[Callable[[FieldRow], list[Piece]], ...] = (
    lambda row: [Piece(_short(row.label))],
    type_pieces,
    lambda row: [required(row)],
    value_pieces,
    lambda row: _plain(row.raw),
    lambda row: _plain(row.options),
    lambda row: _plain(row.alias or ""),
    lambda row: _plain(row.id or ""),
    lambda row: _plain(row.guidance),
)
