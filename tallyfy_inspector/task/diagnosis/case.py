"""What every rule of the diagnosis is handed: one task, what was asked for, and the present moment.

Reads the answer once and tolerantly; nothing here raises on any JSON. A fact that several rules need is one
property here; what one rule needs stays in that rule. Knows no rule and no display.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property

from tallyfy_inspector.document.path import Path, value_at
from tallyfy_inspector.task.dates import read_moment
from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.task.issues import Issues, issues
from tallyfy_inspector.task.owners import Owners, owners
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, items, member, part

_YES = (True, 1, "1", "true")
_NO = (False, 0, "0", "false")

_DONE = ("completed", "complete")
_UNDONE = ("not-started", "in-progress", "active", "auto-skipped")


@dataclass(frozen=True, repr=False)
class Case:
    """`asked` names the includes that were asked for; None when that is not known, as with a file. `read` are
    the form fields, where they were read before."""

    root: object
    task: Found
    asked: frozenset[str] | None
    now: datetime
    zone: tzinfo
    read: tuple[FieldRow, ...] | None = None

    def __repr__(self) -> str:
        return "<Case>"  # never content

    # Single values

    def value(self, key: str, of: Found | None = None) -> object:
        """The member `key` of the task (or of `of`); None when absent or null."""
        found = member(self.task if of is None else of, key)
        return None if found is None else found.value

    def text(self, key: str, of: Found | None = None) -> str:
        """The member when it is a string, without blanks around it; else ""."""
        value = self.value(key, of)
        return value.strip() if isinstance(value, str) else ""

    def flag(self, key: str, of: Found | None = None) -> bool | None:
        """True or false as the member says (1, "1" and "true" count); None when it says neither."""
        value = self.value(key, of)
        if isinstance(value, (dict, list)):
            return None
        return True if value in _YES else False if value in _NO else None

    def number(self, key: str, of: Found | None = None) -> float | None:
        """The member when it is a number, or text that is one; else None."""
        value = self.value(key, of)
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return None
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if number == number and abs(number) != float("inf") else None

    def moment(self, key: str, of: Found | None = None) -> datetime | None:
        """The member as a moment with its zone (UTC where none was sent); None when it is none."""
        found = read_moment(self.text(key, of))
        return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)

    def told(self, key: str, of: Found | None = None) -> bool:
        """Whether the member stands there and holds something."""
        return not is_blank(self.value(key, of))

    def at(self, key: str, of: Found | None = None) -> Path:
        """The place of the member `key`, for `because`."""
        top = self.task if of is None else of
        found = member(top, key)
        return (*top.path, key) if found is None else found.path

    def places(self, *keys: str, of: Found | None = None) -> tuple[Path, ...]:
        """The places of those of `keys` that stand there, for `because`."""
        top = self.task if of is None else of
        return tuple(found.path for key in keys if (found := member(top, key)) is not None)

    def node(self, path: Path) -> Found:
        """What stands at a path that was read off this answer."""
        return Found(value_at(self.root, path), path)

    # Includes

    def returned(self, include: str) -> bool:
        """Whether the answer holds the include `include` at all, empty or not."""
        return member(self.task, include) is not None

    def listed(self, include: str) -> tuple[Found, ...]:
        """The entries of an include that is a list; () when it is absent, null or empty."""
        if include not in self._lists:
            found = part(self.task, include)
            self._lists[include] = () if found is None else items(found)
        return self._lists[include]

    @cached_property
    def _lists(self) -> dict[str, tuple[Found, ...]]:
        """What `listed` read already: several rules go through thousands of comments."""
        return {}

    def missing(self, *includes: str) -> tuple[str, ...]:
        """Those of `includes` that the answer does not hold and that fetching can still bring: they were not
        asked for, or it is not known whether they were."""
        asked = self.asked or frozenset()
        return tuple(key for key in includes if not self.returned(key) and key not in asked)

    @cached_property
    def run(self) -> Found | None:
        """The process of the task (API "run"), when the answer holds it."""
        return self._object("run")

    @cached_property
    def step(self) -> Found | None:
        """The step of the template that the task was made from, when the answer holds it."""
        return self._object("step")

    def _object(self, key: str) -> Found | None:
        found = part(self.task, key)
        return found if found is not None and isinstance(found.value, dict) and found.value else None

    # Facts that several rules need

    @cached_property
    def rows(self) -> tuple[FieldRow, ...]:
        """The task's form fields."""
        return form_fields(self.root, self.zone) if self.read is None else self.read

    @cached_property
    def owners(self) -> Owners:
        """Who the task is assigned to."""
        return owners(self.task)

    @cached_property
    def issues(self) -> Issues:
        """The problems reported on the task."""
        return issues(self.task)

    @property
    def status(self) -> str:
        """The API's word for the task's status, in small letters; "" when it was not returned."""
        return self.text("status").lower()

    @property
    def completed(self) -> bool:
        """Whether the task is done: by its status, and by its time of completion only where the status is
        no word that is known."""
        if self.status in (*_DONE, *_UNDONE):
            return self.status in _DONE
        return self.moment("completed_at") is not None

    @property
    def hidden(self) -> bool:
        """Whether the task is hidden: the API's "auto-skipped"."""
        return self.status == "auto-skipped"

    @property
    def archived(self) -> bool:
        """Whether the task or its process is archived."""
        run = self.run
        return self.told("archived_at") or (run is not None and self.told("archived_at", run))

    @property
    def waiting(self) -> bool:
        """Whether somebody is still to do the task: it is neither completed, hidden nor archived."""
        return not (self.completed or self.hidden or self.archived)

    @property
    def oneoff(self) -> bool:
        """Whether the task stands outside any template."""
        return self.flag("is_oneoff_task") is True

    def activities(self, *verbs: str) -> Iterator[Found]:
        """The entries of the activity list with one of `verbs`. Values come bare or as lists of one."""
        return (entry for verb, entry in self._verbs if verb in verbs)

    @cached_property
    def _verbs(self) -> tuple[tuple[str, Found], ...]:
        """Every activity with its verb, read once: there may be thousands, and several rules ask."""
        listed = self.listed("activities")
        return tuple((first_text(each, "verb"), each) for each in listed if isinstance(each.value, dict))


def first_text(entry: Found, key: str) -> str:
    """The member as text, also where it came as a list around it, as in the activity feed; else ""."""
    found = member(entry, key)
    inner = None if found is None else found.value
    if isinstance(inner, list):  # of thousands of entries: no place is needed
        inner = inner[0] if inner else None
    elif found is not None and isinstance(inner, dict):
        inner = (items(found) or (found,))[0].value
    return inner.strip() if isinstance(inner, str) else ""
