from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import documents, jobs
from benchmarks.bare import Values
from benchmarks.jobs import JOBS, Job, JobError, in_a_process, measure, needed
from benchmarks.serving import serving

GOOD = Job("bare", "good", (), ("a", "b"))
BAD = Job("bare", "bad", (), ("c", "d"))


def test_only_what_is_asked_for_is_run() -> None:
    assert [job.name for job in needed(["walk 10 MB", "find 10 MB"])] == ["walk-10", "find"]


def test_all_jobs_take_turns_and_one_that_failed_is_left_out() -> None:
    played: list[str] = []
    told: list[str] = []

    def play(job: Job) -> Values:
        played.append(job.name)
        if job is BAD:
            raise JobError("it fell over")
        return {"a": float(len(played)), "b": 0.0}

    measured = measure([GOOD, BAD], 3, play, told.append)
    assert played == ["good", "bad", "good", "good"]
    assert measured.values == {"a": [1.0, 3.0, 4.0], "b": [0.0, 0.0, 0.0]}
    assert measured.failures == {"bad": "it fell over"}
    assert told == ["run 1 of 3", "bad: it fell over", "run 2 of 3", "run 3 of 3"]


def test_what_says_the_same_each_time_is_played_once() -> None:
    long = Job("bare", "long", (), ("e",), once=True)
    played: list[str] = []

    def play(job: Job) -> Values:
        played.append(job.name)
        return dict.fromkeys(job.gives, 1.0)

    measured = measure([GOOD, long], 3, play, lambda _line: None)
    assert played == ["good", "long", "good", "good"]
    assert measured.values["e"] == [1.0]
    assert not measured.failures


def test_each_reason_why_values_are_not_there_is_told_once() -> None:
    measured = measure(JOBS, 1, _refuse, lambda _line: None)
    assert measured.why_not(["walk 10 MB", "find 10 MB"]) == ["not today"]
    measured.add({"walk 10 MB": 1.0, "find 10 MB": 1.0})
    assert measured.why_not(["walk 10 MB", "find 10 MB"]) == []


def _refuse(_job: Job) -> Values:
    raise JobError("not today")


def test_a_series_that_broke_off_is_known() -> None:
    measured = measure(JOBS, 1, _refuse, lambda _line: None)
    assert not measured.broken_off
    measured.add({"walk 10 MB": 1.0})
    assert measured.broken_off


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("import sys; print('before', file=sys.stderr); raise OSError('gone')", "OSError: gone"),
        ("raise SystemExit(3)", "ended with 3"),
        ("import time; time.sleep(60)", "not done after 0.5 seconds"),
    ],
)
def test_what_fails_and_what_hangs_is_told_on_one_line(
    script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(jobs, "ROOT", tmp_path)
    monkeypatch.setattr(jobs, "MODULES", {"bare": "broken"})
    monkeypatch.setattr(jobs, "PATIENCE", 0.5 if "sleep" in script else 20)
    with pytest.raises(JobError, match=why):
        in_a_process(GOOD, tmp_path, "")


CHEAP = ("first", "first-fetch", "get-33", "gaps", "expand-0", "array-small", "rows-1")


@pytest.mark.skipif(sys.platform != "linux", reason="measured where it is run")
@pytest.mark.parametrize("job", [job for job in JOBS if job.name in CHEAP], ids=lambda job: job.name)
def test_a_job_gives_what_it_promises_from_the_real_window(job: Job, tmp_path: Path) -> None:
    documents.write(tmp_path, [documents.SMALL, *job.reads])
    with serving(tmp_path) as server:
        values = in_a_process(job, tmp_path, server.url)
    assert tuple(values) == job.gives
    assert all(0 < value < 20_000 for value in values.values())
