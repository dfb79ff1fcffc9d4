from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from e2e.program import Program, command_line, environment_for
from e2e.waiting import StoryError


def test_a_file_of_the_checkout_is_named_whole(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "it").touch()
    assert command_line("dist/it --debug", tmp_path) == [str(tmp_path / "dist" / "it"), "--debug"]
    assert command_line("dist/other", tmp_path) == ["dist/other"]
    assert command_line("python3 -m 'a b'", tmp_path) == ["python3", "-m", "a b"]
    with pytest.raises(ValueError, match="empty"):
        command_line("  ", tmp_path)


def test_only_a_module_is_told_where_it_stands(tmp_path: Path) -> None:
    assert environment_for(["python", "-m", "x"], {"A": "b"}, tmp_path) == {
        "A": "b",
        "PYTHONPATH": str(tmp_path),
    }
    assert environment_for(["dist/it"], {"A": "b"}, tmp_path) == {"A": "b"}


def program(tmp_path: Path, code: str) -> Program:
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    return Program([sys.executable, "-c", code], environment, tmp_path / "said")


def test_it_starts_at_home_ends_and_starts_again(tmp_path: Path) -> None:
    it = program(tmp_path, "import os, sys; print(os.getcwd() == os.environ['HOME'], sys.argv[1:])")
    for _turn in range(2):
        assert it.start("--demo") > 0
        assert it.await_end() < 15
    assert it.said() == "True ['--demo']\n" * 2
    assert not it.is_running()


def test_a_second_start_is_asked_while_the_first_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = program(tmp_path, "import sys, time; print(sys.argv[1:]); time.sleep(60 * (len(sys.argv) == 1))")
    it.start()
    assert it.ask("--version") == "['--version']\n"
    assert it.is_running()
    it.close()
    bad = program(tmp_path, "raise SystemExit('it fell over')")
    with pytest.raises(StoryError, match="ended with 1: it fell over"):
        bad.ask("x")
    monkeypatch.setattr("e2e.program.PATIENCE", 0.1)
    with pytest.raises(StoryError, match="with --slow did not end"):
        program(tmp_path, "import time; time.sleep(60)").ask("--slow")


def test_a_bad_end_is_said(tmp_path: Path) -> None:
    it = program(tmp_path, "raise SystemExit('it fell over')")
    it.start()
    with pytest.raises(StoryError, match="ended with 1: it fell over"):
        it.await_end()


def test_one_that_does_not_end_is_ended_here(tmp_path: Path) -> None:
    it = program(tmp_path, "import time; time.sleep(60)")
    it.start()
    with pytest.raises(StoryError, match="still runs"):
        it.start()
    with pytest.raises(StoryError, match=r"did not end within 0\.1 s"):
        it.await_end(0.1)
    assert it.is_running()
    it.close()
    assert not it.is_running()


def test_what_cannot_be_started_is_said(tmp_path: Path) -> None:
    it = Program([str(tmp_path / "nothing")], {"HOME": str(tmp_path)}, tmp_path / "said")
    with pytest.raises(StoryError, match="cannot be started"):
        it.start()
    with pytest.raises(StoryError, match="was not started"):
        it.await_end()
    assert it.said() == ""
    it.close()
