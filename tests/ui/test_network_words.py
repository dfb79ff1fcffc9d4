from __future__ import annotations

from pathlib import Path

import pytest

from tallyfy_inspector.ports_help import NetworkChoice
from tallyfy_inspector.ui import network_words
from tests.support.certificates import authority

REAL = "https://go.tallyfy.com/api"


def test_nothing_set_is_the_computers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    told = network_words.in_use(NetworkChoice(), REAL)
    assert "The settings of this computer name no proxy." in told
    assert "this computer's authorities." in told
    monkeypatch.setenv("https_proxy", "http://me:SECRETPW@proxy.example:3128")
    told = network_words.in_use(NetworkChoice(), REAL)
    assert "proxy.example:3128" in told
    assert "SECRETPW" not in told


def test_what_is_set_is_named() -> None:
    told = network_words.proxy_in_use(NetworkChoice("http://proxy.example:3128", "someone"), REAL)
    assert told == "In use now: the proxy proxy.example:3128, set here."


def test_this_computer_is_reached_without() -> None:
    told = network_words.proxy_in_use(NetworkChoice("http://proxy.example:3128"), "http://127.0.0.1:1/api")
    assert "no proxy" in told


def test_the_extra_authorities_are_counted_or_the_file_is_complained_of(tmp_path: Path) -> None:
    file = authority(tmp_path).file
    told = network_words.authorities_in_use(NetworkChoice(ca_file=str(file)))
    assert told == "Certificates are checked with this computer's authorities and 1 from authority.pem."
    file.unlink()
    assert "cannot be read" in network_words.authorities_in_use(NetworkChoice(ca_file=str(file)))


def test_what_is_said_after_saving() -> None:
    assert "own settings" in network_words.saved(NetworkChoice())
    assert "own settings" not in network_words.saved(NetworkChoice("http://proxy.example:3128"))
