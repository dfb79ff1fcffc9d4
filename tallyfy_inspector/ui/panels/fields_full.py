"""One form field in full, as lines of text in the colours of roles: for the room under the list.

Pure: the row and the options' ticks in, lines out. To add something: a part in `lines`. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.task.ticks import Tick
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels import fields_words

LIMIT = 50_000  # characters of a value
_PARTED = " | "  # how `task.tables` parts the cells of a line
_UTC = Zones(UTC)
_WIDEST = 60  # letters of a column that others are aligned to


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A text, which may have several lines, and its looks: a role of `theme.Roles` ("" for the palette's own
    ink), and `title` or `fixed` for the font."""

    text: str
    role: str = ""
    title: bool = False
    fixed: bool = False


def lines(row: FieldRow, ticks: Sequence[Tick] = (), zones: Zones = _UTC) -> Iterator[Line]:
    """Label, what the field is, what to remark, the whole value, options, guidance, last change, JSON."""
    yield Line(visible(row.label), title=True)
    yield Line(about(row), "dim")
    if row.blank:
        yield Line(fields_words.mark(row), fields_words.mark_role(row))
    if remarks := fields_words.remarks_of(row):
        yield Line(visible(remarks), "dim")
    if not row.blank:
        yield Line(_cut(aligned(row.value) if _is_table(row) else row.value), fixed=_is_table(row))
    for tick in ticks:
        yield _tick(tick)
    if row.options and not ticks:
        yield Line(_("Options: {options}").format(options=_cut(row.options)), "dim")
    if row.guidance:
        yield Line(_("Guidance: {text}").format(text=_cut(row.guidance)), "dim")
    if row.changed is not None:
        told = _("Last change: {time}").format(time=zones.both(row.changed))
        yield Line(visible(told), "dim")
    if row.raw:
        yield Line(_("Raw: {json}").format(json=_cut(row.raw)), "dim", fixed=True)


def about(row: FieldRow) -> str:
    """A line on the field itself: "Short Text (text), required, alias po-number-4100001, ID a31a…"."""
    kind = _("{name} ({api})").format(name=row.type_name, api=row.type) if row.type else row.type_name
    needed = {True: _("required"), False: _("not required"), None: _("required: not returned")}[row.required]
    parts = [kind, needed]
    if row.section == "kickoff":
        parts.insert(0, _("Kick-off form"))
    if row.alias:
        parts.append(_("alias {alias}").format(alias=row.alias))
    if row.id:
        parts.append(_("ID {id}").format(id=row.id))
    return visible(", ".join(parts))


def of_section(sentence: str, *, kickoff: bool) -> Iterator[Line]:
    """What a section's row stands for."""
    yield Line(visible(sentence), title=kickoff)
    if kickoff:
        yield Line(_("These fields were asked for when the process was launched, not in this task."), "dim")


def _tick(tick: Tick) -> Line:
    text = visible(tick.text)
    if tick.chosen:
        return Line(_("☑ {option} (chosen)").format(option=text))
    return Line(_("☐ {option} (not chosen)").format(option=text), "dim")


def _is_table(row: FieldRow) -> bool:
    return row.type == "table"


def aligned(table: str) -> str:
    """Lines of cells parted by " | ", a column's cells under each other; other lines as they are."""
    rows = [line.split(_PARTED) for line in table.split("\n")]
    if len(table) > LIMIT or len({len(row) for row in rows}) != 1:
        return table
    widths = [min(_WIDEST, max(map(len, column))) for column in zip(*rows, strict=True)]
    padded = ([cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows)
    return "\n".join(_PARTED.join(row).rstrip() for row in padded)


def _cut(whole: str) -> str:
    text = visible(whole[:LIMIT], keep="\n\t")
    left = len(whole) - LIMIT
    if left <= 0:
        return text
    return text + _("… ({count} more characters; “Copy value” takes them all)").format(count=f"{left:,}")
