"""What the diagnosis says: a Finding, with how bad it is and how sure that is.

Words in a finding hold labels of form fields, status words, counts, times and durations, and nothing else:
no ID, address, name of a person, title or form value. What those are is shown from `because`, the places in
the answer, so that masking the answer masks the finding too. Knows no rule, no display.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import N_, _

Severity = Literal["blocker", "warning", "info"]
Confidence = Literal["certain", "likely", "cannot_tell"]

_SEVERITIES: dict[Severity, str] = {
    "blocker": N_("Blocker"),
    "warning": N_("Warning"),
    "info": N_("Note"),
}
_CONFIDENCES: dict[Confidence, str] = {"certain": N_("certain"), "likely": N_("likely"), "cannot_tell": ""}


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One thing the diagnosis has to say.

    `code` names the rule. `title` is one line; `text` says what the documentation says and what to do next.
    `certain`: a field says it; `likely`: a documented rule was applied; `cannot_tell`: the answer does not
    hold what the rule needs, and `needs` then names the includes that would (() when none can). `because`
    are the places it rests on, the most telling first. `doc` is the page of Tallyfy's documentation.
    `reply` is two sentences for the customer, or None where none can be offered; `brief` is its reason in a
    few words for a reply on several blockers, under the same rules ("" for what is none).
    """

    code: str
    severity: Severity
    confidence: Confidence
    title: str
    text: str
    because: tuple[Path, ...]
    doc: str
    reply: str | None = None
    needs: tuple[str, ...] = ()
    brief: str = ""

    def __repr__(self) -> str:
        return f"Finding({self.code!r}, {self.severity}, {self.confidence})"  # never content


def front_words(finding: Finding) -> str:
    """ "Blocker, certain", "Warning, likely", "Cannot tell": the words that stand in front of a title."""
    if finding.confidence == "cannot_tell":
        return _("Cannot tell")
    severity, confidence = _SEVERITIES[finding.severity], _CONFIDENCES[finding.confidence]
    return _("{severity}, {confidence}").format(severity=_(severity), confidence=_(confidence))


def cannot_tell(
    code: str,
    severity: Severity,
    doc: str,
    title: str,
    text: str,
    needs: tuple[str, ...] = (),
    because: tuple[Path, ...] = (),
) -> Finding:
    """A question that this answer leaves open; `needs` names the includes that would answer it."""
    return Finding(code, severity, "cannot_tell", title, text, because, doc, needs=needs)


def rank(finding: Finding) -> tuple[int, int]:
    """For sorting: blockers before warnings before notes, certain before likely; cannot tell at the end."""
    unsure = ("certain", "likely", "cannot_tell").index(finding.confidence)
    bad = ("blocker", "warning", "info").index(finding.severity)
    return (3, bad) if unsure == 2 else (bad, unsure)
