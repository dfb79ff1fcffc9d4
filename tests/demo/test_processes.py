from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest

from tallyfy_inspector.api.exchange import Credential, ProcessAnswer, ProcessRequest
from tallyfy_inspector.api.problems import classify
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.demo import processes
from tallyfy_inspector.demo.catalogue import HEALTHY_PROCESS, PROCESS, TASKS
from tallyfy_inspector.demo.server import Demo
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.task.process_tasks import read_listing
from tests.support.asking import client_for, closing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RUNS = sorted({task.run for task in TASKS if task.run is not None})
HIDDEN_RUN = next(task.run for task in TASKS if task.source == "hidden")


@pytest.mark.parametrize("run", RUNS)
def test_each_process_lists_its_tasks(run: str) -> None:
    made = processes.process(run, NOW)
    assert made is not None
    assert made["id"] == run
    assert made["name"]
    listed = processes.tasks(run, NOW)
    assert listed
    of_run = {task.id: task for task in TASKS if task.run == run and task.kind != "error"}
    assert [each["id"] for each in listed] == [i for i in of_run if i in {each["id"] for each in listed}]
    assert {each["run_id"] for each in listed} == {run}
    assert not {"run", "step", "form_fields", "threads"} & {key for each in listed for key in each}
    assert len(json.dumps(listed)) < 100_000


def test_a_process_that_is_none_has_nothing() -> None:
    assert processes.process("0" * 32, NOW) is None
    assert processes.tasks("0" * 32, NOW) == []


def test_the_stuck_tasks_process_has_several_to_choose_from() -> None:
    made = processes.process(PROCESS, NOW)
    assert made is not None
    told = read_listing({"data": made}, [{"data": processes.tasks(PROCESS, NOW)}])
    assert told.name == "Install - Northwind Traders"
    assert len(told.rows) > 4
    assert told.hidden_left_out is True
    assert len(processes.tasks(HEALTHY_PROCESS, NOW)) > 1


def test_a_hidden_task_is_listed_with_its_status() -> None:
    (task,) = processes.tasks(HIDDEN_RUN or "", NOW)
    assert task["status"] == "auto-skipped"


def test_the_program_reads_a_process_of_the_running_demo() -> None:
    demo = Demo()
    access = demo.start()

    def asked(run: str) -> ProcessAnswer:
        client = client_for(Credential(origin(access.base_url), access.token))
        request = ProcessRequest(access.base_url, access.organization, run)
        return asyncio.run(closing(client, client.process(request)))

    try:
        found, none = asked(PROCESS), asked("0" * 32)
    finally:
        demo.stop()
    roots = [parse(each.body) for each in (found.process, *found.pages)]
    for each, root in zip((found.process, *found.pages), roots, strict=True):
        assert classify(each, root) is None
    told = read_listing(roots[0].root, [root.root for root in roots[1:]])
    assert access.first_task not in {row.id for row in told.rows}  # of another process
    assert {row.title for row in told.rows} >= {"Collect sign-off for Northwind Traders", "Review Proposal"}
    problem = classify(none.process, parse(none.process.body))
    assert problem is not None
    assert (problem.title, none.pages) == ("Process not found", ())
