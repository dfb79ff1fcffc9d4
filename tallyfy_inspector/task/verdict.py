"""The verdict: how the task stands, in a few facts, each said once, from the answer alone.

"In progress · Overdue 2 days 18 hours · 1 open issue · 3 required, empty · 2 members, 1 guest, 1 group".
A fact that the answer does not tell is left out; nothing is ever guessed. To add one: a function that takes
the Case and answers a Part or None, its line in `_FACTS`, and its code in `CODES`. Knows no display.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Literal

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.durations import duration_words, overdue_words
from tallyfy_inspector.task.facts import status_words
from tallyfy_inspector.task.reading import find_task
from tallyfy_inspector.texts import _, ngettext

if TYPE_CHECKING:
    from tallyfy_inspector.task.diagnosis.case import Case
    from tallyfy_inspector.task.field_row import FieldRow

Tone = Literal["plain", "warning", "bad"]

CODES = (
    "status",
    "archived",
    "process",
    "deadline",
    "issues",
    "fields",
    "checklists",
    "signatures",
    "people",
)
"""Every code that a Part may have, in the order of the verdict."""
_LONGEST = 60  # of a status that Tallyfy has not documented


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One fact. `text` may be shown, and says "most likely" of what is not certain. `tone` is "bad" for what
    certainly keeps the task from being completed, "warning" for what most likely does. `paths`
    are the places that it rests on, in the answer's order; `panel` is the panel that lists them. `more` is
    what there is to say for who asks: the moments of a duration; or ""."""

    code: str
    text: str
    tone: Tone
    paths: tuple[Path, ...]
    panel: str
    more: str = ""

    def __repr__(self) -> str:
        return f"Part({self.code!r}, {self.tone})"  # never content


def verdict(
    root: object,
    now: datetime,
    zone: tzinfo,
    rows: tuple[FieldRow, ...] | None = None,
    opened: bool = False,
) -> tuple[Part, ...]:
    """The facts of the task in `root`; () when there is none. `now` has a zone. `rows` are its form fields in
    `zone`, where they were read before. `opened`: nobody knows how old the answer is. Never raises."""
    task = find_task(root)
    if task is None:
        return ()
    # Here, since it brings all rules with it, and the window knows this file before its first paint.
    from tallyfy_inspector.task.diagnosis.case import Case

    case = Case(root, task, None if opened else frozenset(), now, zone, rows)
    return tuple(part for fact in _FACTS if (part := fact(case)) is not None)


def _status(case: Case) -> Part | None:
    """The status; how late it was is said with "Completed", not beside it."""
    words = status_words(case.root)
    if words is None or (case.said_completed and _late(case) is not None):
        return None
    text = " ".join(words.split())
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return Part("status", text, "plain", (case.at("status"),), "json")


def _archived(case: Case) -> Part | None:
    """The task's own; that of its process says it for the task, too."""
    if not case.dated("archived_at") or case.process_archived:
        return None
    return Part("archived", _("Archived"), _stops(case), (case.at("archived_at"),), "json")


def _process(case: Case) -> Part | None:
    """What holds all tasks of the process."""
    from tallyfy_inspector.task.diagnosis.rules import process_frozen

    if case.process_archived:
        sure = case.process_surely_archived
        text = _("Process archived") if sure else _likely(_("Process archived"))
        return Part("process", text, _stops(case, sure), case.process_archived, "diagnosis")
    if not case.waiting:
        return None
    if case.process_completed:
        return Part("process", _("Process completed"), "warning", case.process_completed, "diagnosis")
    signs = process_frozen.signs(case)
    if not signs or case.issues.state == "open":
        return None
    return Part("process", _("Process stopped by an issue, most likely"), "warning", signs, "diagnosis")


def _deadline(case: Case) -> Part | None:
    """Only the deadline decides, never the start. One of a hidden or archived task holds for nobody."""
    late, deadline = _late(case), case.moment("deadline")
    more = "" if deadline is None else _("Deadline: {time}").format(time=case.when(deadline))
    if late is not None:
        text = _("Completed {duration} late").format(duration=duration_words(late))
        sure = case.said_completed and case.zoned("completed_at", "deadline")
        text = text if sure else _likely(text)
        return Part("deadline", text, "warning", (case.at("completed_at"), case.at("deadline")), "json", more)
    if deadline is None or not case.waiting:
        return None
    left = deadline - case.now
    overdue = left < timedelta()
    words = overdue_words(opened=case.opened) if overdue else _("Due in {duration}")
    text = words.format(duration=duration_words(left))
    text = text if case.zoned("deadline") or (overdue and case.opened) else _likely(text)
    return Part("deadline", text, "warning" if overdue else "plain", (case.at("deadline"),), "json", more)


