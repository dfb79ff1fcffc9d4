from __future__ import annotations

from pathlib import Path

import pytest

from tallyfy_inspector.store.backups import MOST, copy, move

NUMBERED = ["a.json.bak", *(f"a.json.bak.{number}" for number in range(2, MOST + 1))]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.json"


def kept(folder: Path) -> dict[str, bytes]:
    """The copies by name."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name != "a.json"}


def test_each_is_kept_once_and_no_more_than_a_few(tmp_path: Path, file: Path) -> None:
    found = []
    for content in (b"1", b"2", b"1", b"3", b"4", b"5", b"6", b"7"):
        file.write_bytes(content)
        found.append(move(file))
        assert not file.exists()
    assert found == [*NUMBERED[:2], NUMBERED[0], *NUMBERED[2:], NUMBERED[-1], NUMBERED[-1]]
    assert kept(tmp_path) == dict(zip(NUMBERED, (b"1", b"2", b"3", b"4", b"7"), strict=True))


def test_a_copy_leaves_the_file_and_is_made_once(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"1")
    assert [copy(file), copy(file)] == [NUMBERED[0]] * 2
    file.write_bytes(b"2")
    assert copy(file) == NUMBERED[1]
    assert file.read_bytes() == b"2"
    assert kept(tmp_path) == {NUMBERED[0]: b"1", NUMBERED[1]: b"2"}


def test_what_cannot_be_kept_is_said(file: Path) -> None:
    for keep in (move, copy):
        with pytest.raises(FileNotFoundError):
            keep(file)
