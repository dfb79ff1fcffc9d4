"""Every place of an answer where somebody stands: who, as what, and where.

One small function a place, in `PLACES`; a new place is a function there. A mention without a role only tells
a name, which other places then use. Includes come wrapped, bare, null, absent or as PHP's `[]`; values of
the activity feed stand in lists of one. Guest links (`taskUrls`) are credentials and are not read.

Pure; never raises on any JSON. Knows no words for people and no list of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.person import Kind, identity, name_of
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, inside, items, member, part

Role = Literal[
    "owner", "starter", "completer", "watcher", "issue_author", "comment_author", "run_starter", "run_owner",
    "step_assignee", "picked",
]  # fmt: skip

# Mentions that are read of one place, and of all: more would hold the window up, and nobody reads them.
MOST, MOST_OF_ALL = 3_000, 4_000
_BUCKETS: tuple[tuple[str, Kind], ...] = (("users", "member"), ("guests", "guest"), ("groups", "group"))
_STEP: tuple[tuple[str, Kind], ...] = (("assignees", "member"), ("guests", "guest"), ("groups", "group"))
_RUN: tuple[tuple[str, Kind], ...] = (*_BUCKETS, ("collaborators", "member"))
_WATCHER_IDS = ("watcher_id", "user_id", "guest_id", "email")


@dataclass(frozen=True, slots=True, repr=False)
class Mention:
    """Somebody at `path`. `role` None: only the name counts. `id` is "" where the place does not tell who,
    `name` where it does not tell the name."""

    role: Role | None
    kind: Kind
    id: str
    name: str
    path: Path

    def __repr__(self) -> str:
        return f"Mention({self.role!r}, {self.kind!r})"  # never content


def mentions(task: Found) -> Iterator[Mention]:
    """All mentions in `task`, at most MOST of each place and MOST_OF_ALL together."""
    return islice((each for place in PLACES for each in islice(place(task), MOST)), MOST_OF_ALL)


def _owners(task: Found) -> Iterator[Mention]:
    return _lists(part(task, "owners"), "owner", _BUCKETS)


def _starter(task: Found) -> Iterator[Mention]:
    return _one(task, "starter_id", "starter", "member")


def _completer(task: Found) -> Iterator[Mention]:
    yield from _one(task, "completer_id", "completer", "member")
    # A guest's address where it is told; the ID is another name of the same guest.
    yield from islice(
        (
            m
            for key in ("completer_guest", "completer_guest_id")
            for m in _one(task, key, "completer", "guest")
        ),
        1,
    )


def _watchers(task: Found) -> Iterator[Mention]:
    for key, kind in _WATCHERS:
        for entry in _entries(part(task, key)):
            yield _watcher(entry, kind)


_WATCHERS: tuple[tuple[str, Kind], ...] = (("member_watchers", "member"), ("guest_watchers", "guest"))


def _watcher(entry: Found, kind: Kind) -> Mention:
    """The entry's own `id` is that of the watching; the person's only where the entry bears a name."""
    nested = part(entry, "watcher")
    if nested is not None and (found := _mention("watcher", kind, nested)):
        return found
    for key in _WATCHER_IDS:
        inner = part(entry, key)
        if inner is not None and (id_ := identity(inner, kind)):
            return Mention("watcher", kind, id_, name_of(entry), entry.path)
    if not isinstance(entry.value, dict) or name_of(entry):
        return _mention("watcher", kind, entry) or Mention("watcher", kind, "", "", entry.path)
    return Mention("watcher", kind, "", "", entry.path)


def _issues(task: Found) -> Iterator[Mention]:
    for entry in _entries(part(task, "issues")):
        yield from _author(entry, "issue_author")


def _threads(task: Found) -> Iterator[Mention]:
    for entry in _entries(part(task, "threads")):
        label = member(entry, "label")
        problem = label is not None and label.value == "problem"
        yield from _author(entry, "issue_author" if problem else "comment_author")


def _author(entry: Found, role: Role) -> Iterator[Mention]:
    person, number = _first(entry, "author"), _first(entry, "author_id") or _first(entry, "sent_by")
    yield from _said(entry, role, "author_type", person, number)


def _activities(task: Found) -> Iterator[Mention]:
    for entry in _entries(part(task, "activities")):
        yield from _said(entry, None, "actor_type", _first(entry, "actor"), _first(entry, "actor_id"))


def _said(
    entry: Found, role: Role | None, type_key: str, person: Found | None, number: Found | None
) -> Iterator[Mention]:
    """Whoever wrote or did it: an ID beside an object with the name, either of which may be absent."""
    kind = _kind(_first(entry, type_key), number or person)
    if kind is None:
        return
    ids = [id_ for found in (number, person) if found is not None and (id_ := identity(found, kind))]
    if kind == "guest":
        ids.sort(key=lambda id_: "@" not in id_)  # elsewhere guests are known by their address
    names = [name for found in (person, number) if found is not None and (name := name_of(found))]
    place = number or person
    if place is not None and (ids or names):
        yield Mention(role, kind, (ids or [""])[0], (names or [""])[0], place.path)


def _kind(told: Found | None, who: Found | None) -> Kind | None:
    """None for what is no person, such as a webhook: its number is nobody's."""
    value = told.value if told is not None else None
    if isinstance(value, str) and value.strip():
        word = value.replace("/", "\\").rpartition("\\")[2].casefold()
        kinds: dict[str, Kind] = {"user": "member", "member": "member", "guest": "guest"}
        return kinds.get(word)
    return "guest" if who is not None and isinstance(who.value, str) and "@" in who.value else "member"


