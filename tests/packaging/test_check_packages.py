"""The parts of the package check that can be tried without a package; each has to be able to fail."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import build
import bundle
import check_packages
import release
import sbom
import version
from check_packages import Packages
from linux import layout
from steps import Failure
from tests.packaging.linux.test_make_deb import needs_dpkg, small_bundle


def test_a_program_that_says_nothing_has_not_proved_itself(tmp_path: Path) -> None:
    program = tmp_path / "program"
    told = f"{bundle.NAME} {version.read()}"
    answers = f"case $1 in --version) echo {told} ;; *) echo Self-test passed ;; esac"
    program.write_text(f"#!/bin/sh\n{answers}\n", encoding="utf-8")
    program.chmod(0o755)
    check_packages.proves_itself(program, tmp_path)
    for bad, option in (("passed", "--selftest"), (version.read(), "--version")):
        program.write_text(f"#!/bin/sh\n{answers}\n".replace(bad, "hello"), encoding="utf-8")
        with pytest.raises(Failure, match=f"To {option} the installed program says:\n.*hello"):
            check_packages.proves_itself(program, tmp_path)


def test_what_is_needed_is_followed_to_its_end() -> None:
    needs = {"aa": "bb (>= 1), cc | dd", "bb": "ee", "ee": "aa", "cc": "", "dd": "libstdc++6 (>= 5)"}
    found = check_packages.closure(["aa, ff"], lambda name: needs.get(name, ""))
    assert found == {"aa", "bb", "cc", "dd", "ee", "ff", "libstdc++6"}


@needs_dpkg
def test_a_library_of_no_package_that_is_named_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_packages, "run", lambda *_: "  NEEDED   libstray.so.1\n")
    with pytest.raises(Failure, match=r"libstray\.so\.1"):
        check_packages.deb_names_what_it_needs(packages(tmp_path), tmp_path)


def packages(folder: Path) -> Packages:
    """Packages that are empty, of a small bundle."""
    files = [folder / name for name in ("x.deb", "x.tar.gz", "x.cdx.json")]
    for file in files:
        file.touch()
    return Packages(small_bundle(folder), *files)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[], Packages]:
    """What makes the packages; the same each time."""
    there = packages(tmp_path)
    return lambda: there


def fine(_packages: Packages, _place: Path) -> None:
    """A check that holds."""


def failing(_packages: Packages, place: Path) -> None:
    """A check that does not, in a folder of its own."""
    assert not list(place.iterdir())
    raise Failure("the reason")


def unbuilt(_packages: Packages, _place: Path) -> None:
    """A check that finds nothing to check."""
    raise Failure("nothing was built")


def test_every_failure_is_told_and_counts(
    made: Callable[[], Packages], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_packages.main([], [fine, failing, unbuilt], made) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said[:3]] == ["Made", "Made", "Made"]
    assert said[3].startswith("ok: fine (")
    assert said[4:] == [
        "FAILED: failing: the reason",
        "FAILED: unbuilt: nothing was built",
        "The packages are not good",
    ]
    assert check_packages.main([], [fine], made) == 0


def test_a_word_chooses_and_a_wrong_one_is_no_success(made: Callable[[], Packages]) -> None:
    assert check_packages.main(["fin"], [fine, failing], made) == 0
    assert check_packages.main(["nothing like it"], [fine], made) == 1


def test_nobody_s_settings_are_handed_on(tmp_path: Path) -> None:
    made = check_packages.clean_environment(tmp_path)
    assert made["HOME"] == str(tmp_path)
    assert not {"PYTHONPATH", "DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"} & set(made)


def test_the_systems_name_is_read() -> None:
    assert check_packages._codename('ID=debian\nVERSION_CODENAME=bookworm\nVERSION="12"\n') == "bookworm"
    with pytest.raises(Failure, match="no name"):
        check_packages._codename("ID=arch\n")


def test_what_takes_minutes_is_done_only_when_it_is_named(
    made: Callable[[], Packages], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []

    def slow(_packages: Packages, place: Path) -> None:
        done.append(place)

    monkeypatch.setattr(check_packages, "ON_REQUEST", (slow,))
    assert check_packages.main([], [fine], made) == 0
    assert not done
    assert check_packages.main(["slow"], [fine], made) == 0
    assert len(done) == 1


@needs_dpkg
def test_what_is_checked_is_what_is_shipped_and_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    program = small_bundle(dist).rename(dist / bundle.NAME)
    stale = dist / release.name("0.0.1", "linux-x86_64", ".tar.gz")
    stale.touch()
    kept = program / bundle.NAME
    before = kept.read_bytes()
    monkeypatch.setattr(layout, "finished", lambda: program)
    monkeypatch.setattr(release, "system", lambda: "linux-x86_64")
    monkeypatch.setattr(sbom, "document", lambda *_: {})
    seen: list[Packages] = []
    check_packages.main([], [lambda packages, _place: seen.append(packages)] * 2)
    assert seen[0] is seen[1]
    files = {file.name for file in dist.iterdir() if file.is_file()}
    assert files == {seen[0].deb.name, seen[0].archive.name, seen[0].bill.name}
    assert files <= set(release.files(version.read()))
    assert kept.read_bytes() == before


def test_what_cannot_be_packed_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    def nothing() -> Packages:
        raise Failure("nothing was built")

    assert check_packages.main([], [fine], nothing) == 1
    assert "nothing was built" in capsys.readouterr().out


@needs_dpkg
@pytest.mark.parametrize("which", ["nothing", "the program", "the archive"])
def test_a_second_build_that_differs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    monkeypatch.setattr(sbom, "document", lambda *_: {})
    first, second = small_bundle(tmp_path), tmp_path / "second" / bundle.NAME
    shutil.copytree(first, second, symlinks=True)
    monkeypatch.setattr(build, "build", lambda _target: second)
    made = check_packages.pack(first, tmp_path / "dist")
    if which == "nothing":
        return check_packages.builds_again_the_same(made, tmp_path / "again")
    if which == "the program":
        (second / "_internal" / "lib.so").write_bytes(b"\x7fELF other")
    else:
        made.archive.write_bytes(made.archive.read_bytes() + b"\0")
    with pytest.raises(Failure, match=r"A second (made|.*\.tar\.gz) differs"):
        check_packages.builds_again_the_same(made, tmp_path / "again")
    return None
