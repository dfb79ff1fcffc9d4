from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tallyfy_inspector import resources
from tallyfy_inspector.demo import templates
from tallyfy_inspector.demo.catalogue import TASKS

REFERENCE = datetime(2026, 11, 23, 12, 1, 3, tzinfo=UTC)
NAMES = sorted(path.stem for path in resources.path("demo").glob("*.json"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-12-01T15:30:00.000Z", "2027-01-02T15:30:00.000Z"),
        ("2026-12-01T15:30:00Z", "2027-01-02T15:30:00Z"),
        ("2026-12-01 17:00:00", "2027-01-02 17:00:00"),
        ("2026-11-20T10:00:00+00:00", "2026-12-22T10:00:00+00:00"),
        ("2026-12-01", "2027-01-02"),
        ("PO-2026-00917", "PO-2026-00917"),
        ("by 2026-12-01", "by 2026-12-01"),
        ("2026-12-01T15:30", "2026-12-01T15:30"),
    ],
)
def test_a_date_moves_by_whole_days_and_keeps_its_form(written: str, expected: str) -> None:
    now = REFERENCE + timedelta(days=32, hours=3)
    assert json.loads(templates.shift(json.dumps({"at": written}), now)) == {"at": expected}


def test_on_the_reference_day_nothing_moves() -> None:
    text = resources.text("demo/stuck.json")
    assert templates.shift(text, REFERENCE) == text


def test_the_day_is_that_of_utc() -> None:
    late = datetime(2026, 11, 23, 22, 0, tzinfo=timezone(-timedelta(hours=5)))
    assert templates.shift('"2026-11-23"', late) == '"2026-11-24"'


def test_the_stuck_task_stays_overdue_and_the_healthy_one_in_time() -> None:
    now = datetime(2031, 3, 30, 0, 0, tzinfo=UTC)
    stuck = templates.load("stuck", now)["data"]
    healthy = templates.load("healthy", now)["data"]
    assert datetime.fromisoformat(stuck["deadline"]) < now < datetime.fromisoformat(healthy["deadline"])
    assert datetime.fromisoformat(healthy["last_updated"]) < now


def test_a_shared_template_takes_the_id_and_title_of_its_row() -> None:
    root = templates.load_as("stuck", REFERENCE, "f" * 32, "Another one")
    text = json.dumps(root)
    assert root["data"]["id"] == root["data"]["form_fields"]["data"][0]["task_id"] == "f" * 32
    assert root["data"]["title"] == "Another one"
    assert "d005715eb72c17884e4e3f904d9e01bf" not in text


@pytest.mark.parametrize(
    "task", [t for t in TASKS if t.kind == "template" and not (t.wait or t.dribble or t.packed)], ids=str
)
def test_a_template_names_the_id_and_process_of_its_row(task: object) -> None:
    row = next(t for t in TASKS if t == task)
    root = templates.load(row.source, REFERENCE)
    data = root.get("data", root)
    assert (data["id"], data["run_id"]) == (row.id, row.run)


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_made_up(name: str) -> None:
    text = resources.text(f"demo/{name}.json")
    mails = re.findall(r"[\w.+-]+@([\w.-]+\w)", text)
    assert all(re.search(r"(^|\.)example(\.com)?$", domain) for domain in mails), mails
    hosts = set(re.findall(r"https?://([\w.-]+)", text))
    tallyfys = {"go.tallyfy.com", "api.tallyfy.com"}
    assert all(host in tallyfys or re.search(r"(^|\.)example(\.com)?$", host) for host in hosts), hosts
