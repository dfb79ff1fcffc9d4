from __future__ import annotations

import pytest

from tallyfy_inspector.task.diagnosis.finding import (
    Confidence,
    Finding,
    Severity,
    cannot_tell,
    front_words,
    rank,
)


def finding(severity: Severity, confidence: Confidence) -> Finding:
    return Finding("code", severity, confidence, "CANARY title", "CANARY text", (("data",),), "doc", "CANARY")


@pytest.mark.parametrize(
    ("severity", "confidence", "words"),
    [
        ("blocker", "certain", "Blocker, certain"),
        ("blocker", "likely", "Blocker, likely"),
        ("warning", "likely", "Warning, likely"),
        ("info", "certain", "Note, certain"),
        ("blocker", "cannot_tell", "Cannot tell"),
        ("info", "cannot_tell", "Cannot tell"),
    ],
)
def test_the_words_in_front(severity: Severity, confidence: Confidence, words: str) -> None:
    assert front_words(finding(severity, confidence)) == words


def test_the_worst_and_surest_come_first_and_open_questions_last() -> None:
    order: list[tuple[Severity, Confidence]] = [
        ("blocker", "certain"),
        ("blocker", "likely"),
        ("warning", "certain"),
        ("warning", "likely"),
        ("info", "certain"),
        ("info", "likely"),
        ("blocker", "cannot_tell"),
        ("warning", "cannot_tell"),
        ("info", "cannot_tell"),
    ]
    ranks = [rank(finding(*each)) for each in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_its_repr_holds_no_content() -> None:
    assert repr(finding("blocker", "certain")) == "Finding('code', blocker, certain)"


def test_an_open_question_offers_no_reply() -> None:
    asked = cannot_tell("code", "info", "doc", "T?", "Text.", ("run",), (("data", "run"),))
    assert (asked.confidence, asked.reply, asked.needs) == ("cannot_tell", None, ("run",))
    assert (asked.title, asked.text, asked.doc, asked.because) == ("T?", "Text.", "doc", (("data", "run"),))
