"""A hidden task (the API's "auto-skipped") is in nobody's views; a rule hid it, or somebody by hand.

How the activity list tells of hiding is not documented: its entries are read as the activity feed's, and what
they say is never more than likely. What the status "skipped" means is documented nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from tallyfy_inspector.task.diagnosis.case import Case, first_text
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import _

CODE = "hidden"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/manually-show-hide-tasks/"
VERBS = ("auto-skipped", "hidden", "hide", "skipped")
RULES = ("rule", "rules", "automation", "system")
PEOPLE = ("member", "user", "guest")


def rule(case: Case) -> Iterator[Finding]:
    """Certain that it is hidden where the status says so; who hid it is likely at best. Cannot tell what
    "skipped" means."""
    if case.skipped:
        yield _skipped(case)
    if not case.hidden:
        return
    yield Finding(
        CODE,
        "blocker",
        "certain",
        _("The task is hidden"),
        _(
            "It is in nobody's views and not counted in progress or deadlines; everything entered is kept. "
            "If it was hidden by hand, no rule shows it again: in the process, use “Show This Task” in its "
            "menu."
        ),
        (case.at("status"),),
        DOC,
        _(
            "The task is hidden in its process, so nobody sees it in a list; nothing that was entered is "
            "lost. If it is needed, somebody can show it again from the process."
        ),
        brief=_("it is hidden in its process"),
    )
    yield _by_whom(case)


def _skipped(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "blocker",
        DOC,
        _("Does the task still have to be done?"),
        _(
            "Its status is “skipped”, which Tallyfy's documentation names and does not explain. "
            "Look at the task in its process."
        ),
        because=case.places("status"),
    )


def _by_whom(case: Case) -> Finding:
    entry = max(case.activities(*VERBS), key=lambda found: _time(case, found), default=None)
    source = "" if entry is None else first_text(entry, "source").lower()
    if entry is None or source not in (*RULES, *PEOPLE):
        return cannot_tell(
            CODE,
            "info",
            DOC,
            _("Was it hidden by a rule or by hand?"),
            _("Both leave the same status; only the activity, or a comment made at that time, can tell."),
            case.missing("activities"),
            () if entry is None else (entry.path,),
        )
    by_rule = source in RULES
    return Finding(
        CODE,
        "info",
        "likely",
        _("Hidden by a rule") if by_rule else _("Hidden by hand"),
        _by_rule() if by_rule else _by_hand(),
        (entry.path,),
        DOC,
    )


def _time(case: Case, entry: Found) -> datetime:
    return case.happened(entry) or datetime.min.replace(tzinfo=UTC)


def _by_rule() -> str:
    return _(
        "The activity tells of a rule. Look at the rules of the template that show or hide this step, and "
        "at the form fields they ask; once it is shown, a rule does not hide it again."
    )


def _by_hand() -> str:
    return _(
        "The activity tells of a person. It stays hidden whatever the rules say, until somebody shows it by "
        "hand; look for a comment from that time."
    )
