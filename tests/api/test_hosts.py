from __future__ import annotations

import pytest

from tallyfy_inspector.api.hosts import host_named, host_of, is_official, same_service, spelled_out, web_host
from tallyfy_inspector.api.routes import check_base_url
from tallyfy_inspector.api.taskref import read

PRODUCTION = "https://go.tallyfy.com/api"
STAGING = "https://staging.go.tallyfy.com/api"


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        (PRODUCTION, "go.tallyfy.com"),
        ("https://GO.Tallyfy.COM/api", "go.tallyfy.com"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("https://tallyfy.example:8443/x", "tallyfy.example:8443"),
        ("http://[::1]:8000/x", "[::1]:8000"),
        ("http://[::1]/x", "[::1]"),
        ("https://go.tallyfy.com:443/api", "go.tallyfy.com"),
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("https://tallyfy.example:80", "tallyfy.example:80"),
        ("", ""),
    ],
)
def test_the_host_of_an_address(base_url: str, host: str) -> None:
    assert host_of(base_url) == host


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://GO.Tallyfy.COM:8443/api", "go.tallyfy.com"),
        ("http://[::1]:8000/x", "::1"),
        ("https://[broken/x", ""),
        ("no address", ""),
        ("", ""),
    ],
)
def test_the_host_for_a_sentence(url: str, host: str) -> None:
    assert host_named(url) == host


@pytest.mark.parametrize(
    ("host", "base_url"),
    [
        ("go.tallyfy.com", PRODUCTION),
        ("api.tallyfy.com", PRODUCTION),
        ("GO.TALLYFY.COM", "https://api.tallyfy.com"),
        ("go.tallyfy.com", "https://api.tallyfy.com"),
        ("account.tallyfy.com", PRODUCTION),
        ("tallyfy.com", PRODUCTION),
        ("www.tallyfy.com", PRODUCTION),
        ("staging-api.tallyfy.com", STAGING),
        ("tallyfy.example:8443", "https://tallyfy.example:8443/api"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_one_service(host: str, base_url: str) -> None:
    assert same_service(host, base_url)


@pytest.mark.parametrize(
    ("host", "base_url"),
    [
        ("staging.go.tallyfy.com", PRODUCTION),
        ("go.tallyfy.com", STAGING),
        ("go.tallyfy.com.evil.example", PRODUCTION),
        ("docs.tallyfy.com", PRODUCTION),
        ("evil-tallyfy.com", PRODUCTION),
        ("go.tallyfy.com:8443", PRODUCTION),
        ("tallyfy.example", "https://tallyfy.example:8443/api"),
        ("127.0.0.1:8000", "http://127.0.0.1:8001"),
        ("go.tallyfy.com", "http://127.0.0.1:8000"),
        ("", PRODUCTION),
    ],
)
def test_another_service(host: str, base_url: str) -> None:
    assert not same_service(host, base_url)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("go.tallyfy.com:8443", "go.tallyfy.com:8443"),
        ("g\u043e.tallyfy.com", "g\\u043e.tallyfy.com"),
        ("\uff47o.tallyfy.com", "\\uff47o.tallyfy.com"),
        ("a\u202e\x1b", "a\\u202e\\u001b"),
        ("a" * 200, "a" * 100),
        ("", ""),
    ],
)
def test_a_host_in_a_sentence_is_what_it_is(host: str, shown: str) -> None:
    assert spelled_out(host) == shown


@pytest.mark.parametrize("typed", ["go.tallyfy.com/api", "https://go.tallyfy.com:443/api/"])
def test_a_default_port_is_no_other_service(typed: str) -> None:
    assert same_service("api.tallyfy.com", check_base_url(typed))


@pytest.mark.parametrize("base_url", ["http://[::1]:8000", "http://127.0.0.1:8000", PRODUCTION])
def test_a_link_to_ones_own_address_is_known_and_ones_own(base_url: str) -> None:
    task = "d005715eb72c17884e4e3f904d9e01bf"
    reading = read(f"{base_url}/organizations/{'a' * 32}/tasks/{task}", (host_of(base_url),))
    (reference,) = reading.references
    assert reference.task == task
    assert reference.host is not None
    assert same_service(reference.host, base_url)


@pytest.mark.parametrize(
    "base_url", [PRODUCTION, STAGING, "https://api.tallyfy.com", "https://GO.tallyfy.com/x"]
)
def test_tallyfys_own(base_url: str) -> None:
    assert is_official(base_url)


@pytest.mark.parametrize(
    "base_url",
    [
        "http://go.tallyfy.com/api",
        "https://go.tallyfy.com:8443/api",
        "https://go.tallyfy.com.evil.example",
        "https://evil.example/go.tallyfy.com",
        "https://eu.tallyfy.com",
        "http://127.0.0.1:8000",
        "go.tallyfy.com",
        "",
    ],
)
def test_not_tallyfys_own(base_url: str) -> None:
    assert not is_official(base_url)


@pytest.mark.parametrize(
    ("host", "web"),
    [
        ("go.tallyfy.com", "go.tallyfy.com"),
        ("API.tallyfy.com", "go.tallyfy.com"),
        ("tallyfy.com", "go.tallyfy.com"),
        ("www.tallyfy.com", "go.tallyfy.com"),
        ("staging-api.tallyfy.com", "staging.go.tallyfy.com"),
        ("tallyfy.example", None),
        ("tallyfy.com.example", None),
        ("go.tallyfy.com:8443", None),
        ("", None),
    ],
)
def test_the_host_of_the_web_application(host: str, web: str | None) -> None:
    assert web_host(host) == web