def _run(task: Found) -> Iterator[Mention]:
    run = part(task, "run")
    if run is not None:
        yield from _one(run, "started_by", "run_starter", "member")
        yield from _one(run, "owner_id", "run_owner", "member")
        yield from _lists(run, None, _RUN)


def _step(task: Found) -> Iterator[Mention]:
    return _lists(part(task, "step"), "step_assignee", _STEP)


def _pickers(task: Found) -> Iterator[Mention]:
    taskdata = part(task, "taskdata")
    for entry in _entries(part(task, "form_fields")):
        kind = member(entry, "field_type")
        if kind is not None and kind.value == "assignees_form":
            yield from _lists(_picked(entry, taskdata), "picked", _BUCKETS)


def _picked(entry: Found, taskdata: Found | None) -> Found | None:
    """The field's answer, in the order of places that `fields` keeps to."""
    own = member(entry, "id")
    key = own.value if own is not None else None
    key = str(key) if type(key) is int else key
    kept = member(taskdata, key) if taskdata is not None and isinstance(key, str) else None
    places = (member(entry, "field_value"), member(entry, "value"), kept)
    return next((found for found in places if found is not None and found.value is not None), None)


def _lists(found: Found | None, role: Role | None, lists: tuple[tuple[str, Kind], ...]) -> Iterator[Mention]:
    if found is None:
        return
    for key, kind in lists:
        for entry in _entries(part(found, key)):
            if mention := _mention(role, kind, entry):
                yield mention


def _one(of: Found, key: str, role: Role, kind: Kind) -> Iterator[Mention]:
    found = part(of, key)
    mention = None if found is None else _mention(role, kind, found)
    if mention is not None:
        yield mention


def _mention(role: Role | None, kind: Kind, found: Found) -> Mention | None:
    """Somebody by an ID or an object; None where neither an ID nor a name is told."""
    inner = inside(found)
    id_, name = identity(inner, kind), name_of(inner)
    return Mention(role, kind, id_, name, found.path) if id_ or name else None


def _first(entry: Found, key: str) -> Found | None:
    """The member, without a list of one around it; None when it is absent or blank."""
    found = part(entry, key)
    if found is None or is_blank(found.value):
        return None
    return next(iter(_entries(found)), found) if isinstance(found.value, list) else found


def _entries(found: Found | None) -> Iterator[Found]:
    """The entries of a list that hold something, at most MOST, made one at a time."""
    if found is None:
        return
    listed = found.value
    if isinstance(listed, list):
        start = (Found(each, (*found.path, index)) for index, each in enumerate(islice(listed, MOST)))
    else:
        start = (each for each in islice(items(found), MOST))
    yield from (each for each in start if each.value is not None and each.value != "")


# In the order in which people are listed.
PLACES: tuple[Callable[[Found], Iterator[Mention]], ...] = (
    _owners, _starter, _completer, _watchers, _issues, _threads, _run, _step, _pickers, _activities,
)  # fmt: skip
