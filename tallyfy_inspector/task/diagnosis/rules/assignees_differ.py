"""Who is assigned, against whom the template's step assigns: after launch both may have changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case, first_text
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.owners import identity
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, items, part
from tallyfy_inspector.texts import _, ngettext

CODE = "assignees_differ"
DOC = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/task-assignment-guide/"
DEFAULTS = ("assignees", "guests", "groups")


@dataclass(frozen=True, slots=True, repr=False)
class _Difference:
    """Owners who are no default of the step, and defaults who are no owners. `launcher` is the owner who
    launched the process, where the step assigns the launcher: no default and not `extra` either."""

    extra: tuple[Found, ...]
    gone: tuple[Found, ...]
    launcher: Found | None


def rule(case: Case) -> Iterator[Finding]:
    """Likely, as a note, where the two differ, and where only the launcher is assigned besides; cannot tell
    where the step of a process task was not returned. A step without any default assigns nobody, so that
    nothing can differ."""
    if not case.waiting or not case.owners.known:
        return
    step = case.step
    if step is None:
        if case.told("step_id") and not case.oneoff:
            yield _unknown(case)
        return
    defaults = tuple(entry for key in DEFAULTS for entry in _entries(step, key))
    difference = _compare(case, step, defaults)
    if defaults and (difference.extra or difference.gone):
        yield _finding(case, difference)
    elif defaults and difference.launcher is not None:
        yield _by_setting(case, step, difference.launcher)


def _entries(step: Found, key: str) -> tuple[Found, ...]:
    found = part(step, key)
    return () if found is None else tuple(each for each in items(found) if not is_blank(each.value))


def _compare(case: Case, step: Found, defaults: tuple[Found, ...]) -> _Difference:
    wanted = {identity(each).lower() for each in defaults}
    actual = {identity(each).lower() for each in case.owners.everyone}
    # Somebody sent without any ID cannot be compared, and is neither too much nor left out.
    extra = tuple(each for each in case.owners.everyone if identity(each).lower() not in {*wanted, ""})
    gone = tuple(each for each in defaults if identity(each).lower() not in {*actual, ""})
    starter = _starter(case) if case.flag("assign_run_starter", step) else ""
    launcher = next((each for each in extra if starter and identity(each) == starter), None)
    return _Difference(tuple(each for each in extra if each is not launcher), gone, launcher)


def _starter(case: Case) -> str:
    started_by = None if case.run is None else part(case.run, "started_by")
    return "" if started_by is None else identity(started_by)


def _finding(case: Case, difference: _Difference) -> Finding:
    changes = tuple(case.activities("owners-updated"))
    return Finding(
        CODE,
        "info",
        "likely",
        _("Assigned otherwise than the template says now"),
        " ".join(_sentences(difference, changes)),
        _places(case, difference, changes),
        DOC,
    )


def _sentences(difference: _Difference, changes: tuple[Found, ...]) -> Iterator[str]:
    if count := len(difference.extra):
        added = ngettext(
            "{count} assigned here is not in the template's step.",
            "{count} assigned here are not in the template's step.",
            count,
        )
        yield added.format(count=count)
    if count := len(difference.gone):
        gone = ngettext(
            "{count} from the template's step is not assigned here.",
            "{count} from the template's step are not assigned here.",
            count,
        )
        yield gone.format(count=count)
    yield _why(changes)


def _by_setting(case: Case, step: Found, launcher: Found) -> Finding:
    """Nothing differs: the step assigns the launcher, beside those whom it names."""
    return Finding(
        CODE,
        "info",
        "likely",
        _("Whoever launched the process is assigned, too"),
        _(
            "“Assign launcher automatically” is on for the template's step. It adds whoever launched the "
            "process to the people and groups that the step names."
        ),
        (launcher.path, case.at("assign_run_starter", step), case.owners.path),
        DOC,
    )


def _why(changes: tuple[Found, ...]) -> str:
    if changes:
        return _("The activity tells who changed the assignees, and when.")
    return _("A rule, a person, or a change of the template after launch can be why.")


def _places(case: Case, difference: _Difference, changes: tuple[Found, ...]) -> tuple[Path, ...]:
    people = tuple(each.path for each in (*difference.extra, *difference.gone))
    telling = tuple(each.path for each in changes if first_text(each, "verb"))
    return (*people, case.owners.path, *telling)


def _unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "info",
        DOC,
        _("Whom does the template assign?"),
        _("The step of the template was not returned, so its default assignees cannot be compared."),
        case.missing("step"),
    )
