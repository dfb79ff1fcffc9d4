from __future__ import annotations

import pytest

from tallyfy_inspector.task.names import Names
from tallyfy_inspector.task.process_tasks import TaskRow, read_rows
from tallyfy_inspector.ui.process_model import DEADLINE, ProcessModel
from tests.support.views import FixedClock

PEOPLE = {"users": [7], "guests": ["ann@x.ex"]}


@pytest.fixture
def model() -> ProcessModel:
    made = ProcessModel(FixedClock())
    tasks = [{"id": "1", "title": "Collect papers", "owners": PEOPLE}, {"id": "2", "title": "Sign"}]
    made.take(read_rows({"data": tasks}))
    return made


def shown(model: ProcessModel) -> list[str]:
    return [row.id for row in model.rows]


def test_each_task_is_a_row_and_heard_as_one(model: ProcessModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (2, 4)
    assert model.index(0, 3).data() == "ann@x.ex, 1 member"
    assert model.heard(model.rows[0]) == "Collect papers, Assignees: ann@x.ex, 1 member"


def test_a_task_that_is_overdue_says_so(model: ProcessModel) -> None:
    late, done = (
        {"id": "1", "status": status, "deadline": "2026-11-20T18:00:00Z"}
        for status in ("active", "completed")
    )
    model.take(read_rows({"data": [late, done]}))
    assert [model.words(row, DEADLINE) for row in model.rows] == [
        "Overdue 2 days 18 hours · 20 Nov 2026, 18:00 UTC",
        "20 Nov 2026, 18:00 UTC",
    ]
    assert [model.index(row, DEADLINE).data() for row in range(2)] == [
        "Overdue 2 days 18 hours",
        "20 Nov 2026, 18:00 UTC",
    ]
    model.sift("overdue")
    assert len(model.rows) == 1


def test_thousands_of_tasks_are_sifted_at_once(model: ProcessModel) -> None:
    many = [{"id": str(number), "title": f"Task number {number}"} for number in range(5000)]
    model.take(read_rows({"data": many}))
    model.sift("number 4999")
    assert shown(model) == ["4999"]


def test_what_the_filter_looks_in_is_made_once_when_it_looks(
    model: ProcessModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def line(row: TaskRow) -> str:
        made.append(row.id)
        return row.title

    monkeypatch.setattr(model, "_line", line)
    model.take(model.rows)
    model.hide(True)
    model.hide(False)
    model.know(Names(members={"7": "Ada"}))
    assert made == []
    for text in ("s", "si", ""):
        model.sift(text)
    assert made == ["1", "2"]


def test_what_is_sifted_stays_so_with_other_names_and_other_rows(model: ProcessModel) -> None:
    model.sift("ada")
    assert shown(model) == []
    model.know(Names(members={"7": "Ada"}))
    assert shown(model) == ["1"]
    model.hide(True)
    assert shown(model) == []  # what is hidden is not found by
    model.sift("")
    assert [model.words(row, 3) for row in model.rows] == ["•••••", ""]
    assert "Collect" not in model.heard(model.rows[0])
