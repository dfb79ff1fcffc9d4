from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import bare, documents
from benchmarks.jobs import JOBS
from benchmarks.serving import serving

ROOT = {"a": [1, {"b": None}, []], "B": "Äb", "c": {}}


def test_the_plain_loop_lists_each_node_once_in_document_order() -> None:
    rows = bare.list_of_rows(ROOT)
    assert [(depth, key) for depth, key, _value in rows] == [
        (0, None), (1, "a"), (2, 0), (2, 1), (3, "b"), (2, 2), (1, "B"), (1, "c"),
    ]  # fmt: skip
    assert rows[4][2] is None
    assert bare.list_of_rows("alone") == [(0, None, "alone")]


@pytest.mark.parametrize(("wanted", "found"), [("b", 3), ("äb", 1), ("none", 1), ("1", 1), (bare.ABSENT, 0)])
def test_the_plain_walk_counts_keys_and_values_in_any_case(wanted: str, found: int) -> None:
    assert bare.hits(ROOT, wanted) == found


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell it elsewhere")
def test_memory_is_told_in_megabytes() -> None:
    before = bare.resident_mb()
    kept = bytes(range(256)) * 200_000
    after = bare.resident_mb()
    assert before is not None
    assert after is not None
    assert 40 < after - before < 60, len(kept)


def test_every_bare_job_can_be_run() -> None:
    assert set(bare.BARE) == {job.name for job in JOBS if job.kind == "bare"}


def test_httpx_is_asked_for_the_first_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents.write(tmp_path, ["33 KB"])
    with serving(tmp_path) as server:
        assert bare.main(["get-33", str(tmp_path), server.url]) == 0
    assert 0 < json.loads(capsys.readouterr().out)["get 33 KB"] < 20_000


def test_one_prints_what_its_job_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents.write(tmp_path, ["1 MB"])
    assert bare.main(["rows-1", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["loop 1 MB"]
    assert told["loop 1 MB"] > 0
