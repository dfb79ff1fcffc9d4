from __future__ import annotations

import asyncio
import ssl
import sys
from pathlib import Path

import pytest

from tallyfy_inspector.api import system_proxy
from tallyfy_inspector.api.exchange import Credential, TransportError
from tallyfy_inspector.api.proxies import ProxySetting
from tallyfy_inspector.api.proxy_answer import ProxyAnswer
from tallyfy_inspector.api.system_proxy import SystemProxy
from tallyfy_inspector.api.tls_probe import Certificate
from tallyfy_inspector.api.ways import STRAIGHT, Network, Way, Ways
from tests.support.asking import TOKEN, ask, client_for, closing
from tests.support.certificates import authority
from tests.support.tunnel import Tunnel
from tests.support.wire import Wire, free_port

REAL = "https://tallyfy.example/api"


def ways(network: Network, issuer: str | None = None) -> Ways:
    async def told() -> Network:
        return network

    return Ways(told, None if issuer is None else (lambda _der: Certificate(issuer, "")))


def way(network: Network, url: str = REAL) -> Way:
    return asyncio.run(ways(network).way_to(url))


def why_not(error: BaseException, way: Way, heard: ProxyAnswer | None = None) -> TransportError:
    return asyncio.run(Ways().why_not(error, REAL, way, heard or ProxyAnswer()))


def test_nothing_set_is_the_straight_way() -> None:
    assert asyncio.run(Ways().way_to(REAL)) == STRAIGHT


def test_what_was_set_is_the_way(tmp_path: Path) -> None:
    made = authority(tmp_path)
    found = way(Network(ProxySetting("http://proxy.example:3128", "me", "SECRETPW"), str(made.file)))
    assert found.proxy == "http://me:SECRETPW@proxy.example:3128"
    assert found.authorities.count == 1
    assert "SECRETPW" not in repr(found)


def test_plain_http_is_this_computer_and_nothing_is_asked_of_the_keyring() -> None:
    async def locked() -> Network:
        raise AssertionError

    assert asyncio.run(Ways(locked).way_to("http://127.0.0.1:1/api")) == STRAIGHT


