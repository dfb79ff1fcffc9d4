from __future__ import annotations

from benchmarks.jobs import JOBS
from benchmarks.scenes import SCENES


def test_every_job_in_the_window_has_its_scene() -> None:
    # That each gives what it promises is in test_jobs.py: a scene needs a process of its own.
    assert set(SCENES) == {job.name for job in JOBS if job.kind == "window"}
