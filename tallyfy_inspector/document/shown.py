"""Text from elsewhere, made safe to look at: what the eye would miss or be fooled by is spelled out.

Knows nothing of documents or windows. What counts as invisible is the table below; a character goes in
when it shows nothing, or changes how its neighbours are read, and has no honest use as a visible sign.
"""

from __future__ import annotations

import re
from functools import partial

_INVISIBLE_RANGES = (
    "\\x00-\\x1f\\x7f-\\x9f"  # control
    "\\xad\\u034f"  # soft hyphen, grapheme joiner
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # direction
    "\\u115f\\u1160\\u3164\\uffa0\\u17b4\\u17b5\\u180b-\\u180f"  # fillers, Mongolian selectors
    "\\u200b-\\u200d\\ufeff"  # zero width, byte order mark
    "\\u2028\\u2029"  # line and paragraph separator
    "\\u2060-\\u2065\\u206a-\\u206f\\ufff0-\\ufffb"  # invisible operators, deprecated formats, annotations
    "\\ud800-\\udfff"  # half a surrogate pair
    "\\ufdd0-\\ufdef\\ufffe\\uffff"  # no characters at all
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U00013430-\\U0001343f"  # shorthand, music, hieroglyphs
    "\\U000e0000-\\U000e00ff\\U000e01f0-\\U000e0fff"  # tags: whole sentences can hide in them
)
_SELECTOR = "[\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef]"

INVISIBLE = re.compile(
    f"[{_INVISIBLE_RANGES}]"
    # One variation selector dresses the sign before it (an emoji); a row of them hides something.
    f"|(?:(?<={_SELECTOR})|(?<![\\s\\S])){_SELECTOR}"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, keep: str = "") -> str:
    """`text` with control, direction, zero-width and other invisible characters spelled out (\\u202e).

    Line ends and tabs become \\n, \\r and \\t, except those listed in `keep`. Returns `text` itself when
    there is nothing to spell out. The result can always be encoded as UTF-8.
    """
    if not INVISIBLE.search(text):
        return text
    return INVISIBLE.sub(partial(_spelled, keep=keep), text)


def encodable(text: str) -> str:
    """`text` with half a surrogate pair, which no file and no clipboard can hold, as its escape (\\ud83d)."""
    try:
        text.encode()  # ten times as quick as to look for one, and hardly any text has one
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def _spelled(found: re.Match[str], keep: str) -> str:
    character = found[0]
    if character in keep:
        return character
    code = ord(character)
    return _SHORT.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}")


def shortened(text: str, letters: int) -> str:
    """`text` in so many letters at most (10 or more): a long one is cut in its middle, for its ends."""
    return text if len(text) <= letters else f"{text[: letters - 9]}…{text[-8:]}"
