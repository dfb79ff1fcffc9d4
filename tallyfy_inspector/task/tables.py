"""Table fields, as a small table of lines ("Item | Qty", "Router | 2"), and in short "Item: Router, Qty: 2".

The documentation gives one row as a list with one entry a column, in column order. How several rows are
sent is written nowhere, so these are all read: a list of rows (each a list, or an object by column label or
column ID), and one object a column with its values, `{"label": "Item", "value": ["Router", "Cable"]}`.
Anything else is shown as JSON. Row shape: "Update task" in Tallyfy's API documentation.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, elements, items, member, members
from tallyfy_inspector.texts import _

Cells = list[tuple[str, str]]  # a row: column label, text

_MOST_ROWS = 200


def table(field: Found, value: Found) -> Readable:
    """Every row of the table, or NOTHING when all of its cells are blank."""
    if not isinstance(value.value, (dict, list)):
        return Readable(shown(value))
    rows = _rows(field, value)
    if rows is None:
        return Readable(raw(value))
    if not any(text for row in rows for _label, text in row):
        return NOTHING
    told = rows[:_MOST_ROWS]
    short = "; ".join(_row_words(row) for row in told)
    lines = _lines(told)
    left = len(rows) - _MOST_ROWS
    if left > 0:
        more = _("… and {count} more rows").format(count=left)
        lines, short = [*lines, more], _("{rows}; {more}").format(rows=short, more=more)
    return Readable("\n".join(lines), line=short)


def _lines(rows: list[Cells]) -> list[str]:
    """The column labels and a line a row, cells parted by bars; rows that have other columns than the widest
    say with each cell what it is."""
    header = [label for label, _text in max(rows, key=len)]
    if any([label for label, _text in row] != header[: len(row)] for row in rows):
        return [_row_words(row) for row in rows]
    body = [[_on_line(text) for _label, text in row] for row in rows]
    head = [[_on_line(label) for label in header]] if any(header) else []
    return [" | ".join(cells) for cells in (*head, *body)]


def _on_line(text: str) -> str:
    return " ".join(text.split("\n")) or "—"


def _rows(field: Found, value: Found) -> list[Cells] | None:
    """The rows, whichever shape they have; None for a shape that is none of those known."""
    columns = _columns(field)
    entries = items(value)
    if not entries:
        return [_object_row(columns, value)]
    if all(_is_column(entry) for entry in entries):
        return _by_column(columns, entries)
    if all(isinstance(entry.value, list) for entry in entries):
        return [_list_row(columns, elements(entry)) for entry in entries]
    if all(isinstance(entry.value, dict) for entry in entries):
        return [_object_row(columns, entry) for entry in entries]
    if not any(isinstance(entry.value, (dict, list)) for entry in entries):
        return [_list_row(columns, entries) if isinstance(value.value, list) else _object_row(columns, value)]
    return None


def _columns(field: Found) -> list[tuple[str, str]]:
    """(ID, label) of each column; a bare string is a label without an ID."""
    columns = member(field, "columns")
    return [] if columns is None else [(_of(column, "id"), _label(column)) for column in items(columns)]


def _of(found: Found, key: str) -> str:
    inner = member(found, key)
    return "" if inner is None else shown(inner)


def _label(column: Found) -> str:
    if not isinstance(column.value, dict):
        return shown(column)
    return _of(column, "label") or _of(column, "text")


def _is_column(entry: Found) -> bool:
    value = entry.value
    return isinstance(value, dict) and "value" in value and not {"label", "id"}.isdisjoint(value)


def _by_column(columns: list[tuple[str, str]], entries: Sequence[Found]) -> list[Cells]:
    labels = [_label(entry) or _known(columns, _of(entry, "id")) for entry in entries]
    values = [_column_values(entry) for entry in entries]
    return [list(zip(labels, texts, strict=True)) for texts in zip_longest(*values, fillvalue="")]


def _column_values(entry: Found) -> list[str]:
    value = member(entry, "value")
    if value is None:
        return []
    return [shown(cell) for cell in items(value)] or [shown(value)]


def _known(columns: list[tuple[str, str]], key: str) -> str:
    """The label of the column with the ID `key`; a key that is no ID is a label itself."""
    return next((label for identity, label in columns if key and key == identity), shown(Found(key, ())))


def _list_row(columns: list[tuple[str, str]], cells: Sequence[Found]) -> Cells:
    return [(_column_label(columns, index), _cell(cell)) for index, cell in enumerate(cells)]


def _column_label(columns: list[tuple[str, str]], index: int) -> str:
    label = columns[index][1] if index < len(columns) else ""
    return label or (_("column {number}").format(number=index + 1) if columns else "")


def _object_row(columns: list[tuple[str, str]], row: Found) -> Cells:
    return [(_known(columns, key), _cell(cell)) for key, cell in members(row)]


def _cell(cell: Found) -> str:
    """A cell's text; `{"value": "2"}` and `{"text": "2"}` stand for theirs."""
    for key in ("value", "text"):
        inner = member(cell, key)
        if inner is not None and not is_blank(inner.value):
            return shown(inner)
    return shown(cell)


def _row_words(row: Cells) -> str:
    return ", ".join(_cell_words(label, text or "—") for label, text in row)


def _cell_words(label: str, text: str) -> str:
    return _("{column}: {cell}").format(column=label, cell=text) if label else text
