from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.redact import Redactor
from tallyfy_inspector.store import log_source
from tallyfy_inspector.store.log_source import LogFiles
from tallyfy_inspector.store.logs import FILE, FILES

CANARY = "canary-" + "0a1b2c" * 8
HEAD = "2026-11-23T12:00:00+0000"


def source(folder: Path, *files: str) -> LogFiles:
    """The log of `files`, the newest first."""
    for number, text in enumerate(files):
        (folder / (FILE if number == 0 else f"{FILE}.{number}")).write_text(text, encoding="utf-8")
    redactor = Redactor()
    redactor.add(CANARY)
    return LogFiles(folder, redactor.text)


def test_the_files_follow_each_other_with_the_newest_last(tmp_path: Path) -> None:
    names = [f"{HEAD} INFO a: {number}\n" for number in range(FILES)]
    tail = source(tmp_path, *names).read()
    assert [line.text[-1] for line in tail.lines] == ["4", "3", "2", "1", "0"]
    assert (tail.cut, tail.problem) == (False, "")
    assert LogFiles(tmp_path, str).folder == tmp_path


def test_the_lines_of_a_traceback_have_the_level_of_their_record(tmp_path: Path) -> None:
    text = (
        f"{HEAD} DEBUG a: one\n{HEAD} ERROR a: two\nTraceback:\n  File x\n"
        f"{HEAD} WARNING a: three\n{HEAD} STRANGE a: four\n"
    )
    levels = [line.level for line in source(tmp_path, text).read().lines]
    assert levels == [
        *(logging.DEBUG, logging.ERROR, logging.ERROR, logging.ERROR),
        *(logging.WARNING, logging.INFO),
    ]


def test_secrets_and_odd_characters_are_hidden_once_more(tmp_path: Path) -> None:
    link = "https://go.tallyfy.com/guest/0123456789abcdef0123456789abcdef"
    lines = source(tmp_path, f"{HEAD} INFO a: {CANARY} \u202e {link}\n").read().lines
    assert CANARY not in lines[0].text
    assert "0123456789abcdef" not in lines[0].text
    assert r"\u202e" in lines[0].text
    assert "INFO" not in repr(lines)


def test_only_the_end_of_a_long_log_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_source, "MOST_BYTES", 1_000)
    old, new = (f"{HEAD} INFO a: {name}\n" * 20 for name in ("old", "new"))
    tail = source(tmp_path, new, old).read()
    assert tail.cut
    assert tail.lines[-1].text.endswith("new")
    assert len(tail.lines) == 1_000 // len(f"{HEAD} INFO a: new\n")
    assert all(line.text.startswith(HEAD) for line in tail.lines), "a line was cut in two"


def test_so_are_no_more_lines_than_can_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_source, "MOST_LINES", 3)
    tail = source(tmp_path, "".join(f"{HEAD} INFO a: {n}\n" for n in range(5))).read()
    assert [line.text[-1] for line in tail.lines] == ["2", "3", "4"]
    assert tail.cut


def test_no_log_at_all_is_no_problem(tmp_path: Path) -> None:
    tail = LogFiles(tmp_path / "nowhere", str).read()
    assert (tail.lines, tail.cut, tail.problem) == ((), False, "")


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = source(tmp_path, "x")

    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(log_source, "_last", refuse)
    assert made.read().problem == "The log cannot be read (Permission denied)."


@given(data=st.binary(max_size=300))
def test_whatever_stands_in_the_files_is_shown(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("log")
    (folder / FILE).write_bytes(data)
    assert all("\n" not in line.text and line.level >= 0 for line in LogFiles(folder, str).read().lines)
