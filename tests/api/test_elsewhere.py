from __future__ import annotations

import sys

import pytest

from tallyfy_inspector.api import elsewhere

HERE = (
    "/tmp/task.json",
    "task.json",
    "C:\\Users\\me\\task.json",
    "D:/task.json",
    "file:///tmp/task.json",
    "file:///C:/Users/me/My%20task.json",
    "FILE:///tmp/x",
    "file://localhost/tmp/task.json",
    "file:/tmp/task.json",
)


@pytest.mark.parametrize("name", HERE)
def test_a_file_of_this_computer_is_not_refused(name: str) -> None:
    assert elsewhere.refusal(name) is None


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("\\\\fileserver\\share\\task.json", "fileserver"),
        ("  \\\\10.0.0.7\\c$\\task.json", "10.0.0.7"),
        ("\\\\?\\UNC\\fileserver\\share\\x", "?"),
        ("file://fileserver/share/task.json", "fileserver"),
        ("file://someone:secret@fileserver/share/x", "fileserver"),
        ("file:////fileserver/share/task.json", "fileserver"),
        ("file:///%5C%5Cfileserver%5Cshare%5Cx", "fileserver"),
        ("file:///\\\\fileserver/share", "fileserver"),
        ("file://fıleserver/share", "f\\u0131leserver"),
        ("file://[broken/share", "not named"),
    ],
)
def test_a_file_on_another_computer_is_refused_by_its_name(name: str, host: str) -> None:
    told = elsewhere.refusal(name)
    assert told is not None
    assert f"on another computer ({host})" in told
    assert "not touched" in told
    assert "secret" not in told


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://files.example.com/task.json?token=CANARY", "files.example.com"),
        ("HTTP://user:CANARY@127.0.0.1:8000/x", "127.0.0.1"),
        ("https://[broken", "not named"),
    ],
)
def test_a_web_address_is_refused_by_its_host_alone(address: str, host: str) -> None:
    told = elsewhere.refusal(address)
    assert told is not None
    assert f"web address ({host})" in told
    assert "CANARY" not in told


@pytest.mark.parametrize("scheme", ["smb", "sftp", "ftp", "imap-message", "mtp", "javascript", "data"])
def test_any_other_address_is_refused_by_its_kind_alone(scheme: str) -> None:
    told = elsewhere.refusal(f"{scheme}://host/CANARY.json")
    assert told is not None
    assert f"“{scheme}:”" in told
    assert "CANARY" not in told


def test_what_is_written_as_an_address_and_what_as_a_path() -> None:
    assert elsewhere.is_address("file:///x")
    assert elsewhere.is_address("https://x")
    assert not elsewhere.is_address("C:\\x")
    assert not elsewhere.is_address("/tmp/a:b")
    assert elsewhere.is_network_path("\\\\server\\x")
    assert not elsewhere.is_network_path("C:\\x")
    assert not elsewhere.is_network_path("//tmp/x")


@pytest.mark.parametrize(
    "path", ["//server/share/x", "\\\\server/share", "/\\server\\share", " //server/share"]
)
def test_windows_takes_both_slashes(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert elsewhere.is_network_path(path)
    assert "server" in (elsewhere.refusal(path) or "")
    assert not elsewhere.is_network_path("C:/x")
    assert elsewhere.refusal("https://go.tallyfy.com/x") is not None
