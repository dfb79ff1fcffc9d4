"""What can be wrong with the answer to a form field: one small predicate a kind, by the field's own settings.

To add a kind: a predicate over Entry here, and its row in `rules/value_wrong.py`. Where a setting is not
told or not understood, a predicate says no: a wrong remark costs more than a missed one. Sizes and checks
are those of "Types of form fields" in Tallyfy's documentation. Knows no words and no confidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from tallyfy_inspector.task.dates import read_day
from tallyfy_inspector.task.diagnosis.addresses import is_well_formed
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.task.options import KnownOptions, identity, picked
from tallyfy_inspector.task.reading import Found, items, member

SHORT_TEXT = 200
LONG_TEXT, LONG_TEXT_OLDER = 30_000, 6_000  # two versions of the documentation
UNDRAWN = "email"  # the type of field that the web application does not draw
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SIZE = re.compile(r"(min|max):\s*(\d{1,9})", re.ASCII)


@dataclass(frozen=True, repr=False)
class Entry:
    """A form field: its row, its node, its answer as sent (None where there is none), and whether its task is
    still to be done."""

    row: FieldRow
    field: Found
    answer: Found | None
    waiting: bool

    def __repr__(self) -> str:
        return "Entry()"  # never content

    @property
    def text(self) -> str:
        """The answer as sent when it is a string that is not blank; else ""."""
        value = None if self.answer is None else self.answer.value
        return value if isinstance(value, str) and value.strip() else ""

    @cached_property
    def gone(self) -> frozenset[bool]:
        """For the chosen options that the field lacks: whether that is sure, by ID and text of each."""
        if self.row.type not in ("radio", "dropdown", "multiselect") or self.row.blank:
            return frozenset()
        known = KnownOptions(self.field)
        chosen = picked(self.field, self.answer, known).chosen
        return frozenset(bool(identity(each)) and known.whole for each in chosen if known.lacks(each))


def option_gone(entry: Entry) -> bool:
    """A chosen option whose ID and text are both unknown to a field whose options all have both."""
    return True in entry.gone


def text_gone(entry: Entry) -> bool:
    """An unknown option chosen by its text alone, or of a field whose options lack an ID or a text."""
    return False in entry.gone


def short_text_too_long(entry: Entry) -> bool:
    """More characters than a short text may have."""
    return entry.row.type == "text" and len(entry.text) > SHORT_TEXT


def long_text_too_long(entry: Entry) -> bool:
    """More characters than a long text may have."""
    return entry.row.type == "textarea" and len(entry.text) > LONG_TEXT


def long_text_in_doubt(entry: Entry) -> bool:
    """Between the two sizes that the documentation gives."""
    return entry.row.type == "textarea" and LONG_TEXT_OLDER < len(entry.text) <= LONG_TEXT


def no_date(entry: Entry) -> bool:
    """An answer to a date field that begins with no day of a calendar."""
    if entry.row.type != "date" or entry.row.blank or entry.answer is None:
        return False
    value = entry.answer.value
    return not isinstance(value, str) or read_day(value) is None


def breaks_validation(entry: Entry) -> bool:
    """An answer that does not meet a check of the field, such as "numeric" or "max:40"."""
    text = entry.text.strip()
    if entry.row.type not in ("text", "email") or not text or "{{" in text:
        return False  # a variable that is not replaced yet is no answer of a person
    rules = (*validations(entry.field), *(("email",) if entry.row.type == "email" else ()))
    return any(not _meets(rule, text, rules) for rule in rules)


def zero_in_required(entry: Entry) -> bool:
    """A required field answered with 0, which PHP, in which Tallyfy is written, takes for empty."""
    if not entry.waiting or entry.row.required is not True or entry.answer is None:
        return False
    value = entry.answer.value
    return not isinstance(value, (bool, dict, list)) and value in (0, "0")


def undrawn_and_needed(entry: Entry) -> bool:
    """An e-mail field, which the web application does not draw, that is required and empty."""
    return entry.row.type == UNDRAWN and entry.row.required_and_empty and entry.waiting


def undrawn(entry: Entry) -> bool:
    """Any other e-mail field."""
    return entry.row.type == UNDRAWN and not undrawn_and_needed(entry)


def validations(field: Found) -> tuple[str, ...]:
    """The field's checks in lower case, sent as a list or as "numeric|max:40"."""
    found = member(field, "field_validation")
    if found is None:
        return ()
    sent = (found.value,) if isinstance(found.value, str) else (each.value for each in items(found))
    texts = [text for text in sent if isinstance(text, str)]
    return tuple(rule for text in texts for each in text.split("|") if (rule := each.strip().lower()))


def _meets(rule: str, text: str, rules: tuple[str, ...]) -> bool:
    """Whether `text` meets `rule`; a rule that is not known here is met."""
    size = _SIZE.fullmatch(rule)
    if size is not None:
        return _fits(size[1], int(size[2]), text, numeric="numeric" in rules or "integer" in rules)
    check = _CHECKS.get(rule)
    return check is None or check(text)


def _fits(bound: str, limit: int, text: str, *, numeric: bool) -> bool:
    """Numbers are measured by what they are, texts by their length."""
    if numeric and not _is_number(text):
        return True  # already told by the other check
    size = float(text) if numeric else len(text)
    return size >= limit if bound == "min" else size <= limit


def _is_number(text: str) -> bool:
    return len(text) < 1_000 and _NUMBER.fullmatch(text) is not None


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.scheme and parts.hostname)
    except ValueError:
        return False


def _all(text: str, more: str = "", *, digits: bool = False) -> bool:
    return all(_is_letter(each) or (digits and each.isnumeric()) or each in more for each in text)


def _is_letter(letter: str) -> bool:
    """Vowel signs and joiners belong to the letters of many scripts."""
    return letter.isalpha() or unicodedata.category(letter) in ("Mn", "Mc", "Cf")


_CHECKS: dict[str, Callable[[str], bool]] = {
    "numeric": _is_number,
    "email": lambda text: "@" in text and is_well_formed(text),
    "url": _is_url,
    "alpha": _all,
    "alpha_num": lambda text: _all(text, digits=True),
    "alpha_dash": lambda text: _all(text, "-_", digits=True),
}
