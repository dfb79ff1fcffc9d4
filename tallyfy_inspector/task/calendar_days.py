"""Which answers in a task are calendar days: those of date fields, also of the kick-off form, that
do not collect a time.

Their value has a time of day all the same, which means nothing; whoever tells times must not shift them into
a zone. Found by path, so that a tree can ask for one place at a time. Knows no display.
"""

from __future__ import annotations

from functools import cached_property

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.kickoff import kickoff_nodes
from tallyfy_inspector.task.reading import Found, find_task, items, member, part

_ANSWERS = ("field_value", "value")


class CalendarDays:
    """The places of one answer; `path in days` tells whether a calendar day stands there.

    The fields are looked through when somebody first asks for a place where such an answer can stand.
    """

    def __init__(self, root: object) -> None:
        self._root = root

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple) or len(path) < 2:
            return False
        if path[-2] == "taskdata":
            return path[-1] in self._fields[1]
        if path[-2] != "prerun" and path[-1] not in _ANSWERS:
            return False
        return path[:-1] in self._fields[0] or path in self._kickoff

    @cached_property
    def _fields(self) -> tuple[frozenset[Path], frozenset[object]]:
        """Such fields, by their paths and by their IDs."""
        task = find_task(self._root)
        found = None if task is None else part(task, "form_fields")
        days = [] if found is None else [field for field in items(found) if _is_day(field)]
        ids = (member(field, "id") for field in days)
        return frozenset(field.path for field in days), frozenset(
            str(one.value) for one in ids if one is not None
        )

    @cached_property
    def _kickoff(self) -> frozenset[Path]:
        """The places of such answers in the kick-off form."""
        nodes = kickoff_nodes(find_task(self._root))
        return frozenset(place.found.path for field, places in nodes if _is_day(field) for place in places)


def _is_day(field: Found) -> bool:
    kind, collects = member(field, "field_type"), member(field, "collect_time")
    with_time = collects is not None and collects.value in (True, 1, "1", "true")
    return kind is not None and kind.value == "date" and not with_time
