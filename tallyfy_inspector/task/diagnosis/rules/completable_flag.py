"""What Tallyfy itself says: the flag `is_completable`, beside what the rules say.

What the flag checks is not documented. Where it and the rules disagree both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.rules import (
    approval,
    assignees_only,
    checklist,
    everyone_signs,
    not_started,
    open_issue,
    process_frozen,
    required_empty,
)
from tallyfy_inspector.texts import _, ngettext

CODE = "completable_flag"
DOC = "https://tallyfy.com/products/pro/integrations/open-api/code-samples/tasks/get-task/"

# The rules that may say that an open task cannot be completed.
AGAINST = (open_issue, process_frozen, required_empty, checklist, assignees_only)
# And those that may explain why one person cannot, while others are meant to.
FOR_ONE = (everyone_signs,)


def rule(case: Case) -> Iterator[Finding]:
    """A blocker, likely, where the flag says no and no rule knows why; a note where it says yes and rules
    found reasons against it, for everybody."""
    flag = case.flag("is_completable")
    if flag is None or not case.waiting:
        return
    reasons, open_questions = _against(case, AGAINST if flag else (*AGAINST, *FOR_ONE))
    if flag and reasons:
        yield _yes_but(case, reasons)
    elif not flag and not reasons:
        yield _no_reason(case, open_questions)


def _against(case: Case, modules: Iterable[ModuleType]) -> tuple[list[Finding], int]:
    """The blockers that the rules found, and how many questions they left open."""
    found = [each for module in modules for each in module.rule(case) if each.severity == "blocker"]
    reasons = [each for each in found if each.confidence != "cannot_tell"]
    return reasons, len(found) - len(reasons)


def _yes_but(case: Case, reasons: list[Finding]) -> Finding:
    text = ngettext(
        "Tallyfy's flag “is_completable” is on, yet {count} reason against completing it was found. "
        "What the flag checks is not documented, so both are shown. "
        "Ask whoever is to complete it whether the Complete button is available.",
        "Tallyfy's flag “is_completable” is on, yet {count} reasons against completing it were found. "
        "What the flag checks is not documented, so both are shown. "
        "Ask whoever is to complete it whether the Complete button is available.",
        len(reasons),
    )
    return Finding(
        CODE,
        "info",
        "likely",
        _("Tallyfy's own flag says that it can be completed"),
        text.format(count=len(reasons)),
        (case.at("is_completable"), *(path for each in reasons for path in each.because[:1])),
        DOC,
    )


def _softer(case: Case) -> str:
    """What is no blocker by the documentation and may still be why the flag is off; "" for nothing."""
    if approval.is_pending(case):
        return _("Most likely that is because it waits to be approved or rejected.")
    if not_started.ahead(case) and not_started.is_held(case):
        return _("Most likely that is because its start is still ahead and “Start anytime” is off.")
    return ""


def _no_reason(case: Case, open_questions: int) -> Finding:
    softer = _softer(case)
    said = _("Tallyfy's flag “is_completable” is off.")
    sentences = [
        f"{said} {softer}"
        if softer
        else _("Tallyfy's flag “is_completable” is off, and no reason for that was found in this answer."),
        _("What the flag checks is not documented; it may depend on whose token asked."),
    ]
    if open_questions and not softer:
        sentences.append(_("Part of what can stop a task was not returned, see “Cannot tell”."))
    return Finding(
        CODE,
        "blocker",
        "likely",
        _("Tallyfy's own flag says that it cannot be completed"),
        " ".join(sentences),
        (case.at("is_completable"),),
        DOC,
    )
