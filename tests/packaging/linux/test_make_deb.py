"""The .deb, made of a small bundle and read again by dpkg-deb."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

import release
import setup_env
import version
from linux import layout, make_deb, make_tar
from tallyfy_inspector import __version__

needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="this system has no dpkg-deb")


def small_bundle(folder: Path) -> Path:
    """A bundle with one program, one library, and the notice."""
    made = folder / "made"
    texts = made / "_internal" / "tallyfy_inspector" / "resources" / "licences"
    texts.mkdir(parents=True)
    (texts / "NOTICE.txt").write_text("httpx 1: BSD\n", encoding="utf-8")
    (made / "tallyfy-inspector").write_text('#!/bin/sh\necho started "$@"\n', encoding="utf-8")
    (made / "tallyfy-inspector").chmod(0o700)
    (made / "tallyfy-inspector-console").symlink_to("tallyfy-inspector")
    (made / "_internal" / "lib.so").write_bytes(b"\x7fELF")
    (made / "_internal" / "lib.so").chmod(0o777)
    return made


def asked(*command: str | Path) -> str:
    return subprocess.run([str(each) for each in command], capture_output=True, text=True, check=True).stdout


def test_it_depends_on_what_the_set_up_installs() -> None:
    named = re.split(r"[,|] ", make_deb.dependencies("2.36"))
    names = {each.strip().split()[0] for each in named}
    assert set(setup_env.RUN_PACKAGES) | {"tzdata", "libc6", "libglib2.0-0t64"} <= names
    assert "libc6 (>= 2.36)" in named


def test_the_control_file_has_one_field_a_line() -> None:
    text = make_deb.control("1.2.3", "amd64", "2.36", 2049)
    fields = dict(re.findall(r"^([\w-]+): (.+)$", text, re.MULTILINE))
    assert fields["Version"] == "1.2.3"
    assert fields["Installed-Size"] == "3"
    assert fields["Architecture"] == "amd64"
    assert all(line == " ." or line.startswith(" ") or ": " in line for line in text.splitlines())


def test_the_changelog_is_debians() -> None:
    text = make_deb.changelog("1.2.3", 1_700_000_000)
    assert text.startswith("tallyfy-inspector (1.2.3) stable; urgency=medium\n\n  * ")
    assert re.search(r"\n -- .+ <.+@.+>  Tue, 14 Nov 2023 22:13:20 \+0000\n$", text)


def test_each_exception_of_lintians_has_its_reason() -> None:
    lines = (layout.HERE / "lintian-overrides").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    overrides = [line for line in lines if not line.startswith("#")]
    assert overrides
    assert all(line.startswith("tallyfy-inspector: ") for line in overrides)


@needs_dpkg
def test_it_holds_the_program_and_nothing_runs_when_it_is_installed(tmp_path: Path) -> None:
    made = make_deb.make(small_bundle(tmp_path), tmp_path / "dist", squeezed=("-Znone",))
    assert asked("dpkg-deb", "--field", made, "Version").strip() == __version__
    asked("dpkg-deb", "--raw-extract", made, tmp_path / "x")
    usr, records = tmp_path / "x" / "usr", tmp_path / "x" / "DEBIAN"
    assert asked(usr / "bin" / "tallyfy-inspector-console", "here") == "started here\n"
    assert {file.name for file in records.iterdir()} == {"control", "md5sums"}
    assert "httpx 1: BSD" in (usr / "share/doc/tallyfy-inspector/copyright").read_text(encoding="utf-8")
    for line in (records / "md5sums").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.md5((tmp_path / "x" / name).read_bytes()).hexdigest() == digest
    listed = asked("dpkg-deb", "--contents", made)
    assert all(line.split()[1] == "root/root" for line in listed.splitlines())
    assert {line.split()[0][1:] for line in listed.splitlines() if not line.startswith("l")} == {
        *("rwxr-xr-x", "rw-r--r--")
    }


@needs_dpkg
def test_it_comes_out_the_same_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = small_bundle(tmp_path)
    first = make_deb.make(folder, tmp_path / "1", squeezed=("-Znone",)).read_bytes()
    (folder / "_internal" / "lib.so").touch()
    assert make_deb.make(folder, tmp_path / "2", squeezed=("-Znone",)).read_bytes() == first
    older = make_deb.make(folder, tmp_path / "3", "0.0.1~x", squeezed=("-Znone",))
    assert asked("dpkg-deb", "--field", older, "Version").strip() == "0.0.1~x"


def test_without_dpkg_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(layout, "finished", lambda: small_bundle(tmp_path))
    assert make_deb.main() == 1
    assert "no dpkg-deb" in capsys.readouterr().err


@needs_dpkg
@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        (make_deb, '__version__ = "not a version"\n', "dpkg-deb ended with 2"),
        (make_deb, "", "0 lines that set __version__"),
        (make_tar, "", "0 lines that set __version__"),
    ],
)
def test_what_fails_in_packing_is_a_sentence(
    module: ModuleType,
    source: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "tallyfy_inspector").mkdir()
    (tmp_path / "tallyfy_inspector" / "__init__.py").write_text(source, encoding="utf-8")
    for name in ("CHANGELOG.md", "LICENSE", "README.md"):
        (tmp_path / name).touch()
    monkeypatch.setattr(version.read, "__defaults__", (tmp_path,))
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    monkeypatch.setattr(layout, "finished", lambda: small_bundle(tmp_path))
    assert module.main() == 1
    assert said in capsys.readouterr().err


@needs_dpkg
def test_its_name_is_the_one_that_a_release_expects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small_bundle(tmp_path)
    monkeypatch.setattr(release, "system", lambda: "linux-x86_64")
    made = make_deb.make(folder, tmp_path, squeezed=("-Znone",)), make_tar.make(folder, tmp_path)
    assert {file.name for file in made} <= set(release.files(__version__))
    assert asked("dpkg-deb", "--field", made[0], "Architecture").strip() == "amd64"
    assert release.deb("1.2.3", "linux-arm64") == "tallyfy-inspector_1.2.3_arm64.deb"
