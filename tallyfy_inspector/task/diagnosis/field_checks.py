"""What can be wrong with the answer to a form field: one small predicate a kind, by the field's own settings.

To add a kind: a predicate over Entry here, and its row in `rules/value_wrong.py`. Where a setting is not
told or not understood, a predicate says no: a wrong remark costs more than a missed one. Sizes and checks
are those of "Types of form fields" in Tallyfy's documentation. Knows no words and no confidence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.dates import read_day
from tallyfy_inspector.task.diagnosis.addresses import is_well_formed
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, items, member

SHORT_TEXT = 200
LONG_TEXT, LONG_TEXT_OLDER = 30_000, 6_000  # two versions of the documentation
_OPTION_TEXTS = ("text", "label", "value")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SIZE = re.compile(r"(min|max):\s*(\d{1,9})", re.ASCII)
_EXACT = 2**53
_NO = (None, False, 0, "", "0", "false")


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """A form field: its row, its node, and its answer as sent (None where there is none)."""

    row: FieldRow
    field: Found
    answer: Found | None
    completed: bool

    def __repr__(self) -> str:
        return "Entry()"  # never content

    @property
    def text(self) -> str:
        """The answer as sent when it is a string that is not blank; else ""."""
        value = None if self.answer is None else self.answer.value
        return value if isinstance(value, str) and value.strip() else ""


def option_gone(entry: Entry) -> bool:
    """A chosen option whose ID and text are both unknown to a field whose options all have both."""
    return _gone(entry, sure=True)


def text_gone(entry: Entry) -> bool:
    """An unknown option chosen by its text alone, or of a field whose options lack an ID or a text."""
    return _gone(entry, sure=False)


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
    if entry.completed or entry.row.required is not True or entry.answer is None:
        return False
    value = entry.answer.value
    return not isinstance(value, (bool, dict, list)) and value in (0, "0")


def undrawn_and_needed(entry: Entry) -> bool:
    """An e-mail field, which the web application does not draw, that is required and empty."""
    return entry.row.type == "email" and entry.row.required_and_empty and not entry.completed


def undrawn(entry: Entry) -> bool:
    """Any other e-mail field."""
    return entry.row.type == "email" and not undrawn_and_needed(entry)


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
    return all(letter.isalpha() or (digits and letter.isnumeric()) or letter in more for letter in text)


_CHECKS: dict[str, Callable[[str], bool]] = {
    "numeric": _is_number,
    "email": lambda text: "@" in text and is_well_formed(text),
    "url": _is_url,
    "alpha": _all,
    "alpha_num": lambda text: _all(text, digits=True),
    "alpha_dash": lambda text: _all(text, "-_", digits=True),
}


def _gone(entry: Entry, *, sure: bool) -> bool:
    if entry.row.type not in ("radio", "dropdown", "multiselect") or entry.row.blank or entry.answer is None:
        return False
    options = [(_id(option), _texts(option)) for option in _options(entry.field)]
    if not options or not all(identity or texts for identity, texts in options):
        return False  # kept elsewhere (`list`), not returned, or called in a way that is not known here
    whole = all(identity and texts for identity, texts in options)
    known = {text for identity, texts in options for text in (identity, *texts)} - {""}
    return any(_is_gone(each, known, whole=whole, sure=sure) for each in _chosen(entry.answer))


def _options(field: Found) -> tuple[Found, ...]:
    listed, elsewhere = member(field, "options"), member(field, "list")
    if listed is None or (elsewhere is not None and not is_blank(elsewhere.value)):
        return ()
    return tuple(each for each in items(listed) if not is_blank(each.value))


def _chosen(answer: Found) -> list[Found]:
    return [each for each in items(answer) or (answer,) if not is_blank(each.value) and _is_selected(each)]


def _is_selected(entry: Found) -> bool:
    flag = member(entry, "selected")
    return flag is None or isinstance(flag.value, (dict, list)) or flag.value not in _NO


def _is_gone(chosen: Found, known: set[str], *, whole: bool, sure: bool) -> bool:
    """An ID and a text look alike where either is bare, so each is looked for among both."""
    identity, told = _id(chosen), _texts(chosen)
    if (bool(identity) and whole) != sure or not (identity or told):
        return False
    return identity not in known and known.isdisjoint(told)


def _id(option: Found) -> str:
    """The ID of an option in an object, or of a bare number; "" for none."""
    found = member(option, "id") if isinstance(option.value, dict) else option
    if found is None or (found is option and isinstance(found.value, str)):
        return ""
    return _called(found.value)


def _texts(option: Found) -> set[str]:
    """How an option is called, in every way it says so, so written that small differences do not count."""
    if not isinstance(option.value, dict):
        return {_called(option.value)} - {""}
    told = (member(option, key) for key in _OPTION_TEXTS)
    return {_called(found.value) for found in told if found is not None} - {""}


def _called(value: object) -> str:
    """A text or a number for comparing: 2, 2.0 and "2" are one."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return str(int(value)) if whole else to_text(value).strip()


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split()).casefold()
