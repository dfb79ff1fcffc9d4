"""Every kind of difference is named, and the same is said to be the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import compare_builds


@pytest.fixture
def one(tmp_path: Path) -> Path:
    folder = tmp_path / "one"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "a").write_bytes(b"0123456789")
    (folder / "program").write_bytes(b"x")
    (folder / "program").chmod(0o755)
    (folder / "link").symlink_to("program")
    return folder


@pytest.fixture
def other(one: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(one, tmp_path / "other", symlinks=True))


def test_the_same_is_the_same(one: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (other / "in" / "a").touch()  # another time
    assert compare_builds.main([str(one), str(other)]) == 0
    assert capsys.readouterr().out == "The same, file by file\n"


def test_each_difference_is_named(one: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (other / "in" / "a").write_bytes(b"0123x56789ab")
    (other / "program").chmod(0o644)
    (other / "link").unlink()
    (other / "link").symlink_to("in/a")
    (one / "first").touch()
    (other / "second").touch()
    assert compare_builds.main([str(one), str(other)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "first: only in the first",
        "in/a: differs from byte 4 on (10 and 12 bytes)",
        "link: one is another link",
        "program: only one may be run",
        "second: only in the second",
        "5 differences",
    ]


def test_a_file_is_no_link_to_the_same(one: Path, other: Path) -> None:
    (other / "link").unlink()
    shutil.copy(other / "program", other / "link")
    assert list(compare_builds.differences(one, other)) == ["link: one is another link"]


@pytest.mark.parametrize(
    ("left", "right", "place"),
    [(b"", b"", None), (b"ab", b"ab", None), (b"ab", b"a", 1), (b"", b"a", 0), (b"ab", b"ac", 1)],
)
def test_where_two_files_begin_to_differ(
    tmp_path: Path, left: bytes, right: bytes, place: int | None
) -> None:
    files = tmp_path / "l", tmp_path / "r"
    for file, content in zip(files, (left, right), strict=True):
        file.write_bytes(content)
    assert compare_builds.first_difference(*files) == place


def test_a_difference_far_behind_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_builds, "_CHUNK", 4)
    (tmp_path / "l").write_bytes(b"0123456789")
    (tmp_path / "r").write_bytes(b"01234567x9")
    assert compare_builds.first_difference(tmp_path / "l", tmp_path / "r") == 8


def test_nothing_is_not_the_same_as_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare_builds.main([str(tmp_path / "a"), str(tmp_path / "b")]) == 2
    assert "is not there" in capsys.readouterr().err
    assert compare_builds.main([]) == 2
