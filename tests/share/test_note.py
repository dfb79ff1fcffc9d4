from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyfy_inspector.redact import MASK
from tallyfy_inspector.share.note import MOST, Origin, note
from tallyfy_inspector.task.diagnosis import Finding, diagnose
from tests.support.cases import answer as case_answer
from tests.support.samples import ANY_JSON, LEAVES, parsed, task_full, task_with, variants
from tests.support.task_samples import CODE, GUEST_LINK
from tests.support.views import NOW, ORGANIZATION

ORIGIN = Origin("Connection: Tallyfy", NOW, ORGANIZATION, frozenset({"run", "form_fields"}))
HERE = timezone(timedelta(hours=1), "CET")
WEBHOOK_SECRET = "s3cr3t-of-the-webhook-4711"
FIELD = {"id": "f1", "field_type": "text", "label": "Budget code", "required": True, "value": None}


def written(root: Any, origin: Origin = ORIGIN) -> str:
    return note(root, diagnose(root, origin.asked, NOW, HERE), origin, NOW, HERE)


def finding(title: str = "Late", text: str = "Do it.", confidence: Any = "certain") -> Finding:
    return Finding("x", "blocker", confidence, title, text, (), "https://tallyfy.com/products/pro/x/")


def test_the_whole_note() -> None:
    issue = {"id": "i1", "description": "x", "resolved_at": None}
    root = case_answer(
        title="Collect sign-off",
        deadline="2026-11-20T17:00:00.000Z",
        problem=True,
        issues={"data": [issue]},
        form_fields={"data": [FIELD, {**FIELD, "id": "f2", "label": "Region", "required": False}]},
    )
    findings = [
        finding("1 issue is open", "Resolve it.\nThen go on."),
        finding("Why?", "Ask.", "cannot_tell"),
    ]
    assert note(root, findings, ORIGIN, NOW, HERE) == (
        "## Collect sign-off\n\n"
        "- Task ID: d0\n"
        "- Process ID (API: run): r0\n"
        "- Step ID: s0\n"
        f"- Organization ID: {ORGANIZATION}\n"
        "- Connection: Tallyfy\n"
        "- Received: 23 Nov 2026, 13:01:03 CET\n"
        "- State: In progress · Overdue 2 days 19 hours · 1 open issue · 1 required, empty · 2 members\n\n"
        "**Diagnosis**\n\n"
        "- **Blocker, certain: 1 issue is open**\n"
        "  Resolve it. / Then go on.\n"
        "- **Cannot tell: Why?**\n"
        "  Ask.\n\n"
        "Not checked: activities, comments, files (not fetched); "
        "template rules (this program cannot fetch them).\n\n"
        "**Form fields**\n\n"
        "- 2 form fields, 1 required and empty\n"
        "- Required, empty: Budget code\n"
        "- Also empty: Region\n"
    )


def test_no_finding_never_reads_as_fine() -> None:
    told = note(case_answer(), [], ORIGIN, NOW, UTC)
    assert "Nothing found.\nNot checked: activities, " in told
    bare = note(parsed({"data": {"id": "d0", "title": "T"}}), [], replace(ORIGIN, asked=None), NOW, UTC)
    assert "Not checked: form fields, issues, " in bare
    assert "- Form fields not returned\n" in bare


def test_an_older_answer_says_so() -> None:
    assert written(case_answer(), replace(ORIGIN, older=True)).count("older than the last attempt") == 1
    assert "older" not in written(case_answer())


def test_what_was_opened_was_not_received() -> None:
    told = written(case_answer(), Origin("From file: task.json", NOW, opened=True))
    assert (
        "- From file: task.json\n- Opened: 23 Nov 2026, 13:01:03 CET\n"
        "- This is how the task stood when a copy of it was made; it may have changed since.\n- State: "
    ) in told
    assert "Received" not in told
    assert "a copy of it" not in written(case_answer())
    late = case_answer(deadline="2026-11-20T17:00:00.000Z")
    assert ", if still open ·" in written(late, Origin("From file: task.json", NOW, opened=True))
    assert "if still open" not in written(late)


def test_kick_off_fields_and_doubtful_emptiness_are_told() -> None:
    picker = {**FIELD, "id": "f2", "field_type": "assignees_form", "label": "Approver",
              "value": {"users": [], "guests": [], "groups": []}}  # fmt: skip
    kickoff = {"data": [{**FIELD, "id": "k1", "label": "Customer"}]}
    told = written(task_with(FIELD, picker, **{"ko-form-fields": kickoff}))
    assert "- Required, empty: Budget code; Approver (likely); Customer (kick-off)\n" in told


def test_values_of_form_fields_are_not_in_it() -> None:
    filled = {**FIELD, "value": "PO-2026-00917", "field_value": "PO-2026-00917"}
    assert "00917" not in written(task_with(filled))
    whole = written(task_full())
    values = [row for row in json.dumps(task_full(), default=str).split('"') if row.startswith("PO-")]
    assert not [value for value in values if value in whole]


