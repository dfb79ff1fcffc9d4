"""A token as the numbered parts that a keyring can hold, and back.

The Windows Credential Manager holds 1,280 UTF-16 characters a secret and a token may be longer, so it is
split. The first part opens with one line, the header; the rest of it and all further parts are the token:

    tallyfy-inspector 1 <number of parts> <SHA-256 of origin and token, hex> <origin>\n

The checksum tells a set that is whole from one that was half-written, mixed or edited.
Pure text: knows no keyring. A change of the form needs a new number after the first word, and a reader for
the old one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tallyfy_inspector.api.token import MAX_TOKEN
from tallyfy_inspector.texts import _

PART = 1_000
"""Longest part in characters, its header included."""

MAX_PARTS = MAX_TOKEN // PART + 1
"""The header takes less than one part, so this many always do."""

_FORM = "tallyfy-inspector 1"
_LINE = re.compile(_FORM + r" (?P<count>[0-9]{1,4}) (?P<checksum>[0-9a-f]{64}) (?P<origin>\S+)\n")
_LONGEST_ORIGIN = 500


class DamagedError(ValueError):
    """The parts are not a set that `pack` made: changed, mixed or incomplete."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of the first part."""

    count: int
    checksum: str
    origin: str

    def line(self) -> str:
        """As it stands in the first part, with its line end."""
        return f"{_FORM} {self.count} {self.checksum} {self.origin}\n"


def pack(token: str, origin: str) -> tuple[str, ...]:
    """The parts of `token`, first to last, each of at most `PART` characters.

    Raises ValueError with a sentence when the token or its origin can not be kept.
    """
    if not token or len(token) > MAX_TOKEN:
        raise ValueError(_("The token is empty or too long to be kept."))
    if not token.isascii() or not _is_plain(origin):
        raise ValueError(_("The token or its address has characters that cannot be kept."))
    longest = Header(MAX_PARTS, _checksum(token, origin), origin)
    first = PART - len(longest.line())
    rest = range(first, len(token), PART)
    header = Header(1 + len(rest), longest.checksum, origin)
    return (header.line() + token[:first], *(token[start : start + PART] for start in rest))


def header(first_part: str) -> Header:
    """The header of a first part; raises DamagedError when it has none that this version can read."""
    found = _LINE.match(first_part)
    if found is None or not 1 <= int(found["count"]) <= MAX_PARTS:
        raise DamagedError("no header")
    return Header(int(found["count"]), found["checksum"], found["origin"])


def unpack(parts: Sequence[str]) -> tuple[str, str]:
    """The token and its origin, from the parts first to last; raises DamagedError when they are not whole."""
    if not parts:
        raise DamagedError("no parts")
    found = header(parts[0])
    if found.count != len(parts):
        raise DamagedError("parts are missing")
    token = parts[0].partition("\n")[2] + "".join(parts[1:])
    if _checksum(token, found.origin) != found.checksum:
        raise DamagedError("checksum")
    return token, found.origin


def _is_plain(origin: str) -> bool:
    return (
        0 < len(origin) <= _LONGEST_ORIGIN and origin.isascii() and origin.isprintable() and " " not in origin
    )


def _checksum(token: str, origin: str) -> str:
    return hashlib.sha256(f"{origin}\n{token}".encode("utf-8", "surrogatepass")).hexdigest()
