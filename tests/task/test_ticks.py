from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.task.ticks import MOST, Tick, ticks
from tests.support.samples import ANY_JSON, task_full, task_with

OPTIONS = [{"id": 1, "text": "Red"}, {"id": 2, "text": "Green"}, {"id": 3, "text": "Blue"}]


def of(kind: str, value: object, options: object = OPTIONS) -> list[tuple[str, bool]]:
    root = task_with({"id": "f", "label": "x", "field_type": kind, "options": options, "field_value": value})
    return [(tick.text, tick.chosen) for tick in ticks(root, form_fields(root)[0])]


@pytest.mark.parametrize(
    ("kind", "value", "chosen"),
    [
        ("dropdown", {"id": 2, "text": "Green"}, ["Green"]),
        ("dropdown", {"id": 2}, ["Green"]),
        ("dropdown", {"id": None, "text": "Green"}, ["Green"]),
        ("dropdown", 3, ["Blue"]),
        ("dropdown", {"id": 9, "text": "Grey"}, []),
        ("radio", "Red", ["Red"]),
        ("radio", " red ", ["Red"]),
        ("radio", None, []),
        ("multiselect", [{"id": 1, "text": "Red"}, {"id": 3, "text": "Blue"}], ["Red", "Blue"]),
        (
            "multiselect",
            [{"id": 1, "text": "Red", "selected": False}, {"id": 3, "text": "Blue", "selected": True}],
            ["Blue"],
        ),
        ("multiselect", [], []),
    ],
)
def test_what_is_chosen_has_a_tick(kind: str, value: object, chosen: list[str]) -> None:
    told = of(kind, value)
    assert [text for text, _chosen in told] == ["Red", "Green", "Blue"]
    assert [text for text, is_chosen in told if is_chosen] == chosen


def test_an_id_is_believed_before_a_text() -> None:
    same = [{"id": 1, "text": "Other"}, {"id": 2, "text": "Other"}]
    assert of("dropdown", {"id": 2, "text": "Other"}, same) == [("Other", False), ("Other", True)]


@pytest.mark.parametrize("options", [None, [], {}, "x", 0, [None], [{}], [[]]])
def test_without_options_there_are_no_ticks(options: object) -> None:
    assert all(not chosen for _text, chosen in of("dropdown", {"id": 2, "text": "Green"}, options))


def test_a_field_that_is_not_chosen_in_has_none() -> None:
    assert of("text", "Red") == []


def test_there_is_an_end() -> None:
    assert len(of("dropdown", None, [{"id": n, "text": f"o{n}"} for n in range(5_000)])) == MOST


def test_the_sample_and_what_a_log_would_show() -> None:
    root = task_full()
    found = {row.label: ticks(root, row) for row in form_fields(root)}
    assert [tick.chosen for tick in found["Pre-flight checks"]] == [True, False, True]
    assert repr(Tick("secret", chosen=True)) == "Tick(chosen=True)"


@given(ANY_JSON, ANY_JSON, st.sampled_from(["dropdown", "radio", "multiselect", "", "text"]))
def test_any_json_is_read(options: Any, value: Any, kind: str) -> None:
    field = {"id": "f", "label": "x", "field_type": kind, "options": options, "field_value": value}
    root = {"data": {"form_fields": [field]}}
    for row in form_fields(root):
        assert all(tick.text and "\n" not in tick.text for tick in ticks(root, row))
        assert ticks({}, row) == ticks(None, row) == ()
