from __future__ import annotations

import json
import re
from pathlib import Path

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.store.settings import FILE
from tests.support.program import started

TASK, ORG = catalogue.TASKS[0].id, catalogue.ORGANIZATION


def test_what_the_system_asks_to_open_comes_to_the_window_once_it_works(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text('{"data": {"id": "x", "title": "t"}}', encoding="utf-8")
    environment = {"INSIDE_LINK": f"tallyfy-inspector:task/{ORG}/{TASK}", "INSIDE_FILE": str(file)}
    with started(profile=tmp_path, inside="opens_as_on_a_mac", environment=environment) as program:
        ended = program.end()
    assert ended.code == 0, ended
    asked, title = json.loads(ended.out)
    assert asked.startswith(f"A link asks to open task {TASK[:8]}…")
    assert "answer.json" in title
    assert "Asked" not in ended.log


def test_what_the_system_asks_to_quit_closes_its_window_and_ends_well(tmp_path: Path) -> None:
    environment = {"INSIDE_SETTINGS": str(tmp_path / FILE)}
    with started("--demo", profile=tmp_path, inside="is_asked_to_quit", environment=environment) as program:
        ended = program.end()
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == [True, True]
    assert not re.search(r" (?:WARNING|ERROR|CRITICAL) ", ended.log), ended.log
    assert ended.log.endswith(": Ended\n")
