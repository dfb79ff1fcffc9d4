from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api import system_proxy
from tallyfy_inspector.api.system_proxy import NOTHING, SystemProxy, exempts, of_registry, of_scutil

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


def test_macos_is_asked_by_its_own_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def run(command: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append((command, options["timeout"]))
        return subprocess.CompletedProcess(command, 0, SCUTIL.encode() + b"\xff")

    monkeypatch.setattr(subprocess, "run", run)
    assert system_proxy._of_macos().script
    assert asked == [(("/usr/sbin/scutil", "--proxy"), 3.0)]
