"""Tools are run in one way, and what fails is one sentence and one code."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import steps
from steps import Failure

PYTHON = (sys.executable, "-c")


def fails() -> str:
    """Work that fails."""
    raise Failure("the reason")


def lacks() -> str:
    """Work that finds no file."""
    return Path("no-such-file").read_text(encoding="utf-8")


def test_what_a_tool_prints_is_answered_its_errors_too() -> None:
    assert steps.run(*PYTHON, "import sys; print(1, flush=True); print(2, file=sys.stderr)") == "1\n2\n"
    assert steps.done(*PYTHON, "raise SystemExit(4)").returncode == 4


def test_what_fails_says_what_it_said() -> None:
    with pytest.raises(Failure, match="ended with 3:\nthe reason"):
        steps.run(*PYTHON, "print('the reason'); raise SystemExit(3)")
    with pytest.raises(Failure, match="no-such-program"):
        steps.run("no-such-program")
    with pytest.raises(Failure, match="timed out"):
        steps.run(*PYTHON, "input()", patience=0)


def test_aloud_it_goes_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert steps.run(*PYTHON, "print('words')", aloud=True) == ""
    assert capfd.readouterr().out == "words\n"
    with pytest.raises(Failure, match=r"ended with 1, with the messages above"):
        steps.run(*PYTHON, "raise SystemExit('why')", aloud=True)


def test_it_is_run_where_and_with_what_is_told(tmp_path: Path) -> None:
    said = steps.run(
        *PYTHON, "import os; print(os.getcwd(), os.environ['X'])", folder=tmp_path, environment={"X": "y"}
    )
    assert said == f"{tmp_path} y\n"


def test_an_end_is_a_sentence_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert steps.ended(lambda: "Made.\n") == 0
    assert capsys.readouterr() == ("Made.\n", "")
    assert steps.ended(fails) == 1
    assert capsys.readouterr() == ("", "the reason\n")
    assert steps.ended(lacks) == 1
    assert "no-such-file" in capsys.readouterr().err


def test_what_is_no_failure_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        steps.ended(lambda: str(1 / 0))
