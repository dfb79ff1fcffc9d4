from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from tallyfy_inspector.ports import FileError
from tallyfy_inspector.store import local_files
from tallyfy_inspector.store.local_files import MOST, LocalFiles

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX has modes, pipes and devices")
BODY = b'{"a": 1.10}\r\n\xff'


def trouble(act: Callable[[], object]) -> FileError:
    with pytest.raises(FileError) as caught:
        act()
    return caught.value


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "täsk ‮.json"
    file.write_bytes(BODY)
    assert LocalFiles().read(file) == BODY
    file.write_bytes(b"")
    assert LocalFiles().read(file) == b""


def test_what_is_not_there_or_a_folder(tmp_path: Path) -> None:
    read = LocalFiles().read
    assert trouble(lambda: read(tmp_path / "gone.json")).kind == "gone"
    (tmp_path / "file").write_bytes(BODY)
    assert trouble(lambda: read(tmp_path / "file" / "below")).kind == "gone"
    assert trouble(lambda: read(tmp_path / ("x" * 5_000))).kind == "gone"
    assert trouble(lambda: read(tmp_path / "a\0b")).kind == "gone"
    assert trouble(lambda: read(tmp_path)).kind == "folder"


@posix
def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert trouble(lambda: LocalFiles().read(tmp_path / "pipe")).kind == "special"
    assert trouble(lambda: LocalFiles().read(Path("/dev/zero"))).kind == "special"
    with socket.socket(socket.AF_UNIX) as one:
        place = os.path.relpath(tmp_path / "s")  # a socket's name is short
        one.bind(place)
        assert trouble(lambda: LocalFiles().read(tmp_path / "s")).kind == "special"
    assert trouble(lambda: LocalFiles().write(tmp_path / "pipe", BODY)).kind == "special"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PermissionError(13, "no"), "denied"),
        (OSError(30, "read-only"), "denied"),
        (OSError(28, "no space"), "full"),
        (OSError(5, "input/output"), "failed"),
        (OSError("no number"), "failed"),
    ],
)
def test_what_the_system_says_has_a_kind_and_no_path(tmp_path: Path, error: OSError, kind: str) -> None:
    file = tmp_path / "CANARY.json"
    file.write_bytes(BODY)
    with patch("os.open", side_effect=error):
        read = trouble(lambda: LocalFiles().read(file))
    with patch.object(local_files, "write_private", side_effect=error):
        written = trouble(lambda: LocalFiles().write(file, b""))
    assert (read.kind, written.kind) == (kind, kind)
    assert "CANARY" not in f"{read!r}{written!r}{read.__cause__}"
    assert file.read_bytes() == BODY


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * 11)
    error = trouble(lambda: LocalFiles(10).read(file))
    assert (error.kind, error.size, error.limit) == ("too_large", 11, 10)
    file.write_bytes(b"x" * 10)
    assert LocalFiles(10).read(file) == b"x" * 10
    with file.open("wb") as stream:
        stream.truncate(MOST + 1)  # takes no room on the disk
    assert trouble(lambda: LocalFiles().read(file)).size == MOST + 1


def test_nor_is_one_that_grows_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "grows"
    file.write_bytes(b"x" * 11)
    with patch.object(LocalFiles, "_check"):
        assert trouble(lambda: LocalFiles(10).read(file)).kind == "too_large"


def test_the_limit_is_the_one_that_is_promised() -> None:
    assert MOST == 256 * 1024 * 1024


def test_a_file_is_written_in_one_step_for_this_person_alone(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    LocalFiles().write(file, BODY)
    assert file.read_bytes() == BODY
    file.chmod(0o644)
    LocalFiles().write(file, b"{}")
    assert file.read_bytes() == b"{}"
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    write = LocalFiles().write
    assert trouble(lambda: write(tmp_path, BODY)).kind == "folder"
    assert trouble(lambda: write(tmp_path / "gone" / "x.json", BODY)).kind == "gone"
    assert not (tmp_path / "gone").exists()
    assert trouble(lambda: write(tmp_path / "a\0b", BODY)).kind == "gone"
