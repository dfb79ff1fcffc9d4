from __future__ import annotations

from pathlib import Path

import pytest

from e2e.traces import bad_lines, complaints, files_with, logs

SECRET = "demo-0123456789"


def test_a_secret_is_found_wherever_it_stands(tmp_path: Path) -> None:
    deep = tmp_path / ".config" / "deep"
    deep.mkdir(parents=True)
    (deep / "settings").write_text(f'{{"a": "{SECRET}"}}')
    (tmp_path / "wide").write_bytes(f"x{SECRET}".encode("utf-16-le"))
    (tmp_path / "broken").write_bytes(b"\xff\xfe" + SECRET.encode())
    (tmp_path / "clean").write_text(SECRET[:-1])
    (tmp_path / "other").symlink_to(deep / "settings")
    assert files_with(tmp_path, ["something else", SECRET]) == [".config/deep/settings", "broken", "wide"]
    assert files_with(tmp_path, ["something else"]) == []


def test_the_logs_are_found(tmp_path: Path) -> None:
    for name in ("tallyfy-inspector.log", "tallyfy-inspector.log.1", "other.log"):
        (tmp_path / name).touch()
    assert [file.name for file in logs(tmp_path)] == ["tallyfy-inspector.log", "tallyfy-inspector.log.1"]


def test_bad_lines_are_those_from_warning_on() -> None:
    lines = [f"2026-11-23T18:03:11+0000 {level} x: y" for level in ("INFO", "WARNING", "ERROR", "CRITICAL")]
    assert bad_lines("\n".join(lines)) == lines[1:]
    assert bad_lines("") == []


@pytest.mark.parametrize(
    "known",
    [
        'qt.accessibility.atspi: AtSpiAdaptor::applicationInterface does not implement "X" "/y"',
        'qt.accessibility.atspi: Could not find accessible on path: "/org/a11y/atspi/accessible/2147484246"',
    ],
)
def test_what_qt_says_of_itself_is_no_complaint(known: str) -> None:
    assert complaints(f"{known}\n\n{known}\n") == []
    assert complaints(f"{known}\nTraceback\n") == ["Traceback"]
