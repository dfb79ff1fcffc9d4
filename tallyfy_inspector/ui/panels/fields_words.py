"""What the list of form fields says: the words of its cells, a field in full, and why there are none.

Pure functions over `task.fields`, whose texts are masked already. Colour is named by role and never the only
sign. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.fields import FieldRow, FieldsState
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui.panels.pieces import Piece

LABEL, TYPE, REQUIRED, VALUE, ALIAS, ID = range(6)
HEADERS = (N_("Label"), N_("Type"), N_("Required"), N_("Value"), N_("Alias"), N_("ID"))
CELL_LIMIT = 300


def cell(row: FieldRow, column: int) -> list[Piece]:
    """The words of one cell, the most important first."""
    return _CELLS[column](row)


def type_pieces(row: FieldRow) -> list[Piece]:
    """People's word for the type, and the API's beside it."""
    api = [Piece(f" · {_short(row.type)}", "dim")] if row.type else []
    return [Piece(row.type_name, "dim"), *api]


def value_pieces(row: FieldRow) -> list[Piece]:
    """The readable value on one line and what there is to remark; a blank one is called empty."""
    if row.required_and_empty:
        return [Piece(f"⚠ {_short(row.note)}", "bad")]
    value = Piece(_("empty"), "dim") if row.blank else Piece(_short(row.line))
    return [value, Piece(f"  ({_short(row.note)})", "dim")] if row.note else [value]


def text(row: FieldRow, column: int) -> str:
    """The words of one cell as one text."""
    return "".join(piece.text for piece in cell(row, column))


def _required(row: FieldRow) -> Piece:
    if row.required is None:
        return Piece(_("not returned"), "dim")
    return Piece(_("yes") if row.required else _("no"))


def _short(words: str) -> str:
    shown = visible(words)
    return shown if len(shown) <= CELL_LIMIT else shown[: CELL_LIMIT - 1] + "…"


def spoken(row: FieldRow) -> str:
    """The row for a screen reader: "PO number, Short Text, required, PO-2026-00917"."""
    parts = [_short(row.label), row.type_name]
    if row.required_and_empty:
        return ", ".join((*parts, _short(row.note)))
    if row.required:
        parts.append(_("required"))
    parts.append(_("empty") if row.blank else _short(row.line))
    return ", ".join((*parts, _short(row.note)) if row.note else parts)


def about(row: FieldRow) -> str:
    """A line on the field itself: "Short Text (text), required, alias po-number-4100001, ID a31a…"."""
    kind = _("{name} ({api})").format(name=row.type_name, api=row.type) if row.type else row.type_name
    needed = {True: _("required"), False: _("not required"), None: _("required: not returned")}[row.required]
    parts = [kind, needed]
    if row.alias:
        parts.append(_("alias {alias}").format(alias=row.alias))
    if row.id:
        parts.append(_("ID {id}").format(id=row.id))
    return visible(", ".join(parts))


def copied(row: FieldRow) -> str:
    """The whole row for the clipboard, its cells parted by tabs, so that a sheet takes it as cells."""
    needed = _required(row).text
    cells = (row.label, row.type, needed, row.line, row.alias or "", row.id or "")
    return "\t".join(" ".join(one.split("\t")) for one in cells)


def tab_title(empty: int) -> str:
    """The panel's tab, with the number of required fields that are empty."""
    if not empty:
        return _("Form fields")
    return ngettext("Form fields ({count} empty)", "Form fields ({count} empty)", empty).format(count=empty)


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


# In the order of the columns.
_CELLS: tuple[Callable[[FieldRow], list[Piece]], ...] = (
    lambda row: [Piece(_short(row.label))],
    type_pieces,
    lambda row: [_required(row)],
    value_pieces,
    lambda row: [Piece(_short(row.alias or ""), "dim")],
    lambda row: [Piece(_short(row.id or ""), "dim")],
)
