"""The rows of the panel Headers: what was asked and what came back, with nothing that gives access.

Pure functions over an `Exchange`. A header whose value is secret by its name goes into `_SECRET`; what a
value gives away by its looks is for `redact`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector.api.exchange import REQUEST_VERSION, Exchange
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import MASK, mask_text
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui.words import reason

_SECRET = ("authorization", "cookie", "token", "secret", "password", "api-key", "apikey", "credential")
_COOKIE_SAYS = frozenset(
    ("path", "domain", "expires", "max-age", "secure", "httponly", "samesite", "partitioned", "priority")
)

COLUMNS = (N_("Header"), N_("Value"))
_PARTS = {"request": N_("Request"), "response": N_("Response")}
_SAID = {
    "request": N_("{name}: {value}, request header"),
    "response": N_("{name}: {value}, response header"),
}


@dataclass(frozen=True, slots=True, repr=False)
class HeaderRow:
    """A header, as it may be shown; a `heading` is the first line of what was sent. `dim` is a value that
    is hidden as a whole."""

    part: Literal["request", "response"]
    name: str
    value: str
    heading: bool = False
    dim: bool = False


def rows(exchange: Exchange | None) -> tuple[HeaderRow, ...]:
    """Request and response, each with its first line before its headers."""
    if exchange is None:
        return ()
    asked = mask_text(f"GET {exchange.url} {REQUEST_VERSION}")
    status = f"{exchange.http_version} {exchange.status} {reason(exchange)}".strip()
    return (
        _heading("request", asked),
        *(_header("request", name, value) for name, value in exchange.request_headers),
        HeaderRow("request", "Authorization", _("hidden"), dim=True),
        _heading("response", status),
        *(_header("response", name, value) for name, value in exchange.response_headers),
    )


def _heading(part: Literal["request", "response"], value: str) -> HeaderRow:
    return HeaderRow(part, _(_PARTS[part]), visible(value), heading=True)


def _header(part: Literal["request", "response"], name: str, value: str) -> HeaderRow:
    shown = masked(name, value)
    return HeaderRow(part, visible(mask_text(name)), visible(shown), dim=shown == MASK)


def masked(name: str, value: str) -> str:
    """A header's value as it may be shown."""
    lowered = name.lower()
    if lowered in ("set-cookie", "set-cookie2"):
        return _cookie(value)
    if lowered.endswith(_SECRET) and value.strip():
        return MASK
    return mask_text(value)


def _cookie(text: str) -> str:
    """`session=••••••; Path=/`: which cookie it is and how long it lasts, and not what it holds."""
    first, *rest = text.split(";")
    name, equals, _value = first.partition("=")
    kept = [one for one in rest if one.partition("=")[0].strip().lower() in _COOKIE_SAYS]
    return mask_text(";".join([f"{name}={MASK}" if equals else MASK, *kept]))


def spoken(row: HeaderRow) -> str:
    """The row for a screen reader: "Request: GET …", "Content-Type: application/json, response header"."""
    if row.heading:
        return copied(row, with_part=True)
    return _(_SAID[row.part]).format(name=row.name, value=row.value or _("empty"))


def copied(row: HeaderRow, *, with_part: bool = False) -> str:
    """The row as it is written in a request or response."""
    return row.value if row.heading and not with_part else f"{row.name}: {row.value}"
