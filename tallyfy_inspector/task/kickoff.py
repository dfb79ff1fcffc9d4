"""The kick-off form (API: prerun) of the process that a task stands in, as rows like those of the task.

Definitions and answers come apart, in several places, and no source tells which of them an answer has:
the include `ko-form-fields` (also spelled `ko_form_fields`, of the task or of its run) lists fields with
their answers; `run.prerun` is an object of answers by field ID, or a list of fields with answers;
`run.checklist.prerun` lists the template's definitions. All that name the same ID become one row: the
first definition is where the row leads, and what it leaves out is taken from the next. An answer under an
ID that nothing defines is a row labelled by that ID.

Shapes: "Get task", "Get process" and "Launch process" in Tallyfy's API documentation. A new place: a line in
`_lists`. What a row is stands in `field_row`. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.changes import changes
from tallyfy_inspector.task.field_row import FieldRow, Place, key_of, own_places, position, read_row
from tallyfy_inspector.task.fields import FieldsState
from tallyfy_inspector.task.org_zone import zones
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, find_task, items, members, part
from tallyfy_inspector.texts import _

_INCLUDES = ("ko-form-fields", "ko_form_fields")
# What only a form field has, not the answer to one: `run.prerun` may hold either under a key.
_DEFINING = frozenset({"field_type", "field_value"})


def kickoff_fields(root: object, zone: tzinfo = UTC) -> tuple[FieldRow, ...]:
    """A row a kick-off field, each ID once, in the order of `position` and, where that is equal, as found;
    times in `zone`. () when the answer holds none; `kickoff_state` tells why."""
    task = find_task(root)
    fields = sorted(kickoff_nodes(task), key=lambda each: position(each[0]))
    changed, told_in = changes(task) if fields else {}, zones(root, zone)
    return tuple(
        read_row(node, places, "kickoff", told_in, changed, _remarks(node)) for node, places in fields
    )


def kickoff_nodes(task: Found | None) -> tuple[tuple[Found, tuple[Place, ...]], ...]:
    """Each kick-off field as found, put together from all its definitions, with the places of its answer."""
    return tuple((each.node, each.places()) for each in _fields(task))


def _remarks(node: Found) -> tuple[str, ...]:
    return (_("its definition was not returned"),) if isinstance(node, _Undefined) else ()


def kickoff_state(root: object) -> FieldsState:
    """Whether kick-off fields were not returned at all, returned as none, or returned."""
    task = find_task(root)
    if not any(True for _found in _lists(task)) and _stored(task) is None:
        return "absent"
    return "present" if _fields(task) else "empty"


class _Undefined(Found):
    """A field that stands for an answer whose definition the answer does not hold."""


@dataclass(slots=True, repr=False)
class _Field:
    """All that the answer says of one kick-off field."""

    sources: list[Found] = field(default_factory=list)
    stored: Found | None = None  # in `run.prerun`
    name: str = ""

    @property
    def node(self) -> Found:
        """The field as one object; at the place of its first definition, or of its answer without one."""
        if not self.sources:
            return _Undefined({"id": self.name, "label": self.name}, self._path)
        if len(self.sources) == 1:
            return self.sources[0]
        return Found(self._merged(), self._path)

    @property
    def _path(self) -> Path:
        if self.sources:
            return self.sources[0].path
        return () if self.stored is None else self.stored.path

    def _merged(self) -> dict[str, object]:
        merged: dict[str, object] = {}
        for source in self.sources:
            for key, found in members(source):
                if is_blank(merged.get(key)):
                    merged[key] = found.value
        return merged

    def places(self) -> tuple[Place, ...]:
        """Where its answer may stand, each by its own path."""
        own = (place for source in self.sources for place in own_places(source))
        return (*own, *((Place("run.prerun", self.stored),) if self.stored is not None else ()))


def _fields(task: Found | None) -> list[_Field]:
    """Every kick-off field in the order found, those with an ID once each."""
    by_id: dict[str, _Field] = {}
    nameless: list[_Field] = []
    for found in _lists(task):
        for source in _entries(found):
            name = key_of(source)
            if name is None:
                nameless.append(_Field([source]))
            else:
                by_id.setdefault(name, _Field(name=name)).sources.append(source)
    _add_stored(_stored(task), by_id)
    return [*by_id.values(), *nameless]


def _add_stored(stored: Found | None, by_id: dict[str, _Field]) -> None:
    for key, found in members(stored) if stored is not None else ():
        defines = _is_definition(found)
        name = (key_of(found) or key) if defines else key  # what a field says of itself counts
        known = by_id.setdefault(name, _Field(name=name))
        if defines:
            known.sources.append(found)
        else:
            known.stored = found


def _lists(task: Found | None) -> Iterator[Found]:
    """The places that hold definitions, the most telling first."""
    run = None if task is None else part(task, "run")
    checklist = None if run is None else part(run, "checklist")
    prerun = _prerun(run)
    places = (
        *((task, key) for key in _INCLUDES),
        *((run, key) for key in _INCLUDES),
        (run, "prerun") if prerun is not None and _is_list(prerun) else (None, ""),
        (checklist, "prerun"),
    )
    for holder, key in places:
        found = None if holder is None else part(holder, key)
        if found is not None:
            yield found


def _stored(task: Found | None) -> Found | None:
    """`run.prerun` where it holds answers by field ID."""
    prerun = _prerun(None if task is None else part(task, "run"))
    return prerun if prerun is not None and not _is_list(prerun) else None


def _prerun(run: Found | None) -> Found | None:
    return None if run is None else part(run, "prerun")


def _is_list(prerun: Found) -> bool:
    """Whether these are fields, not answers by their IDs: a list, or PHP's object of one."""
    if not isinstance(prerun.value, dict):
        return True
    return any(_is_definition(each) for each in items(prerun))


def _is_definition(found: Found) -> bool:
    return isinstance(found.value, dict) and not _DEFINING.isdisjoint(found.value)


def _entries(found: Found) -> tuple[Found, ...]:
    """The fields of a list; what stands in the place of one is an entry of its own, so that it is seen."""
    if isinstance(found.value, (list, dict)) and (listed := items(found)):
        return listed
    return () if is_blank(found.value) or found.value is False else (found,)
