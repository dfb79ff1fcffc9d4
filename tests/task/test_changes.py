"""When answers were last changed, by the activities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.changes import changes
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, task_full

EARLY, LATE = "2026-11-13T09:14:00Z", "2026-11-14T09:14:00+02:00"


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 14, tzinfo=UTC)


def entry(field: Any, created_at: Any = EARLY) -> dict[str, Any]:
    return {"verb": ["updated"], "field": field, "created_at": created_at}


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        ([entry(["f1"])], {"f1": at(13, 9)}),
        ([entry("f1", [EARLY])], {"f1": at(13, 9)}),
        ({"data": [entry(["f1"]), entry(["f1"], LATE), entry(["f1"])]}, {"f1": at(14, 7)}),
        ({"0": entry(["f1", "site-notes-41"])}, {"f1": at(13, 9), "site-notes-41": at(13, 9)}),
        ([entry(["f1"], "2026-11-13 09:14:00")], {"f1": at(13, 9)}),
        ([entry(["f1"], "yesterday"), entry(["f2"], None), entry(["f3"], "2026-11-13")], {}),
        ([entry(None), entry([]), entry([None, 5, ""]), entry({})], {}),
        ([None, 5, "x", [], {}], {}),
        ([], {}),
        (None, {}),
        ("odd", {}),
    ],
)
def test_the_latest_change_by_name(activities: Any, expected: dict[str, datetime]) -> None:
    assert changes(Found({"activities": activities}, ())) == expected


def test_no_activities_and_no_task() -> None:
    assert changes(Found({"id": "d"}, ())) == changes(None) == {}


def test_the_full_sample_tells_of_the_deadline_alone() -> None:
    assert set(changes(Found(task_full()["data"], ("data",)))) == {"deadline"}


@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_every_moment_has_its_zone(field: Any, created_at: Any, more: Any) -> None:
    listed = [entry(field, created_at), more]
    for task in ({"activities": listed}, {"activities": more}):
        told = changes(Found(task, ()))
        assert all(moment - at(1, 0) is not None for moment in told.values())
        assert all(isinstance(moment.utcoffset(), timedelta) for moment in told.values())
