"""The options of a form field, and which of them an answer names.

An option is documented as `{"id": 2, "text": "Finance"}`; payloads with `label` or `value` in place of `text`
and bare strings or numbers exist too. Of a field with a `list` the options are kept elsewhere: `options`
may be empty or out of date, and nothing is concluded from them.

Knows no type of field; what the answer reads like is the business of `choices`.
"""

from __future__ import annotations

import html
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
    """What an answer picks: the entries that are `chosen` and say something, those of them that are `kept`,
    not known to be none of the options, and of how many options; `total` is 0 where that cannot be known (no
    options, and nothing but chosen ones in the answer)."""

    chosen: tuple[Found, ...]
    kept: tuple[Found, ...]
    total: int

    def __repr__(self) -> str:
        return f"Picked({len(self.kept)} of {self.total})"  # never content


def picked(field: Found, value: Found | None, known: KnownOptions | None = None) -> Picked:
    """What the answer at `value` picks; nothing where there is no answer. `known` are the field's options
    where they are at hand."""
    known = KnownOptions(field) if known is None else known
    sent = () if value is None else sent_options(value)
    chosen = tuple(entry for entry in sent if is_selected(entry) and _says(entry))
    kept = tuple(entry for entry in chosen if not known.lacks(entry))
    listed = 0 if kept_elsewhere(field) else len(options(field))
    # Where the options are known, what the answer has beyond them can neither be ticked nor counted.
    seen = listed if known else max(listed, len(sent)) if listed or len(sent) > len(chosen) else 0
    return Picked(chosen, kept, seen)


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
        return self._tell

    @cached_property
    def _tell(self) -> bool:
        named = self._named
        return bool(named) and all(who or texts for who, texts in named) and not kept_elsewhere(self._field)

    def lacks(self, entry: Found) -> bool:
        """Whether an entry of an answer is none of the options. An ID and a text look alike where either is
        bare, so each is looked for among both; what has nothing to compare is not said to be gone."""
        who, texts = identity(entry), called_texts(entry)
        told = [have for said, have in ((who, self._all_have_ids), (texts, self._all_have_texts)) if said]
        comparable = any(told) if isinstance(entry.value, dict) else all(told)
        return bool(told) and comparable and bool(self) and self._names.isdisjoint({who, *texts})

    @cached_property
    def whole(self) -> bool:
        """Whether every option has an ID and a text."""
        return self._all_have_ids and self._all_have_texts

    def named_by(self, entry: Found) -> Found | None:
        """The option whose ID the entry holds, or is; None for a bare text."""
        who = identity(entry)
        return self._by_id.get(who) if who else None

    def new_text(self, entry: Found) -> str:
        """What the option is called now, where the entry still has another text for it; else ""."""
        if not isinstance(entry.value, dict) or not option_text(entry):
            return ""
        option = self.named_by(entry)
        return "" if option is None or called_texts(entry) & self._texts else option_text(option)

    @cached_property
    def _named(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple((identity(option), called_texts(option)) for option in options(self._field))

    @cached_property
    def _all_have_ids(self) -> bool:
        return all(who for who, _ in self._named)

    @cached_property
    def _all_have_texts(self) -> bool:
        return all(texts for _, texts in self._named)

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset().union(*(texts for _, texts in self._named))

    @cached_property
    def _names(self) -> frozenset[str]:
        return self._texts | {who for who, _ in self._named if who}

    @cached_property
    def _by_id(self) -> dict[str, Found]:
        listed = [option for option in options(self._field) if isinstance(option.value, dict)]
        return {identity(option): option for option in reversed(listed)}


def identity(option: Found) -> str:
    """The ID of an option in an object, or of a bare number, for comparing; "" for none."""
    value = option.value
    if isinstance(value, dict):
        return called(value.get("id"))
    return "" if isinstance(value, str) else called(value)


def called_texts(option: Found) -> frozenset[str]:
    """How an option is called, in every way it says so, for comparing; () for none."""
    value = option.value
    told = map(value.get, _TEXTS) if isinstance(value, dict) else (value,)
    return frozenset(map(called, told)) - {""}


def called(value: object) -> str:
    """A text or a number for comparing: blanks, capitals and HTML's way of writing a character make no other
    option of it, and 2, 2.0 and "2" are one. "" for what is neither."""
    if isinstance(value, str):
        return " ".join(html.unescape(value).split()).casefold()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return str(int(value)) if whole else to_text(value).strip()
