from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import documents
from benchmarks.bare import list_of_rows
from tallyfy_inspector.api.problems import classify
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.task.diagnosis import diagnose
from tests.support.exchanges import exchange


@pytest.mark.parametrize("size", [10 * documents.KB, documents.MB])
def test_a_task_has_its_size_and_the_same_bytes_each_time(size: int) -> None:
    body = documents.task(size)
    assert size <= len(body) < size + 2 * documents.KB
    assert body == documents.task(size)


def test_a_task_is_as_dense_as_real_ones() -> None:
    body = documents.task(documents.MB)
    assert 20 < len(body) / len(list_of_rows(json.loads(body))) < 25


def test_it_has_values_of_every_kind() -> None:
    kinds = {type(value).__name__ for _depth, _key, value in list_of_rows(json.loads(documents.task(30_000)))}
    assert kinds == {"dict", "list", "str", "int", "float", "bool", "NoneType"}


def test_the_window_takes_it_for_a_good_answer_and_reads_it_without_detours() -> None:
    body = documents.task(10 * documents.KB)
    document = parse(body)
    assert classify(exchange(200, body), document) is None
    assert document.repeated == ()


@pytest.mark.parametrize("size", [50 * documents.KB, documents.MB])
def test_a_whole_task_has_its_size_and_something_for_every_kind_of_rule(size: int) -> None:
    body = documents.whole_task(size)
    assert size <= len(body) < size + 10 * documents.KB
    assert body == documents.whole_task(size)
    document = parse(body)
    assert classify(exchange(200, body), document) is None
    found = diagnose(document.root, None, datetime(2026, 11, 23, 12, tzinfo=UTC), UTC)
    assert {"open_issue", "required_empty", "value_wrong"} <= {each.code for each in found}
    assert len(found) > 5
    whole = json.loads(body)["data"]
    assert all(whole[key]["data"] for key in ("form_fields", "threads", "activities", "assets"))


def test_one_key_is_repeated() -> None:
    document = parse(documents.task_with_repeated_key(10 * documents.KB))
    assert [str(step) for step in document.repeated[0]] == ["data", "title"]


def test_an_array_of_integers() -> None:
    assert json.loads(documents.array_of_integers(1000))["data"]["numbers"] == list(range(1000))


def test_documents_are_written_under_names_that_fit_addresses(tmp_path: Path) -> None:
    documents.write(tmp_path / "made", ["10 KB", "1,000 integers"])
    assert sorted(file.name for file in (tmp_path / "made").iterdir()) == ["10-KB.json", "1000-integers.json"]
    assert documents.file_of(tmp_path / "made", "10 KB").read_bytes() == documents.task(10 * documents.KB)
