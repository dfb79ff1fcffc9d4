from __future__ import annotations

import asyncio
import base64
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyfy_inspector.api.tls_probe import served_certificate, unchecked_context
from tests.support.asking import always
from tests.support.certificates import Authority, authority
from tests.support.tunnel import Tunnel
from tests.support.wire import CLOSE, RESET, Step, Wire, free_port, response


@pytest.fixture(scope="module")
def corp(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("corp"))


def served(url: str, proxy: str | None = None, patience: float = 3.0) -> bytes | None:
    return asyncio.run(served_certificate(url, proxy, patience))


@pytest.mark.parametrize("days", [(-30, -1), (-1, 30)])
def test_the_certificate_that_is_served_whatever_it_is(days: tuple[int, int], corp: Authority) -> None:
    with Wire(tls=corp.server("other.example", days)) as wire:
        der = served(wire.url)
    assert der is not None
    assert b"other.example" in der
    assert b"Corp Proxy CA" in der
    assert wire.heard == []  # no word was sent


def test_through_a_proxy_the_way_is_asked_for_first(corp: Authority) -> None:
    with Wire(tls=corp.server("tallyfy.example")) as wire, Tunnel(wire.port) as proxy:
        der = served("https://tallyfy.example/api", f"http://me:p%40w@127.0.0.1:{proxy.port}")
    assert der is not None
    assert b"tallyfy.example" in der
    (head,) = proxy.heard
    assert head.startswith(b"CONNECT tallyfy.example:443 HTTP/1.1\r\nHost: tallyfy.example:443\r\n")
    assert b"Proxy-Authorization: Basic " + base64.b64encode(b"me:p@w") in head
    assert wire.heard == []


@pytest.mark.parametrize(
    "steps",
    [
        (response(b"", "407 No"), CLOSE),
        (response(b"", "502 No"), CLOSE),
        (b"nonsense\r\n\r\n", CLOSE),
        (b"\r\n\r\n", CLOSE),
        (b"HTTP/1.1 200 OK\r\n" + b"a" * 200_000, CLOSE),
        (b"HTTP/1.1 200 OK\r\n\r\nno handshake", CLOSE),
        (RESET,),
        (CLOSE,),
    ],
)
def test_a_proxy_that_gives_no_way_leaves_it_open(steps: tuple[Step, ...]) -> None:
    with Wire(always(*steps)) as proxy:
        assert served("https://tallyfy.example", proxy.url) is None


def test_a_proxy_reached_by_https_leaves_it_open() -> None:
    assert served("https://tallyfy.example", "https://127.0.0.1:1") is None
    assert served("https://tallyfy.example", "http://") is None


@pytest.mark.parametrize(
    "url", ["https://", "https://127.0.0.1:{free}", "https://x:99999", "https://no.invalid"]
)
def test_nobody_there_is_no_certificate(url: str) -> None:
    assert served(url.format(free=free_port())) is None


def test_a_server_that_never_shakes_hands_is_left_in_time() -> None:
    with Wire(always(5.0)) as wire:
        began = time.perf_counter()
        assert served(f"https://127.0.0.1:{wire.port}", patience=0.3) is None
    assert time.perf_counter() - began < 3


def test_whoever_asks_may_stop_it() -> None:
    async def stop(url: str) -> None:
        job = asyncio.create_task(served_certificate(url))
        await asyncio.sleep(0.1)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job

    with Wire(always(5.0)) as wire:
        asyncio.run(stop(f"https://127.0.0.1:{wire.port}"))


def test_this_is_the_one_place_where_nothing_is_checked() -> None:
    assert unchecked_context().verify_mode is ssl.CERT_NONE
    package = Path(__file__).parents[2] / "tallyfy_inspector"
    assert list(_naming(package, "CERT_NONE")) == ["api/tls_probe.py"]
    assert list(_naming(package, "verify=False")) == []
    assert list(_naming(package, "_create_unverified_context")) == []


def _naming(package: Path, word: str) -> Iterator[str]:
    for file in sorted(package.rglob("*.py")):
        if word in file.read_text("utf-8"):
            yield file.relative_to(package).as_posix()
