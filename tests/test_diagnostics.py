from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tallyfy_inspector import __version__, diagnostics
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.ports_help import Checked, State
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.vault import KeyringVault

NOTHING = EnvironmentSettings(None, None, None)
EVERYTHING = EnvironmentSettings("CANARYTOKEN", "CANARYORG", "https://canary.example/api")
CONFIG, STATE = Path("config"), Path("state")


def told(lines: list[str]) -> dict[str, str]:
    return {what: how for what, _, how in (line.partition(": ") for line in lines)}


def test_it_tells_versions_folders_and_keyring() -> None:
    report = told(diagnostics.report(CONFIG, STATE, NOTHING, "Secret Service"))
    assert report["Tallyfy Inspector"] == __version__
    assert report["Keyring"] == "Secret Service"
    assert (report["Settings folder"], report["State folder"]) == ("config", "state")
    assert all(report[name] for name in ("Python", "Qt", "Platform"))
    for library in ("PySide6-Essentials", "httpx", "keyring", "qasync", "truststore"):
        assert report[library] != "not installed"


def test_of_the_environment_it_tells_only_whether_it_is_set() -> None:
    names = ("TALLYFY_ACCESS_TOKEN", "TALLYFY_ORG_ID", "TALLYFY_BASE_URL")
    unset = told(diagnostics.report(CONFIG, STATE, NOTHING, "none"))
    assert [unset[name] for name in names] == ["not set"] * 3
    lines = diagnostics.report(CONFIG, STATE, EVERYTHING, "none")
    assert [told(lines)[name] for name in names] == ["set"] * 3
    assert "canary" not in " ".join(lines).lower()


def test_a_library_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "_LIBRARIES", ("no-such-library-anywhere",))
    report = told(diagnostics.report(CONFIG, STATE, NOTHING, "none"))
    assert report["no-such-library-anywhere"] == "not installed"


def test_without_a_keyring_the_reason_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert diagnostics.run(CONFIG, STATE, EVERYTHING) == 0
    printed = capsys.readouterr()
    report = told(printed.out.splitlines())
    assert len(report["Keyring"]) > 10  # a sentence: there is none in a test
    assert "canary" not in (printed.out + printed.err).lower()


def test_a_keyring_that_hangs_or_breaks_does_not_keep_the_rest_from_being_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_vault: KeyringVault) -> object:
        raise VaultError("The keyring did not answer.")

    monkeypatch.setattr(KeyringVault, "keyring_status", broken)
    assert diagnostics.run(CONFIG, STATE, NOTHING) == 0
    report = told(capsys.readouterr().out.splitlines())
    assert report["Keyring"] == "The keyring did not answer."
    assert report["TALLYFY_ORG_ID"] == "not set"


class Doctor:
    """Tells what it is given."""

    def __init__(self, *results: Checked) -> None:
        self.results = results

    def planned(self) -> tuple[str, ...]:
        return tuple(each.title for each in self.results)

    async def examine(self) -> AsyncIterator[Checked]:
        for each in self.results:
            yield each


@pytest.mark.parametrize(("state", "code"), [("ok", 0), ("warning", 0), ("skipped", 0), ("bad", 1)])
def test_the_doctors_checks_follow_and_a_failed_one_is_in_the_exit_code(
    capsys: pytest.CaptureFixture[str], state: State, code: int
) -> None:
    closed: list[bool] = []

    async def close() -> None:
        closed.append(True)

    doctor = Doctor(Checked("dns", "Name (DNS)", state, "Found.", 3), Checked("tcp", "TCP", "ok", "Fine.", 4))
    assert diagnostics.run(CONFIG, STATE, NOTHING, doctor, close) == code
    lines = capsys.readouterr().out.splitlines()
    assert ": Name (DNS): Found." in lines[-2]
    assert lines[-1] == "Good: TCP: Fine. (4 ms)"
    assert closed == [True]


def test_the_versions_alone_name_no_folder() -> None:
    told = " ".join(diagnostics.versions())
    assert told.startswith(f"Tallyfy Inspector {__version__} Python ")
    assert str(Path.home()) not in told


def test_a_token_that_is_none_is_told_as_set_and_not_used() -> None:
    refused = EnvironmentSettings(None, None, None, "The token was not used.")
    line = told(diagnostics.report(CONFIG, STATE, refused, "none"))["TALLYFY_ACCESS_TOKEN"]
    assert line == "set, but not used: it is no token"
