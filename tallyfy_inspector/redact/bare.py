"""A text as people read it: without signs that cannot be seen, without tags, with broken links put together.

A sign-in link may be hidden by these from what looks for it, and be read all the same. Knows no secret.
"""

from __future__ import annotations

import re

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# What only changes how a word looks. Each search ends at the next angle bracket, so that none runs away.
_DRESS = re.compile(
    r"</?(?:wbr|b|i|u|s|q|em|strong|mark|span|font|small|big|code|tt|sub|sup|ins|del|bdi|bdo|nobr)(?:\s[^<>]*)?/?>"
    r"|<!--[^<>]*-->",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"</?a(?:\s[^<>]*)?>", re.IGNORECASE)
_OTHER = re.compile(r"<[^<>]*>")
# As mail programs break a long link: behind a slash, or within an ID, of which a part may be masked.
_BROKEN = re.compile(r"(?<=/)[ \t]*[\r\n][>\s]*|(?<=/)[^\S\r\n]+(?=[0-9A-Fa-f]{32})")
_BROKEN_ID = re.compile(r"([/=][0-9A-Fa-f•]{4,31})=?\r?\n[>\s]*(?=[0-9A-Fa-f]{4})")


def bare(text: str) -> str:
    """`text` as it is read."""
    text = undressed(_INVISIBLE.sub("", text))
    if "<" in text:
        text = _OTHER.sub(" ", _ANCHOR.sub("", text))
    return _BROKEN_ID.sub(r"\1", _BROKEN.sub("", text))


def undressed(text: str) -> str:
    """`text` without the tags that only change how a word looks, and with <br> as the end of a line; the same
    object when it has no tag."""
    return _BREAK.sub("\n", _DRESS.sub("", text)) if "<" in text else text


def without_invisible(text: str) -> str:
    """`text` without signs that cannot be seen; the same object when it has none."""
    return _INVISIBLE.sub("", text) if _INVISIBLE.search(text) else text
