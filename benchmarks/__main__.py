"""`make bench`: makes the documents, measures, prints the table and writes benchmarks/latest.json.

python -m benchmarks                    everything, 5 runs; this is what latest.json is written from
python -m benchmarks --only "expand"    rows with these words in them
python -m benchmarks --quick            one run without the 100 MB document, with a short soak

Loads nothing of PySide6 itself: what a process has mapped, the system cannot put out of its memory, and no
start beside it would be cold.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks import documents, jobs, peers, starts, table
from benchmarks.bare import Values
from benchmarks.jobs import Job, Measured
from benchmarks.rows import Row, judge, wanted
from benchmarks.serving import Server, serving

LATEST = jobs.ROOT / "benchmarks" / "latest.json"
FEWEST_RUNS = 5
FEWEST_STARTS = 9
_LARGEST = "100 MB"


def machine() -> table.Told:
    """What the numbers were measured on; nothing that tells one machine of a kind from another."""
    lean = importlib.util.find_spec("pytest") is None
    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "qt": version("PySide6-Essentials"),
        "msgspec": version("msgspec"),
        # Times are taken beside whatever else runs here: well under one a core, or they tell of that too.
        "load_before": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "environment": "what the program needs" if lean else "with the developers' tools",
    }


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure the window.")
    parser.add_argument("--only", default="", metavar="WORDS", help="only rows that have these words")
    parser.add_argument("--runs", type=_count, default=FEWEST_RUNS, help="how often; the median is told")
    parser.add_argument("--quick", action="store_true", help="one run, without the 100 MB document")
    parser.add_argument("--no-peers", action="store_true", help="without the editor in Chromium")
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError("a number from 1 on")
    return int(text)


def chosen(only: str, *, quick: bool) -> tuple[Row, ...]:
    """The rows that are asked for."""
    return tuple(row for row in wanted(only) if not (quick and row.size == _LARGEST))


def _play(peer: peers.Peer | str, folder: Path, server: Server, job: Job) -> Values:
    if job.kind == "start":
        return starts.play(job.name, server.url)
    if job.kind != "peer":
        return jobs.in_a_process(job, folder, server.url)
    if isinstance(peer, str):
        raise jobs.JobError(peer)
    return peers.play(peer, server)


def compile_as_installed(package: Path) -> None:
    """Make the byte code of `package`, as pip does when it installs: where Python may not write any, each
    start would wait for the compiler, and nobody's does."""
    compileall.compile_dir(package, quiet=2)


def _measure(rows: Sequence[Row], runs: int, peer: peers.Peer | str) -> Measured:
    compile_as_installed(jobs.ROOT / "tallyfy_inspector")
    todo = jobs.needed(name for row in rows for name in row.names)
    with tempfile.TemporaryDirectory(prefix="tallyfy-inspector-bench-") as made:
        folder = Path(made)
        documents.write(folder, sorted({documents.SMALL, *(name for job in todo for name in job.reads)}))
        with serving(folder) as server:
            play = partial(_play, peer, folder, server)
            first = [job for job in todo if job.kind == "start"]
            measured = jobs.measure(first, max(runs, FEWEST_STARTS) if runs > 1 else runs, play, _tell)
            return jobs.measure([job for job in todo if job not in first], runs, play, _tell, measured)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and keep what was measured in full."""
    asked = options(arguments)
    rows = chosen(asked.only, quick=asked.quick)
    if not rows:
        _tell(f"No row has these words: {asked.only}")
        return 2
    facts = machine()
    runs = 1 if asked.quick else asked.runs
    if asked.quick:
        os.environ.setdefault(jobs.FETCHES_NAME, "200")
    peer = "left out" if asked.no_peers else peers.found(jobs.ROOT / "build" / "peers")
    measured = _measure(rows, runs, peer)
    told = [table.record(judge(row, measured.values), "; ".join(measured.why_not(row.names))) for row in rows]
    print("\n".join(table.lines(told)))
    facts |= {"peer": peer if isinstance(peer, str) else peer.name}
    print("\n" + ", ".join(f"{name} {value}" for name, value in facts.items()))
    print(f"Medians of {runs} runs (starts: {FEWEST_STARTS} or more): {table.summary(told)}.")
    if rows == wanted("") and runs >= FEWEST_RUNS and not measured.broken_off:
        LATEST.write_text(table.report(facts, runs, told), encoding="utf-8")
        print(f"Written: {LATEST.relative_to(jobs.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
