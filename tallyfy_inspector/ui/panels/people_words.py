"""What the panel People says: its cells, a row as it is heard and copied, and why there is none.

Pure functions over `task.participants`, whose texts are masked already. A column is one line in `COLUMNS` and
one in `_CELLS`. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.participants import MOST, Participant
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui.panels.pieces import Piece

NAME, ROLE, KIND, ID = range(4)
COLUMNS = (N_("Name"), N_("Role"), N_("Kind"), N_("ID"))


def piece(row: Participant, column: int) -> Piece:
    """One cell: a number in place of a name is dim, and so is what was not returned."""
    return _CELLS[column](row)


def text(row: Participant, column: int) -> str:
    """The words of one cell."""
    return piece(row, column).text


def tooltip(row: Participant, column: int) -> str:
    """A cell in full, and in how many places somebody stands so."""
    if column != ROLE or len(row.paths) == 1:
        return text(row, column)
    places = ngettext("{count} place", "{count} places", len(row.paths)).format(count=len(row.paths))
    return _("{role}, in {places}").format(role=row.role_words, places=places)


def spoken(row: Participant) -> str:
    """The row for a screen reader: "Mira Okafor, Wrote a comment, Member, ID 20417"."""
    parts = [row.who, row.role_words, row.kind_words]
    if row.name and row.id:
        parts.append(_("ID {id}").format(id=row.id))
    return visible(", ".join(parts))


def copied(row: Participant) -> str:
    """The row for the clipboard, its cells parted by tabs, so that a sheet takes it as cells."""
    return "\t".join((row.who, row.role_words, row.kind_words, row.id))


def why_none(answered: bool) -> str:
    """A sentence for the place of a table without rows; "" while nothing was answered."""
    if not answered:
        return ""
    return _(
        "This answer names nobody: nobody is assigned in it, and no starter, watcher or author is returned."
    )


def cut(rows: int) -> str:
    """That there may be more people than are shown; "" where there are not."""
    return _("The first {count} are shown.").format(count=f"{MOST:,}") if rows >= MOST else ""


def _id(row: Participant) -> Piece:
    return Piece(visible(row.id), "dim") if row.id else Piece(_("not returned"), "dim")


_CELLS: tuple[Callable[[Participant], Piece], ...] = (
    lambda row: Piece(visible(row.who), "" if row.name or row.kind == "guest" else "dim"),
    lambda row: Piece(row.role_words),
    lambda row: Piece(row.kind_words, "dim"),
    _id,
)
