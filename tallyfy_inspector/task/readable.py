"""The pieces every renderer of a form field uses: a value as text that may be shown.

Everything that leaves here has its secret values masked (`redact`), its control and bidirectional characters
made visible (`document.shown`), numbers with the digits that were sent, and an end: a value of megabytes
is cut, with words that say so.

Knows no field type.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tallyfy_inspector import redact
from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.reading import Found, elements, members
from tallyfy_inspector.texts import _

LONGEST = 100_000  # characters; Tallyfy's own limit for a long text is 30,000
LONGEST_RAW = 4_000
_SHORT = 24  # characters; shorter than an ID


@dataclass(frozen=True, slots=True, repr=False)
class Readable:
    """What a person reads: `text`, "" exactly when the answer is blank, and remarks on how it was read.

    `line` is the same in short, where the lines of `text` joined would not read well on one line; else "".
    """

    text: str
    notes: tuple[str, ...] = ()
    line: str = ""

    def __repr__(self) -> str:
        return f"Readable(blank={not self.text})"  # never content


NOTHING = Readable("")


def is_blank(value: object) -> bool:
    """Null, "", an empty object, and a list of nothing but these. "0", 0, false and spaces are answers."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif not (item is None or item == "" or item == {}):
            return False
    return True


def shown(found: Found) -> str:
    """A string, number or true/false as it may be shown; an object or list as JSON; "" for what is blank."""
    if is_blank(found.value):
        return ""
    return raw(found) if isinstance(found.value, (dict, list)) else _scalar(found)


def _scalar(found: Found) -> str:
    if isinstance(found.value, str):
        return words(found, found.value)
    return to_text(found.value)


def words(found: Found, text: str) -> str:
    """`text`, which was made from the string at `found`, as it may be shown."""
    masked = redact.mask_value(found.path, _cut(text))
    return visible(masked.replace("\r\n", "\n"), keep="\n\t")


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    end = text.rfind(" ", LONGEST - 5_000, LONGEST)  # half a link might not be recognised as a secret
    start = text[: end if end > 0 else LONGEST]
    return start + _("… (cut here; {count} characters were sent)").format(count=len(text))


def raw(found: Found) -> str:
    """Any value as JSON on one line, with digits as sent."""
    pieces: list[str] = []
    size = 0
    walks: list[Iterator[str | Found]] = [iter((found,))]
    while walks and size < LONGEST_RAW:
        piece = next(walks[-1], None)
        if piece is None:
            walks.pop()
        elif isinstance(piece, Found) and isinstance(piece.value, (dict, list)):
            walks.append(_inside(piece))
        else:
            pieces.append(piece if isinstance(piece, str) else _leaf(piece))
            size += len(pieces[-1])
    text = "".join(pieces)
    return text if not walks and size <= LONGEST_RAW else text[:LONGEST_RAW] + "…"


def _inside(found: Found) -> Iterator[str | Found]:
    is_object = isinstance(found.value, dict)
    yield "{" if is_object else "["
    separator = ""
    for label, child in _children(found):
        yield separator + label
        yield child
        separator = ", "
    yield "}" if is_object else "]"


def _children(found: Found) -> Iterator[tuple[str, Found]]:
    for key, child in members(found):
        yield (_short_key if len(key) <= _SHORT else _key)(key), child
    for element in elements(found):
        yield "", element


def _key(key: str) -> str:
    return _quoted(redact.mask_text(key)) + ": "


# The same few names stand in every object of an answer.
_short_key = lru_cache(maxsize=512)(_key)


def _leaf(found: Found) -> str:
    if isinstance(found.value, str):
        return _quoted(redact.mask_value(found.path, _cut(found.value)))
    return to_text(found.value)


def _quoted(text: str) -> str:
    return visible(json.dumps(text, ensure_ascii=False))
