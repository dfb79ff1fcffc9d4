from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding, Severity
from tallyfy_inspector.ui.panels import diagnosis_words as words
from tests.support.samples import ANY_JSON, parsed
from tests.support.task_samples import CODE, GUEST_LINK


def finding(
    severity: Severity = "blocker",
    confidence: Confidence = "certain",
    because: tuple[Path, ...] = (),
    **more: Any,
) -> Finding:
    return Finding("a_rule", severity, confidence, "A title", "A text.", because, "https://a.example", **more)


@pytest.mark.parametrize(
    ("severity", "confidence", "line", "role", "counts"),
    [
        ("blocker", "certain", "Blocker, certain: A title", "bad", 1),
        ("blocker", "likely", "Blocker, likely: A title", "bad", 1),
        ("warning", "certain", "Warning, certain: A title", "warning", 1),
        ("info", "certain", "Note, certain: A title", "", 0),
        ("blocker", "cannot_tell", "Cannot tell: A title", "dim", 0),
    ],
)
def test_severity_in_words_and_colour(
    severity: Severity, confidence: Confidence, line: str, role: str, counts: int
) -> None:
    one = finding(severity, confidence)
    assert (words.line(one), words.role(one), words.counted([one])) == (line, role, counts)


def test_the_tab_counts() -> None:
    assert (words.tab_title(3), words.tab_title(0)) == ("Diagnosis (3)", "Diagnosis")


@pytest.mark.parametrize(
    ("findings", "unchecked", "has_task", "said"),
    [
        ([], ("issues", "template rules (this program cannot fetch them)"), True,
         "Nothing found. Not checked: issues; template rules (this program cannot fetch them)."),
        ([finding()], ("issues",), True, "Not checked: issues."),
        ([finding()], (), True, ""),
        ([], (), True, "Nothing found."),
        ([], ("issues",), False, "There is no task in this answer."),
    ],
)  # fmt: skip
def test_no_finding_never_reads_as_fine(
    findings: list[Finding], unchecked: tuple[str, ...], has_task: bool, said: str
) -> None:
    assert words.rest(findings, unchecked, has_task) == said


def test_what_is_fetched_and_what_it_rests_on() -> None:
    assert words.fetch_words(("issues",)) == "Fetch issues too"
    assert words.fetch_words(("issues", "run")) == "Fetch issues, run too"
    assert words.basis(finding(because=((),))) == "It rests on 1 place:"
    assert words.basis(finding(because=((), ("a",)))) == "It rests on 2 places:"


ROOT = parsed(
    {
        "data": {
            "deadline": "2026-11-20T17:00:00.000Z",
            "problem": True,
            "webhook": None,
            "summary": "",
            "issue": {"id": "1", "label": "problem", "content": "<p>It is <b>stuck</b>.</p>"},
            "field": {"id": "f", "label": "Region", "required": True},
            "bare": {"id": "f", "label": 3},
            "list": [1, 2],
            "nothing": [],
            "link": GUEST_LINK,
            "long": "x" * 5_000,
            "odd": "a\u202eb\nc",
        }
    }
)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("deadline", "data › deadline: 2026-11-20T17:00:00.000Z"),
        ("problem", "data › problem: true"),
        ("webhook", "data › webhook: null"),
        ("summary", "data › summary: empty"),
        ("issue", "data › issue: It is stuck."),
        ("field", "data › field: Region"),
        ("bare", 'data › bare: {"id": "f", "label": 3}'),
        ("list", "data › list: [1, 2]"),
        ("nothing", "data › nothing: empty"),
        ("odd", "data › odd: a\\u202eb c"),
        ("gone", "data › gone: not returned"),
    ],
)
def test_evidence_says_where_and_what(key: str, said: str) -> None:
    assert words.evidence(ROOT, ("data", key), mask_value) == said


def test_evidence_is_masked_and_short() -> None:
    assert CODE not in words.evidence(ROOT, ("data", "link"), mask_value)
    assert len(words.value_words(ROOT, ("data", "long"), mask_value)) == 200
    assert CODE not in words.value_words(parsed({"a": {"title": GUEST_LINK}}), ("a",), mask_value)


@given(ANY_JSON)
def test_any_value_has_words_on_one_line(value: Any) -> None:
    for root, path in ((value, ()), ({"a": value}, ("a",)), ([value], (0,))):
        text = words.value_words(root, path, mask_value)
        assert 0 < len(text) <= 200
        assert "\n" not in text