def _late(case: Case) -> timedelta | None:
    """How long after its deadline the task was completed; None when it was not, whatever time of completion
    still stands there, or in time."""
    deadline, completed = case.moment("deadline"), case.moment("completed_at")
    if not case.completed or deadline is None or completed is None or completed <= deadline:
        return None
    return completed - deadline


def _issues(case: Case) -> Part | None:
    """Open issues; where only the task's flag tells of one, no number is made up."""
    found = case.issues
    if found.state != "open":
        return None
    count = len(found.open)
    text = ngettext("{count} open issue", "{count} open issues", count).format(count=count)
    text = text if count else _("Open issue")
    flag = () if found.flag is None else (found.flag.path,)
    paths = tuple(each.path for each in found.open) or flag
    return Part("issues", text if found.sure else _likely(text), _stops(case, found.sure), paths, "diagnosis")


def _fields(case: Case) -> Part | None:
    empty = [row for row in case.rows if row.required_and_empty]
    if not empty:
        return None
    text = ngettext("{count} required, empty", "{count} required, empty", len(empty)).format(count=len(empty))
    unsure = sum(row.emptiness == "likely" for row in empty)
    if unsure == len(empty):
        text = _likely(text)
    elif unsure:
        text = _("{fact}, {count} of them most likely").format(fact=text, count=unsure)
    paths = tuple(row.path for row in empty)
    tone = _stops(case, unsure < len(empty)) if case.waiting else "plain"
    return Part("fields", text, tone, paths, "fields")


def _checklists(case: Case) -> Part | None:
    """Checklists that hold the task, by the rule of the diagnosis: never more than likely."""
    from tallyfy_inspector.task.diagnosis.rules import checklist

    open_ones = [finding for finding in checklist.rule(case) if finding.severity == "blocker"]
    if not open_ones:
        return None
    count = len(open_ones)
    text = ngettext("{count} checklist not ticked off", "{count} checklists not ticked off", count)
    paths = tuple(finding.because[0] for finding in open_ones)
    return Part("checklists", _likely(text.format(count=count)), "warning", paths, "fields")


def _signatures(case: Case) -> Part | None:
    """Others who still have to complete it, where some have."""
    from tallyfy_inspector.task.diagnosis.rules import everyone_signs

    waits = next((each for each in everyone_signs.rule(case) if each.severity == "blocker"), None)
    if waits is None or waits.confidence == "cannot_tell":
        return None
    return Part(
        "signatures", _("Others still to complete it, most likely"), "warning", waits.because, "diagnosis"
    )


def _people(case: Case) -> Part | None:
    """Who is assigned, counted; nothing where the answer does not say."""
    from tallyfy_inspector.task.diagnosis.rules import nobody_assigned

    found = case.owners
    if found.nobody:
        text = _likely(_("Nobody assigned")) if nobody_assigned.doubt(case) else _("Nobody assigned")
        return Part("people", text, "warning" if case.waiting else "plain", (found.path,), "people")
    if not found.known:
        return None
    members, guests, groups = len(found.users), len(found.guests), len(found.groups)
    counted = (
        (members, ngettext("{count} member", "{count} members", members)),
        (guests, ngettext("{count} guest", "{count} guests", guests)),
        (groups, ngettext("{count} group", "{count} groups", groups)),
    )
    text = ", ".join(words.format(count=count) for count, words in counted if count)
    return Part("people", text, "plain", tuple(each.path for each in found.everyone), "people")


def _stops(case: Case, sure: bool = True) -> Tone:
    """What would stop a task stops one no more that is done."""
    return "plain" if case.completed else "bad" if sure else "warning"


def _likely(text: str) -> str:
    return _("{fact}, most likely").format(fact=text)


_FACTS: tuple[Callable[[Case], Part | None], ...] = (
    _status, _archived, _process, _deadline, _issues, _fields, _checklists, _signatures, _people,
)  # fmt: skip
