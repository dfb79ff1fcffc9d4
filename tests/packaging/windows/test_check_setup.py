"""The check of the installer, against an installer that is played here, good and bad."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

import bundle
from steps import Failure
from windows import check_setup

ROOT = Path(__file__).resolve().parents[3]
SETUP = Path("setup.exe")


class Played:
    """A computer with an installer that does everything right but for `fault`."""

    def __init__(self, there: check_setup.Places, fault: str = "") -> None:
        self.there, self.fault = there, fault
        self.registered = False
        self.commands: list[list[str]] = []

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        """What `command` prints and ends with."""
        self.commands.append(list(command))
        name = command[0]
        if name == str(SETUP):
            return self._install()
        if name == "reg":
            return self._query(command[2])
        if name.endswith("unins000.exe"):
            return self._uninstall()
        assert command == [str(self.there.console), "--selftest"] or tuple(command)[1:] == ("--selftest",)
        return (1, "broken") if self.fault == "selftest" else (0, "ok: x\nSelf-test passed\n")

    def _install(self) -> tuple[int, str]:
        if self.fault == "setup":
            return 5, "no"
        self.there.program.mkdir(parents=True, exist_ok=True)
        (self.there.program / f"{bundle.NAME}.exe").touch()
        self.there.menu.parent.mkdir(parents=True, exist_ok=True)
        if self.fault != "menu":
            self.there.menu.touch()
        self.registered = True
        return 0, ""

    def _query(self, key: str) -> tuple[int, str]:
        if not self.registered:
            return 1, "ERROR: not found"
        option = "" if self.fault == "link" else " --open-link --"
        opened = f'"{self.there.program / bundle.NAME}.exe"{option} "%1"'
        return 0, opened if key.endswith("command") else "URL"

    def _uninstall(self) -> tuple[int, str]:
        if self.fault != "left":
            shutil.rmtree(self.there.program)
        self.there.menu.unlink()
        self.registered = self.fault == "registry"
        return 0, ""


@pytest.fixture
def there(tmp_path: Path) -> check_setup.Places:
    environment = {"APPDATA": str(tmp_path / "Roaming"), "LOCALAPPDATA": str(tmp_path / "Local")}
    return check_setup.places(environment)


def test_the_places_are_the_persons_own(there: check_setup.Places, tmp_path: Path) -> None:
    assert there.program == tmp_path / "Local" / "Programs" / "Tallyfy Inspector"
    assert there.menu.name == "Tallyfy Inspector.lnk"
    assert there.menu.is_relative_to(tmp_path / "Roaming")


def test_people_are_told_where_the_program_that_prints_is(there: check_setup.Places, tmp_path: Path) -> None:
    place = there.console.with_suffix("").relative_to(tmp_path / "Local").as_posix().replace("/", "\\")
    assert f'`"%LOCALAPPDATA%\\{place}"`' in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_good_one_is_installed_twice_and_taken_away(
    there: check_setup.Places, capsys: pytest.CaptureFixture[str]
) -> None:
    played = Played(there)
    check_setup.check(SETUP, there, played.run)
    names = [Path(command[0]).name for command in played.commands if command[0] != "reg"]
    proof = f"{bundle.NAME}-console.exe"
    assert names == ["setup.exe", proof, "setup.exe", proof, "unins000.exe"]
    assert all("/VERYSILENT" in command for command in played.commands if command[0] == str(SETUP))
    assert capsys.readouterr().out.count("ok: ") == 8


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("setup", "ended with 5"),
        ("menu", "it stands in the menu"),
        ("selftest", "broken"),
        ("link", "links are asked about"),
        ("left", "Left behind: .*Tallyfy Inspector"),
        ("registry", "Left behind: HKCU"),
    ],
)
def test_each_fault_is_named(there: check_setup.Places, fault: str, words: str) -> None:
    with pytest.raises(Failure, match=words):
        check_setup.check(SETUP, there, Played(there, fault).run, patience=0)


def test_what_was_there_before_is_never_taken_away(there: check_setup.Places) -> None:
    played = Played(there)
    there.program.mkdir(parents=True)
    with pytest.raises(Failure, match="installed here already"):
        check_setup.check(SETUP, there, played.run)
    assert there.program.exists()
    assert not [command for command in played.commands if command[0] == str(SETUP)]


def test_it_is_for_windows(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_setup.main([]) == 2
    assert "on Windows" in capsys.readouterr().err
