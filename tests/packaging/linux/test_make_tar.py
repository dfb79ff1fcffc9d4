"""The archive, made of a small bundle, installed with its own scripts and taken away again."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from linux import make_tar
from tests.packaging.linux.test_make_deb import small_bundle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the archive is for Linux")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    made = make_tar.make(small_bundle(tmp_path), tmp_path / "dist")
    with tarfile.open(made) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (folder,) = (tmp_path / "unpacked").iterdir()
    return folder


def run(*command: str | Path, home: Path, code: int = 0, tools: Path = Path("/usr/bin")) -> str:
    """What `command` says, which has to end with `code`; its own tools stand in `tools`."""
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(home)}
    done = subprocess.run(
        [str(each) for each in command],
        env=environment,
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def files(folder: Path) -> set[str]:
    """Everything under `folder`."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_it_runs_from_where_it_was_unpacked(unpacked: Path, tmp_path: Path) -> None:
    assert run(unpacked / "files" / "bin" / "tallyfy-inspector", "x", home=tmp_path) == "started x\n"
    told = (unpacked / "README.txt").read_text(encoding="utf-8")
    assert "./install.sh" in told
    assert "libxcb-cursor0" in told
    assert "whoever gave you the program" in told
    (readme,) = re.findall(r"files/\S+README\.md", told)
    assert (unpacked / readme).is_file()


def test_for_one_person_it_goes_below_their_own_folder(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "somebody"
    home.mkdir()
    run(unpacked / "install.sh", home=home)
    assert run(home / ".local/bin/tallyfy-inspector", home=home) == "started\n"
    run(home / ".local/lib/tallyfy-inspector/uninstall.sh", home=home)
    assert files(home) == {".local"}


def test_it_stands_on_its_own_and_leaves_what_others_put_there(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "my programs"
    for name in ("bin/other", "share/applications/other.desktop", "lib/other/file"):
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).write_text("[Desktop Entry]\n", encoding="utf-8")
    before = files(prefix)
    run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
    unpacked.rename(tmp_path / "away")
    assert run(prefix / "bin" / "tallyfy-inspector", "a b", home=tmp_path) == "started a b\n"
    for name, options in (("tallyfy-inspector", ""), ("tallyfy-inspector-link", " --open-link -- %u")):
        entry = (prefix / f"share/applications/{name}.desktop").read_text(encoding="utf-8")
        assert f'\nExec="{prefix}/bin/tallyfy-inspector"{options}\n' in entry
        assert f"\nTryExec={prefix}/bin/tallyfy-inspector\n" in entry
    said = run(prefix / "lib/tallyfy-inspector/uninstall.sh", home=tmp_path)
    assert "settings and logs stay" in said
    # A tool of the desktop's may keep its index of menu entries, as there are still others.
    assert files(prefix) - {"share/applications/mimeinfo.cache"} == before


def test_a_newer_version_leaves_nothing_of_the_older(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "p"
    extra = unpacked / "files" / "lib" / "tallyfy-inspector" / "older" / "file"
    extra.parent.mkdir()
    extra.touch()
    run(unpacked / "install.sh", f"--prefix={prefix}", home=tmp_path)
    extra.unlink()
    extra.parent.rmdir()
    run(unpacked / "install.sh", f"--prefix={prefix}", home=tmp_path)
    assert not (prefix / "lib/tallyfy-inspector/older").exists()
    assert run(prefix / "bin/tallyfy-inspector", home=tmp_path) == "started\n"


@pytest.mark.parametrize("lost", ["uninstall.sh", "tallyfy-inspector", ""])
def test_what_a_broken_off_installation_left_does_not_keep_the_next_out(
    unpacked: Path, tmp_path: Path, lost: str
) -> None:
    prefix = tmp_path / "p"
    run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
    program = prefix / "lib" / "tallyfy-inspector"
    (program / lost).unlink() if lost else shutil.rmtree(program)
    run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
    assert run(prefix / "bin/tallyfy-inspector", home=tmp_path) == "started\n"
    run(program / "uninstall.sh", home=tmp_path)
    assert files(prefix) == set()


def test_folders_that_are_links_are_followed_and_stay(unpacked: Path, tmp_path: Path) -> None:
    prefix, elsewhere = tmp_path / "p", tmp_path / "my files" / "deep"
    for name in ("bin", "share/applications"):
        (elsewhere / name).mkdir(parents=True)
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).symlink_to(elsewhere / name)
    for _twice in range(2):
        run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
        assert (prefix / "bin").is_symlink()
        assert run(elsewhere / "bin" / "tallyfy-inspector", home=tmp_path) == "started\n"
        assert (elsewhere / "share/applications/tallyfy-inspector.desktop").is_file()
    run(prefix / "lib/tallyfy-inspector/uninstall.sh", home=tmp_path)
    assert (prefix / "bin").is_symlink()
    assert files(elsewhere) - {"share/applications/mimeinfo.cache"} == {"bin", "share", "share/applications"}


@pytest.mark.parametrize("obstacle", ["bin", "lib/tallyfy-inspector/_internal", "share/applications"])
@pytest.mark.parametrize("before", ["nothing", "others", "an installation"])
def test_what_breaks_off_leaves_nothing_half(
    unpacked: Path, tmp_path: Path, obstacle: str, before: str
) -> None:
    prefix = tmp_path / "p"
    if before == "an installation":
        run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
    elif before == "others":
        (prefix / "bin").mkdir(parents=True)
        (prefix / "bin" / "other").touch()
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "cp").write_text(
        f'#!/bin/sh\ncase "$*" in *"/{obstacle}/"*) exit 1 ;; esac\nexec /bin/cp "$@"\n', encoding="utf-8"
    )
    (tools / "cp").chmod(0o755)
    said = run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path, tools=tools, code=1)
    assert "nothing of it is left" in said
    left = {"bin", "bin/other"} if before == "others" else set()
    assert files(prefix) == left
    assert prefix.exists() is (before != "nothing")
    run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
    assert run(prefix / "bin/tallyfy-inspector", home=tmp_path) == "started\n"


@pytest.mark.parametrize("name", ['a"b', "a%b", "a$b", "a|b", "a&b", "a`b", "a\nb", "a\\b"])
def test_a_folder_that_a_menu_entry_cannot_name_is_refused(unpacked: Path, tmp_path: Path, name: str) -> None:
    assert "cannot name" in run(unpacked / "install.sh", "--prefix", tmp_path / name, home=tmp_path, code=2)
    assert not (tmp_path / name).exists()


def test_what_is_not_there_is_not_taken_away(unpacked: Path, tmp_path: Path) -> None:
    said = run(unpacked / "uninstall.sh", "--prefix", tmp_path, home=tmp_path, code=1)
    assert "There is no Tallyfy Inspector" in said
    assert "usage" in run(unpacked / "uninstall.sh", "--all", home=tmp_path, code=2)
    assert "usage" in run(unpacked / "install.sh", "here", home=tmp_path, code=2)


def test_it_comes_out_the_same_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = small_bundle(tmp_path)
    first = make_tar.make(folder, tmp_path / "1").read_bytes()
    (folder / "_internal" / "lib.so").touch()
    assert make_tar.make(folder, tmp_path / "2").read_bytes() == first


def test_what_breaks_off_before_it_begins_leaves_the_older_version(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "p"
    run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path)
    before = files(prefix / "lib")
    shutil.rmtree(prefix / "bin")
    (prefix / "bin").symlink_to(tmp_path / "nowhere")
    said = run(unpacked / "install.sh", "--prefix", prefix, home=tmp_path, code=1)
    assert "nothing was changed" in said
    assert files(prefix / "lib") == before
