"""A step can launch another process when its task is completed, or add that template's tasks to its own.

What is set stands in the step (`bp_to_launch`); whether the process was launched stands nowhere in a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.rules import reopened
from tallyfy_inspector.task.reading import Found, part
from tallyfy_inspector.texts import _

CODE = "next_process"
DOC = "https://tallyfy.com/products/pro/launching/launch-process-when-task-is-completed/"


def rule(case: Case) -> Iterator[Finding]:
    """Says what is to happen; whether it did, no task tells. Nothing without such a setting."""
    setting = None if case.step is None else _setting(case, case.step)
    if setting is not None:
        yield _after(case, setting) if case.completed else _before(case, setting)
    elif case.step is None and case.completed and case.told("step_id") and case.missing("step"):
        yield _unknown(case)


def _setting(case: Case, step: Found) -> Found | None:
    """What is to be launched; None when nothing is set, also as an object without an ID."""
    found = part(step, "bp_to_launch")
    if found is None or isinstance(found.value, bool):
        return None
    told = case.told("id", found) if isinstance(found.value, dict) else case.told("bp_to_launch", step)
    return found if told and not isinstance(found.value, list) else None


def _before(case: Case, setting: Found) -> Finding:
    injected = case.flag("tasks_within_process", setting) is True
    before = reopened.earlier(case)
    return Finding(
        CODE,
        "info",
        "likely",
        _("More tasks come when this task is completed")
        if injected
        else _("Another process starts when this task is completed"),
        f"{_('The step of the template says so.')} {_now(case, again=bool(before))}",
        (setting.path, *(before or case.places("status"))),
        DOC,
        _(
            "The next part of the work most likely has not started because this task is not completed yet. "
            "Please complete it, and look in the Tracker then."
        )
        if case.waiting and not before
        else None,
    )


def _now(case: Case, *, again: bool) -> str:
    """How far that is, and what to do."""
    if again:
        return _(
            "The answer tells of a completion, though this task is not completed now, so it may have "
            "happened then: look in the Tracker. What another completion does is not documented."
        )
    if case.hidden:
        return _("This task is hidden, and a hidden task is never completed; show it first if it is needed.")
    if not case.waiting:
        return _("This task is not completed.")
    return _("This task is not completed yet: complete it, and look in the Tracker then.")


def _after(case: Case, setting: Found) -> Finding:
    return Finding(
        CODE,
        "warning",
        "cannot_tell",
        _("Was the next process launched?"),
        _(
            "The step launches another process, or adds that one's tasks, when this task is completed, "
            "and it is completed. A task does not say whether it worked; Tallyfy's bot leaves a comment with "
            "a link. It does not work for a template that is archived or has required kick-off fields."
        ),
        (setting.path, *case.places("completed_at")),
        DOC,
        needs=case.missing("threads", "activities"),
    )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "warning",
        "cannot_tell",
        _("Does this task launch another process?"),
        _("That is set in the step of the template, which this answer does not hold."),
        (),
        DOC,
        needs=case.missing("step"),
    )
