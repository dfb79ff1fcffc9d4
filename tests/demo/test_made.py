from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import Any

from tallyfy_inspector.demo import made
from tallyfy_inspector.demo.catalogue import TASKS, DemoTask

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = frozenset({"run", "step", "form_fields", "tags", "threads", "issues", "activities", "threads_count"})


def row(source: str) -> DemoTask:
    return next(task for task in TASKS if task.source == source)


def test_exact_values_are_sent_as_they_stand() -> None:
    body = made.exact(row("exact"), ALL, NOW)
    for raw in (b"123456789012345678901234567890", b":1.10", b":1e400", b":-0}", b':""', b":null"):
        assert raw in body
    assert body.count(b'"tier"') == 2
    assert body.count(b'"note"') == 2
    assert rb"\u0000" in body
    assert rb"\u202e" in body
    assert rb"\ud800" in body


def test_exact_values_are_json_and_200_levels_deep() -> None:
    data = json.loads(made.exact(row("exact"), ALL, NOW))["data"]
    depth, value = 0, data["nested"]
    while isinstance(value, list | dict):
        depth, value = depth + 1, value[0] if isinstance(value, list) else value["in"]
    assert (depth, value) == (200, "the innermost value")
    fields = {field["label"]: field["field_value"] for field in data["form_fields"]["data"]}
    assert len(fields["Long text"]) > 32_767
    assert fields["Letters as they are"] == fields["Escaped letters"] == "Übergabe – 🙂 / done"


def test_exact_values_leave_out_what_was_not_asked_for() -> None:
    data = json.loads(made.exact(row("exact"), frozenset(), NOW))["data"]
    assert "form_fields" not in data
    assert "threads_count" not in data
    assert data["id"] == row("exact").id


def test_the_large_task_is_1_mb_with_and_without_includes() -> None:
    task = row("large")
    bare, whole = made.large(task, frozenset(), NOW), made.large(task, ALL, NOW)
    assert 1_000_000 < len(bare) < len(whole) < 1_200_000
    data: dict[str, Any] = json.loads(whole)["data"]
    assert data["id"] == task.id
    assert data["run"]["data"]["id"] == data["run_id"] == task.run
    assert all(field["id"] in data["taskdata"] for field in data["form_fields"]["data"])


def test_the_deep_one_is_balanced_and_100000_levels_deep() -> None:
    body = made.deep(row("deep"))
    assert body.count(b"[") == body.count(b"]") == 100_000
    assert body.count(b"{") == body.count(b"}") == 2


def test_the_bomb_is_small_and_unpacks_to_64_mb_of_json() -> None:
    body = made.bomb(row("bomb"))
    assert len(body) < 100_000
    reader = zlib.decompressobj(wbits=31)
    head = reader.decompress(body, 200)
    assert head.startswith(b'{"data":{"id":"')
    size = len(head)
    while not reader.eof:
        piece = reader.decompress(reader.unconsumed_tail, 2**20)
        size += len(piece)
    assert size > 64 * 2**20
    assert piece.endswith(b'"}}')
