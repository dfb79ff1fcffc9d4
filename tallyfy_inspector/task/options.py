"""The options of a form field, and which of them an answer names.

An option is documented as `{"id": 2, "text": "Finance"}`; payloads with `label` or `value` in place of `text`
and bare strings or numbers exist too. Of a field with a `list` the options are kept elsewhere: `options`
may be empty or out of date, and nothing is concluded from them.

Knows no type of field; what the answer reads like is the business of `choices`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.readable import is_blank, shown
from tallyfy_inspector.task.reading import Found, items, member, part

_TEXTS = ("text", "label", "value")
_EXACT = 2**53
_OPTION_KEYS = frozenset({"id", *_TEXTS})
# PHP's notion of false, as the server applies it.
_OFF: tuple[object, ...] = (None, False, 0, "", "0", "false", [], {})


def options(field: Found) -> tuple[Found, ...]:
    """The options of `field` that say anything; () where it has none."""
    found = part(field, "options")
    return () if found is None else tuple(each for each in items(found) if not is_blank(each.value))


def kept_elsewhere(field: Found) -> bool:
    """Whether the options come from a list of the organization's, of which `options` may say nothing."""
    found = member(field, "list")
    return found is not None and not is_blank(found.value) and found.value is not False


def sent_options(value: Found) -> tuple[Found, ...]:
    """Every entry of an answer that says anything, selected or not; one that is no list is the only one."""
    return tuple(entry for entry in items(value) or (value,) if not is_blank(entry.value))


def is_selected(entry: Found) -> bool:
    """Whether an entry of an answer is chosen; one without `selected` is."""
    flag = member(entry, "selected")
    return flag is None or flag.value not in _OFF


def is_option(found: Found) -> bool:
    """Whether `found` has the form of an option, even if it says nothing."""
    return isinstance(found.value, dict) and not _OPTION_KEYS.isdisjoint(found.value)


def option_text(option: Found) -> str:
    """The first of text, label and value that holds something; a bare option is its own text."""
    if not isinstance(option.value, dict):
        return shown(option)
    candidates = (member(option, key) for key in _TEXTS)
    return next((text for found in candidates if found is not None and (text := shown(found))), "")


@dataclass(frozen=True, slots=True, repr=False)
class Picked:
    """What an answer picks: the entries that are chosen and say something, and of how many options; `total`
    is 0 where that cannot be known (no options, and nothing but chosen ones in the answer)."""

    chosen: tuple[Found, ...]
    total: int

    def __repr__(self) -> str:
        return f"Picked({len(self.chosen)} of {self.total})"  # never content


def picked(field: Found, value: Found | None) -> Picked:
    """What the answer at `value` picks; nothing where there is no answer."""
    sent = () if value is None else sent_options(value)
    chosen = tuple(entry for entry in sent if is_selected(entry) and _says(entry))
    known = len(options(field))
    return Picked(chosen, max(known, len(sent)) if known or len(sent) > len(chosen) else 0)


def _says(entry: Found) -> bool:
    """Whether an entry names an option, by a text or an ID, or is something else that holds words."""
    if not is_option(entry):
        return True
    identity = member(entry, "id")
    return bool(option_text(entry)) or (identity is not None and not is_blank(identity.value))


class KnownOptions:
    """The options of one field by ID and by text, so that many entries can be looked up in them.

    False when nothing can be concluded from them: there are none, they are kept elsewhere, or one of them is
    called in a way that is not known here.
    """

    def __init__(self, field: Found) -> None:
        self._field = field

    def __bool__(self) -> bool:
        return bool(self._texts) and self._readable and not kept_elsewhere(self._field)

    def __contains__(self, entry: object) -> bool:
        """Whether an entry of an answer is among the options, by its text or by its ID."""
        return isinstance(entry, Found) and (self._has_text(entry) or self.named_by(entry) is not None)

    def named_by(self, entry: Found) -> Found | None:
        """The option whose ID the entry holds, or is; None for a bare text."""
        if isinstance(entry.value, (str, list, bool)):
            return None
        found = member(entry, "id") if isinstance(entry.value, dict) else entry
        key = None if found is None or isinstance(found.value, bool) else _key(found.value)
        return self._by_id.get(key) if key else None

    def new_text(self, entry: Found) -> str:
        """What the option is called now, where the entry still has another text for it; else ""."""
        if not isinstance(entry.value, dict) or self._has_text(entry) or not option_text(entry):
            return ""
        option = self.named_by(entry)
        return "" if option is None else option_text(option)

    def _has_text(self, entry: Found) -> bool:
        return _first_text(entry.value) in self._texts

    @cached_property
    def _readable(self) -> bool:
        told = ((_first_text(each.value), member(each, "id")) for each in options(self._field))
        return all(text or (identity is not None and _key(identity.value)) for text, identity in told)

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(_first_text(option.value) for option in options(self._field)) - {""}

    @cached_property
    def _by_id(self) -> dict[str, Found]:
        ids = ((member(option, "id"), option) for option in reversed(options(self._field)))
        return {_key(found.value): option for found, option in ids if found is not None}


def _first_text(value: object) -> str:
    """The text of an option for comparing, where `option_text` is for showing."""
    if not isinstance(value, dict):
        return _key(value)
    return next((text for key in _TEXTS if (text := _key(value.get(key)))), "")


def _key(value: object) -> str:
    """Blanks around a text and its capitals do not make another option of it; "" for what has no text."""
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))  # 2.0 is 2
    return "" if value is None or isinstance(value, (dict, list)) else to_text(value)
