from __future__ import annotations

import asyncio
import socket
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.tls_probe import Certificate
from tallyfy_inspector.api.trust import check_ca_file
from tallyfy_inspector.api.ways import Way
from tallyfy_inspector.doctor import network
from tallyfy_inspector.doctor.case import Case, Outcome
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.ui.certificate import read_certificate
from tests.support.certificates import NAME, authority
from tests.support.patients import NOW, case
from tests.support.wire import CLOSE, Wire, free_port, response, self_signed


async def walked(found: Case) -> list[Outcome]:
    """All four checks, whatever the ones before said."""
    return [
        await check(found) for check in (network.proxy, network.name, network.connection, network.encryption)
    ]


def way(proxy: str | None) -> object:
    async def found(_url: str) -> Way:
        return Way(proxy)

    return found


def test_the_straight_road_to_this_computer() -> None:
    with Wire() as wire:
        outcomes = asyncio.run(walked(case(base_url=wire.url)))
    assert [each.state for each in outcomes] == ["ok", "ok", "ok", "skipped"]
    assert outcomes[0].words == f"None: 127.0.0.1:{wire.port} is asked directly."
    assert outcomes[1].words == "127.0.0.1 has 1 address."
    assert wire.heard == []


@pytest.mark.parametrize(
    "error", [TransportError("ca_file", "x", "The CA file cannot be read."), VaultError("Locked.")]
)
def test_settings_that_cannot_be_used_are_said(error: Exception) -> None:
    async def refuse(_url: str) -> Way:
        raise error

    outcome = asyncio.run(network.proxy(case(way=refuse)))
    assert outcome.state == "bad"
    assert outcome.words == (error.detail if isinstance(error, TransportError) else "Locked.")


def test_a_proxy_is_told_without_its_password() -> None:
    found = case(base_url="https://go.tallyfy.com", way=way("http://me:canary@127.0.0.1:3128"))
    outcome = asyncio.run(network.proxy(found))
    assert outcome == Outcome("ok", "Through the proxy 127.0.0.1:3128.")


def test_a_proxy_of_another_kind_is_said() -> None:
    outcome = asyncio.run(
        network.proxy(case(base_url="https://go.tallyfy.com", way=way("socks5://127.0.0.1")))
    )
    assert outcome.state == "bad"
    assert "kind" in outcome.words


def test_a_name_that_nobody_knows_and_a_port_that_nobody_has() -> None:
    nobody = asyncio.run(walked(case(base_url="https://nobody.invalid")))
    assert (nobody[1].state, nobody[1].words) == ("bad", "The name nobody.invalid is not known here.")
    port = free_port()
    dead = asyncio.run(walked(case(base_url=f"http://127.0.0.1:{port}")))
    assert dead[2].state == "bad"
    assert f"127.0.0.1 cannot be reached on port {port}" in dead[2].words


def test_a_server_that_takes_the_call_and_says_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = case(base_url=f"https://127.0.0.1:{silent.getsockname()[1]}", patience=0.3)
        began = time.monotonic()
        assert asyncio.run(walked(found))[3].state == "bad"
    assert time.monotonic() - began < 5


def test_one_who_vouches_for_himself_is_named_and_gets_nothing(tmp_path: Path) -> None:
    with Wire(tls=self_signed(tmp_path / "one.pem")) as wire:
        outcome = asyncio.run(walked(case(base_url=wire.url)))[3]
    assert outcome.state == "bad"
    assert "self" in outcome.words
    assert outcome.words.endswith("It was issued by Tallyfy CA and is valid until 2027-06-01.")
    assert wire.heard == []


@pytest.mark.parametrize(
    ("decoded", "state", "words"),
    [
        (
            Certificate("Corp\u202e CA", "", NOW + timedelta(days=90)),
            "ok",
            r"issued by Corp\u202e CA, valid until 2027-02-21.",
        ),
        (
            Certificate("", "", NOW + timedelta(days=13)),
            "warning",
            "issued by somebody it does not name, valid until 2026-12-06.",
        ),
        (Certificate("x" * 500, "", None), "ok", "x…, valid until an unknown day."),
        (None, "ok", "and the certificate is trusted."),
    ],
)
def test_issuer_and_end_of_a_trusted_certificate(decoded: Certificate | None, state: str, words: str) -> None:
    outcome = network._trusted("TLSv1.3", decoded, NOW)
    assert outcome.state == state
    assert outcome.words.startswith("TLSv1.3, ")
    assert outcome.words.endswith(words)


@pytest.mark.parametrize(
    ("said", "state", "words"),
    [
        (b"HTTP/1.1 407 No\r\n\r\n", "bad", "demands a name and password"),
        (b"HTTP/1.1 403 No\r\n\r\n", "bad", "does not let this connection through (403)"),
        (b"nonsense\r\n\r\n", "skipped", "cannot be looked at"),
    ],
)
def test_a_proxy_that_does_not_open_the_road(said: bytes, state: str, words: str) -> None:
    with Wire(lambda _head: [said, CLOSE]) as wire:
        found = case(base_url="https://go.tallyfy.com", way=way(wire.url))
        outcomes = asyncio.run(walked(found))
    assert [each.state for each in outcomes] == ["ok", "ok", "ok", state]
    assert words in outcomes[3].words


def test_an_authority_of_the_persons_own_is_trusted_and_read(qapp: QApplication, tmp_path: Path) -> None:
    made = authority(tmp_path)

    async def trusting(_url: str) -> Way:
        return Way(None, check_ca_file(str(made.file)))

    with Wire(tls=made.server()) as wire:
        found = case(base_url=wire.url, way=trusting, decode=read_certificate, now=lambda: datetime.now(UTC))
        outcome = asyncio.run(walked(found))[3]
    assert outcome.state == "ok"
    assert f"certificate issued by {NAME}, valid until " in outcome.words
    assert wire.heard == []


def test_what_is_no_tls_is_said() -> None:
    with Wire(lambda _head: [response(), CLOSE]) as wire:
        outcome = asyncio.run(walked(case(base_url=wire.url.replace("http", "https"))))[3]
    assert outcome.state == "bad"
    assert outcome.words.startswith("No encrypted connection came about (")


def test_the_day_is_that_of_the_certificate() -> None:
    assert network._date(datetime(2027, 1, 2, 23, 59, tzinfo=UTC)) == "2027-01-02"
