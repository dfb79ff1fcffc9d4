r"""The masking rules on raw JSON text, which may be broken, cut off or no JSON at all.

Only strings in which a secret can begin are looked at, so that 10 MB take a fraction of a second; each is
decoded first, since JSON may spell any character as \uXXXX. Knows nothing of how a value is judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tallyfy_inspector.redact.bare import INVISIBLE
from tallyfy_inspector.redact.looks import WORDS, folded, positions
from tallyfy_inspector.redact.values import KEYS, Kind, kind_of, masked

_REST_OF_STRING = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_COLON = re.compile(r"\s*:\s*")
_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"?|[\[\]{}]', re.DOTALL)
_WRAPPED = re.compile(
    rf"%[2-7][0-9A-Fa-f]|&[#A-Za-z]|\\u(?:00(?:[2-7]|ad)|034f|061c|180e|20[0-6]|feff)|\\\\|[{INVISIBLE}]",
    re.IGNORECASE,
)


def _shortest(words: set[bytes]) -> tuple[bytes, ...]:
    return tuple(word for word in words if not any(other in word for other in words - {word}))


_WORDS = _shortest({*WORDS, *(f'{ending}"'.encode() for ending, _ in KEYS)})

_Span = tuple[int, int, Kind | None]


def mask_json(text: str) -> str:
    """Raw JSON text with everything hidden in it that `mask_value` hides in the values it spells.

    All else stays as it was sent. The same object when there is nothing to hide.
    """
    pieces: list[str] = []
    done = 0
    for start, end, kind in _spans(text):
        inner = text[start:end]
        shown = _masked_string(kind, inner)
        if shown is not inner:
            pieces += (text[done:start], shown)
            done = end
    return "".join(pieces) + text[done:] if pieces else text


def secrets(text: str) -> Iterator[tuple[Kind | None, str, str]]:
    """Each string of raw JSON in which something is hidden: what its member's name says of it, the string
    as it is, and as it is shown."""
    for start, end, kind in _spans(text):
        plain = _decoded(text[start:end])
        shown = masked(kind, plain)
        if shown is not plain:
            yield kind, plain, shown


def _spans(text: str) -> Iterator[_Span]:
    """Insides of the strings that may hold a secret, in order, none twice."""
    done = 0
    for position in _hits(text):
        if position < done:
            continue
        start = _string_start(text, done, position)
        end = max(_end_of_string(text, start), position + 1)
        yield start, end, None
        done = end + 1
        colon = _COLON.match(text, done)
        kind = kind_of(_decoded(text[start:end])) if colon else None
        if colon and kind:
            for span in _under_key(text, colon.end(), kind):
                yield span
                done = span[1] + 1


def _hits(text: str) -> list[int]:
    found = positions(folded(text), _WORDS)
    return sorted({*found, *(wrapped.start() for wrapped in _WRAPPED.finditer(text))})


def _string_start(text: str, since: int, position: int) -> int:
    opening = text.rfind('"', since, position + 1)
    while opening >= 0 and _is_escaped(text, opening, since):
        opening = text.rfind('"', since, opening)
    return opening + 1 if opening >= 0 else since


def _is_escaped(text: str, position: int, since: int) -> bool:
    before = position
    while before > since and text[before - 1] == "\\":
        before -= 1
    return (position - before) % 2 == 1


def _end_of_string(text: str, start: int) -> int:
    rest = _REST_OF_STRING.match(text, start)
    return rest.end() if rest else start


def _under_key(text: str, start: int, kind: Kind) -> Iterator[_Span]:
    """The strings of the value that begins at `start`: itself, or all in an array, each with its own kind."""
    if text[start : start + 1] not in ('"', "["):
        return
    kinds: list[Kind | None] = [kind]
    for token in _TOKEN.finditer(text, start):
        sign = token[0][0]
        if sign == '"':
            is_key = len(kinds) > 1 and _COLON.match(text, token.end())
            yield token.start(1), token.end(1), None if is_key else kinds[-1]
            if is_key:
                kinds[-1] = kind_of(_decoded(token[1]))
        elif sign in "[{":
            kinds.append(kinds[-1] if sign == "[" else None)
        else:
            kinds.pop()
        if len(kinds) <= 1:
            return


def _decoded(inner: str) -> str:
    """What a string's inside spells; as it stands where it is no JSON string (an HTML page, a cut)."""
    try:
        return str(json.loads(f'"{inner}"', strict=False)) if "\\" in inner else inner
    except ValueError:
        return inner


def _masked_string(kind: Kind | None, inner: str) -> str:
    plain = _decoded(inner)
    shown = masked(kind, plain)
    if shown is plain:
        return inner
    if any(c < " " for c in inner):  # a line break as it is: no JSON string, so nothing is escaped in it
        return shown
    encoded = json.dumps(shown, ensure_ascii=False)[1:-1]
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", encoded)
