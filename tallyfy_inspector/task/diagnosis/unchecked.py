"""What the diagnosis did not look at, in words: "Nothing found. Not checked: issues, files (not fetched)".

To add a part: its row in _PARTS, with the include that holds it. The rules of the template are in no
answer to "Get task", and this program asks for nothing that holds them, so they are always named for a task
of a process.
"""

from __future__ import annotations

from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, find_task, is_list, member, part
from tallyfy_inspector.texts import N_, _

_PARTS: tuple[tuple[str, str], ...] = (
    ("form_fields", N_("form fields")),
    ("issues", N_("issues")),
    ("run", N_("process")),
    ("step", N_("step of the template")),
    ("activities", N_("activities")),
    ("threads", N_("comments")),
    ("assets", N_("files")),
)
_OBJECTS = ("run", "step")
_NEEDED = ("form_fields", "issues")


def not_checked(root: object, asked: frozenset[str] | None) -> tuple[str, ...]:
    """The parts that the answer does not hold, those together that have one reason: "issues, files (not
    fetched)". In a fixed order; () without a task.

    "not readable" came in another shape; "not fetched" was not asked for; "not returned" was asked for, or
    nobody knows whether it was (`asked` is None, as with a file).
    """
    task = find_task(root)
    if task is None:
        return ()
    without, parts = _without(task), dict[str, list[str]]()
    for include, words in _PARTS:
        reason = "" if include in without else _reason(task, include, asked)
        parts.setdefault(reason, []).append(_(words))
    parts.pop("", None)
    if "step" not in without:
        parts[_("this program cannot fetch them")] = [_("template rules")]
    return tuple(
        _("{parts} ({reason})").format(parts=", ".join(told), reason=reason) for reason, told in parts.items()
    )


def not_fetched(root: object, asked: frozenset[str] | None) -> tuple[str, ...]:
    """The includes of those parts that were not asked for, or of which nobody knows whether they were, and
    that the answer does not hold: fetching may bring them."""
    task = find_task(root)
    if task is None:
        return ()
    without, known = _without(task), asked or frozenset()
    return tuple(
        include
        for include, _words in _PARTS
        if include not in without and include not in known and member(task, include) is None
    )


def _without(task: Found) -> frozenset[str]:
    """What such a task does not have: a one-off task no step, and outside any process no process either."""
    in_process = _told(task, "run_id") or _told(task, "run")
    flag = member(task, "is_oneoff_task")
    oneoff = flag is not None and flag.value in (True, 1, "1", "true")
    from_template = not oneoff and (in_process or _told(task, "step_id") or _told(task, "checklist_id"))
    return frozenset(
        (*(() if in_process or from_template else ("run",)), *(() if from_template else ("step",)))
    )


def _told(task: Found, key: str) -> bool:
    found = part(task, key)
    return found is not None and not is_blank(found.value)


def _reason(task: Found, include: str, asked: frozenset[str] | None) -> str:
    """ "not fetched"; "" where the answer holds the part."""
    if member(task, include) is not None:
        return _("not readable") if _unread(task, include) else ""
    return _("not returned") if asked is None or include in asked else _("not fetched")


def _unread(task: Found, include: str) -> bool:
    """Whether what stands there cannot be looked at. Null is nothing to look at, too, where a blocker may
    hide; for what is no list by its nature (process, step) an empty one means none."""
    found = part(task, include)
    if found is None or include in _OBJECTS:
        return found is None or (
            isinstance(found.value, (str, int, float)) and not isinstance(found.value, bool)
        )
    if found.value is None:
        return include in _NEEDED
    return not is_list(found)
