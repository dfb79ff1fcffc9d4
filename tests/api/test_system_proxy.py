from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api import system_proxy
from tallyfy_inspector.api.system_proxy import (
    NOTHING,
    SystemProxy,
    exempts,
    of_gsettings,
    of_registry,
    of_scutil,
)

SCUTIL = """<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
    2 : Intra.Example
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPSEnable : 0
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : http://it.example/proxy.pac
}
"""


def test_the_registry_in_words() -> None:
    values = {"AutoConfigURL": "http://it.example/proxy.pac", "ProxyOverride": "*.corp; 10.*;<local>;;"}
    assert of_registry(values) == SystemProxy(True, ("*.corp", "10.*"), True)
    assert of_registry({"AutoConfigURL": " "}) == NOTHING


@given(
    st.dictionaries(
        st.sampled_from(("AutoConfigURL", "ProxyOverride", "x")),
        st.none() | st.integers() | st.binary() | st.text(),
    )
)
def test_values_of_any_type_are_read(values: dict[str, object]) -> None:
    assert isinstance(of_registry(values), SystemProxy)


def test_what_macos_says() -> None:
    assert of_scutil(SCUTIL) == SystemProxy(True, ("*.local", "169.254/16", "intra.example"), True)
    discovers = "<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n"
    assert of_scutil(discovers) == SystemProxy(script=True)
    assert of_scutil("<dictionary> {\n  ProxyAutoConfigEnable : 0\n}\n") == NOTHING


@given(st.text())
def test_any_words_are_read(text: str) -> None:
    assert isinstance(of_scutil(text), SystemProxy)


@pytest.mark.parametrize(
    ("pattern", "host", "exempt"),
    [
        ("*.corp.example", "a.corp.example", True),
        ("*.corp.example", "corp.example", False),
        ("10.*", "10.1.2.3", True),
        ("10.*", "110.1.2.3", False),
        ("go.tallyfy.com", "go.tallyfy.com", True),
        ("tallyfy.com", "go.tallyfy.com", False),
        ("*", "anything", True),
        ("a*b*c", "a-b-c", True),
        ("a*b*c", "a-c", False),
        ("a*a", "a", False),
    ],
)
def test_exceptions(pattern: str, host: str, exempt: bool) -> None:
    assert exempts(SystemProxy(exceptions=(pattern,)), host) is exempt


def test_names_without_a_dot() -> None:
    assert exempts(SystemProxy(simple=True), "intranet")
    assert not exempts(SystemProxy(simple=True), "intranet.example")
    assert not exempts(NOTHING, "intranet")


@pytest.mark.parametrize("error", [OSError("no"), ValueError("no"), subprocess.TimeoutExpired("x", 1)])
def test_what_cannot_be_read_is_as_if_nothing_were_set(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> SystemProxy:
        raise error

    monkeypatch.setattr(system_proxy, "_READERS", {sys.platform: refuse})
    assert system_proxy.may_tell()
    assert system_proxy.read() == NOTHING
    monkeypatch.setattr(system_proxy, "_READERS", {})
    assert not system_proxy.may_tell()
    assert system_proxy.read() == NOTHING


GNOME = """org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.corp.example', ".intra.example"]
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.http authentication-password 'SECRETPW'
org.gnome.system.proxy.http host 'proxy.example'
org.gnome.system.proxy.http port 8080
org.gnome.system.proxy.https host 'secure.example'
org.gnome.system.proxy.https port 3128
org.gnome.system.proxy.socks host ''
org.gnome.system.proxy.socks port 0
"""


def test_what_gnome_says() -> None:
    made = of_gsettings(GNOME)
    assert made.proxies == (("http", "http://proxy.example:8080"), ("https", "http://secure.example:3128"))
    assert not made.script
    assert "SECRETPW" not in repr(made)
    exempt = ("localhost", "127.9.9.9", "::1", "a.corp.example", "corp.example", "x.intra.example")
    assert all(exempts(made, host) for host in exempt)
    assert not any(exempts(made, host) for host in ("128.0.0.1", "go.tallyfy.com", "notcorp.example"))


@pytest.mark.parametrize(("mode", "script"), [("none", False), ("auto", True), ("", False)])
def test_a_mode_of_gnome_without_a_proxy(mode: str, script: bool) -> None:
    assert of_gsettings(GNOME.replace("'manual'", f"'{mode}'")) == SystemProxy(script=script)


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("'::1'", "1", "http://[::1]:1"),
        ("'p.example'", "0", "http://p.example"),
        (r"'it\'s'", "1", "http://it's:1"),
        ("''", "1", None),
        ("nothing", "1", None),
    ],
)
def test_a_proxy_of_gnome(host: str, port: str, address: str | None) -> None:
    text = f"org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.https host {host}\n"
    made = of_gsettings(f"{text}org.gnome.system.proxy.https port {port}\n")
    assert made.proxy("https") == address


@given(st.text() | st.text().map(lambda text: f"{GNOME}org.gnome.system.proxy ignore-hosts {text}\n"))
def test_any_words_of_gnome_are_read(text: str) -> None:
    assert isinstance(exempts(of_gsettings(text), "10.0.0.1"), bool)


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """What this run found before, and finds here, is forgotten."""
    system_proxy._of_gnome.cache_clear()
    yield
    system_proxy._of_gnome.cache_clear()


@pytest.mark.parametrize(
    ("outcome", "proxy"),
    [
        (GNOME.encode() + b"\xff", "http://secure.example:3128"),
        (subprocess.TimeoutExpired("gsettings", 2), None),
        (subprocess.CalledProcessError(1, "gsettings"), None),
        (PermissionError(), None),
    ],
)
def test_gnome_is_asked_once_in_a_run_by_its_own_tool_and_beside_the_event_loop(
    outcome: bytes | Exception, proxy: str | None, asked_anew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def run(command: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append((command, options["timeout"], threading.current_thread() is threading.main_thread()))
        if isinstance(outcome, Exception):
            raise outcome
        return subprocess.CompletedProcess(command, 0, outcome)

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert [asyncio.run(system_proxy.now()).proxy("https") for _time in range(2)] == [proxy, proxy]
    assert asked == [
        (("/usr/bin/gsettings", "list-recursively", "org.gnome.system.proxy"), 2.0, False),
    ]


def test_without_gnomes_tool_nothing_is_run(asked_anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(subprocess, "run", lambda *_asked, **_options: pytest.fail("something was run"))
    assert system_proxy._of_gnome() == NOTHING


def test_a_packed_program_lends_its_libraries_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"LD_LIBRARY_PATH": "/packed", "HOME": "/h"}
    assert system_proxy._own_libraries(ours) == ours
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert system_proxy._own_libraries(ours) == {"HOME": "/h"}
    theirs = {**ours, "LD_LIBRARY_PATH_ORIG": "/theirs"}
    assert system_proxy._own_libraries(theirs)["LD_LIBRARY_PATH"] == "/theirs"


def test_macos_is_asked_by_its_own_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def run(command: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append((command, options["timeout"]))
        return subprocess.CompletedProcess(command, 0, SCUTIL.encode() + b"\xff")

    monkeypatch.setattr(subprocess, "run", run)
    assert system_proxy._of_macos().script
    assert asked == [(("/usr/sbin/scutil", "--proxy"), 3.0)]
