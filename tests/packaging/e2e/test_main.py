from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from e2e import __main__ as main
from e2e.story import STEPS


def test_the_bundle_is_what_is_proved_unless_another_is_named() -> None:
    assert main.parser().parse_args([]).program == main.PROGRAM
    assert main.parser().parse_args(["--program", "x -m y"]).program == "x -m y"


def test_without_a_program_it_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "PICTURES", tmp_path / "pictures")
    assert main.main(["--program", "dist/no-such-program"]) == 1
    assert "make package" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


@pytest.mark.parametrize("changed", ["tallyfy_inspector/ui/x.py", "resources/a.svg", "packaging/bundle.py"])
def test_a_program_that_is_older_than_its_sources_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], changed: str
) -> None:
    program, source = tmp_path / main.PROGRAM, tmp_path / changed
    beside = tmp_path / "tallyfy_inspector" / "__pycache__" / "x.pyc"
    for file in (program, source, beside):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        os.utime(file, (1000, 1000))
    program.chmod(0o755)
    os.utime(beside, (2000, 2000))
    monkeypatch.setattr(main, "ROOT", tmp_path)
    monkeypatch.setattr(main, "PICTURES", tmp_path / "pictures")
    assert main.newer_source(program, tmp_path) is None
    os.utime(source, (1001, 1001))
    assert main.newer_source(Path(sys.executable), tmp_path) is None
    assert main.main([]) == 1
    assert f"is older than {changed}: make package" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


def test_without_the_bindings_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "PICTURES", tmp_path / "pictures")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert main.main(["--program", sys.executable]) == 1
    assert "python3-pyatspi" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


def test_each_step_has_a_picture_of_its_own() -> None:
    names = [main.file_name(number, step, "png") for number, step in enumerate(STEPS, 1)]
    assert names[0] == "01-first-run.png"
    assert len(set(names)) == len(STEPS)
    assert names == sorted(names)
    assert main.title(STEPS[0]).startswith("First run: ")


def test_pictures_go_where_git_does_not_look() -> None:
    ignored = (main.ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert main.PICTURES.is_relative_to(main.ROOT / "build")
    assert "/build/" in ignored
