from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks import documents, starts
from benchmarks.jobs import JOBS, JobError
from benchmarks.serving import serving

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="measured where it is run")


def test_every_start_has_its_job() -> None:
    assert set(starts.STARTS) == {job.name for job in JOBS if job.kind == "start"}


@on_linux
@pytest.mark.parametrize("job", [j for j in JOBS if j.name in ("start-bare", "start-source", "held-task")])
def test_a_start_gives_what_it_promises(job: object, tmp_path: Path) -> None:
    assert job in JOBS
    named = next(each for each in JOBS if each is job)
    documents.write(tmp_path, [*named.reads])
    with serving(tmp_path) as server:
        values = starts.play(named.name, server.url)
    assert tuple(values) == named.gives
    assert all(5 < value < 30_000 for value in values.values())


def test_without_a_bundle_it_is_said_how_to_make_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(starts, "BUNDLE", tmp_path)
    for name in ("start-packaged", "cold-packaged"):
        with pytest.raises(JobError, match="make package"):
            starts.play(name, "")


@on_linux
def test_a_program_that_ends_is_not_waited_for(tmp_path: Path) -> None:
    with starts.started((sys.executable, "-c", "pass"), tmp_path) as program:
        program.process.wait()
        with pytest.raises(JobError, match="does not say"):
            program.await_log("painted")


def test_what_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nothing = tmp_path / "tallyfy-inspector"
    nothing.write_text("", encoding="utf-8")
    monkeypatch.setattr(starts, "BUNDLE", tmp_path)
    with pytest.raises(JobError, match="could not be started"):
        starts.play("start-packaged", "")


@on_linux
def test_files_are_put_out_of_memory_and_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starts, "_DROP_CACHES", tmp_path / "no" / "such")
    (tmp_path / "a").write_bytes(os.urandom(10_000))
    before = (tmp_path / "a").read_bytes()
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    starts.evict([tmp_path, tmp_path / "gone"])
    assert (tmp_path / "a").read_bytes() == before
