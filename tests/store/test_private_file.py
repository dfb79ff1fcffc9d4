from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tallyfy_inspector.store.private_file import open_private, write_private

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "f"
    write_private(file, b"one")
    write_private(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


@posix
def test_only_this_person_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "f"
    file.parent.mkdir(mode=0o755)
    file.write_bytes(b"")
    file.chmod(0o644)
    write_private(file, b"x")
    assert file.stat().st_mode & 0o777 == 0o600


@posix
def test_a_folder_it_makes_is_private(tmp_path: Path) -> None:
    write_private(tmp_path / "folder" / "f", b"x")
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space"):
        write_private(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@posix
def test_opening_makes_an_existing_file_private(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"")
    file.chmod(0o644)
    os.close(open_private(str(file), os.O_WRONLY))
    assert file.stat().st_mode & 0o777 == 0o600
