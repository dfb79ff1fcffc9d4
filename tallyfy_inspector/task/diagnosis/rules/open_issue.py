"""An open issue keeps a task from being completed until somebody resolves it with a comment."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.texts import _, ngettext

CODE = "open_issue"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/how-to-report-and-resolve-issues-in-tallyfy/"


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the task's own flag says so; likely where the list alone does, whose shape is documented
    nowhere, or the two disagree; cannot tell where nothing is said."""
    found = case.issues
    if case.completed or found.state == "none":
        return
    if found.state == "unknown":
        yield _unknown(case)
        return
    flag = () if found.flag is None else (found.flag.path,)
    yield Finding(
        CODE,
        "blocker",
        "certain" if found.sure else "likely",
        _title(len(found.open)),
        _rule() if found.sure else _doubt() if found.doubtful else f"{_rule()} {_listed()}",
        (*(each.path for each in found.open), *flag),
        DOC,
        _reply() if found.sure else _likely_reply(),
        brief=_("a problem that was reported on it is still open"),
    )


def _title(count: int) -> str:
    if not count:
        return _("An issue is open")  # the flag alone says so, and not how many
    return ngettext("{count} issue is open", "{count} issues are open", count).format(count=count)


def _rule() -> str:
    return _(
        "A reported problem stops the task until it is resolved with a comment. "
        "A plain comment, even one that says “resolved”, does not clear it."
    )


def _listed() -> str:
    return _("Only a list says so here, and how it looks is not documented; look at the task itself.")


def _doubt() -> str:
    return _(
        "The task's own flag “problem” and the issues that the answer lists say the opposite of each other. "
        "One of them may lag behind a change; fetch the task again before relying on it."
    )


def _reply() -> str:
    return _(
        "A problem was reported on this task and is still open, so the task cannot be completed yet. "
        "Please open the task, resolve the reported issue with a comment, and complete it then."
    )


def _likely_reply() -> str:
    return _(
        "Most likely a problem that was reported on this task is still open. "
        "Please open the task and resolve the reported issue with a comment if it is still shown."
    )


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "blocker",
        DOC,
        _("Is an issue open?"),
        _("This answer does not say whether a problem was reported."),
        case.missing("issues"),
    )
