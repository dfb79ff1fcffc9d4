"""What the words of a link say about the ID behind them."""

from __future__ import annotations

import pytest

from tallyfy_inspector.api.linkforms import Role, names, spoken
from tallyfy_inspector.api.links import find

A = "a" * 32
B = "b" * 32
GO = "https://go.tallyfy.com"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (f"{GO}/{A}/processes/{B}", {"organization": [A], "run": [B]}),
        (f"{GO}/tracker/{B}", {"run": [B]}),
        (f"{GO}/api/organizations/{A}/tasks/{B}", {"organization": [A], "task": [B]}),
        (f"{GO}/guest-all-task/{A}/{B}", {"organization": [A], "secret": [B]}),
        (f"{GO}/guest-all-task/{A}", {"secret": [A]}),
        (f"{GO}/guest/{A}/{B}", {"secret": [A, B]}),
        (f"{GO}/{A}/magic?task_id={B}", {"organization": [A], "task": [B]}),
        (f"{GO}/{A}/magic?token={B}", {"organization": [A], "secret": [B]}),
        (f"{GO}/{A}/process/{B}/create", {"organization": [A], "template": [B]}),
        (f"{GO}/public/library/{A}/blueprint/{B}/kick-off", {"organization": [A], "template": [B]}),
        (f"{GO}/organizations/{A}/file/{B}/dl", {"organization": [A], "file": [B]}),
        (f"{GO}/{A}/steps/{B}", {"organization": [A], "other": [B]}),
        (f"{GO}/{A}/somewhere/{B}", {"organization": [A], "leftover": [B]}),
        (f"tallyfy://desktop-task/{B}", {"task": [B]}),
    ],
)
def test_each_form(text: str, ids: dict[Role, list[str]]) -> None:
    (link,), _prose = find(text)
    assert names(link).ids == ids


def test_an_odd_id_counts_only_in_an_api_address() -> None:
    (link,), _prose = find(f"{GO}/api/organizations/{A}/tasks/abc-1")
    assert names(link).odd_tasks == ["abc-1"]
    (link,), _prose = find(f"{GO}/{A}/tasks/overdue")
    assert names(link).odd_tasks == []


@pytest.mark.parametrize(
    ("prose", "role"),
    [
        ("Task ID: {}", "task"),
        ("Org {}", "organization"),
        ("the process ({})", "run"),
        ("Process name: x, task {}", "task"),
        ("guest code {}", "secret"),
        ("blueprint: {}", "template"),
        ("see {}", "leftover"),
        ("a task was there, long ago, and then for a long time nothing happened at all; {}", "leftover"),
    ],
)
def test_words_before_an_id_in_a_sentence(prose: str, role: Role) -> None:
    assert spoken(prose.format(A)).ids == {role: [A]}


def test_longer_runs_of_digits_are_no_ids() -> None:
    assert spoken(f"{A}{B} x{A} {A}@mail {A}-1").ids == {}


def test_no_repr_shows_an_id() -> None:
    assert A not in repr(spoken(f"guest code {A}"))
