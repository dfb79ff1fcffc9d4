from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.calendar_days import CalendarDays

DAY = "2026-12-01T00:00:00.000Z"


def field(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"{number:032x}", "field_type": "date", "field_value": DAY, "value": DAY, **more}


FIELDS = [
    field(1, collect_time=False),
    field(2, collect_time=True),
    field(3),
    field(4, field_type="text"),
    field(5, collect_time="1"),
]
TASK: dict[str, Any] = {
    "data": {
        "id": "d",
        "deadline": DAY,
        "taskdata": {f"{number:032x}": DAY for number in range(1, 6)},
        "form_fields": {"data": FIELDS},
    }
}
AT: Path = ("data", "form_fields", "data")


@pytest.mark.parametrize(("place", "is_day"), [(0, True), (1, False), (2, True), (3, False), (4, False)])
def test_a_date_field_that_collects_no_time_holds_a_day(place: int, is_day: bool) -> None:
    days = CalendarDays(TASK)
    assert ((*AT, place, "field_value") in days) is is_day
    assert ((*AT, place, "value") in days) is is_day
    assert (("data", "taskdata", f"{place + 1:032x}") in days) is is_day
    assert (*AT, place, "id") not in days


def test_no_other_place_holds_one() -> None:
    days = CalendarDays(TASK)
    for path in (
        (),
        ("data",),
        ("data", "deadline"),
        (*AT, 9, "field_value"),
        ("data", "taskdata", 0),
        AT,
        "x",
    ):
        assert path not in days


@pytest.mark.parametrize("form_fields", [FIELDS, {"0": FIELDS[0]}, {"data": FIELDS}])
def test_however_the_fields_are_wrapped(form_fields: Any) -> None:
    days = CalendarDays({"data": {"id": "d", "form_fields": form_fields}})
    at = ("data", "form_fields", "data") if isinstance(form_fields, dict) and "data" in form_fields else None
    first = "0" if isinstance(form_fields, dict) else 0
    assert (*(at or ("data", "form_fields")), 0 if at else first, "value") in days


@pytest.mark.parametrize("root", [None, [], "x", {}, {"data": []}, {"data": {"id": 1, "form_fields": 5}}])
def test_any_answer_is_taken(root: Any) -> None:
    assert ("data", "form_fields", 0, "value") not in CalendarDays(root)


def test_the_fields_are_looked_through_when_they_matter() -> None:
    days = CalendarDays(TASK)
    assert ("data", "deadline") not in days
    assert "_fields" not in vars(days)
    assert (*AT, 0, "value") in days
    assert "_fields" in vars(days)


def test_days_of_the_kick_off_form() -> None:
    kick_off = [
        {"id": "a", "field_type": "date", "field_value": None},
        {"id": "b", "field_type": "date", "collect_time": True, "field_value": DAY},
    ]
    run = {
        "prerun": {"a": DAY, "b": DAY, "c": DAY},
        "checklist": {"prerun": [{"id": "c", "field_type": "date"}]},
    }
    days = CalendarDays({"id": "d", "ko-form-fields": kick_off, "run": run})
    assert ("ko-form-fields", 0, "field_value") in days
    assert ("ko-form-fields", 1, "field_value") not in days
    assert [(("run", "prerun", key) in days) for key in ("a", "b", "c", "x")] == [True, False, True, False]
