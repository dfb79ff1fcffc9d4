"""A step's deadline may count from another step instead of the launch of the process."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.reading import Found, part
from tallyfy_inspector.texts import _

CODE = "deadline_from_step"
DOC = "https://tallyfy.com/products/pro/documenting/templates/edit-templates/step-timings/"
FROM_LAUNCH = "start_run"


def rule(case: Case) -> Iterator[Finding]:
    """Likely, as a note, where the step's rule names another step. Cannot tell where the step was not
    returned and the deadline is over, so that somebody may ask where it came from."""
    if not case.waiting:
        return
    if case.step is None:
        deadline = case.moment("deadline")
        if case.told("step_id") and deadline is not None and deadline < case.now:
            yield _unknown(case)
        return
    timing = part(case.step, "deadline")
    anchor = "" if timing is None else case.text("step", timing)
    if timing is not None and anchor and anchor != FROM_LAUNCH:
        yield _finding(case, timing)


def _finding(case: Case, timing: Found) -> Finding:
    places = (case.at("step", timing), *((case.at("deadline"),) if case.told("deadline") else ()))
    return Finding(
        CODE,
        "info",
        "likely",
        _("Its deadline counts from another step"),
        _(
            "It is worked out again when that step is completed or its deadline is changed by hand. The "
            "documentation contradicts itself: one page counts from the other step's deadline until then, "
            "another says that this step is held back until the other one is done."
        ),
        places,
        DOC,
        _(
            "The deadline of this task most likely depends on an earlier step of the process. "
            "It is worked out again when that step is completed."
        ),
    )


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "info",
        DOC,
        _("What does its deadline count from?"),
        _("The step of the template was not returned; its rule says whether launch or another step counts."),
        case.missing("step"),
    )
