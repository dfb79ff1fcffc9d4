"""One reply for several blockers: as sure as each of them, in their order, and with no more of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis import Finding, diagnose
from tallyfy_inspector.task.diagnosis.finding import Confidence, Severity
from tallyfy_inspector.task.diagnosis.reply import as_saved, reply_for_all
from tests.support.cases import EVERYTHING, NOW, answer, owners, sentences

SAVED = "This is how the task stood when a copy of it was made; it may have changed since."
CLOSING = "Please settle this in the order given, and then complete the task."


def finding(brief: str, confidence: Confidence = "certain", severity: Severity = "blocker") -> Finding:
    return Finding("code", severity, confidence, "CANARY", "CANARY", (), "doc", "One. Two.", brief=brief)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([finding("a"), finding("b")], f"This task cannot be completed yet: a; b. {CLOSING}"),
        (
            [finding("a"), finding("b", "likely"), finding("c", "likely")],
            f"This task cannot be completed yet: a. Most likely this stands in the way, too: b; c. {CLOSING}",
        ),
        (
            [finding("a", "likely"), finding("b", "likely")],
            f"Most likely this task cannot be completed yet: a; b. {CLOSING}",
        ),
        ([finding("a"), finding("b"), finding("a"), finding("b", "likely")],
         f"This task cannot be completed yet: a; b. {CLOSING}"),
    ],
)  # fmt: skip
def test_each_reason_once_in_order_and_as_sure_as_it_is(findings: list[Finding], expected: str) -> None:
    told = reply_for_all(findings)
    assert told == expected
    assert 2 <= sentences(told) <= 4
    assert "CANARY" not in told


def test_a_saved_answer_is_not_told_as_the_present() -> None:
    told = reply_for_all([finding("a"), finding("b")], opened=True)
    assert told == f"{SAVED} This task cannot be completed yet: a; b. {CLOSING}"
    assert as_saved("One. Two.") == f"{SAVED} One. Two."
    assert reply_for_all([finding("a")], opened=True) == ""


@pytest.mark.parametrize(
    "other",
    [
        [],
        [finding("a")],  # the same once more is not another
        [finding("a", "likely")],
        [finding("b", severity="warning")],
        [finding("b", "cannot_tell")],
        [finding("")],
        [replace(finding("b"), reply=None)],
    ],
)
def test_fewer_than_two_that_can_be_told_make_none(other: list[Finding]) -> None:
    assert reply_for_all([finding("a"), *other]) == ""


def test_a_task_that_is_blocked_for_every_reason() -> None:
    field = {"id": "f", "label": "CANARY", "field_type": "text", "required": True, "field_value": None}
    unsent = {key: value for key, value in field.items() if key != "field_value"}
    ticks = {
        **field,
        "field_type": "multiselect",
        "must_all_checked": True,
        "field_value": [{"id": 1, "text": "CANARY", "selected": True}, {"id": 2, "selected": False}],
    }
    stuck: dict[str, Any] = {
        "problem": True,
        "issues": [{"id": "CANARY"}],
        "form_fields": [field, unsent, ticks, {**ticks, "id": "g"}],
        "everyone_must_complete": True,
        "completion_progress": 0.5,
        "owners": owners(4711, {"id": 4712, "full_name": "CANARY"}, guests=["canary@b.example"]),
    }
    told = reply_for_all(diagnose(answer(**stuck), EVERYTHING, NOW, UTC))
    assert (
        told
        == (
            "This task cannot be completed yet: a problem that was reported on it is still open; "
            "1 required form field is still empty. "
            "Most likely this stands in the way, too: a required form field has no answer yet; "
            "items of a checklist are not ticked; not everyone assigned has completed their part. "
        )
        + CLOSING
    )
    assert "canary" not in told.lower()


@pytest.mark.parametrize(
    "changes",
    [
        {"problem": True},
        {"status": "auto-skipped"},
        {"archived_at": "2026-11-20T17:00:00Z"},
        {"run_status": "archived"},
        {"run": {"status": "issue"}},
        {"can_complete_only_assignees": True, "owners": owners()},
        {"everyone_must_complete": True, "completion_progress": 0.5},
    ],
)
def test_every_blocker_with_a_reply_takes_part(changes: dict[str, Any]) -> None:
    found = diagnose(answer(**changes), EVERYTHING, NOW, UTC)
    blockers = [each for each in found if each.severity == "blocker" and each.reply]
    assert blockers
    assert all(each.brief and not each.brief.endswith(".") for each in blockers)
