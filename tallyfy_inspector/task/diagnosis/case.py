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
from tallyfy_inspector.task.dates import Zones, read_day, read_moment
from tallyfy_inspector.task.fields import FieldRow, form_fields
from tallyfy_inspector.task.issues import Issues, issues
from tallyfy_inspector.task.org_zone import zones
from tallyfy_inspector.task.owners import Owners, owners
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, is_list, items, member, part

_YES = (True, 1, "1", "true")
_NO = (False, 0, "0", "false")

_DONE = ("completed", "complete")
_SKIPPED = "skipped"
_UNDONE = ("not-started", "in-progress", "active", "auto-skipped", _SKIPPED)
_RUNNING = ("active", "in-progress", "problem", "issue", "improvement", "delayed")  # of a process
_ENTITIES = ("entity", "entity_type")


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
        top = (self.task if of is None else of).value
        return top.get(key) if isinstance(top, dict) else None  # of thousands of entries: no place is needed

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
        return _moment(self.text(key, of))

    def happened(self, entry: Found) -> datetime | None:
        """When an activity happened, also where its time came as a list around it."""
        return _moment(first_text(entry, "created_at"))

    def told(self, key: str, of: Found | None = None) -> bool:
        """Whether the member stands there and holds something."""
        value = self.value(key, of)
        return value is not None and not is_blank(value)

    def zoned(self, *keys: str) -> bool:
        """Whether all members are moments that were sent with their zone; UTC is assumed for others."""
        moments = (read_moment(self.text(key)) for key in keys)
        return all(each is not None and each.tzinfo is not None for each in moments)

    def dated(self, key: str, of: Found | None = None) -> bool:
        """Whether the member says when: false, 0, blanks and a date of zeros say that it never was."""
        return self.moment(key, of) is not None or read_day(self.text(key, of)) is not None

    def setting(self, key: str) -> tuple[bool | None, Path, bool]:
        """A setting that a task has from its step: what it says (None: neither says), where, and whether only
        the step does, as the template stands now."""
        own = self.flag(key)
        if own is not None or self.step is None:
            return own, self.at(key), False
        return self.flag(key, self.step), self.at(key, self.step), True

    def when(self, moment: datetime) -> str:
        """The time in the person's zone, and in the organization's where the answer names it and it
        differs."""
        return self.zones.both(moment)

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

    def holds_list(self, include: str) -> bool:
        """Whether the include came as a list that can be read, empty or not: null, a number or an object
        that is none says nothing."""
        found = part(self.task, include)
        return found is not None and is_list(found)

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

    @property
    def opened(self) -> bool:
        """Whether the answer was opened and not fetched: nobody knows how old it is."""
        return self.asked is None

    def stepless(self, *keys: str) -> bool:
        """Whether `keys` may be set in the step, and neither the task nor a step in the answer says so."""
        silent = all(self.value(key) is None for key in keys)
        return silent and self.step is None and self.told("step_id") and bool(self.missing("step"))

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
    def zones(self) -> Zones:
        """The person's zone, and the organization's where the answer names it."""
        return zones(self.root, self.zone)

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
            return self.said_completed
        return self.moment("completed_at") is not None

    @property
    def said_completed(self) -> bool:
        """Whether the status itself says that the task is done; a time alone makes it likely."""
        return self.status in _DONE

    @property
    def hidden(self) -> bool:
        """Whether the task is hidden: the API's "auto-skipped"."""
        return self.status == "auto-skipped"

    @property
    def skipped(self) -> bool:
        """Whether the status is "skipped", which Tallyfy's clients name and nobody explains."""
        return self.status == _SKIPPED

    @cached_property
    def process_archived(self) -> tuple[Path, ...]:
        """The places that say that the process is archived; () when none does."""
        return self._process("archived_at", "archived")

    @property
    def process_surely_archived(self) -> bool:
        """Whether they say so and no other place of the process speaks against it."""
        run, told = self.run, {word for word in self._process_words if word}
        if run is not None and self.dated("archived_at", run):
            return told <= {"archived", *_DONE}  # what is archived may have been completed before
        return told == {"archived"} and (run is None or not self.places("archived_at", of=run))

    @cached_property
    def process_completed(self) -> tuple[Path, ...]:
        """The places that say that the process is completed; () when none does, or when the status that is
        known says that it runs: a time of completion may be left over."""
        known = (word for word in self._process_words if word in (*_DONE, *_RUNNING))
        return () if next(known, "") in _RUNNING else self._process("completed_at", *_DONE)

    @property
    def _process_words(self) -> tuple[str, str]:
        """The status of the process in small letters, as the process and as the task says it; "" for none."""
        own = "" if self.run is None else self.text("status", self.run).lower()
        return own, self.text("run_status").lower()

    def _process(self, key: str, *words: str) -> tuple[Path, ...]:
        """Where the process has the time `key`, or one of `words` for its status."""
        places: list[Path] = []
        own, of_task = self._process_words
        if (run := self.run) is not None:
            places += self.places(key, of=run) if self.dated(key, run) else ()
            places += self.places("status", of=run) if own in words else ()
        places += self.places("run_status") if of_task in words else ()
        return tuple(places)

    @property
    def archived(self) -> bool:
        """Whether the task or its process is archived."""
        return self.dated("archived_at") or bool(self.process_archived)

    @property
    def waiting(self) -> bool:
        """Whether somebody is still to do the task: it is neither completed, hidden, skipped nor archived."""
        return not (self.completed or self.hidden or self.skipped or self.archived)

    @property
    def oneoff(self) -> bool:
        """Whether the task stands outside any template."""
        return self.flag("is_oneoff_task") is True

    def activities(self, *verbs: str) -> Iterator[Found]:
        """The entries of the activity list with one of `verbs`, without those on something else than a task:
        a process is reopened too. Values come bare or as lists of one."""
        return (entry for verb, entry in self._verbs if verb in verbs and _on_a_task(entry))

    @cached_property
    def _verbs(self) -> tuple[tuple[str, Found], ...]:
        """Every activity with its verb, read once: there may be thousands, and several rules ask."""
        listed = self.listed("activities")
        return tuple((first_text(each, "verb"), each) for each in listed if isinstance(each.value, dict))


def _moment(text: str) -> datetime | None:
    """`text` as a moment with its zone, UTC where none was sent; None when it is none."""
    found = read_moment(text)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _on_a_task(entry: Found) -> bool:
    """Whether the entry says that it is about a task, or does not say about what."""
    for key in _ENTITIES:
        inner = member(entry, key)
        if inner is not None and isinstance(inner.value, list):
            inner = next(iter(items(inner)), None)
        of_object = inner is not None and isinstance(inner.value, dict) and "type" in inner.value
        kind = first_text(inner if of_object and inner else entry, "type" if of_object else key)
        if kind:
            return kind.lower().replace("\\", "/").rpartition("/")[2] == "task"
    return True


def first_text(entry: Found, key: str) -> str:
    """The member as text, also where it came as a list around it, as in the activity feed; else ""."""
    found = member(entry, key)
    inner = None if found is None else found.value
    if isinstance(inner, list):  # of thousands of entries: no place is needed
        inner = inner[0] if inner else None
    elif found is not None and isinstance(inner, dict):
        inner = (items(found) or (found,))[0].value
    return inner.strip() if isinstance(inner, str) else ""
