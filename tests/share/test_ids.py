from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.redact import MASK
from tallyfy_inspector.share.ids import ids, ids_text
from tests.support.samples import ANY_JSON, parsed
from tests.support.task_samples import GUEST_LINK

IDS = {
    "id": "d0",
    "run_id": "r0",
    "checklist_id": "c0",
    "step_id": "s0",
    "organization_id": "o0",
}


def text(organization: str | None = None, **members: Any) -> str:
    return ids_text(parsed({"data": {"title": "T", **members}}), organization)


def test_a_line_an_id_in_this_order() -> None:
    assert text(**IDS) == (
        "Task ID: d0\n"
        "Process ID (API: run): r0\n"
        "Template ID (API: checklist): c0\n"
        "Step ID: s0\n"
        "Organization ID: o0\n"
    )


def test_the_organization_that_was_asked_counts() -> None:
    assert text("asked", **IDS).endswith("Organization ID: asked\n")
    assert text("asked", id="d0") == "Task ID: d0\nOrganization ID: asked\n"


@pytest.mark.parametrize("wrap", [lambda each: each, lambda each: {"data": each}])
def test_includes_tell_what_the_task_does_not(wrap: Any) -> None:
    told = text(
        id="d0", run_id=None, run=wrap({"id": "r1", "checklist_id": "c1"}), step=wrap({"id": "s1"})
    ).splitlines()
    assert told[1:] == ["Process ID (API: run): r1", "Template ID (API: checklist): c1", "Step ID: s1"]
    assert "Template ID (API: checklist): c2" in text(id="d0", step=wrap({"checklist_id": "c2"}))


@pytest.mark.parametrize("nothing", [None, "", [], {}, True, False, ["x"], {"x": "y"}])
def test_what_is_not_told_is_left_out(nothing: object) -> None:
    assert text(id="d0", run_id=nothing, step_id=nothing, run=nothing, step=nothing) == "Task ID: d0\n"


@pytest.mark.parametrize("root", [None, [], "x", 7, {"data": []}, {"error": "no"}])
def test_without_a_task_there_are_none(root: object) -> None:
    assert ids(root, "o0") == ()
    assert ids_text(root, "o0") == ""


def test_an_id_is_one_line_and_holds_no_secret() -> None:
    assert text(id="a\nStep ID: forged") == "Task ID: a Step ID: forged\n"
    assert text(id=GUEST_LINK).endswith(f"/{MASK}\n")
    assert len(text(id="x" * 100_000)) < 300
    assert text(id="a\u202eb") == "Task ID: a\\u202eb\n"


@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_any_json(root: Any, run: Any, step_id: Any) -> None:
    for each in (root, {"data": {"id": root, "run": run, "step": run, "step_id": step_id}}):
        lines = ids_text(each, "o0").split("\n")
        assert all(": " in line for line in lines[:-1])
        assert lines[-1] == ""
