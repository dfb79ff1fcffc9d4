from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.ports import RecentTask
from tallyfy_inspector.store.history_file import DamagedError, as_written, read_tasks

ORG = "3d53f2fd6326517fb1b431b539292029"
START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def entry(task: str, **more: object) -> dict[str, object]:
    """An entry of the file."""
    kept = {"connection": "default", "organization": ORG, "task": task, "run": None, "at": START.isoformat()}
    return {**kept, **more}


def read(folder: Path, content: object) -> tuple[RecentTask, ...]:
    """What is read from a file that was written by hand."""
    file = folder / "history.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_tasks(file)


@pytest.mark.parametrize(
    "damaged",
    [
        *(None, 7, "text", [], {}),
        entry("x", connection="default/2"),
        entry("x", connection=None),
        entry("x", organization=7),
        entry("../me"),
        entry("x", run=""),
        entry("x", run=[]),
        entry("x", at=None),
        entry("x", at="yesterday"),
        entry("x", at="2026-11-23T12:00:00"),
        entry("x", at="0001-01-01T00:00:00+23:59"),
        entry("x", at=1_700_000_000),
    ],
)
def test_a_damaged_entry_is_left_out(tmp_path: Path, damaged: object) -> None:
    found = read(tmp_path, {"version": 1, "tasks": [damaged, entry("good")]})
    assert found == (RecentTask("default", ORG, "good", None, START),)


def test_a_time_with_another_zone_is_the_same_moment(tmp_path: Path) -> None:
    at = START.astimezone(timezone(timedelta(hours=9)))
    (only,) = read(tmp_path, {"version": 1, "tasks": [entry("one", at=at.isoformat())]})
    assert only.at == START


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ENTRY = st.fixed_dictionaries(
    {
        "connection": st.just("default") | JSON,
        "organization": st.just(ORG) | JSON,
        "task": st.just("t") | JSON,
    },
    optional={"run": JSON, "at": st.datetimes().map(lambda at: at.isoformat() + "+05:00") | JSON},
)


@given(found=st.lists(ENTRY | JSON, max_size=4) | JSON)
def test_whatever_stands_in_the_file_is_read_or_damaged(
    tmp_path_factory: pytest.TempPathFactory, found: Any
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    if not isinstance(found, list):
        with pytest.raises(DamagedError):
            read(folder, {"version": 1, "tasks": found})
        return
    tasks = read(folder, {"version": 1, "tasks": found})
    again = read(folder, as_written(tasks))
    assert [each.task for each in again] == [each.task for each in tasks]
