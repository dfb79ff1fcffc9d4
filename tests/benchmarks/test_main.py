from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import documents, jobs, starts
from benchmarks.bare import Values
from benchmarks.rows import ROWS

starts_played: list[str] = []


@pytest.fixture
def latest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every job is done in no time, and no document is made; where the file would be."""

    def instantly(job: jobs.Job, _folder: Path, _server: str) -> Values:
        return dict.fromkeys(job.gives, 2.0)

    def start(name: str, _server: str) -> Values:
        starts_played.append(name)
        return dict.fromkeys(next(job.gives for job in jobs.JOBS if job.name == name), 2.0)

    starts_played.clear()
    monkeypatch.setattr(jobs, "in_a_process", instantly)
    monkeypatch.setattr(starts, "play", start)
    monkeypatch.setattr(jobs, "ROOT", tmp_path)
    monkeypatch.setattr(documents, "write", lambda _folder, _names: None)
    monkeypatch.setattr(bench, "LATEST", tmp_path / "latest.json")
    return tmp_path / "latest.json"


def test_a_whole_run_is_kept_without_a_word_of_this_machine_s_name_or_folders(
    latest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["--no-peers"]) == 0
    told = json.loads(latest.read_text(encoding="utf-8"))
    assert [row["what"] for row in told["rows"]] == [row.what for row in ROWS]
    assert set(told["machine"]) == {
        "cores", "processor", "load_before", "system", "python", "qt", "msgspec", "environment", "peer",
    }  # fmt: skip
    assert told["machine"]["environment"] == "with the developers' tools"
    assert str(latest.parent) not in latest.read_text(encoding="utf-8")
    assert {row["note"] for row in told["rows"] if row["reference"] is None} == {"left out"}
    printed = capsys.readouterr().out
    assert "Medians of 5 runs" in printed
    assert {starts_played.count(name) for name in starts.STARTS} == {9}
    assert "Written: latest.json" in printed


def test_it_loads_nothing_that_a_cold_start_reads() -> None:
    code = "import sys, benchmarks.__main__ as it; it.machine(); print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=jobs.ROOT, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_program_is_compiled_as_an_installation_does(
    latest: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    room = latest.parent / "tallyfy_inspector" / "ui"
    room.mkdir(parents=True)
    (room / "theme.py").write_text("GRID = 4\n", encoding="utf-8")
    assert bench.main(["--no-peers", "--only", "source start"]) == 0
    assert [file.name for file in (room / "__pycache__").iterdir()] == [
        f"theme.{sys.implementation.cache_tag}.pyc"
    ]


@pytest.mark.parametrize("partly", [["--quick"], ["--only", "expand"], ["--runs", "4"]])
def test_a_run_in_part_is_printed_and_not_kept(
    latest: Path, partly: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["--no-peers", *partly]) == 0
    assert "targets held" in capsys.readouterr().out
    assert not latest.exists()


def test_quick_leaves_the_largest_document_out() -> None:
    assert not [row for row in bench.chosen("", quick=True) if row.size == "100 MB"]
    assert bench.chosen("", quick=False) == ROWS


def test_words_that_no_row_has_are_told(latest: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--only", "nothing of the kind"]) == 2
    assert "nothing of the kind" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_runs_are_counted_from_one(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.options([f"--runs={count}"])
    assert "a number from 1 on" in capsys.readouterr().err
