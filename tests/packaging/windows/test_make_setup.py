"""The script for Inno Setup, which cannot run here: what it says and names is read and checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bundle
import icons
import release
import version
from steps import Failure
from tallyfy_inspector.ui import on_windows
from windows import make_setup

TEXT = make_setup.SCRIPT.read_text(encoding="utf-8")


def sections() -> dict[str, list[str]]:
    """The lines of each section of the script, without comments and preprocessor lines."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in TEXT.splitlines():
        if (head := re.fullmatch(r"\[(\w+)\]", line)) is not None:
            lines = found.setdefault(head[1], [])
        elif line.strip() and not line.lstrip().startswith((";", "#")):
            lines.append(line)
    return found


def entries(section: str) -> list[dict[str, str]]:
    """The entries of a section of named parameters; quotes inside are written twice."""
    pattern = r'(\w+): (?:"((?:[^"]|"")*)"|([^;"]+))'
    return [
        {name: quoted.replace('""', '"') or plain for name, quoted, plain in re.findall(pattern, line)}
        for line in sections()[section]
    ]


def setting(name: str) -> str:
    """A directive of [Setup]."""
    (found,) = (line.partition("=")[2] for line in sections()["Setup"] if line.startswith(f"{name}="))
    return found


def test_it_installs_for_one_person_without_any_right_over_the_computer() -> None:
    assert setting("PrivilegesRequired") == "lowest"
    assert "PrivilegesRequiredOverridesAllowed" not in TEXT
    assert setting("DefaultDirName").startswith("{autopf}\\")
    assert {entry["Root"] for entry in entries("Registry")} == {"HKCU"}
    assert not re.search(r"\{(?:commonpf|pf|sys|win|common\w+)\}|HKLM|HKCR|HKA", TEXT)


def test_a_link_is_only_ever_handed_over_behind_open_link() -> None:
    commands = [entry["ValueData"] for entry in entries("Registry") if entry["Subkey"].endswith("command")]
    assert commands == ['"{app}\\{#Program}" --open-link -- "%1"']
    protocol = [entry for entry in entries("Registry") if entry.get("ValueName") == "URL Protocol"]
    assert [entry["Subkey"] for entry in protocol] == [f"Software\\Classes\\{bundle.NAME}"]


def test_what_it_writes_to_the_registry_goes_with_it() -> None:
    whole = [entry["Subkey"] for entry in entries("Registry") if entry.get("Flags") == "uninsdeletekey"]
    assert whole == [f"Software\\Classes\\{bundle.NAME}"]
    assert all(entry["Subkey"].startswith(whole[0]) for entry in entries("Registry"))


def test_every_path_that_it_names_is_built() -> None:
    assert setting("SourceDir").replace("\\", "/") == "../.."
    assert (make_setup.SCRIPT.parent / "../..").resolve() == make_setup.ROOT
    assert [entry["Source"] for entry in entries("Files")] == [f"dist\\{bundle.NAME}\\*"]
    assert setting("OutputDir") == "dist"
    assert setting("SetupIconFile") == f"build\\icons\\{bundle.NAME}.ico"
    assert f'#define Program "{bundle.NAME}.exe"' in TEXT
    assert f'#define Title "{bundle.TITLE}"' in TEXT
    assert setting("AppPublisher") == bundle.AUTHORS


def test_the_icon_is_written_under_that_name(tmp_path: Path) -> None:
    icons.write(tmp_path)
    assert (tmp_path / f"{bundle.NAME}.ico").is_file()


def test_nothing_of_an_older_version_stays_and_nothing_of_the_persons_goes() -> None:
    assert [entry["Name"] for entry in entries("InstallDelete")] == ["{app}\\_internal"]
    assert [(entry["Type"], entry["Name"]) for entry in entries("UninstallDelete")] == [
        ("dirifempty", "{app}")
    ]


def test_the_version_and_the_name_come_from_outside() -> None:
    made = make_setup.command(Path("ISCC.exe"), "1.2.3", "windows-x86_64")
    assert made == [
        "ISCC.exe",
        "/Qp",
        "/DVersion=1.2.3",
        "/DOutput=tallyfy-inspector-1.2.3-windows-x86_64-setup",
        str(make_setup.SCRIPT),
    ]
    assert setting("AppVersion") == setting("VersionInfoVersion") == "{#Version}"
    assert setting("OutputBaseFilename") == "{#Output}"
    assert version.read() not in TEXT
    assert f"{made[3].removeprefix('/DOutput=')}.exe" in release.files("1.2.3")


def test_the_number_by_which_it_knows_itself_never_changes() -> None:
    assert setting("AppId") == "{{6B0E2A4C-5D0B-4F6E-9C35-3C1B7B0D6E52}"


def test_it_waits_for_a_program_that_runs() -> None:
    assert setting("AppMutex") == on_windows.RUNS
    assert setting("CloseApplications") == "yes"


def test_the_compiler_is_found_where_its_installer_puts_it(tmp_path: Path) -> None:
    tool = tmp_path / "Inno Setup 6" / "ISCC.exe"
    tool.parent.mkdir()
    tool.touch()
    nowhere = str(tmp_path / "nothing")
    assert make_setup.compiler({"PATH": nowhere, "ProgramFiles(x86)": str(tmp_path)}) == tool
    with pytest.raises(Failure, match="Install it"):
        make_setup.compiler({"PATH": nowhere})


def test_nothing_is_made_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Failure, match=r"build\.py first"):
        make_setup.make(tmp_path)
    monkeypatch.setattr(make_setup.make, "__defaults__", (tmp_path,))
    assert make_setup.main() == 1
    assert "no finished program" in capsys.readouterr().err


@pytest.mark.parametrize("code", [0, 1])
def test_the_compilers_word_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    program = tmp_path / "dist" / bundle.NAME / f"{bundle.NAME}.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    tool = tmp_path / "tools" / "ISCC"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setattr(make_setup, "compiler", lambda: tool)
    monkeypatch.setattr(release, "system", lambda: "windows-x86_64")
    if code:
        with pytest.raises(Failure, match="messages above"):
            make_setup.make(tmp_path)
    else:
        assert make_setup.make(tmp_path).name in release.files(version.read())
