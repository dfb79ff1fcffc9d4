"""One reply for several blockers: each reason in a few words, in the order of the findings, as sure as they.

Made of the findings' own briefs, so it holds no more of an answer than their replies do. A blocker takes part
by having a `reply` and a `brief`. A reply on an answer that was opened begins with `saved_words`: rules speak
of how the task stands, and nobody knows whether it still does. Knows no rule and no display.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding
from tallyfy_inspector.texts import _

FEWEST = 2


def saved_words() -> str:
    """What has to be said before anything that is told from an answer that was opened."""
    return _("This is how the task stood when a copy of it was made; it may have changed since.")


def as_saved(reply: str) -> str:
    """A rule's `reply` for an answer that was opened."""
    return f"{saved_words()} {reply}"


def reply_for_all(findings: Iterable[Finding], *, opened: bool = False) -> str:
    """Two or three sentences on all blockers that a reply can tell of; "" where they are fewer than two.
    What is certain comes before what is likely, and each reason stands there once. `opened`: nobody knows how
    old the answer is, which is said first."""
    told = [each for each in findings if each.severity == "blocker" and each.reply and each.brief]
    certain = _briefs(told, "certain")
    likely = [brief for brief in _briefs(told, "likely") if brief not in certain]
    if len(certain) + len(likely) < FEWEST:
        return ""
    sentences = [saved_words()] if opened else []
    if certain:
        sentences.append(_("This task cannot be completed yet: {reasons}.").format(reasons=_joined(certain)))
    if likely and certain:
        sentences.append(
            _("Most likely this stands in the way, too: {reasons}.").format(reasons=_joined(likely))
        )
    elif likely:
        sentences.append(
            _("Most likely this task cannot be completed yet: {reasons}.").format(reasons=_joined(likely))
        )
    sentences.append(_("Please settle this in the order given, and then complete the task."))
    return " ".join(sentences)


def _briefs(findings: Iterable[Finding], confidence: Confidence) -> list[str]:
    return list(dict.fromkeys(each.brief for each in findings if each.confidence == confidence))


def _joined(reasons: list[str]) -> str:
    return "; ".join(reasons)
