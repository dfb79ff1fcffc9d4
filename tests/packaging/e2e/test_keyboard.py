"""What xdotool is told, by a stand-in that writes it down; the real one is tried by `make e2e` itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from e2e import waiting
from e2e.keyboard import Keyboard
from e2e.waiting import StoryError

STAND_IN = """#!{python}
import json, pathlib, sys
told = pathlib.Path(__file__).with_name("told")
with told.open("a") as file:
    print(json.dumps([sys.argv[1:], sys.stdin.read()]), file=file)
answers = json.loads(pathlib.Path(__file__).with_name("answers").read_text())
answer = answers.get(sys.argv[1], ["", 0])
print(answer[0], file=sys.stderr if answer[1] else sys.stdout)
raise SystemExit(answer[1])
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stand_in = tmp_path / "xdotool"
    stand_in.write_text(STAND_IN.format(python=sys.executable))
    stand_in.chmod(0o755)
    (tmp_path / "answers").write_text("{}")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(waiting.until, "__defaults__", (0.2,))
    return tmp_path


def told(folder: Path) -> list[Any]:
    return [json.loads(line) for line in (folder / "told").read_text().splitlines()]


def test_what_is_typed_stands_on_no_command_line(folder: Path) -> None:
    Keyboard().type("a secret –")
    [[arguments, given]] = told(folder)
    assert given == "a secret –"
    assert "secret" not in " ".join(arguments)


def test_keys_are_pressed_in_their_order(folder: Path) -> None:
    Keyboard().press("ctrl+a", "Return")
    assert told(folder)[0][0][-2:] == ["ctrl+a", "Return"]


def test_the_newest_window_of_that_title_gets_the_keyboard(folder: Path) -> None:
    (folder / "answers").write_text(json.dumps({"search": ["17\n42", 0]}))
    Keyboard().take("Sign in")
    (search, _), (focus, _) = told(folder)
    assert search == ["search", "--onlyvisible", "--name", "Sign in"]
    assert focus == ["windowfocus", "--sync", "42"]


def test_a_window_that_does_not_come_is_said(folder: Path) -> None:
    (folder / "answers").write_text(json.dumps({"search": ["", 1]}))
    with pytest.raises(StoryError, match="no window has “Sign in” in its title"):
        Keyboard().take("Sign in")


def test_a_key_that_cannot_be_pressed_is_said(folder: Path) -> None:
    (folder / "answers").write_text(json.dumps({"key": ["no such key", 1]}))
    with pytest.raises(StoryError, match="xdotool key: no such key"):
        Keyboard().press("nonsense")
