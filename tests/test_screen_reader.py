"""The running program as a screen reader finds it, over the accessibility bus and from outside the process.

Project-wide: it mirrors no source. What is not named here cannot be found, and what has no action cannot be
pressed, whatever the widgets say of themselves.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.demo.catalogue import TASKS
from tests.support.program import Program, started
from tests.support.screen import Environment, read_aloud, reader

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is Linux's")

NAMES = {
    "Organization ID": "text",
    "Task ID or link": "text",
    "Fetch": "push button",
    "Stop": "push button",
    "Task JSON": "table",
    "Form fields": "table",
    "Raw": "page tab",
    **{include.key: "check box" for include in INCLUDES},
}
STUCK = TASKS[1]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Program, Environment]]:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    with (
        read_aloud(folder) as environment,
        started("--demo", profile=tmp_path / "profile", environment=environment) as program,
    ):
        program.await_log("Answered 200: a task")
        yield program, environment


def test_it_finds_reads_writes_and_presses(running: tuple[Program, Environment]) -> None:
    program, environment = running
    heard = reader(environment, "names")
    assert {name: heard.get(name) for name in NAMES} == NAMES
    assert any(name.startswith("Status: 200 OK, ") for name in heard)
    assert any(name.startswith(TASKS[0].id[:8]) and role == "frame" for name, role in heard.items())

    reader(environment, "write", "Task ID or link", STUCK.id)
    reader(environment, "press", "Fetch")
    program.wait(lambda: program.log().count("Answered 200: a task") == 2, "the second task did not come")
    assert STUCK.title in reader(environment, "names")
    rows = reader(environment, "rows", "Task JSON")
    assert rows[1].startswith("data, object, ")
    assert rows[1].endswith("expanded")
    assert any(row.startswith("owners, object, ") and row.endswith("collapsed") for row in rows)
    fields = reader(environment, "rows", "Form fields")
    assert len(fields) >= 5

    ended = program.end(signal.SIGTERM)
    assert (ended.code, ended.out) == (0, "")
