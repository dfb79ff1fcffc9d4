"""The printed lines are read from the real server, run as `make e2e` runs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from e2e.demo import Demo, read, serving, value
from e2e.waiting import StoryError
from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS

ROOT = Path(__file__).resolve().parents[3]
LINES = [
    "Address: http://127.0.0.1:1",
    "Organization: o",
    "Token: demo-secret",
    *(f"Task: {task.id}  {task.what}" for task in TASKS),
]
PRINTED = "\n".join(LINES) + "\n"


def test_the_facts_are_read() -> None:
    demo = read(PRINTED)
    assert demo is not None
    assert (demo.address, demo.organization, demo.token) == ("http://127.0.0.1:1", "o", "demo-secret")
    assert demo.task("healthy") == TASKS[0].id
    assert demo.task("slow") == next(task.id for task in TASKS if task.dribble)
    assert demo.task("unauthorized").startswith("e401")
    assert demo.task("not_found").startswith("e4040000")
    assert "demo-secret" not in repr(demo)


@pytest.mark.parametrize("length", [0, 10, len(LINES[0]) + 1, PRINTED.index("Error 404"), 200])
def test_it_waits_for_the_rest(length: int) -> None:
    assert read(PRINTED[:length]) is None


def test_a_task_that_is_not_there_is_said() -> None:
    with pytest.raises(StoryError, match="no task"):
        Demo("", "", "", {}).task("healthy")


def test_the_real_server_is_asked(tmp_path: Path) -> None:
    with serving([sys.executable], {**os.environ, "PYTHONPATH": str(ROOT)}, tmp_path) as demo:
        assert demo.organization == ORGANIZATION
        data = demo.answer(demo.task("healthy"), ("form_fields",))
    assert data["title"] == TASKS[0].title
    assert "tags" not in data
    fields = data["form_fields"]["data"]
    text = next(field for field in fields if field["field_type"] == "text")
    assert value(text) == text["field_value"]


def test_a_server_that_cannot_be_started_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="not installed"), serving(["no-such-python"], os.environ, tmp_path):
        pass
