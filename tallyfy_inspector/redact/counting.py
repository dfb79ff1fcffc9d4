"""How many secrets an answer holds, by kind: what a person is asked about before it is saved.

Counts what `mask_json` hides, each secret once however often it stands there. The words for the kinds are
for whoever asks. A new look or member name needs nothing here unless it brings a new kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tallyfy_inspector.redact.looks import MASK
from tallyfy_inspector.redact.rawjson import secrets
from tallyfy_inspector.redact.values import Kind

SecretKind = Literal["guest_link", "magic_link", "address", "token"]
KINDS: tuple[SecretKind, ...] = ("guest_link", "magic_link", "address", "token")

# What stands before a secret, in the same word. The first that fits decides.
_BEFORE: tuple[tuple[re.Pattern[str], SecretKind], ...] = (
    (re.compile(r"guest[^\s\"'<>]*\Z", re.IGNORECASE), "guest_link"),
    (re.compile(r"magic[^\s\"'<>]*\Z", re.IGNORECASE), "magic_link"),
    (re.compile(r"(?://|\?|#)[^\s\"'<>]*\Z"), "address"),
)
_LOOKED_AT = 400
_BY_MEMBER: dict[Kind, SecretKind] = {"link": "guest_link", "address": "address", "token": "token"}


def count_secrets(text: str) -> dict[SecretKind, int]:
    """How many different secrets of each kind stand in the raw JSON `text`, which may be broken or no JSON
    at all; a kind of which there is none is left out."""
    found = {secret for kind, plain, shown in secrets(text) for secret in _each(kind, plain, shown)}
    counts = {kind: sum(one == kind for one, _secret in found) for kind in KINDS}
    return {kind: count for kind, count in counts.items() if count}


def _each(member: Kind | None, plain: str, shown: str) -> Iterator[tuple[SecretKind, str]]:
    """Kind and text of each secret in one string."""
    at = 0
    kept = shown.split(MASK)
    for number, before in enumerate(kept[:-1]):
        kind = _kind(member, MASK.join(kept[: number + 1]), before)
        start = plain.find(before, at)
        end = plain.find(kept[number + 1], start + len(before) + 1) if kept[number + 1] else len(plain)
        if start < 0 or end < 0:  # it was shown with its escapes undone
            yield kind, plain
            continue
        at = end
        # Of an address the name, the password and the query may be hidden; it is one all the same.
        yield kind, plain if kind == "address" and member == "address" else plain[start + len(before) : end]


def _kind(member: Kind | None, all_before: str, before: str) -> SecretKind:
    near = all_before[-_LOOKED_AT:]
    looks = next((kind for pattern, kind in _BEFORE if pattern.search(near)), None)
    if member == "link" and looks != "magic_link":
        return "guest_link"
    if looks is None or (looks == "address" and not before):
        return "token" if member is None else _BY_MEMBER[member]
    return looks