@pytest.mark.parametrize("count", [MOST, MOST + 1, 5_000])
def test_long_lists_are_cut_and_say_so(count: int) -> None:
    fields = [{**FIELD, "id": f"f{number}", "label": f"Field {number}"} for number in range(count)]
    root = task_with(*fields)
    told = note(root, [finding(f"Finding {n}") for n in range(count)], ORIGIN, NOW, UTC)
    over = f"and {count - MOST:,} more"
    assert told.count(over) == (2 if count > MOST else 0)
    assert told.count("; Field ") == MOST - 1
    assert told.count("- **Blocker, certain: Finding") == MOST
    assert len(told) < 10_000


@pytest.mark.parametrize("root", [None, [], {}, "x", {"data": []}, {"error": "no"}])
def test_without_a_task_there_is_no_note(root: Any) -> None:
    assert note(root, [finding()], ORIGIN, NOW, UTC) == ""


def test_secrets_are_not_in_it() -> None:
    hook = f"https://hooks.example.net/x?token={WEBHOOK_SECRET}"
    root = case_answer(
        title=f"See {GUEST_LINK}",
        webhook=hook,
        owners={"users": [1], "guests": ["g@customer.example"], "groups": [],
                "taskUrls": [{"email": "g@customer.example", "url": GUEST_LINK}]},
        form_fields={"data": [{**FIELD, "label": GUEST_LINK, "alias": GUEST_LINK, "guidance": GUEST_LINK}]},
        run={"data": {"id": GUEST_LINK, "status": "active"}},
        run_id=GUEST_LINK,
        step={"data": {"id": "s0", "webhook": hook}},
    )  # fmt: skip
    told = note(root, [finding(hook, GUEST_LINK)], replace(ORIGIN, words=f"From {GUEST_LINK}"), NOW, UTC)
    told += written(root)
    assert CODE not in told
    assert WEBHOOK_SECRET not in told
    assert told.count(MASK) >= 5


HOSTILE = (
    "x\n# Heading\n- item\r\n> quote\u2028![p](https://evil.example/p.png) [l](javascript:x) <img src=x> `c` "
    "**b** _i_ @all #12 | a \\ \u202egnp.exe www.evil.example &lt;script&gt; ~~s~~"
)


def harmless(told: str) -> None:
    """Every line is one that the note itself begins, and what was sent stands in it as text."""
    begins = r"(## |- |  |\*\*(Diagnosis|Form fields)\*\*$|Not checked: |Nothing found\.$|$)"
    assert [line for line in told.split("\n") if not re.match(begins, line)] == []
    own = re.sub(r"\\[!-/:-@\[-`{-~]", "", told)  # without what is escaped
    own = re.sub(r"(?m)^## |\*\*", "", own)
    assert not re.findall(r"[`*_~#\[\]!@<>|]|://|www\.|&lt;", own)
    assert not re.findall("[\x00-\x09\x0b-\x1f\u2028\u2029\u202a-\u202e\u200b]", told)


def test_hostile_text_stays_text() -> None:
    named = {**FIELD, "label": HOSTILE}
    members: dict[str, Any] = dict.fromkeys(
        ("id", "title", "status", "run_id", "step_id", "checklist_id"), HOSTILE
    )
    root = task_with(named, **members)
    told = note(
        root, [finding(HOSTILE, HOSTILE)], replace(ORIGIN, words=HOSTILE, organization=HOSTILE), NOW, UTC
    )
    harmless(told)
    harmless(written(root))
    assert "gnp.exe" in told
    assert r"\\u202e" in told
    assert told.count("\n") < 30


@pytest.mark.parametrize("name", sorted(variants()))
def test_every_shape_of_an_answer(name: str) -> None:
    told = written(variants()[name])
    assert told == "" or told.startswith("## ")


MEMBERS = ("id", "title", "status", "run_id", "run", "step", "step_id", "form_fields", "ko-form-fields",
           "owners", "issues", "deadline", "taskdata", "problem", "activities")  # fmt: skip


@settings(max_examples=60)
@given(ANY_JSON, st.dictionaries(st.sampled_from(MEMBERS), ANY_JSON, max_size=8), LEAVES)
def test_any_json_makes_a_note_or_none(root: Any, members: dict[str, Any], leaf: Any) -> None:
    for each in (
        root,
        {"data": members},
        {"data": {**members, "form_fields": [members, leaf], "title": leaf}},
    ):
        told = written(each)
        if told:
            harmless(told)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_of_a_finding(title: str, text: str) -> None:
    harmless(note(case_answer(), [finding(title, text)], replace(ORIGIN, words=title), NOW, UTC))


def test_its_repr_tells_nothing() -> None:
    assert repr(replace(ORIGIN, words="From file: Northwind.json")) == "Origin(older=False)"
