from __future__ import annotations

import base64
import socket
import ssl
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.trust import NO_MORE, context
from tallyfy_inspector.doctor import road as roads
from tallyfy_inspector.doctor.road import Hop, ProxyRefusedError, Road
from tests.support.wire import CLOSE, Wire, free_port, self_signed

SECRET = "canary of a proxy"


@pytest.mark.parametrize(
    ("base_url", "proxy", "first", "secure"),
    [
        ("https://go.tallyfy.com/api", None, ("go.tallyfy.com", 443), True),
        ("http://127.0.0.1:8080", None, ("127.0.0.1", 8080), False),
        ("https://[::1]:7/x", None, ("::1", 7), True),
        ("https://go.tallyfy.com", "http://proxy.example", ("proxy.example", 80), True),
        ("https://go.tallyfy.com", "https://proxy.example:3128", ("proxy.example", 3128), True),
    ],
)
def test_the_first_computer_on_the_road(
    base_url: str, proxy: str | None, first: tuple[str, int], secure: bool
) -> None:
    road = roads.road_to(base_url, proxy)
    assert (road.first, road.secure) == (first, secure)


@pytest.mark.parametrize("proxy", ["socks5://proxy.example:1080", "proxy.example", "http://", ""])
def test_a_proxy_of_another_kind_is_refused(proxy: str) -> None:
    with pytest.raises(ValueError, match="proxy"):
        roads.road_to("https://go.tallyfy.com", proxy)


def test_what_lets_one_in_is_not_told() -> None:
    road = roads.road_to("https://go.tallyfy.com", f"http://me:{SECRET.replace(' ', '%20')}@proxy.example")
    assert road.proxy is not None
    assert road.proxy.authorization == "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()
    assert "canary" not in repr(road)
    assert road.proxy.authorization not in repr(road)


def test_a_name_and_a_computer_are_reached_or_not() -> None:
    assert roads.addresses("127.0.0.1", 80) == 1
    with pytest.raises(OSError, match="not known"):
        roads.addresses("nobody.invalid", 80)
    with Wire() as wire:
        roads.reach(Road("127.0.0.1", wire.port, False), 5)
    with pytest.raises(ConnectionRefusedError):
        roads.reach(Road("127.0.0.1", free_port(), False), 5)


def test_a_handshake_sends_nothing_but_itself(tmp_path: Path) -> None:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with Wire(tls=self_signed(tmp_path / "one.pem")) as wire:
        trust.load_verify_locations(tmp_path / "one.pem")
        version, der = roads.handshake(Road("127.0.0.1", wire.port, True), trust, 5)
        assert version.startswith("TLSv1")
        assert ssl.DER_cert_to_PEM_cert(der or b"").splitlines()[1] in (tmp_path / "one.pem").read_text()
        with pytest.raises(ssl.SSLCertVerificationError):
            roads.handshake(Road("127.0.0.1", wire.port, True), context(NO_MORE), 5)
    assert wire.heard == []


def through(wire: Wire, authorization: str | None = None, secure: bool = False) -> Road:
    return Road("go.tallyfy.com", 443, True, Hop("127.0.0.1", wire.port, secure, authorization))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", 407),
        (b"HTTP/1.0 503\r\n\r\n", 503),
        (b"SSH-2.0-OpenSSH\r\n\r\n", 0),
        (b"", 0),
        (b"x" * 20_000, 0),
    ],
)
def test_a_proxy_that_refuses_is_told_by_its_number(said: bytes, status: int) -> None:
    with Wire(lambda _head: [said, CLOSE]) as wire:
        with pytest.raises(ProxyRefusedError) as refused:
            roads.handshake(through(wire, "Basic eHg="), context(NO_MORE), 5)
        assert refused.value.status == status
    head = wire.heard[0].decode()
    assert head.startswith("CONNECT go.tallyfy.com:443 HTTP/1.1\r\nHost: go.tallyfy.com:443\r\n")
    assert "Proxy-Authorization: Basic eHg=" in head


def test_behind_a_proxy_that_opens_the_road_tls_begins() -> None:
    with Wire(lambda _head: [b"HTTP/1.1 200 OK\r\n\r\n", CLOSE]) as wire:
        with pytest.raises(OSError, match=r".") as ended:
            roads.handshake(through(wire), context(NO_MORE), 5)
        assert not isinstance(ended.value, socket.gaierror)
    assert len(wire.heard) == 1
    assert b"Proxy-Authorization" not in wire.heard[0]


def test_a_proxy_reached_by_https_must_be_trusted_too(tmp_path: Path) -> None:
    with Wire(tls=self_signed(tmp_path / "one.pem")) as wire:
        with pytest.raises(ssl.SSLCertVerificationError):
            roads.handshake(through(wire, secure=True), context(NO_MORE), 5)
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trust.load_verify_locations(tmp_path / "one.pem")
        trust.check_hostname = True
        with pytest.raises(ProxyRefusedError):
            roads.handshake(through(wire, secure=True), trust, 5)
    assert wire.heard == []


@given(st.binary(max_size=60))
def test_no_answer_of_a_proxy_is_too_odd(head: bytes) -> None:
    assert 0 <= roads._status(head) <= 999
