"""What leaves the list of form fields: a cell, a row and the whole table as cells of text.

A table has the columns and rows that are shown, as they stand; where both sections are shown, a column says
which one a field is of. A blank value is an empty cell. Pure; `share.table_text` writes the cells as TSV,
Markdown or CSV. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.fields_words import (
    ALIAS,
    GUIDANCE,
    HEADERS,
    ID,
    LABEL,
    OPTIONS,
    RAW,
    TYPE,
    VALUE,
)

Cells = list[str]


def cell(row: FieldRow, column: int, zone: tzinfo = UTC) -> str:
    """All of a cell, of which the screen may show less; a value exactly as it may be shown, "" for none."""
    whole = {
        LABEL: row.label,
        TYPE: _type(row),
        VALUE: row.value,
        RAW: row.raw,
        OPTIONS: row.options,
        ALIAS: row.alias or "",
        ID: row.id or "",
        GUIDANCE: row.guidance,
    }
    return whole[column] if column in whole else fields_words.text(row, column, zone)


def _type(row: FieldRow) -> str:
    return _("{name} ({api})").format(name=row.type_name, api=row.type) if row.type else row.type_name


def line(row: FieldRow, columns: Sequence[int], zone: tzinfo = UTC) -> Cells:
    """The cells of one row."""
    return [cell(row, column, zone) for column in columns]


def table(rows: Sequence[FieldRow], columns: Sequence[int], zone: tzinfo = UTC) -> list[Cells]:
    """The cells of all rows under the columns' names."""
    made = [[_(HEADERS[column]) for column in columns], *(line(row, columns, zone) for row in rows)]
    if len({row.section for row in rows}) < 2:
        return made
    names = {"task": _("Task"), "kickoff": _("Kick-off form")}
    parts = [_("Part"), *(names[row.section] for row in rows)]
    return [[part, *cells] for part, cells in zip(parts, made, strict=True)]
