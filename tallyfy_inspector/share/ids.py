"""The IDs of a task, as lines for a ticket or a chat: "Task ID: d005…".

To add one: a line in `ids`, with the places of the answer that hold it, the most telling first. Secrets in
them are masked, and each is one line. Knows no display and never raises on any JSON.
"""

from __future__ import annotations

from tallyfy_inspector.task import facts
from tallyfy_inspector.task.readable import shown
from tallyfy_inspector.task.reading import Found, find_task, member, part
from tallyfy_inspector.texts import _

_LONGEST = 255  # characters: no path of Tallyfy's takes a longer one


def ids(root: object, organization: str | None = None) -> tuple[tuple[str, str], ...]:
    """What each ID is called, and the ID; those that the answer does not tell are left out, () without a
    task. `organization` is the one that was asked; an answer seldom names its own."""
    task = find_task(root)
    if task is None:
        return ()
    run, step = part(task, "run"), part(task, "step")
    template = _first((task, "checklist_id"), (run, "checklist_id"), (step, "checklist_id"))
    told = (
        (_("Task ID"), facts.task_id(root)),
        (_("Process ID (API: run)"), facts.run_id(root)),
        (_("Template ID (API: checklist)"), template),
        (_("Step ID"), _first((task, "step_id"), (step, "id"))),
        (_("Organization ID"), organization or facts.organization_id(root)),
    )
    return tuple((name, _short(text)) for name, text in told if text)


def ids_text(root: object, organization: str | None = None) -> str:
    """A line an ID, ended by a newline; "" without a task."""
    lines = (_("{name}: {id}").format(name=name, id=text) for name, text in ids(root, organization))
    return "".join(f"{line}\n" for line in lines)


def _first(*places: tuple[Found | None, str]) -> str | None:
    found = (member(holder, key) for holder, key in places if holder is not None)
    return next((text for each in found if each is not None and (text := _text(each))), None)


def _text(found: Found) -> str:
    return "" if isinstance(found.value, (bool, dict, list)) else shown(found)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
