"""The process (API: run) that a task stands in, as facts: status, progress, who launched it, what is open.

Where the process was not returned, the task itself still tells a few of them. A new fact: a row in `_FACTS`,
in the order people read. Knows no display. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tallyfy_inspector.task import persons
from tallyfy_inspector.task.included import (
    Line,
    State,
    extras,
    flag,
    line,
    on_one_line,
    scalar,
    single,
    told,
    yes_or_no,
)
from tallyfy_inspector.task.readable import is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, find_task, member, part
from tallyfy_inspector.texts import N_, _

Words = Callable[[Found, Mapping[str, str]], str]
Rows = tuple[tuple[str, str, Words | None], ...]
"""Member, marked label, and its words: None for those of any value."""

# The filters of "List processes" and the words of webhooks, in Tallyfy's API documentation.
_STATUSES = {
    "active": N_("Active"),
    "in-progress": N_("In progress"),
    "complete": N_("Completed"),
    "completed": N_("Completed"),
    "problem": N_("Open issue"),
    "issue": N_("Open issue"),
    "improvement": N_("Improvement suggested"),
    "archived": N_("Archived"),
    "delayed": N_("Delayed"),
}


def status_words(found: Found) -> str:
    """The process's status in people's words, with the API's own; one that is not known as it was sent."""
    word = on_one_line(shown(found))
    return (
        _("{status} (API: {word})").format(status=_(_STATUSES[word]), word=word)
        if word in _STATUSES
        else word
    )


def progress_words(found: Found) -> str:
    """ "4 of 9 done, 44 %, 1 approved"; a bare number as sent: its scale is documented nowhere."""
    if not isinstance(found.value, dict):
        return (
            "" if is_blank(found.value) else _("{number} (scale not documented)").format(number=shown(found))
        )
    done, total = told(found, "complete", "completed"), told(found, "total")
    parts = (
        _("{done} of {total} done").format(done=done, total=total) if done and total else "",
        _("{percent} %").format(percent=percent) if (percent := told(found, "percent")) else "",
        _("{count} approved").format(count=count) if _some(count := told(found, "approved")) else "",
        _("{count} rejected").format(count=count) if _some(count := told(found, "rejected")) else "",
    )
    return ", ".join(map(on_one_line, filter(None, parts))) or ("" if is_blank(found.value) else raw(found))


def _some(count: str) -> bool:
    return count not in ("", "0")


def _shown(found: Found, _names: Mapping[str, str]) -> str:
    return shown(found)


def _status(found: Found, _names: Mapping[str, str]) -> str:
    return status_words(found)


def _progress(found: Found, _names: Mapping[str, str]) -> str:
    return progress_words(found)


def _yes_or_no(found: Found, _names: Mapping[str, str]) -> str:
    return yes_or_no(found)


def _people(found: Found, names: Mapping[str, str]) -> str:
    return persons.person(found, names=names)


_FACTS: Rows = (
    ("name", N_("Process"), None),
    ("status", N_("Status"), _status),
    ("has_open_issue", N_("Open issue"), _yes_or_no),
    ("progress", N_("Progress"), _progress),
    ("whole_progress", N_("Progress, whole (API: whole_progress)"), _progress),
    ("started_by", N_("Launched by"), _people),
    ("owner_id", N_("Owner"), _people),
    ("started_at", N_("Launched"), None),
    ("created_at", N_("Created"), None),
    ("due_date", N_("Due"), None),
    ("due_date_passed", N_("Due date passed"), _yes_or_no),
    ("due_soon", N_("Due soon"), _yes_or_no),
    ("late_tasks", N_("Late tasks"), None),
    ("max_task_deadline", N_("Latest deadline of a task"), None),
    ("completed_at", N_("Completed"), None),
    ("archived_at", N_("Archived"), None),
    ("last_updated", N_("Last changed"), None),
    ("prerun_status", N_("Kick-off form"), _status),
    ("prerun_completed_at", N_("Kick-off form completed"), None),
    ("prerun_completed_by", N_("Kick-off form completed by"), _people),
    ("prerun_length", N_("Kick-off fields"), None),
    ("checklist_title", N_("Template"), None),
    ("checklist_id", N_("Template ID (API: checklist_id)"), None),
    ("id", N_("Process ID (API: run)"), None),
    ("increment_id", N_("Process number"), None),
    ("collaborators", N_("Collaborators"), _people),
    ("users", N_("Members"), _people),
    ("groups", N_("Groups"), _people),
    ("is_public", N_("Public"), _yes_or_no),
    ("starred", N_("Starred"), _yes_or_no),
    ("can_add_oot", N_("One-off tasks may be added"), _yes_or_no),
    ("parent_id", N_("Launched from process"), None),
    ("summary", N_("Summary"), None),
    ("type", N_("Kind"), None),
)
_OF_TASK: Rows = (
    ("run_id", N_("Process ID (API: run)"), None),
    ("run_status", N_("Status"), _status),
    ("checklist_id", N_("Template ID (API: checklist_id)"), None),
)


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """The facts, those that are not known at the end as they were sent. Where `state` is not "present", the
    lines are what the task itself says, and `notes` what that may mean."""

    state: State
    lines: tuple[Line, ...] = ()
    whole: Found | None = None
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Facts({self.state}, {len(self.lines)})"  # never content


def process(root: object) -> Facts:
    """The facts on the task's process, from `run`, else from the task."""
    return facts_of(root, "run", _FACTS, _OF_TASK, _notes)


def facts_of(
    root: object, key: str, rows: Rows, of_task: Rows, notes: Callable[[Found | None], Iterable[str]]
) -> Facts:
    """What the include `key` tells by `rows`, and what else it holds; where it tells nothing what the task
    itself says, by `of_task`, and what `notes` have to say of that."""
    found = single(root, key)
    names = persons.names(root)
    if found.entries:
        (inner,) = found.entries
        known = {member_key for member_key, _label, _words in rows}
        return Facts("present", (*facts(inner, rows, names), *extras(inner, known)), found.whole)
    task = find_task(root)
    lines = () if task is None else tuple(each for each in facts(task, of_task, names) if each.text)
    return Facts(found.state, lines, found.whole, tuple(notes(task)))


def facts(entry: Found, rows: Rows, names: Mapping[str, str]) -> Iterator[Line]:
    """A line for each of `rows` there is."""
    for key, label, words in rows:
        found = part(entry, key) if words is _people else scalar(entry, key)
        if found is not None:
            yield _line(_(label), found, words, names)


def _line(label: str, found: Found, words: Words | None, names: Mapping[str, str]) -> Line:
    return line(label, found) if words is None else line(label, found, lambda each: words(each, names))


def _notes(task: Found | None) -> Iterator[str]:
    if task is None or flag(task, "is_oneoff_task") is not True:
        return
    run = member(task, "run_id")
    if run is None or is_blank(run.value):
        yield _("This is a one-off task, outside any process.")
