"""A task whose start is still ahead; whether it may be begun before then depends on its step's setting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.durations import duration_words
from tallyfy_inspector.texts import _

CODE = "not_started"
DOC = "https://tallyfy.com/products/pro/documenting/templates/edit-templates/step-timings/"


def rule(case: Case) -> Iterator[Finding]:
    """A note where the start is ahead; a warning, likely, where the task is also set not to be started at any
    time (`is_soft_start_date` off). Likely, too, where the start was sent without a zone, or in an answer
    that was opened. Without a start there is nothing to tell; no include holds one."""
    start = case.moment("started_at")
    if start is None or not ahead(case):
        return
    held = is_held(case)
    zoned = case.zoned("started_at") and not case.opened
    yield Finding(
        CODE,
        "warning" if held else "info",
        "certain" if zoned and not held else "likely",
        _("Starts in {duration}").format(duration=duration_words(start - case.now)),
        f"{_time(case, start)} {_held() if held else _free()}",
        tuple(case.at(key) for key in ("started_at", "is_soft_start_date") if case.told(key)),
        DOC,
        _reply() if held else None,
    )


def ahead(case: Case) -> bool:
    """Whether the task waits and its start is still to come."""
    start = case.moment("started_at")
    return case.waiting and start is not None and start > case.now


def is_held(case: Case) -> bool:
    """Whether it is set not to be started at any time."""
    return case.flag("is_soft_start_date") is False


def _time(case: Case, start: datetime) -> str:
    return _("It is to begin on {time}.").format(time=case.when(start))


def _held() -> str:
    return _(
        "“Start anytime” is off for it. The documentation says that a start time is guidance and nothing "
        "enforces it, while Tallyfy's own tools treat it as in force with this setting; so wait, or change "
        "the start."
    )


def _free() -> str:
    return _("A start time is guidance only: nothing enforces it, and it never makes a task overdue.")


def _reply() -> str:
    return _(
        "This task is most likely not meant to be worked on yet, because its start is still ahead. "
        "If it is needed earlier, please change its start."
    )
