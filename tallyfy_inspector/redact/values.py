"""Secrets by the member they stand in: `webhook`, `full_url`, `taskUrls`, a guest's `link`, tokens.

Everything else in an answer is judged by its looks alone. Knows nothing of raw JSON (`rawjson` does).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from tallyfy_inspector.redact.looks import MASK, mask_text

Kind = Literal["link", "address", "token"]

# The first ending that fits decides. "link": only the host stays, and what kind of link it is. "address":
# query, fragment and user-info go. "token": all goes. None: nothing but what its looks give away.
KEYS: tuple[tuple[str, Kind | None], ...] = (
    ("taskurls", "link"),
    ("taskurl", "link"),
    ("task_urls", "link"),
    ("task_url", "link"),
    ("link", "link"),
    ("links", "link"),
    ("webhook", "address"),
    ("webhooks", "address"),
    ("url", "address"),
    ("urls", "address"),
    ("uri", "address"),
    ("href", "address"),
    ("src", "address"),
    ("token", "token"),
    ("top_secret", None),
    ("secret", "token"),
    ("password", "token"),
    ("api_key", "token"),
    ("apikey", "token"),
    ("authorization", "token"),
    ("guest_code", "token"),
    ("guestcode", "token"),
    ("completer_guest_id", None),
    ("guest_id", "token"),
)


def mask_value(path: Sequence[str | int], value: str) -> str:
    """The string at `path` of an answer as it may be shown; the same object when nothing in it is secret.

    The nearest member name counts: an element of an array answers to the array's name.
    """
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    return masked(kind_of(str(key)), value)


@lru_cache(maxsize=2048)
def kind_of(key: str) -> Kind | None:
    """What the member name says about its value."""
    lowered = key.lower()
    return next((kind for ending, kind in KEYS if lowered.endswith(ending)), None)


_HOST = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]{0,30}:)?//[^\s/\\?#]+")
_SIGN_IN_LINK = re.compile(rf"/(?:guest|magic)[a-z_-]{{0,40}}[/?]+(?:[0-9a-f]{{32}}/)?{MASK}", re.IGNORECASE)
_QUERY = re.compile(r"\?[^#]+")
_USER = re.compile(
    r"(?P<kept>\s*(?:[a-z][a-z0-9+.-]{0,30}:(?=//))?(?://)?)[^\s/\\?#@:]{0,200}:[^\s/\\?#@]{0,200}(?=@)",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"#[^=]*=.*", re.DOTALL)


def masked(kind: Kind | None, value: str) -> str:
    """`value` with what is secret in a member of that kind hidden; the same object when nothing is."""
    if kind == "token":
        shown = MASK if value.strip() else value
    elif kind == "link":
        shown = _link_hidden(mask_text(value))
    elif kind == "address":
        bare_of_user = _USER.sub(rf"\g<kept>{MASK}", value, count=1) if _USER.match(value) else value
        shown = mask_text(_FRAGMENT.sub("#" + MASK, _QUERY.sub("?" + MASK, bare_of_user)))
    else:
        return mask_text(value)
    return value if shown == value else shown


def _link_hidden(value: str) -> str:
    if not value.strip() or _SIGN_IN_LINK.search(value):
        return value
    host = _HOST.match(value)
    if host is None:
        return MASK
    return value if value[host.end() :].strip() in ("", "/") else host[0] + "/" + MASK
