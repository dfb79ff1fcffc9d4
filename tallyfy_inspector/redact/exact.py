"""Secrets known by heart, such as the token in use. Knows no vault and no log; they hand things in."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, quote_plus

from tallyfy_inspector.redact.looks import MASK, mask_text


class Redactor:
    """`mask_text` plus exact secrets. May be used from any thread; its repr tells nothing."""

    __slots__ = ("_forms",)

    def __init__(self) -> None:
        self._forms: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Redactor()"

    def add(self, secret: str) -> None:
        """Hide `secret` from now on, also where it stands URL-encoded or in JSON. One of under four
        characters is left out: it would hide half of every text."""
        secret = secret.strip()
        if len(secret) >= 4:
            self._forms = tuple(sorted({*self._forms, *_forms(secret)}, key=len, reverse=True))

    def text(self, text: str) -> str:
        """`text` without the secrets; the same object when it holds none."""
        for form in self._forms:
            text = text.replace(form, MASK)
        return mask_text(text)


def _forms(secret: str) -> set[str]:
    encoded = {quote(secret, safe="", errors="replace"), quote(secret, errors="replace")}
    encoded.add(quote_plus(secret, errors="replace"))
    encoded |= {re.sub("%..", lambda found: found[0].lower(), form) for form in encoded}
    escaped = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], repr(secret)[1:-1]}
    escaped |= {form.replace("/", "\\/") for form in (secret, *escaped)}
    return {secret, *encoded, *escaped}
