from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.token_life import LONGEST, UNTOLD, TokenLife, life
from tests.support.samples import ANY_JSON

ISSUED, EXPIRES = 1_762_000_000, 1_793_750_400  # 2025-11-01, 2026-11-04
SECRET = "CANARYSECRETSUB"


def part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def jwt(claims: object, signature: str = "c2lnbmF0dXJl") -> str:
    body = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    return f"{part(b'{}')}.{part(body)}.{signature}"


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def test_issued_and_expires_are_read() -> None:
    told = life(jwt({"iat": ISSUED, "exp": EXPIRES, "sub": SECRET, "scopes": ["*"]}))
    assert told == TokenLife(at(ISSUED), at(EXPIRES))


def test_laravel_passport_sends_fractions_which_are_odd_unless_whole() -> None:
    assert life(jwt(f'{{"iat": {ISSUED}.0, "exp": {EXPIRES}.5}}'.encode())) == TokenLife(at(ISSUED), None)


def test_either_may_be_told_alone() -> None:
    assert life(jwt({"exp": EXPIRES})) == TokenLife(None, at(EXPIRES))
    assert life(jwt({"iat": ISSUED})) == TokenLife(at(ISSUED), None)
    assert life(jwt({"exp": EXPIRES}, signature="")) == TokenLife(None, at(EXPIRES))


@pytest.mark.parametrize(
    "odd",
    [
        b"true", b"false", b"null", b'"1793750400"', b"[1793750400]", b"{}", b"-1", b"0", b"-1e9", b"NaN",
        b"Infinity", b"-Infinity", b"1e400", b"4102444800", b"1793750400000", b"9" * 5_000, b"1e18",
    ],
)  # fmt: skip
def test_an_odd_value_is_passed_over_and_the_other_one_read(odd: bytes) -> None:
    told = life(jwt(b'{"exp": %s, "iat": %d}' % (odd, ISSUED)))
    # An integer of thousands of digits is none that Python reads: then nothing is.
    assert told == (UNTOLD if len(odd) > 4_300 else TokenLife(at(ISSUED), None))


@pytest.mark.parametrize(
    "token",
    [
        "", ".", "..", "...", "a.b", "a.b.c.d", "opaque-token", "a.!.c", "a. .c", f"a.{part(b'[]')}.c",
        f"a.{part(b'7')}.c", f"a.{part(b'nope')}.c", f"a.{part(bytes([255, 254]))}.c", "a.x.c", "ä.ö.ü",
        jwt(b"[" * 9_000), jwt(b'{"a":' * 2_000), jwt({"exp": EXPIRES}) + "\n", " " + jwt({"exp": EXPIRES}),
    ],
)  # fmt: skip
def test_what_is_no_jwt_tells_nothing(token: str) -> None:
    assert life(token) == UNTOLD


def test_a_token_of_any_size_costs_nothing() -> None:
    padding = {"exp": EXPIRES, "x": "y" * (LONGEST // 2)}
    assert life(jwt(padding)) == TokenLife(None, at(EXPIRES))
    assert life(jwt({**padding, "x": "y" * LONGEST})) == UNTOLD


def test_its_repr_tells_no_more_than_what_is_known() -> None:
    told = life(jwt({"exp": EXPIRES, "sub": SECRET}))
    assert repr(told) == "TokenLife(expires)"
    assert repr(UNTOLD) == "TokenLife()"


@given(st.one_of(st.text(max_size=80), st.binary(max_size=60).map(lambda claims: jwt(claims))))
def test_no_text_raises(token: str) -> None:
    life(token)


@given(ANY_JSON, ANY_JSON)
def test_no_claim_raises_or_leaves_our_time(issued: Any, expires: Any) -> None:
    try:
        claims = json.dumps({"iat": issued, "exp": expires}).encode()
    except (TypeError, ValueError):
        return
    told = life(jwt(claims))
    for moment in (told.issued, told.expires):
        assert moment is None or 1970 <= moment.year < 2100
