"""What came of each include."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.task.got import got
from tests.support.samples import ANY_JSON, parsed, task_full, task_with, variants

ALL = frozenset(include.key for include in INCLUDES)
LISTS = sorted(ALL - {"run", "step", "summary", "threads_count"})


def text(key: str, root: object) -> str:
    return got(root, frozenset({key}))[key].text


def test_the_full_sample() -> None:
    told = {key: each.text for key, each in got(task_full(), ALL).items()}
    assert list(told) == [include.key for include in INCLUDES]
    assert (told["form_fields"], told["threads"], told["ko-form-fields"]) == ("12", "4", "2")
    assert (told["run"], told["guest_watchers"], told["threads_count"]) == ("yes", "empty", "4")


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"data": [{"id": "1"}, {"id": "2"}]}, "2"),
        ([{"id": "1"}], "1"),
        ({"0": {"id": "1"}, "2": {"id": "2"}}, "2"),
        ({"data": []}, "empty"),
        ([], "empty"),
        (None, "empty"),
        ({}, "empty"),
        ({"data": None}, "empty"),
        ("", "empty"),
        ({"id": "1"}, "yes"),
        ("text", "yes"),
        (0, "yes"),
    ],
)
def test_a_list_in_every_shape(key: str, sent: object, expected: str) -> None:
    assert text(key, parsed({"data": {"id": "d", key: sent}})) == expected


@pytest.mark.parametrize("key", ["run", "step"])
@pytest.mark.parametrize(
    ("sent", "expected"),
    [({"data": {"id": "1"}}, "yes"), ({"id": "1"}, "yes"), ([], "empty"), (None, "empty")],
)
def test_one_object(key: str, sent: object, expected: str) -> None:
    assert text(key, parsed({"data": {"id": "d", key: sent}})) == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (4, "4"),
        (0, "0"),
        ({"data": 4}, "4"),
        ({"total": 7, "problems": 1}, "7"),
        ({"data": {"total": 7}}, "7"),
        (None, "empty"),
        ([], "empty"),
        (True, "yes"),
        (10**400, "yes"),
        ({"problems": 1}, "yes"),
    ],
)
def test_a_count_that_tallyfy_made(sent: object, expected: str) -> None:
    assert text("threads_count", parsed({"data": {"id": "d", "threads_count": sent}})) == expected


def test_the_other_spelling_of_the_kick_off_fields() -> None:
    root = task_with(ko_form_fields=[{"id": "1"}])
    assert text("ko-form-fields", root) == "1"


def test_not_returned_says_what_it_can_mean_and_not_what_it_does() -> None:
    told = got(parsed({"data": {"id": "d"}}), ALL)
    assert set(told) == ALL
    for each in told.values():
        assert (each.state, each.text) == ("not_returned", "not returned")
        assert "Perhaps" in each.meaning
    assert "one-off" in told["step"].meaning


def test_what_came_has_no_such_meaning() -> None:
    assert not any(each.meaning for each in got(task_full(), ALL).values())


def test_what_was_not_asked_for_is_not_told() -> None:
    assert list(got(task_full(), frozenset({"run", "run.checklist"}))) == ["run"]
    assert got(task_full(), frozenset()) == {}


def test_of_a_file_only_what_is_there() -> None:
    told = got(parsed({"data": {"id": "d", "run": {"id": "r"}, "tags": []}}), None)
    assert {key: each.text for key, each in told.items()} == {"run": "yes", "tags": "empty"}


@pytest.mark.parametrize("root", [None, [], 3, {}, {"data": None}, {"data": {}}, "x"])
def test_nothing_where_there_is_no_task(root: object) -> None:
    assert got(root, ALL) == {} or root == {"data": {}}


@pytest.mark.parametrize("name", sorted(variants()))
def test_every_variant(name: str) -> None:
    assert all(each.text for each in got(variants()[name], ALL).values())


@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_no_json_breaks_it(one: Any, two: Any, three: Any) -> None:
    got(one, ALL)
    root = parsed({"data": {"id": "1"}})
    root["data"].update({key: (one, two, three)[n % 3] for n, key in enumerate(sorted(ALL))})
    told = got(root, ALL)
    assert set(told) == ALL
    assert all(0 < len(each.text) < 20 for each in told.values())


def test_a_one_off_task_may_be_in_a_process_but_never_has_a_step() -> None:
    told = got(parsed({"data": {"id": "t1"}}), frozenset({"run", "step"}))
    assert told["run"].meaning.endswith("A one-off task need not be in a process.")
    assert told["step"].meaning.endswith("A one-off task has none.")
