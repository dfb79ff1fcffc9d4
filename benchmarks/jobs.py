"""What has to run for a table, each part in a process of its own that is bounded in time.

A `Job` is one run of a scene, of a bare reference, or of the peer in a browser; it gives values by name. One
that failed is not tried again, and its reason is told in the table. Knows no target.

To add one: a line in JOBS with what it reads and what it gives.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bare import Values

ROOT = Path(__file__).resolve().parent.parent
MODULES = {"window": "benchmarks.scenes", "bare": "benchmarks.bare"}
PATIENCE = 60.0  # seconds for one process
FETCHES_NAME = "TALLYFY_BENCH_FETCHES"  # in the environment: how many fetches the soak makes


class JobError(Exception):
    """It gave nothing; `str(error)` says why, on one line."""


@dataclass(frozen=True, slots=True)
class Job:
    """One process. `kind` is where it runs, `reads` the documents beside the 10 KB one, which is always
    there; `gives` the names of its values, all of them. One that is played `once` takes long, and
    says the same each time. `longer` says how many times as long as others it may take."""

    kind: str
    name: str
    reads: tuple[str, ...]
    gives: tuple[str, ...]
    once: bool = False
    longer: float = 1.0


JOBS: tuple[Job, ...] = (
    # Starts first: they are asked for more often than the rest (`starts`).
    Job("start", "start-bare", (), ("start bare", "held bare")),
    Job("start", "start-source", (), ("start source", "ready source")),
    Job("start", "start-packaged", (), ("start packaged", "ready packaged")),
    Job("start", "cold-source", (), ("cold source",)),
    Job("start", "cold-packaged", (), ("cold packaged",)),
    Job("start", "held-task", ("33 KB",), ("held task",)),
    Job("bare", "get-33", ("33 KB",), ("get 33 KB",)),
    Job("window", "first-fetch", ("33 KB",), ("first fetch 33 KB",)),
    # What is compared stands side by side, so that it meets the same disturbances.
    Job("bare", "decode-10", ("10 MB",), ("decode 10 MB",)),
    Job("window", "paint-10", ("10 MB",), ("paint 10 MB",)),
    Job("window", "repeated", ("10 MB, repeated key",),
        ("paint 10 MB, repeated key", "settled 10 MB, repeated key")),
    Job("bare", "decode-100", ("100 MB",), ("decode 100 MB",)),
    Job("window", "paint-100", ("100 MB",), ("paint 100 MB",)),
    Job("window", "gaps", ("1 MB",), ("gap 10 KB", "gap 1 MB")),
    Job("bare", "rows-1", ("1 MB",), ("loop 1 MB",)),
    Job("window", "expand-1", ("1 MB",), ("expand 1 MB", "expand gap 1 MB")),
    Job("bare", "rows-10", ("10 MB",), ("loop 10 MB",)),
    Job("window", "expand-10", ("10 MB",), ("expand 10 MB", "expand gap 10 MB")),
    Job("window", "array-small", ("1,000 integers",), ("open 1,000 integers", "open gap 1,000 integers")),
    Job("window", "array-large", ("1,000,000 integers",),
        ("open 1,000,000 integers", "open gap 1,000,000 integers")),
    Job("bare", "walk-10", ("10 MB",), ("walk 10 MB",)),
    Job("window", "find", ("10 MB",), ("find 10 MB", "find first 10 MB", "find all 10 MB", "find gap 10 MB")),
    Job("bare", "judge-1", ("1 MB, whole task",), ("walk 1 MB, whole task",)),
    Job("window", "diagnosis", ("1 MB, whole task",), ("diagnosis 1 MB, whole task",)),
    Job("bare", "hold-10", ("10 MB",), ("held 10 MB",)),
    Job("window", "memory", ("10 MB",), ("grown 10 MB",)),
    Job("window", "first", (), ("first 10 KB", "paint 10 KB")),
    Job("window", "paint-1", ("1 MB",), ("paint 1 MB",)),
    Job("window", "expand-0", (), ("expand 10 KB", "expand gap 10 KB")),
    Job("window", "soak", (),
        ("soak held", "soak held at first", "soak open", "soak open at first", "soak each"),
        once=True, longer=6),
    Job("peer", "editor", ("1 MB", "10 MB", "100 MB"),
        ("editor paint 1 MB", "editor paint 10 MB", "editor paint 100 MB", "editor expand 10 KB")),
)  # fmt: skip


def needed(names: Iterable[str]) -> tuple[Job, ...]:
    """The jobs that give the values `names`."""
    asked = set(names)
    return tuple(job for job in JOBS if asked.intersection(job.gives))


def in_a_process(job: Job, folder: Path, server: str) -> Values:
    """Run `job` in a fresh Python. Raises JobError."""
    command = [sys.executable, "-m", MODULES[job.kind], job.name, str(folder)]
    command += [server] if job.kind == "window" or job.name == "get-33" else []
    patience = PATIENCE * job.longer
    try:
        done = subprocess.run(
            command,
            cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=patience, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise JobError(f"not done after {patience:g} seconds") from None
    if done.returncode:
        raise JobError((done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1])
    values: Values = json.loads(done.stdout.splitlines()[-1])
    return values


@dataclass(slots=True)
class Measured:
    """What came of all runs: values by name, and why a job gave none."""

    values: dict[str, list[float]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def broken_off(self) -> bool:
        """Whether a job that had given values failed later, so that its medians are of fewer runs."""
        given = (job.gives for job in JOBS if job.name in self.failures)
        return any(name in self.values for names in given for name in names)

    def add(self, values: Values) -> None:
        """One more run's values."""
        for name, value in values.items():
            self.values.setdefault(name, []).append(value)

    def why_not(self, names: Iterable[str]) -> list[str]:
        """Why values of `names` are not there: each reason once."""
        jobs = needed(name for name in names if name not in self.values)
        return list(dict.fromkeys(self.failures[job.name] for job in jobs if job.name in self.failures))


def measure(
    jobs: Iterable[Job],
    runs: int,
    play: Callable[[Job], Values],
    tell: Callable[[str], None],
    before: Measured | None = None,
) -> Measured:
    """Run each of `jobs` once, and all of them `runs` times, so that what disturbs disturbs all alike; what
    was measured `before` is in what is answered."""
    measured = before or Measured()
    todo = list(jobs)
    for run in range(1, runs + 1):
        tell(f"run {run} of {runs}")
        for job in list(todo):
            try:
                measured.add(play(job))
                if job.once:
                    todo.remove(job)
            except JobError as error:
                measured.failures[job.name] = str(error)
                todo.remove(job)
                tell(f"{job.name}: {error}")
    return measured
