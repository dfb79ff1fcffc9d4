"""A task that is marked as top secret: only said, since the documentation does not explain its effect."""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.texts import _

CODE = "private"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/how-can-i-protect-sensitive-data-in-tallyfy/"


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the task says it; the step's setting counts where the task does not say."""
    places = _places(case)
    if places:
        yield Finding(
            CODE,
            "info",
            "certain",
            _("“Top secret” is on"),
            _(
                "The task is marked as confidential (API: top_secret). "
                "Tallyfy's documentation does not explain what that hides and from whom, "
                "so ask an administrator when somebody cannot see the task."
            ),
            places,
            DOC,
        )


def _places(case: Case) -> tuple[Path, ...]:
    own = case.flag("top_secret")
    if own is not None or case.step is None:
        return case.places("top_secret") if own else ()
    return case.places("top_secret", of=case.step) if case.flag("top_secret", case.step) else ()
