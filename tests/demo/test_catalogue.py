from __future__ import annotations

import re

import pytest

from tallyfy_inspector import resources
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.demo.catalogue import TASKS, DemoTask


def test_ids_are_unique_and_look_like_tallyfys() -> None:
    ids = [task.id for task in TASKS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{32}", task_id) for task_id in ids)


def test_each_task_says_what_it_shows_in_one_line_of_its_own() -> None:
    whats = [task.what for task in TASKS]
    assert len(set(whats)) == len(whats)
    assert all(what and "\n" not in what and what.isascii() for what in whats)
    assert all(task.title for task in TASKS)


def test_a_good_task_comes_first() -> None:
    assert TASKS[0].source == "healthy"


def test_every_error_the_program_must_survive_has_an_id() -> None:
    sources = {task.source for task in TASKS}
    assert sources >= {
        *("unauthenticated", "permission", "business_rule", "resource", "endpoint", "header_lost"),
        *("conflict", "validation", "rate_limit", "server_error", "bad_gateway", "unavailable"),
        *("redirect", "sign_in_page", "error_in_ok", "no_data", "not_json", "cut_off", "bomb", "deep"),
    }


@pytest.mark.parametrize("task", [task for task in TASKS if task.kind == "template"], ids=lambda t: t.source)
def test_the_template_of_a_task_is_there(task: DemoTask) -> None:
    assert resources.path(f"demo/{task.source}.json").is_file()


def test_finds_a_task_by_its_id_alone() -> None:
    assert catalogue.find(TASKS[3].id) is TASKS[3]
    assert catalogue.find("0" * 32) is None
