from __future__ import annotations

import asyncio
import socket
import sys
import threading
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import documents, jobs, soak
from benchmarks import serving as serving_module
from benchmarks.jobs import JOBS, in_a_process
from benchmarks.rough import ROUGH, misbehave
from benchmarks.serving import serving
from tallyfy_inspector.api.retrying import ATTEMPTS


def test_every_other_answer_is_good_and_all_kinds_come() -> None:
    asked = list(islice(soak.bases("http://x"), 2 * len(ROUGH)))
    assert asked[::2] == ["http://x/10-KB"] * len(ROUGH)
    assert asked[1::2] == [f"http://x/rough/{name}" for name in ROUGH]


@pytest.mark.parametrize(("said", "count"), [("", 2000), ("no", 2000), ("200", 200), ("1", 4 * len(ROUGH))])
def test_how_many(said: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(jobs.FETCHES_NAME, said)
    assert soak.fetches() == count


def test_what_is_left_open_is_counted() -> None:
    async def counted() -> tuple[int, int]:
        before, over = soak.left_open(), threading.Event()
        thread = threading.Thread(target=over.wait)
        thread.start()
        task = asyncio.ensure_future(asyncio.sleep(60))
        during = soak.left_open()
        task.cancel()
        over.set()
        thread.join()
        return before, during

    before, during = asyncio.run(counted())
    assert during == before + 2


@pytest.mark.skipif(sys.platform != "linux", reason="measured where it is run")
def test_a_short_day_in_the_real_window_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(jobs.FETCHES_NAME, str(4 * len(ROUGH)))
    asked: Counter[str] = Counter()

    def counted(name: str, peer: socket.socket) -> bool:
        asked[name] += 1
        return misbehave(name, peer)

    monkeypatch.setattr(serving_module, "misbehave", counted)
    documents.write(tmp_path, [documents.SMALL])
    (job,) = (job for job in JOBS if job.name == "soak")
    with serving(tmp_path) as server:
        values = in_a_process(job, tmp_path, server.url)
    assert tuple(values) == job.gives
    assert values["soak open"] <= values["soak open at first"]
    # At most one of the two was stopped while it waited, and the other went on to the last attempt.
    assert all(asked[name] >= ATTEMPTS + 1 for name in ("busy", "down", "dropped", "hang-up")), asked
    assert asked["silent"] == 2
