"""Which form fields are listed and in which order: filter, sorting, and the two sections.

Pure: rows and what is wanted in, the list's entries out. Sorting keeps a section's rows together, is stable,
and puts what is blank last in either direction. To add a filter: a field in `Wanted` and its line in
`_passes`. Knows no widget.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.fields_words import (
    CHANGED,
    ID,
    LABEL,
    RAW,
    REQUIRED,
    TYPE,
    VALUE,
    Entry,
    Section,
)

_LONGEST_KEY = 500  # characters of a cell that are compared
_DIGITS = re.compile(r"([0-9]+)")

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list. `text`: words that all have to occur; `column` None: the order sent."""

    text: str = ""
    required_and_empty: bool = False
    hide_empty: bool = False
    column: int | None = None
    descending: bool = False

    @property
    def filters(self) -> bool:
        """Whether something may be hidden."""
        return bool(self.text.split()) or self.required_and_empty or self.hide_empty


def arranged(
    task: Sequence[FieldRow], kickoff: Sequence[FieldRow], wanted: Wanted, why_no_task: str = ""
) -> tuple[Entry, ...]:
    """The entries of the list: the task's fields, then the kick-off form's under a section of their own.

    `why_no_task` stands in the place of the task's fields where there are none, but kick-off fields.
    """
    own = _ordered(task, wanted)
    form = _ordered(kickoff, wanted)
    none = (Section(sentence=why_no_task),) if kickoff and not task and why_no_task else ()
    over = (Section(len(form), len(kickoff)),) if form else ()
    return (*none, *own, *over, *form)


def fields_of(entries: Iterable[Entry]) -> tuple[FieldRow, ...]:
    """The entries without the sections."""
    return tuple(entry for entry in entries if isinstance(entry, FieldRow))


def _ordered(rows: Sequence[FieldRow], wanted: Wanted) -> list[FieldRow]:
    words = [_folded(word) for word in wanted.text.split()]
    left = [row for row in rows if _passes(row, wanted, words)]
    if wanted.column is None:
        return left
    key = _key_of(wanted.column)
    keyed = [(key(row), row) for row in left]
    told = [pair for pair in keyed if pair[0]]
    told.sort(key=lambda pair: pair[0], reverse=wanted.descending)
    return [row for _key, row in (*told, *(pair for pair in keyed if not pair[0]))]


def _passes(row: FieldRow, wanted: Wanted, words: Sequence[str]) -> bool:
    if wanted.required_and_empty and not row.required_and_empty:
        return False
    if wanted.hide_empty and row.blank:
        return False
    return not words or _has_all(row, words)


def _has_all(row: FieldRow, words: Sequence[str]) -> bool:
    parts = (row.label, row.value, row.alias or "", row.id or "", row.type_name, row.type)
    text = _folded("\n".join(parts))
    return all(word in text for word in words)


def _folded(text: str) -> str:
    """Without case and accents, so that "uber" finds "Über"."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _key_of(column: int) -> Callable[[FieldRow], Key]:
    if column == REQUIRED:
        return lambda row: (0,) if row.required else (1,) if row.required is False else ()
    if column == CHANGED:
        return lambda row: () if row.changed is None else (_instant(row.changed),)
    return lambda row: _natural(_compared(row, column))


def _instant(changed: datetime) -> datetime:
    return changed if changed.tzinfo is not None else changed.replace(tzinfo=UTC)


def _compared(row: FieldRow, column: int) -> str:
    whole = {LABEL: row.label, VALUE: row.value, RAW: row.raw, TYPE: row.type_name, ID: row.id or ""}
    return whole[column] if column in whole else fields_words.text(row, column)


def _natural(text: str) -> Key:
    """Numbers inside a text by their size, so that 9 stands before 10; () for a blank text."""
    folded = _folded(text.strip()[:_LONGEST_KEY])
    pieces = (piece for piece in _DIGITS.split(folded) if piece)
    return tuple(_piece(piece) for piece in pieces)


def _piece(piece: str) -> tuple[int, int, str]:
    if not (piece.isascii() and piece.isdigit()):
        return 1, 0, piece
    digits = piece.lstrip("0")
    return 0, len(digits), digits
