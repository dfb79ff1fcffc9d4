"""Why is this task stuck? One small function a rule, each with its page of Tallyfy's documentation.

To add a rule: one file in `rules/` with a function `rule(case) -> Iterator[Finding]`, and its line in RULES;
its test beside the others says when it fires, when it does not, and when it cannot tell.

Pure: the parsed root, what was asked for and the present moment go in, findings come out. No network, no
display, no file. Nothing here raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding, Severity, front_words, rank
from tallyfy_inspector.task.diagnosis.reply import as_saved
from tallyfy_inspector.task.diagnosis.rules import (
    already_completed,
    approval,
    archived,
    assignees_differ,
    assignees_only,
    checklist,
    comments,
    completable_flag,
    deactivated_assignee,
    deadline_from_step,
    everyone_signs,
    field_missing,
    file_missing,
    guest_access,
    guest_only,
    hidden,
    next_process,
    nobody_assigned,
    not_in_list,
    not_started,
    open_issue,
    overdue,
    picker_not_assigned,
    private,
    process_frozen,
    reopened,
    required_empty,
    self_completed,
    too_many_assignees,
    value_wrong,
    webhook,
)
from tallyfy_inspector.task.field_row import FieldRow
from tallyfy_inspector.task.reading import find_task
from tallyfy_inspector.texts import N_

__all__ = ["RULES", "Case", "Confidence", "Finding", "Rule", "Severity", "diagnose", "front_words", "rank"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` names it; `title` says in a few words what it looks for (marked for translation)."""

    code: str
    title: str
    check: Callable[[Case], Iterator[Finding]]


RULES: tuple[Rule, ...] = (
    Rule(already_completed.CODE, N_("already completed"), already_completed.rule),
    Rule(archived.CODE, N_("archived"), archived.rule),
    Rule(open_issue.CODE, N_("open issues"), open_issue.rule),
    Rule(hidden.CODE, N_("hidden by a rule or by hand"), hidden.rule),
    Rule(process_frozen.CODE, N_("issues elsewhere in the process"), process_frozen.rule),
    Rule(required_empty.CODE, N_("required, empty form fields"), required_empty.rule),
    Rule(checklist.CODE, N_("checklists that are not done"), checklist.rule),
    Rule(assignees_only.CODE, N_("who may complete it"), assignees_only.rule),
    Rule(everyone_signs.CODE, N_("others who still have to complete it"), everyone_signs.rule),
    Rule(completable_flag.CODE, N_("Tallyfy's own flag"), completable_flag.rule),
    Rule(nobody_assigned.CODE, N_("nobody assigned"), nobody_assigned.rule),
    Rule(deactivated_assignee.CODE, N_("deactivated assignees"), deactivated_assignee.rule),
    Rule(guest_only.CODE, N_("guests without a member"), guest_only.rule),
    Rule(too_many_assignees.CODE, N_("too many assignees"), too_many_assignees.rule),
    Rule(assignees_differ.CODE, N_("assignees against the template"), assignees_differ.rule),
    Rule(picker_not_assigned.CODE, N_("people picked but not assigned"), picker_not_assigned.rule),
    Rule(overdue.CODE, N_("overdue"), overdue.rule),
    Rule(deadline_from_step.CODE, N_("what the deadline counts from"), deadline_from_step.rule),
    Rule(not_started.CODE, N_("not started yet"), not_started.rule),
    Rule(not_in_list.CODE, N_("filters of the task list"), not_in_list.rule),
    Rule(guest_access.CODE, N_("guests who cannot open it"), guest_access.rule),
    Rule(field_missing.CODE, N_("form fields only in the template"), field_missing.rule),
    Rule(value_wrong.CODE, N_("values that look wrong"), value_wrong.rule),
    Rule(webhook.CODE, N_("webhooks"), webhook.rule),
    Rule(file_missing.CODE, N_("missing files"), file_missing.rule),
    Rule(comments.CODE, N_("comments"), comments.rule),
    Rule(self_completed.CODE, N_("completed by itself"), self_completed.rule),
    Rule(approval.CODE, N_("approval"), approval.rule),
    Rule(private.CODE, N_("private tasks"), private.rule),
    Rule(next_process.CODE, N_("the next process"), next_process.rule),
    Rule(reopened.CODE, N_("reopened"), reopened.rule),
)


def diagnose(
    root: object,
    asked: frozenset[str] | None,
    now: datetime,
    tz: tzinfo,
    rows: tuple[FieldRow, ...] | None = None,
) -> list[Finding]:
    """Everything that the rules find in the task of `root`: that it is completed already, then the worst and
    surest first, and as in RULES where that is equal; [] when there is no task. `asked` names the includes
    that were asked for, None when that is not known (a file), whose replies say so first. `now` has a zone;
    times are told in `tz`.
    `rows` are the form fields of `root` in `tz`, if read before."""
    task = find_task(root)
    if task is None:
        return []
    case = Case(root, task, asked, now, tz, rows)
    found = sorted((finding for rule in RULES for finding in rule.check(case)), key=rank)
    if case.opened:
        found = [replace(each, reply=as_saved(each.reply)) if each.reply else each for each in found]
    if case.completed:  # whatever else is wrong, there is nothing left to complete
        found.sort(key=lambda finding: finding.code != already_completed.CODE)
    return found
