"""How long a token says that it lives: of a JWT only `exp` and `iat` are read, on this computer.

A hint and no more: nothing is verified, and logging out of Tallyfy ends a token sooner. Another claim is not
read here, since it may say who somebody is. Whatever cannot be read tells nothing; nothing is raised.
"""

from __future__ import annotations

import base64
import json
import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 16 * 1024
"""Characters; a longer token is not looked into."""

_JWT = re.compile(r"[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*")
_YEAR_2100 = 4_102_444_800  # seconds since 1970


@dataclass(frozen=True, slots=True, repr=False)
class TokenLife:
    """Both in UTC; None where the token does not say, or says something odd."""

    issued: datetime | None = None
    expires: datetime | None = None

    def __repr__(self) -> str:
        told = [name for name in ("issued", "expires") if getattr(self, name) is not None]
        return f"TokenLife({', '.join(told)})"  # never content


UNTOLD = TokenLife()


def life(token: str) -> TokenLife:
    """What `token` says of its own life; UNTOLD when it is no JWT."""
    found = _JWT.fullmatch(token) if len(token) <= LONGEST else None
    claims = None if found is None else _claims(found[1])
    if not isinstance(claims, dict):
        return UNTOLD
    return TokenLife(_moment(claims.get("iat")), _moment(claims.get("exp")))


def _claims(part: str) -> object:
    try:
        text = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("utf-8")
        return json.loads(text)
    except (ValueError, RecursionError):  # binascii.Error and what json raises are ValueErrors
        return None


def _moment(value: object) -> datetime | None:
    """Whole seconds since 1970, also where a decimal point was sent; a date beyond 2100 is a slip."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, float) and not (math.isfinite(value) and value.is_integer()):
        return None
    if not 0 < value < _YEAR_2100:
        return None
    return datetime.fromtimestamp(int(value), UTC)
