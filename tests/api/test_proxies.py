from __future__ import annotations

import traceback

import pytest

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.proxies import proxy_for
from tests.support.asking import always, fetch, lines_of, refusal
from tests.support.wire import Wire, free_port, response


def test_this_computer_is_never_reached_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with Wire() as wire, Wire() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
            monkeypatch.setenv(name.upper(), proxy.url)
        assert fetch(wire.url).status == 200
    assert proxy.connections == 0


def through(proxy: str, monkeypatch: pytest.MonkeyPatch) -> TransportError:
    monkeypatch.setenv("https_proxy", proxy)
    return refusal("https://tallyfy.example/api")


def test_a_real_host_is_reached_through_the_proxy_that_hears_no_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Wire(always(response(b"", "407 Proxy Authentication Required"))) as proxy:
        error = through(proxy.url, monkeypatch)
    assert (error.kind, error.host) == ("proxy", "tallyfy.example")
    assert lines_of(proxy.heard[0])[0] == "CONNECT tallyfy.example:443 HTTP/1.1"
    assert all(b"CANARY" not in head for head in proxy.heard)


def test_a_proxy_without_a_scheme_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with Wire(always(response(b"", "502 Bad Gateway"))) as proxy:
        assert through(f"127.0.0.1:{proxy.port}", monkeypatch).kind == "proxy"
    assert len(proxy.heard) == 1


def test_a_proxy_that_is_not_there_is_named_as_the_culprit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert through(f"http://127.0.0.1:{free_port()}", monkeypatch).kind == "proxy"


@pytest.mark.parametrize(
    "setting", ["socks5://me:SECRETPW@127.0.0.1:1", "foo://me:SECRETPW@x", "http://[me:SECRETPW"]
)
def test_a_proxy_setting_that_cannot_be_used_is_said_so_without_its_password(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = through(setting, monkeypatch)
    assert error.kind == "proxy"
    assert error.detail
    assert "SECRETPW" not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    ("no_proxy", "url", "proxied"),
    [
        ("", "https://go.tallyfy.com/api", True),
        ("*", "https://go.tallyfy.com/api", False),
        ("tallyfy.com", "https://go.tallyfy.com/api", False),
        (".tallyfy.com", "https://go.tallyfy.com/api", False),
        ("*.tallyfy.com , x", "https://go.tallyfy.com/api", False),
        ("x, GO.tallyfy.com", "https://go.tallyfy.com:8443", False),
        ("go.tallyfy.com:8443", "https://go.tallyfy.com:8443", False),
        ("go.tallyfy.com:1", "https://go.tallyfy.com:8443", True),
        ("fy.com", "https://go.tallyfy.com", True),
        ("go.tallyfy.com.example", "https://go.tallyfy.com", True),
    ],
)
def test_exemptions_from_the_proxy(
    no_proxy: str, url: str, proxied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", no_proxy)
    assert proxy_for(url) == ("http://proxy.example:3128" if proxied else None)
