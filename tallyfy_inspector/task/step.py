"""The step of the template that a task was made from, as facts: who, when, and what happens at completion.

A rule for a time is `{"value", "unit", "option", "step"}`; `step` "start_run" counts from the launch, any
other from that step, and without one the answer does not say from what. A new fact: a row in `_FACTS`.

Knows no display. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tallyfy_inspector.task import persons
from tallyfy_inspector.task.included import (
    flag,
    html_words,
    on_one_line,
    scalar,
    told,
    yes_or_no,
)
from tallyfy_inspector.task.process import Facts, Rows, facts_of
from tallyfy_inspector.task.readable import is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, items
from tallyfy_inspector.texts import N_, _, ngettext

_UNITS = {
    "minute": lambda count: ngettext("{count} minute", "{count} minutes", count),
    "hour": lambda count: ngettext("{count} hour", "{count} hours", count),
    "day": lambda count: ngettext("{count} day", "{count} days", count),
    "week": lambda count: ngettext("{count} week", "{count} weeks", count),
    "month": lambda count: ngettext("{count} month", "{count} months", count),
}
_AFTER = frozenset({"", "from", "after"})
_BEFORE = frozenset({"before", "prior", "prior_to"})


def rule_words(found: Found) -> str:
    """ "5 days after launch", "2 hours after step 7b25…"; a rule that is not understood as it was sent."""
    value = scalar(found, "value")
    length = "" if value is None else _length(value, told(found, "unit"))
    if not length:
        return "" if is_blank(found.value) else raw(found)
    option = told(found, "option").strip()
    if option not in _AFTER | _BEFORE:
        return _("{rule} (as sent: {raw})").format(rule=length, raw=raw(found))
    return _from_where(length, told(found, "step"), before=option in _BEFORE)


def _from_where(length: str, step: str, *, before: bool) -> str:
    if not step:
        return _("{length} (the answer does not say from what)").format(length=length)
    if step == "start_run":
        return (_("{length} before launch") if before else _("{length} after launch")).format(length=length)
    form = _("{length} before step {step}") if before else _("{length} after step {step}")
    return form.format(length=length, step=on_one_line(step))


def _length(value: Found, unit: str) -> str:
    count = shown(value) if not isinstance(value.value, (dict, list, bool)) else ""
    name = unit.strip().lower().removesuffix("s")
    if not count or not name:
        return ""
    if name not in _UNITS or not (count.isascii() and count.isdigit() and len(count) < 10):
        return f"{on_one_line(count)} {on_one_line(unit)}"
    return _UNITS[name](int(count)).format(count=count)


def _rule(found: Found, _names: Mapping[str, str]) -> str:
    return rule_words(found)


def _yes_or_no(found: Found, _names: Mapping[str, str]) -> str:
    return yes_or_no(found)


def _people(found: Found, names: Mapping[str, str]) -> str:
    return persons.person(found, names=names) or _("nobody")


def _webhook(found: Found, _names: Mapping[str, str]) -> str:
    return _("set: {address}").format(address=shown(found)) if not is_blank(found.value) else _("not set")


def _launches(found: Found, _names: Mapping[str, str]) -> str:
    """The template that is launched next."""
    if is_blank(found.value):
        return _("nothing")
    identity, name = told(found, "id"), on_one_line(told(found, "default_name_format", "title", "name"))
    if not identity:
        return raw(found)
    told_ = _("template {id}").format(id=on_one_line(identity))
    return _("{template}, named “{name}”").format(template=told_, name=name) if name else told_


def _count(found: Found, _names: Mapping[str, str]) -> str:
    entries = items(found)
    if not entries:
        return _("none") if is_blank(found.value) else raw(found)
    return str(len(entries))


def _text(found: Found, _names: Mapping[str, str]) -> str:
    return html_words(found)


_FACTS: Rows = (
    ("title", N_("Step"), None),
    ("step_type", N_("Type"), None),
    ("assignees", N_("Default assignees"), _people),
    ("guests", N_("Default guests"), _people),
    ("groups", N_("Default groups"), _people),
    ("roles", N_("Job roles"), None),
    ("role_changes_every_time", N_("Role decided at each launch"), _yes_or_no),
    ("assign_run_starter", N_("Assigns who launched the process"), _yes_or_no),
    ("max_assignable", N_("Most assignees"), None),
    ("allow_guest_owners", N_("Guests may be assigned"), _yes_or_no),
    ("can_complete_only_assignees", N_("Only assignees may complete"), _yes_or_no),
    ("everyone_must_complete", N_("Everyone assigned must complete"), _yes_or_no),
    ("prevent_guest_comment", N_("Guests kept from comments"), _yes_or_no),
    ("start_date", N_("Starts"), _rule),
    ("is_soft_start_date", N_("Start is soft"), _yes_or_no),
    ("skip_start_process", N_("Skips the start"), _yes_or_no),
    ("deadline", N_("Deadline rule"), _rule),
    ("bp_to_launch", N_("Launches next"), _launches),
    ("webhook", N_("Webhook"), _webhook),
    ("captures", N_("Form fields in the template"), _count),
    ("summary", N_("Description"), _text),
    ("top_secret", N_("Top secret"), _yes_or_no),
    ("position", N_("Position"), None),
    ("alias", N_("Alias"), None),
    ("id", N_("Step ID"), None),
    ("checklist_id", N_("Template ID (API: checklist_id)"), None),
    ("created_at", N_("Created"), None),
    ("last_updated", N_("Last changed"), None),
    ("archived_at", N_("Archived"), None),
)
_OF_TASK: Rows = (
    ("step_id", N_("Step ID"), None),
    ("linked_step_id", N_("Linked step ID"), None),
    ("alias", N_("Alias"), None),
    ("checklist_id", N_("Template ID (API: checklist_id)"), None),
)


def step(root: object) -> Facts:
    """The facts on the task's step, from `step`, else from the task."""
    return facts_of(root, "step", _FACTS, _OF_TASK, _notes)


def _notes(task: Found | None) -> Iterator[str]:
    if task is not None and flag(task, "is_oneoff_task") is True:
        yield _("This is a one-off task: it has no step in a template.")
