from __future__ import annotations

import json
from typing import Any

import pytest

from tallyfy_inspector.demo import envelope

FIFTEEN = (
    *("run", "step", "form_fields", "tags", "threads", "issues", "assets", "folders", "roles", "activities"),
    *("ko-form-fields", "summary", "member_watchers", "guest_watchers", "threads_count"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("with=run,step", {"run", "step"}),
        ("with=run%2Cstep", {"run", "step"}),
        ("with=run%2cko-form-fields&x=1", {"run", "ko-form-fields"}),
        ("with=run.checklist,member_watchers.watcher", {"run", "member_watchers"}),
        ("with=run&with=step", {"run", "step"}),
        ("with=%20run%20,,", {"run"}),
        ("with=run+,step", {"run+", "step"}),
        ("with=", set()),
    ],
)
def test_reads_with_as_the_api_does(text: str, expected: set[str]) -> None:
    assert envelope.asked(envelope.query(text)) == expected


@pytest.mark.parametrize("include", FIFTEEN)
def test_an_include_is_there_when_it_is_asked_for_and_only_then(include: str) -> None:
    task: dict[str, Any] = {"id": "1", "title": "T", **dict.fromkeys(FIFTEEN, "x")}
    kept = set(envelope.leave_out(task, frozenset({include})))
    assert kept == {"id", "title", "summary", include}


def test_an_unknown_include_changes_nothing() -> None:
    assert envelope.leave_out({"id": 1, "run": 2, "extra": 3}, frozenset({"nope"})) == {"id": 1, "extra": 3}


def test_writes_json_as_php_does() -> None:
    assert envelope.encode({"a": "é/ü", "b": [1, None]}) == b'{"a":"\\u00e9\\/\\u00fc","b":[1,null]}'
    assert json.loads(envelope.encode("a\\/b")) == "a\\/b"


def test_a_page_in_the_middle_has_neighbours() -> None:
    answer = envelope.Page(2, 2).cut(["a", "b", "c", "d", "e"], "http://here/list")
    assert answer["data"] == ["c", "d"]
    assert answer["meta"]["pagination"] == {
        "total": 5,
        "count": 2,
        "per_page": 2,
        "current_page": 2,
        "total_pages": 3,
        "links": {
            "previous": "http://here/list?page=1&per_page=2",
            "next": "http://here/list?page=3&per_page=2",
        },
    }


def test_the_only_page_has_an_empty_list_for_links() -> None:
    pagination = envelope.Page(1, 10).cut(["a"], "x")["meta"]["pagination"]
    assert pagination["links"] == []
    assert pagination["total_pages"] == 1


def test_a_page_beyond_the_end_is_empty() -> None:
    answer = envelope.Page(9, 10).cut(["a"], "x")
    assert answer["data"] == []
    assert answer["meta"]["pagination"]["count"] == 0


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, (1, 10)),
        ({"page": "3", "per_page": "7"}, (3, 7)),
        ({"page": "0", "per_page": "0"}, (1, 1)),
        ({"per_page": "5000"}, (1, 100)),
    ],
)
def test_page_and_size_stay_within_bounds(parameters: dict[str, str], expected: tuple[int, int]) -> None:
    page = envelope.Page.of(parameters)
    assert (page.number, page.size) == expected


@pytest.mark.parametrize("text", ["ten", "-1", "1.5", "²", "9" * 30])
def test_a_size_that_is_no_number_is_named(text: str) -> None:
    with pytest.raises(envelope.PageNumberError, match="per_page"):
        envelope.Page.of({"per_page": text})
