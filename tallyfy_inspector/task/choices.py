"""Answers picked from options: radio (Multiple Choice), dropdown and multiselect (Multi-Select).

An option is documented as `{"id": 2, "text": "Finance"}`; payloads with `label` or `value` in place of `text`
and bare strings or numbers exist too. Where the options come from a list kept elsewhere, `options` is
empty although there is an answer, so an answer is never checked against them.
Shapes: "Update task" in Tallyfy's API documentation (code-samples/tasks/update-task).
"""

from __future__ import annotations

from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, elements, items, member
from tallyfy_inspector.texts import _, ngettext

_TEXTS = ("text", "label", "value")
_OPTION_KEYS = frozenset({"id", *_TEXTS})


def choice(field: Found, value: Found) -> Readable:
    """The text of one option; "ID 2" where only the ID was sent and the field's options do not know it."""
    if isinstance(value.value, dict):
        return _option_words(field, value)
    if isinstance(value.value, list):
        return Readable(", ".join(_texts(field, [entry for entry in elements(value) if _selected(entry)])))
    known = None if isinstance(value.value, str) else _option_with_id(field, value.value)
    if known is None:
        return Readable(shown(value))
    return Readable(_text(known), (_("only the option's ID was sent: {id}").format(id=shown(value)),))


def several(field: Found, value: Found) -> Readable:
    """ "Contract on file, Insurance (2 of 3)": the options that are selected, and of how many.

    An option without `selected` counts as selected, which a note says. Blank when nothing is selected.
    """
    sent = [entry for entry in _entries(value) if not is_blank(entry.value)]
    chosen = [entry for entry in sent if _selected(entry)]
    texts = _texts(field, chosen)
    if not texts:
        return NOTHING
    listed = ", ".join(texts)
    total = _total(field, sent, chosen)
    if total:
        listed = _("{chosen} ({count} of {total})").format(chosen=listed, count=len(texts), total=total)
    return Readable(listed, _unsaid(chosen))


def _texts(field: Found, chosen: list[Found]) -> list[str]:
    return [text for entry in chosen if (text := _entry_text(field, entry))]


def _entry_text(field: Found, entry: Found) -> str:
    return shown(entry) if isinstance(entry.value, list) else choice(field, entry).text


def _entries(value: Found) -> tuple[Found, ...]:
    return items(value) or (value,)


def _selected(entry: Found) -> bool:
    """PHP's notion of true, as the server applies it; a missing `selected` counts as chosen."""
    flag = member(entry, "selected")
    return flag is None or flag.value not in (None, False, 0, "", "0", "false", [], {})


def _unsaid(chosen: list[Found]) -> tuple[str, ...]:
    count = sum(isinstance(entry.value, dict) and "selected" not in entry.value for entry in chosen)
    if not count:
        return ()
    sentence = ngettext(
        "{count} option was sent without “selected” and is counted as chosen",
        "{count} options were sent without “selected” and are counted as chosen",
        count,
    )
    return (sentence.format(count=count),)


def _total(field: Found, sent: list[Found], chosen: list[Found]) -> int:
    """Of how many options; 0 where that cannot be known: no options, and only chosen ones in the answer."""
    options = len(_options(field))
    return max(options, len(sent)) if options or len(sent) > len(chosen) else 0


def _options(field: Found) -> tuple[Found, ...]:
    options = member(field, "options")
    return () if options is None else items(options)


def _option_words(field: Found, option: Found) -> Readable:
    text = _text(option)
    if text:
        return Readable(text)
    identity = member(option, "id")
    if identity is None or is_blank(identity.value):
        return NOTHING if _is_option(option) else Readable(raw(option))
    known = _option_with_id(field, identity.value)
    words = _text(known) if known is not None else ""
    note = _("the option's text was not sent, only its ID")
    return Readable(words or _("ID {id}").format(id=shown(identity)), (note,))


def _is_option(found: Found) -> bool:
    return isinstance(found.value, dict) and not _OPTION_KEYS.isdisjoint(found.value)


def _text(option: Found) -> str:
    """The first of text, label and value that holds something; a bare option is its own text."""
    if not isinstance(option.value, dict):
        return shown(option)
    candidates = (member(option, key) for key in _TEXTS)
    return next((text for found in candidates if found is not None and (text := shown(found))), "")


def _option_with_id(field: Found, identity: object) -> Found | None:
    if identity is None or isinstance(identity, (bool, dict, list)):
        return None
    return next((option for option in _options(field) if _has_id(option, identity)), None)


def _has_id(option: Found, identity: object) -> bool:
    found = member(option, "id")
    return found is not None and not isinstance(found.value, bool) and found.value == identity
