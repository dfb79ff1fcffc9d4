"""The options of a form field with a tick each: all there are to choose from, chosen or not.

For showing one field in full; a table's cell has `FieldRow.options`. Knows no type of field: whoever asks
does so for fields that are chosen in. Never raises on any JSON.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.field_row import FieldRow
from tallyfy_inspector.task.options import called, is_selected, option_text, options, sent_options
from tallyfy_inspector.task.readable import shown
from tallyfy_inspector.task.reading import Found, member

MOST = 200


@dataclass(frozen=True, slots=True, repr=False)
class Tick:
    """One option as it may be shown, and whether the answer chooses it."""

    text: str
    chosen: bool

    def __repr__(self) -> str:
        return f"Tick(chosen={self.chosen})"  # never content


def ticks(root: object, row: FieldRow) -> tuple[Tick, ...]:
    """The options of `row`'s field in the answer `root`, at most MOST of them; () where there are none."""
    field = _found(root, row.path)
    listed = options(field)[:MOST] if field is not None and row.options else ()
    if field is None or not listed:
        return ()
    answer = None if row.value_path is None else _found(root, row.value_path)
    sent = () if answer is None else sent_options(answer)
    names = [_names(entry) for entry in sent if is_selected(entry)]
    return tuple(Tick(text, _is_chosen(option, names)) for option in listed if (text := _words(option)))


def _found(root: object, path: tuple[str | int, ...]) -> Found | None:
    try:
        return Found(value_at(root, path), path)
    except LookupError:
        return None


def _words(option: Found) -> str:
    return " ".join((option_text(option) or _identity(option)).split("\n"))


def _identity(option: Found) -> str:
    found = member(option, "id")
    return "" if found is None else shown(found)


def _names(entry: Found) -> tuple[str, str]:
    """An entry of an answer by its ID and its text; one that is no object may be either."""
    text = called(option_text(entry))
    return (_identity(entry) or ("" if isinstance(entry.value, (dict, str)) else text)), text


def _is_chosen(option: Found, names: list[tuple[str, str]]) -> bool:
    """By the ID where both have one, else by the text."""
    identity, text = _identity(option), called(option_text(option))
    return any(
        identity == other_id if identity and other_id else bool(text) and text == other
        for other_id, other in names
    )
