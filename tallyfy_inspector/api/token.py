"""What a person pasted, made into a token, or the reason why it cannot be one.

Pure text; knows no keyring and no network. No error raised here quotes the text it is about.
"""

from __future__ import annotations

import re

from tallyfy_inspector.texts import _

MAX_TOKEN = 16_000
"""Longest token in characters; Tallyfy's are of one or two thousand."""

PLACEHOLDER = "YOUR_PERSONAL_ACCESS_TOKEN"
"""What Tallyfy's documentation writes in the token's place; it counts as no token."""

_INVISIBLE_ENDS = "\ufeff\u200b\u200c\u200d\u2060"
_QUOTES = "\"'`“”„‘’‚«»<>"
_HEADER = re.compile(r"(?:authorization\s*:\s*)?(?:bearer\s+|bearer$)?", re.IGNORECASE)
_VISIBLE_ASCII = re.compile(r"[!-~]+")


def clean_token(text: str) -> str:
    """The token in `text`, without what comes along when one is copied: blanks and line ends around it,
    quotation marks, `Authorization:` and `Bearer` before it.

    Raises ValueError with a sentence for the person when nothing is left, or when what is left has a
    blank inside, a character outside ASCII, or over 16,000 characters.
    """
    token = _unwrapped(text)
    refusal = _refusal(token)
    if refusal is not None:
        raise ValueError(refusal)
    return token


def _unwrapped(text: str) -> str:
    before = None
    while text != before:
        before = text
        text = _bare(_HEADER.sub("", _bare(text), count=1))
    return text


def _bare(text: str) -> str:
    before = None
    while text != before:
        before = text
        text = text.strip().strip(_INVISIBLE_ENDS).strip(_QUOTES)
    return text


def _refusal(token: str) -> str | None:
    if not token:
        return _("There is no token yet. Paste the access token from Tallyfy here.")
    if token == PLACEHOLDER:
        return _("This is the placeholder from Tallyfy's documentation. Paste your own access token instead.")
    if len(token) > MAX_TOKEN:
        return _("This is too long for an access token. Copy only the token and paste it again.")
    if any(sign.isspace() for sign in token):
        return _("The token has a blank or a line break inside. Copy it again in one piece and paste it.")
    if not _VISIBLE_ASCII.fullmatch(token):
        return _("The token has a character that no access token has. Copy it again from Tallyfy.")
    return None