@pytest.mark.parametrize(
    ("network", "kind", "said"),
    [
        (Network(ProxySetting("socks5://x:1")), "proxy_kind", "SOCKS"),
        (Network(ca_file="gone.pem"), "ca_file", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_used_are_said_before_anything_is_sent(
    network: Network, kind: str, said: str
) -> None:
    with pytest.raises(TransportError, match=said) as caught:
        way(network)
    assert (caught.value.kind, caught.value.host) == (kind, "tallyfy.example")


def test_what_the_keyring_raises_is_passed_on() -> None:
    class VaultLockedError(Exception):
        pass

    async def locked() -> Network:
        raise VaultLockedError

    with pytest.raises(VaultLockedError):
        asyncio.run(Ways(locked).way_to(REAL))


@pytest.mark.parametrize(
    ("status", "schemes", "kind"),
    [
        (None, (), "proxy"),
        (502, (), "proxy"),
        (407, (), "proxy_auth"),
        (407, (b"Basic",), "proxy_auth"),
        (407, (b"Negotiate",), "proxy_kind"),
    ],
)
def test_what_a_proxy_refused(status: int | None, schemes: tuple[bytes, ...], kind: str) -> None:
    import httpx

    heard = ProxyAnswer()
    if status is not None:
        headers = [(b"proxy-authenticate", each) for each in schemes]
        told = {"return_value": (b"", status, b"", headers, b"")}
        asyncio.run(heard.note("http11.receive_response_headers.complete", told))
    error = why_not(httpx.ProxyError("no"), Way("http://me:SECRETPW@127.0.0.1:1"), heard)
    assert error.kind == kind
    assert "SECRETPW" not in f"{error} {error.detail}"
    assert ("502" in error.detail) is (status == 502)


@pytest.mark.parametrize("platform", [sys.platform, "darwin"])
@pytest.mark.parametrize("script", [True, False])
def test_a_script_is_named_only_where_the_straight_way_failed(
    script: bool, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(system_proxy, "_READERS", {platform: lambda: SystemProxy(script=script)})
    error = why_not(ConnectionRefusedError(), STRAIGHT)
    assert error.kind == ("proxy_kind" if script else "refused")
    assert ("(PAC)" in error.detail and "tallyfy.example" in error.detail) is script
    assert why_not(TimeoutError(), STRAIGHT).kind == "read_timeout"  # somebody was there


def test_the_desktops_proxy_is_the_way_unless_the_environment_names_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads: list[bool] = []

    def read() -> SystemProxy:
        reads.append(True)
        return SystemProxy(proxies=(("https", "http://desktop.example:3128"),))

    monkeypatch.setattr(system_proxy, "_READERS", {sys.platform: read})
    assert asyncio.run(Ways().way_to(REAL)).proxy == "http://desktop.example:3128"
    assert asyncio.run(Ways().way_to("http://127.0.0.1:1/api")) == STRAIGHT
    assert reads == [True]
    monkeypatch.setenv("https_proxy", "http://named.example:1")
    assert asyncio.run(Ways().way_to(REAL)).proxy == "http://named.example:1"
    monkeypatch.setenv("no_proxy", "*")
    assert asyncio.run(Ways().way_to(REAL)).proxy is None
    assert why_not(ConnectionRefusedError(), STRAIGHT).kind == "refused"
    assert reads == [True]


def test_on_macos_a_host_that_is_excepted_is_reached_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib.request

    host = REAL.split("/")[2]
    said = f"<dictionary> {{\n  ExceptionsList : <array> {{\n    0 : {host}\n  }}\n}}\n"
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(urllib.request, "getproxies", lambda: {"https": "http://proxy.example:3128"})
    monkeypatch.setattr(urllib.request, "getproxies_environment", dict)
    monkeypatch.setattr(system_proxy, "_READERS", {"darwin": lambda: system_proxy.of_scutil(said)})
    assert asyncio.run(Ways().way_to(REAL)) == STRAIGHT
    assert asyncio.run(Ways().way_to(f"https://other.{host}")).proxy == "http://proxy.example:3128"


def test_the_issuer_is_looked_for_after_a_refused_certificate_alone(tmp_path: Path) -> None:
    refused = ssl.SSLCertVerificationError("refused")
    with Wire(tls=authority(tmp_path).server()) as wire:
        found = asyncio.run(ways(Network(), "Corp").why_not(refused, wire.url, STRAIGHT, ProxyAnswer()))
        assert (found.kind, found.issuer) == ("tls_issuer", "Corp")
        assert wire.connections == 1
        asyncio.run(ways(Network(), "Corp").why_not(OSError(), wire.url, STRAIGHT, ProxyAnswer()))
        asyncio.run(Ways().why_not(refused, wire.url, STRAIGHT, ProxyAnswer()))
        assert wire.connections == 1


def test_no_certificate_no_issuer() -> None:
    refused = ssl.SSLCertVerificationError("refused")
    url = f"https://127.0.0.1:{free_port()}"
    assert asyncio.run(ways(Network(), "Corp").why_not(refused, url, STRAIGHT, ProxyAnswer())).issuer == ""


def test_a_task_comes_through_a_proxy_and_the_exchange_says_so(tmp_path: Path) -> None:
    made = authority(tmp_path)
    with Wire(tls=made.server("tallyfy.example")) as wire, Tunnel(wire.port) as proxy:
        setting = ProxySetting(proxy.url, "me", "SECRETPW")
        client = client_for(
            Credential("https://tallyfy.example", TOKEN), ways=ways(Network(setting, str(made.file)))
        )
        exchange = asyncio.run(closing(client, client.fetch(ask(REAL))))
    assert exchange.status == 200
    assert exchange.proxy == f"127.0.0.1:{proxy.port}"
    assert b"Proxy-Authorization: Basic " in proxy.heard[0]
    assert TOKEN.encode() not in b"".join(proxy.heard)
    assert b"roxy-" not in b"".join(wire.heard)
    assert TOKEN.encode() in wire.heard[0]
    assert "SECRETPW" not in repr(exchange) + repr(exchange.request_headers)


def test_another_proxy_is_another_connection(tmp_path: Path) -> None:
    made, network = authority(tmp_path), Network()

    async def told() -> Network:
        return network

    with (
        Wire(tls=made.server("tallyfy.example")) as wire,
        Tunnel(wire.port) as one,
        Tunnel(wire.port) as other,
    ):
        client = client_for(Credential("https://tallyfy.example", TOKEN), ways=Ways(told))

        async def both() -> None:
            nonlocal network
            for proxy in (one, other):
                network = Network(ProxySetting(proxy.url), str(made.file))
                await client.fetch(ask(REAL))

        asyncio.run(closing(client, both()))
    assert (len(one.heard), len(other.heard)) == (1, 1)
