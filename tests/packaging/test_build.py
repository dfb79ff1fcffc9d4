"""The checks on a finished bundle, tried on small folders; a real build is `make check-package`'s."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import build
import bundle
import icons
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle with a console program that proves itself."""
    made = tmp_path / bundle.NAME
    made.mkdir()
    program(made, "echo Self-test passed")
    return made


def program(folder: Path, does: str) -> None:
    """Give the bundle in `folder` a console program that does `does`."""
    file = folder / f"{bundle.NAME}-console"
    file.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    file.chmod(0o755)


def test_the_time_is_the_last_commits(tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    when = os.environ | {"GIT_COMMITTER_DATE": "1700000000 +0000"}
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True, env=when)
    assert build.committed_at(tmp_path) == "1700000000"


def test_without_git_there_is_one_time_for_all_that_is_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1_800_000_000, 1_800_000_100))
    monkeypatch.setattr(time, "time", lambda: float(next(clock)))
    first = build.committed_at(tmp_path)
    assert int(first) >= 1_800_000_000
    assert build.committed_at(tmp_path) == first


def test_the_environment_is_the_same_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/x")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    made = build.environment()
    assert made["PYTHONHASHSEED"] == "0"
    assert made["SOURCE_DATE_EPOCH"] == "5"
    assert "PYTHONPATH" not in made
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build.environment()["SOURCE_DATE_EPOCH"].isdigit()


@pytest.mark.parametrize(("system", "expected"), [("darwin", 2), ("linux", 0), ("win32", 0)])
def test_on_macos_it_stops_where_the_program_cannot_be_signed(
    monkeypatch: pytest.MonkeyPatch, system: str, expected: int
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("PYINSTALLER_VERIFY_BUNDLE_SIGNATURE", "0")
    told = {name: value for name, value in build.environment().items() if name.startswith("PYI")}
    assert list(told.values()) == ["1"] * expected


def test_the_size_counts_each_file_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a").write_bytes(b"x" * 1000)
    before = build.size_of(folder)
    (folder / "link").symlink_to("a")
    assert before < build.size_of(folder) < before + 100
    build.check_size(folder)
    assert "Size: 0.0 MB of at most 130 MB, 3 files" in capsys.readouterr().out


def test_too_large_is_refused_with_the_largest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "CEILING", 2_000_000)
    (folder / "large").write_bytes(b"x" * 2_000_001)
    with pytest.raises(Failure, match=r"large 2\.0"):
        build.check_size(folder)


@pytest.mark.parametrize("target", ["nothing", "../outside", "/"])
def test_a_link_that_leads_nowhere_or_away_is_refused(folder: Path, target: str) -> None:
    (folder.parent / "outside").touch()
    (folder / "good").symlink_to(f"{bundle.NAME}-console")
    build.check_links(folder)
    (folder / "bad").symlink_to(target)
    with pytest.raises(Failure, match="bad is a link"):
        build.check_links(folder)


def test_what_a_library_needs_is_read() -> None:
    printed = (
        "\nDynamic Section:\n  NEEDED               libQt6Core.so.6\n  NEEDED  libc.so.6\n  RPATH  $ORIGIN\n"
    )
    assert build.needs(printed) == {"libQt6Core.so.6", "libc.so.6"}


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are told by objdump on Linux alone")
def test_a_library_of_qt_that_another_one_needs_is_missed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "libQt6Svg.so.6").touch()
    dumped = subprocess.CompletedProcess((), 0, stdout="  NEEDED   libQt6Gui.so.6\n  NEEDED   libc.so.6\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: dumped)
    with pytest.raises(Failure, match=r"libQt6Svg\.so\.6 needs libQt6Gui\.so\.6"):
        build.check_libraries(folder)
    (folder / "libQt6Gui.so.6").touch()
    build.check_libraries(folder)


def test_a_program_that_does_not_prove_itself_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build.check_selftest(folder)
    assert "Self-test passed" in capfd.readouterr().out
    program(folder, "echo why >&2; exit 1")
    with pytest.raises(Failure, match="why"):
        build.check_selftest(folder)


def test_the_self_test_gets_nothing_of_this_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("PYTHONPATH", "/x")
    program(folder, 'test -z "${QT_QPA_PLATFORM+x}${PYTHONPATH+x}"')
    build.check_selftest(folder)


def test_two_equal_programs_become_one(folder: Path) -> None:
    twin, windowed = folder / f"{bundle.NAME}-console", folder / bundle.NAME
    windowed.write_text("another", encoding="utf-8")
    build.join_twins(folder)
    assert not twin.is_symlink()
    windowed.write_bytes(twin.read_bytes())
    build.join_twins(folder)
    assert twin.readlink() == Path(bundle.NAME)
    assert stat.S_ISREG(windowed.lstat().st_mode)


def test_a_failed_build_leaves_the_last_one_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WORK", tmp_path / "build")
    monkeypatch.setattr(icons, "write", lambda _folder: None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), 1, stdout=""))
    kept = tmp_path / "dist" / bundle.NAME / "kept"
    kept.parent.mkdir(parents=True)
    kept.touch()
    assert build.main(["--dist", str(tmp_path / "dist")]) == 1
    assert kept.exists()


@pytest.mark.parametrize("disks", [1, 2])
def test_a_good_one_takes_its_place(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, disks: int
) -> None:
    monkeypatch.setattr(build, "WORK", tmp_path / "build")
    monkeypatch.setattr(icons, "write", lambda _folder: None)
    fresh = tmp_path / "build" / "fresh" / bundle.NAME
    fresh.parent.parent.mkdir()
    staged = folder.rename(tmp_path / "build" / "made")

    def made(command: list[str], **_named: object) -> subprocess.CompletedProcess[str]:
        if "PyInstaller" in command:
            fresh.parent.mkdir(parents=True)
            staged.rename(fresh)
        return subprocess.CompletedProcess(command, 0, stdout="Self-test passed\n")

    rename = os.rename

    def between_disks(one: Path, other: Path) -> None:
        if disks == 2 and Path(one).is_relative_to(tmp_path / "build") != Path(other).is_relative_to(
            tmp_path / "build"
        ):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(one, other)

    monkeypatch.setattr(subprocess, "run", made)
    (tmp_path / "dist" / bundle.NAME).mkdir(parents=True)
    (tmp_path / "dist" / bundle.NAME / "old").touch()
    monkeypatch.setattr(os, "rename", between_disks)
    assert build.build(tmp_path / "dist") == tmp_path / "dist" / bundle.NAME
    assert [file.name for file in build.files_of(tmp_path / "dist")] == [f"{bundle.NAME}-console"]


def test_the_c_library_is_named() -> None:
    told = build.newer_system_needed()
    assert told == "" or re.search(r"newer one: glibc \d+\.\d+\.$", told)


def test_what_the_bundle_is_built_with_is_pinned_like_the_program() -> None:
    lean, package = (pins(ROOT / name) for name in ("requirements-run.lock", "requirements-package.lock"))
    assert lean == {name: pin for name, pin in package.items() if name in lean}
    beside = set(package) - set(lean)
    assert "pyinstaller" in beside
    assert (
        not beside
        - {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "setuptools"}
        - {
            "macholib",
            "pefile",
            "pywin32-ctypes",
        }
    )


def pins(lock: Path) -> dict[str, list[str]]:
    """Version and hashes of each requirement of a lock file."""
    found: dict[str, list[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if (head := re.match(r"([\w-]+)==([\w.]+)", line)) is not None:
            found[head[1]] = [head[2]]
        elif "--hash=" in line:
            found[list(found)[-1]].append(line.strip(" \\"))
    return found
