"""What a proxy itself answered before ours could be asked, taken from the transport's steps.

The transport tells its caller only that a proxy refused. Knows the names of its steps; keeps a status and
the names of the ways to sign in, no other header.
"""

from __future__ import annotations

import re

_STEP = "receive_response_headers.complete"
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]{0,30})(?:\s|$)")


class ProxyAnswer:
    """`status` of the newest answer's headers, None before any; `schemes` the ways to sign in that it names,
    in small letters ("basic", "ntlm", "negotiate")."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.schemes: frozenset[str] = frozenset()

    async def note(self, event: str, info: object) -> None:
        """The transport's `trace`; anything of another form than expected is passed over."""
        if not event.endswith(_STEP) or not isinstance(info, dict):
            return
        told = info.get("return_value")
        if not isinstance(told, tuple) or len(told) < 4 or not isinstance(told[1], int):
            return
        self.status = told[1]
        self.schemes = _schemes(told[3])

    @property
    def asks_for_password(self) -> bool:
        """Whether it was the proxy that asked who is there."""
        return self.status == 407

    @property
    def asks_for_more(self) -> bool:
        """Whether it asks for a way to sign in that is not a name and a password."""
        return self.asks_for_password and bool(self.schemes) and "basic" not in self.schemes


def _schemes(headers: object) -> frozenset[str]:
    if not isinstance(headers, (list, tuple)):
        return frozenset()
    values = (pair[1] for pair in headers if len(pair) == 2 and pair[0].lower() == b"proxy-authenticate")
    found = (_SCHEME.match(value.decode("latin-1")) for value in values)
    return frozenset(each[1].lower() for each in found if each is not None)
