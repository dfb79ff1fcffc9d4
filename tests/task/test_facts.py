"""Headings and counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task import facts
from tallyfy_inspector.task.fields import form_fields, form_fields_state
from tests.support.samples import ANY_JSON, task_full, task_with, variants

RUN = "0b75b7a9c8dfad7ba54cd2998d9ec254"


def test_the_full_sample() -> None:
    root = task_full()
    assert facts.title(root) == "Collect sign-off for Northwind Traders"
    assert facts.task_id(root) == "d005715eb72c17884e4e3f904d9e01bf"
    assert facts.run_id(root) == RUN
    assert facts.organization_id(root) is None
    assert (facts.status(root), facts.status_words(root)) == ("in-progress", "In progress")
    assert facts.field_counts(form_fields(root)) == (12, 1)


def test_a_one_off_has_no_process() -> None:
    assert facts.run_id(variants()["oneoff_task_php_empties"]) is None


def test_the_process_and_organization_are_also_read_from_the_run() -> None:
    root = {"data": {"id": "d", "run": {"data": {"id": RUN, "organization_id": "3d53"}}}}
    assert (facts.run_id(root), facts.organization_id(root)) == (RUN, "3d53")
    assert facts.organization_id({"data": {"id": "d", "organization_id": "9f"}}) == "9f"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("not-started", "Not started"),
        ("in-progress", "In progress"),
        ("active", "Active"),
        ("completed", "Completed"),
        ("skipped", "Skipped"),
        ("auto-skipped", "Hidden (auto-skipped)"),
        ("brand-new", "brand-new"),
        (None, None),
        ("", None),
        ([], None),
    ],
)
def test_status_in_words(sent: Any, expected: str | None) -> None:
    assert facts.status_words(task_with(status=sent)) == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("a\nb", "a b"),
        ("a\u202eb", "a\\u202eb"),
        (5, "5"),
        (None, None),
        ("", None),
        ({"x": 1}, None),
        (True, None),
    ],
)
def test_title(sent: Any, expected: str | None) -> None:
    assert facts.title({"data": {"title": sent}}) == expected


REQUIRED = {"label": "L", "field_type": "text", "required": True}


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (variants()["hidden_by_rule"], "form fields not returned"),
        (variants()["oneoff_task_php_empties"], "no form fields"),
        (task_with({**REQUIRED, "value": "x"}), "1 form field"),
        (task_with(REQUIRED, REQUIRED, {**REQUIRED, "value": "0"}), "3 form fields, 2 required and empty"),
        (task_full(), "12 form fields, 1 required and empty"),
    ],
)
def test_form_fields_in_words(root: Any, expected: str) -> None:
    assert facts.fields_words(form_fields_state(root), form_fields(root)) == expected


@given(ANY_JSON)
def test_nothing_raises(root: Any) -> None:
    for fact in (facts.title, facts.status_words, facts.task_id, facts.run_id, facts.organization_id):
        told = fact(root)
        assert told is None or isinstance(told, str)
