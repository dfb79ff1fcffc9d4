from __future__ import annotations

import pytest

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.no_way import OF_THE_WAY

HOST = "go.tallyfy.com"
CERTIFICATE = ("tls_expired", "tls_name", "tls_self_signed", "tls_issuer")


@pytest.mark.parametrize("kind", OF_THE_WAY)
@pytest.mark.parametrize("issuer", ["", "Corp Proxy CA"])
def test_each_says_what_and_what_next(kind: str, issuer: str) -> None:
    problem = OF_THE_WAY[kind](TransportError(kind, HOST, issuer=issuer))
    assert 5 < len(problem.title) <= 40
    assert problem.hint.endswith(".")
    assert problem.hint == problem.hint.strip()
    assert problem.action in ("retry", "network", "edit_base_url")
    assert "{" not in problem.title + problem.hint
    assert (issuer in problem.hint) if kind in CERTIFICATE else ("Corp" not in problem.hint)


def test_the_company_that_inspects_traffic_is_named_with_what_to_do() -> None:
    problem = OF_THE_WAY["tls_issuer"](TransportError("tls_issuer", HOST, issuer="Corp Proxy CA"))
    assert "was issued by “Corp Proxy CA”" in problem.hint
    assert "inspects traffic" in problem.hint
    assert "CA file" in problem.hint
    assert "nothing was sent" in problem.hint
    assert problem.action == "network"


@pytest.mark.parametrize("kind", CERTIFICATE)
def test_a_name_made_to_deceive_is_shown_as_what_it_is(kind: str) -> None:
    nasty = "Good CA\u202e\n" + "Bearer eyJhbGciOiJSUzI1NiJ9.CANARYTOKEN.c2lnbmF0dXJl " + "x" * 5000
    problem = OF_THE_WAY[kind](TransportError(kind, HOST, issuer=nasty))
    assert "\u202e" not in problem.hint
    assert "\n" not in problem.hint
    assert "CANARYTOKEN" not in problem.hint
    assert len(problem.hint) < 600


@pytest.mark.parametrize("kind", ["proxy_kind", "ca_file"])
def test_a_reason_that_is_known_is_the_hint(kind: str) -> None:
    assert OF_THE_WAY[kind](TransportError(kind, HOST, "It is of another kind.")).hint == (
        "It is of another kind."
    )


@pytest.mark.parametrize("kind", [*CERTIFICATE, "tls", "proxy", "proxy_auth"])
def test_the_host_is_named(kind: str) -> None:
    assert HOST in OF_THE_WAY[kind](TransportError(kind, HOST)).hint
    assert "the server" in OF_THE_WAY[kind](TransportError(kind, "")).hint
