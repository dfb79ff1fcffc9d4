from __future__ import annotations

import socket
import ssl
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tallyfy_inspector.api import failures
from tests.support.asking import TOKEN, always, fetch, refusal
from tests.support.wire import CLOSE, GOOD, RESET, Wire, free_port, self_signed


def test_nobody_listens() -> None:
    error = refusal(f"http://127.0.0.1:{free_port()}")
    assert (error.kind, error.host) == ("refused", "127.0.0.1")


def test_a_name_that_is_not_known() -> None:
    error = refusal("https://tallyfy.invalid/api")
    assert (error.kind, error.host) == ("dns", "tallyfy.invalid")


def test_a_network_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_arguments: Any, **_options: Any) -> Any:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", down)
    assert refusal("https://tallyfy.example").kind == "network"


@pytest.mark.parametrize("ending", [CLOSE, RESET])
def test_a_server_that_hangs_up_without_a_word(ending: str) -> None:
    with Wire(always(ending)) as wire:
        assert refusal(wire.url).kind == "network"


@pytest.mark.parametrize(
    "answer", [b"220 mail.example ready\r\n\r\n", b"\x16\x03\x01\x02\x00", b"HTTP/1.1 abc\r\n\r\n"]
)
def test_a_server_that_speaks_something_else(answer: bytes) -> None:
    with Wire(always(answer, CLOSE)) as wire:
        assert refusal(wire.url).kind == "protocol"


def test_headers_without_end_are_no_answer() -> None:
    endless = b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 300_000
    with Wire(always(endless, CLOSE)) as wire:
        assert refusal(wire.url).kind == "protocol"


def test_a_server_that_stays_silent() -> None:
    with Wire(always(5.0)) as wire:
        began = time.perf_counter()
        error = refusal(wire.url, read_timeout=0.2)
    assert error.kind == "read_timeout"
    assert time.perf_counter() - began < 2


def test_tls_with_a_server_that_has_none() -> None:
    with Wire(always(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) as wire:
        error = refusal(f"https://127.0.0.1:{wire.port}")
    assert error.kind == "tls"
    assert all(TOKEN.encode() not in head for head in wire.heard)


def test_a_handshake_that_is_never_answered() -> None:
    with Wire(always(5.0)) as wire:
        assert refusal(f"https://127.0.0.1:{wire.port}", connect_timeout=0.3).kind == "connect_timeout"


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    with Wire(tls=self_signed(tmp_path / "pair.pem")) as wire:
        error = refusal(wire.url)
    assert (error.kind, error.host) == ("tls_self_signed", "127.0.0.1")
    assert "self" in error.detail
    assert wire.heard == []


@pytest.mark.skipif(sys.platform != "linux", reason="the variable is OpenSSL's")
def test_a_certificate_that_the_system_trusts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Wire(tls=self_signed(tmp_path / "pair.pem")) as wire:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "pair.pem"))
        exchange = fetch(wire.url)
    assert (exchange.status, exchange.body) == (200, GOOD)


def kinds() -> list[tuple[Callable[[], BaseException], str]]:
    import httpx

    return [
        (lambda: httpx.PoolTimeout(""), "connect_timeout"),
        (lambda: httpx.WriteTimeout(""), "read_timeout"),
        (lambda: httpx.WriteError(""), "network"),
        (lambda: httpx.UnsupportedProtocol(""), "protocol"),
        (lambda: httpx.InvalidURL(""), "protocol"),
        (lambda: httpx.ProxyError(""), "proxy"),
        (lambda: OSError(), "network"),
    ]


@pytest.mark.parametrize(("error", "kind"), kinds())
def test_errors_that_are_hard_to_cause_have_their_kind(error: Callable[[], Exception], kind: str) -> None:
    assert failures.kind(error(), through_proxy=False) == kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (10, "tls_expired"),
        (9, "tls_expired"),
        (0x800B0101, "tls_expired"),
        (0x800B0101 - 2**32, "tls_expired"),
        (-67818, "tls_expired"),
        (62, "tls_name"),
        (64, "tls_name"),
        (0x800B010F, "tls_name"),
        (-67602, "tls_name"),
        (18, "tls_self_signed"),
        (19, "tls_issuer"),
        (20, "tls_issuer"),
        (0x800B0109, "tls_issuer"),
        (0, "tls_issuer"),
    ],
)
def test_a_refused_certificate_by_the_numbers_of_each_system(code: int, kind: str) -> None:
    error = ssl.SSLCertVerificationError("refused")
    error.verify_code = code
    for through_proxy in (False, True):
        assert failures.kind(error, through_proxy=through_proxy) == kind


def test_a_limit_of_our_own_is_one_of_reading() -> None:
    assert failures.kind(TimeoutError(), through_proxy=False) == "read_timeout"


def test_a_cause_in_a_group_is_found() -> None:
    import httpx

    error = httpx.ConnectError("all attempts failed")
    error.__cause__ = OSError("several")
    error.__cause__.__cause__ = ExceptionGroup("", [OSError(101, ""), ConnectionRefusedError()])
    assert failures.kind(error, through_proxy=False) == "refused"
