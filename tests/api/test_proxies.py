from __future__ import annotations

import re
import traceback

import pytest

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.proxies import (
    ProxySetting,
    UnusableProxyError,
    asks_system,
    check_address,
    host_and_port,
    is_systems,
    proxy_for,
    proxy_words,
    system_words,
)
from tallyfy_inspector.api.system_proxy import SystemProxy
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
    assert (error.kind, error.host) == ("proxy_auth", "tallyfy.example")
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
    assert error.kind == "proxy_kind"
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
        (" , ,", "https://go.tallyfy.com", True),
    ],
)
def test_exemptions_from_the_proxy(
    no_proxy: str, url: str, proxied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", no_proxy)
    assert proxy_for(url) == ("http://proxy.example:3128" if proxied else None)


REAL = "https://go.tallyfy.com/api"
SET = ProxySetting("http://set.example:8080", "dom\\me@x", "p:w/@ ä")


def test_what_was_set_goes_before_the_system_and_its_exceptions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "*")
    assert proxy_for(REAL, ProxySetting("set.example:8080")) == "http://set.example:8080"
    assert proxy_for(REAL) is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "https://localhost/api", "https://[::1]:8443"])
def test_what_was_set_is_not_asked_for_this_computer(url: str) -> None:
    assert proxy_for(url, SET) is None


def test_name_and_password_arrive_at_the_proxy_as_typed_and_stand_in_nothing_shown() -> None:
    import httpx

    address = proxy_for(REAL, SET)
    assert address is not None
    assert httpx.Proxy(address).auth == (SET.user, SET.password)
    assert host_and_port(address) == "set.example:8080"
    assert proxy_words(address) == "through proxy set.example:8080"
    assert proxy_words("set.example:8080") == "through proxy set.example:8080"
    assert "p:w" not in repr(SET)


def test_what_cannot_be_read_is_not_shown_either() -> None:
    assert host_and_port("http://[me:SECRETPW") == "an unknown proxy"
    assert host_and_port("socks5://me:SECRETPW@x:1") == "an unknown proxy"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("proxy.example:3128", "http://proxy.example:3128"),
        (" HTTP://Proxy.Example ", "http://proxy.example:80"),
        ("https://proxy.example/", "https://proxy.example:443"),
        ("[::1]:3128", "http://[::1]:3128"),
        ("10.0.0.1:8080", "http://10.0.0.1:8080"),
    ],
)
def test_an_address_in_its_one_spelling(typed: str, kept: str) -> None:
    assert check_address(typed) == kept
    assert check_address(kept) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "cannot be read"),
        ("http://", "cannot be read"),
        ("proxy:99999", "cannot be read"),
        ("proxy:0", "cannot be read"),
        ("http://[x", "cannot be read"),
        ("two words", "blanks"),
        ("a\\b:1", "blanks"),
        ("me:SECRETPW@proxy:1", "they have fields"),
        ("proxy:1/path", "nothing behind"),
        ("proxy:1?SECRETPW", "nothing behind"),
        ("socks5://proxy:1", "SOCKS"),
        ("socks4://proxy:1", "SOCKS"),
        ("http://it.example/proxy.pac", "script (PAC)"),
        ("http://wpad/wpad.dat", "script (PAC)"),
        ("pac+http://it.example/x", "script (PAC)"),
        ("ftp://proxy:1", "of a kind"),
    ],
)
def test_each_address_that_cannot_be_used_has_its_sentence(typed: str, said: str) -> None:
    with pytest.raises(UnusableProxyError, match=re.escape(said)) as caught:
        check_address(typed)
    assert str(caught.value).endswith(".")
    assert "SECRETPW" not in str(caught.value)


def test_a_damaged_setting_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableProxyError):
        proxy_for(REAL, ProxySetting("socks5://x"))


def test_a_socks_proxy_that_is_the_only_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("socks_proxy", "http://me:SECRETPW@127.0.0.1:1080")
    with pytest.raises(UnusableProxyError, match="SOCKS"):
        proxy_for(REAL)
    assert "SOCKS" in system_words(REAL)
    assert "SECRETPW" not in system_words(REAL)


def test_the_systems_own_settings_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert system_words(REAL) == "The settings of this computer name no proxy."
    assert system_words("no address") == "The settings of this computer name no proxy."
    monkeypatch.setenv("https_proxy", "http://me:SECRETPW@proxy.example:3128")
    assert system_words(REAL) == "The settings of this computer name the proxy proxy.example:3128."


def system_names(proxies: dict[str, str], platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """urllib finds these in the settings of a `platform`, and nothing in the environment."""
    import urllib.request

    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(urllib.request, "getproxies", lambda: proxies)
    monkeypatch.setattr(urllib.request, "getproxies_environment", dict)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_exceptions_of_the_system_are_kept_without_a_look_at_a_name_server(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_names({"https": "http://proxy.example:3128"}, platform, monkeypatch)
    system = SystemProxy(exceptions=("*.tallyfy.com",))
    assert proxy_for("https://GO.tallyfy.com/api", None, system) is None
    assert proxy_for("https://tallyfy.example", None, system) == "http://proxy.example:3128"


def test_exceptions_of_the_system_say_nothing_of_a_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    system = SystemProxy(exceptions=("*.tallyfy.com",), proxies=(("https", "http://other.example:1"),))
    assert proxy_for(REAL, None, system) == "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("proxies", "found"),
    [
        ((("http", "http://a.example:1"), ("https", "http://b.example:2")), "http://b.example:2"),
        ((("http", "http://a.example:1"), ("socks", "socks://c.example:3")), "http://a.example:1"),
        ((), None),
    ],
)
def test_a_proxy_that_only_the_desktop_knows(proxies: tuple[tuple[str, str], ...], found: str | None) -> None:
    system = SystemProxy(exceptions=("intra.example",), proxies=proxies)
    assert proxy_for(REAL, None, system) == found
    assert proxy_for("https://intra.example", None, system) is None
    assert proxy_for(REAL, ProxySetting("set.example:8080"), system) == "http://set.example:8080"
    assert proxy_for("http://127.0.0.1:1", None, system) is None


def test_a_desktop_that_knows_what_cannot_be_used_is_told_so() -> None:
    socks = SystemProxy(proxies=(("socks", "socks://c.example:3"),))
    with pytest.raises(UnusableProxyError, match="SOCKS"):
        proxy_for(REAL, None, socks)
    assert "SOCKS" in system_words(REAL, socks)
    assert "script (PAC)" in system_words(REAL, SystemProxy(script=True))
    known = SystemProxy(proxies=(("https", "http://b.example:2"),))
    assert system_words(REAL, known) == "The settings of this computer name the proxy b.example:2."


def test_the_system_is_asked_only_where_that_can_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not asks_system("https://localhost/api")
    assert not asks_system(REAL, SET)
    assert asks_system(REAL)
    monkeypatch.setenv("no_proxy", "x.example")
    assert asks_system(REAL)
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert not asks_system(REAL)


@pytest.mark.parametrize(("proxies", "asked"), [({}, False), ({"https": "http://x:1"}, True)])
def test_on_macos_exceptions_are_asked_for_only_where_there_is_a_proxy(
    proxies: dict[str, str], asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_names(proxies, "darwin", monkeypatch)
    assert asks_system(REAL) is asked
    assert is_systems(REAL), "a script may be named there without any proxy"
    assert not is_systems("https://localhost/api")
