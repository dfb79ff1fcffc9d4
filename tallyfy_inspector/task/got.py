"""Asked against got: what the answer holds of each include that was asked for.

Reads the table in `api.includes`. An include that needs more words for "not returned" has a line in
`_MEANINGS`; they say what the documentation allows, never what happened. Knows no display.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, find_task, items, member, part
from tallyfy_inspector.texts import N_, _

State = Literal["returned", "empty", "not_returned"]

_MOST_DIGITS = 9
# The same include under another spelling: "Get task" has the first, "Get process" the second.
_SPELLINGS = {"ko-form-fields": ("ko-form-fields", "ko_form_fields")}
_ONE_OFF = N_("A one-off task has none.")
_PERHAPS = N_("A one-off task need not be in a process.")
_UNKNOWN = N_("Tallyfy does not document how this part looks, nor when it is left out.")
_MEANINGS: dict[str, str] = {
    "run": _PERHAPS,
    "step": _ONE_OFF,
    "form_fields": N_("Without it nothing can be said about required fields."),
    "issues": N_("Without it only the task's own mark “problem” tells whether an issue is open."),
    "ko-form-fields": N_(
        "A one-off task has no kick-off form. Perhaps they stand in the process (API: run)."
    ),
    "summary": N_("Perhaps the task has no description."),
    "assets": _UNKNOWN,
    "folders": _UNKNOWN,
    "roles": _UNKNOWN,
    "activities": _UNKNOWN,
    "member_watchers": _UNKNOWN,
    "guest_watchers": _UNKNOWN,
    "threads_count": _UNKNOWN,
}
_GENERAL = N_(
    "It was asked for. Perhaps Tallyfy leaves out what is empty, does not know the name, or does not show it "
    "to this account."
)


@dataclass(frozen=True, slots=True)
class Got:
    """`text` is a number, "yes", "empty" or "not returned"; `meaning` is what not returned can mean, else
    ""."""

    state: State
    text: str
    meaning: str = ""


def got(root: object, asked: frozenset[str] | None) -> Mapping[str, Got]:
    """What came of each include of the table that was asked for. Where it is not known what was asked for
    (`asked` is None, as with a file): of each that stands there, without "not returned". Empty when there is
    no task. Never raises."""
    task = find_task(root)
    if task is None:
        return {}
    keys = [include.key for include in INCLUDES if asked is None or include.key in asked]
    told = {key: _one(task, key) for key in keys}
    return {key: each for key, each in told.items() if asked is not None or each.state != "not_returned"}


def _one(task: Found, key: str) -> Got:
    found = next((found for name in _SPELLINGS.get(key, (key,)) if (found := part(task, name))), None)
    if found is None:
        return Got("not_returned", _("not returned"), _meaning(key))
    text = _counted(key, found)
    return Got("returned", text) if text else Got("empty", _("empty"))


def _meaning(key: str) -> str:
    own = _MEANINGS.get(key)
    return _(_GENERAL) if own is None else f"{_(_GENERAL)} {_(own)}"


def _counted(key: str, found: Found) -> str:
    """How many there are, "yes" for what is no list, "" for nothing."""
    if key == "threads_count":
        return _number(found)
    listed = len(items(found))
    if isinstance(found.value, list) or listed:
        return str(listed) if listed else ""
    return "" if is_blank(found.value) else _("yes")


def _number(found: Found) -> str:
    """A count that Tallyfy made: a bare number, or an object with its total."""
    total = member(found, "total") or found
    if isinstance(total.value, bool) or not isinstance(total.value, (int, float)):
        return "" if is_blank(found.value) else _("yes")
    digits = to_text(total.value)
    return digits if len(digits) <= _MOST_DIGITS else _("yes")
