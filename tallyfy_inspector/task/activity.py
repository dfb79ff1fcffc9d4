"""The task's history: who did what and when, and what a value was before. Newest first.

An entry is `{"verb", "source", "actor_id", "actor", "field", "old_value", "text", "description",
"created_at"}` as in the activity feed, where each value may stand in a list around it. That the include
`activities` looks like the feed is documented nowhere, so what is not known is kept as it was sent.

A new verb: a row in `_VERBS`. Knows no display. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from tallyfy_inspector.document.moments import Moment, Time, read_time
from tallyfy_inspector.task import persons
from tallyfy_inspector.task.html_text import looks_like_html
from tallyfy_inspector.task.included import (
    LONGEST_HTML,
    Entry,
    Line,
    State,
    extras,
    first,
    html_words,
    key_of,
    line,
    lines_of,
    listed,
    on_one_line,
    scalar,
    told,
)
from tallyfy_inspector.task.person import name_of
from tallyfy_inspector.task.readable import is_blank, raw, shown
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import N_, _

_VERBS = {
    "archived": N_("Archived"),
    "comment-added": N_("Comment added"),
    "commented": N_("Commented"),
    "completed": N_("Completed"),
    "created": N_("Created"),
    "deleted": N_("Deleted"),
    "file-uploaded": N_("File uploaded"),
    "emitted": N_("Webhook sent"),
    "issue-reported": N_("Issue reported"),
    "issue-resolved": N_("Issue resolved"),
    "owners-updated": N_("Assignees changed"),
    "re-opened": N_("Reopened"),
    "reopened": N_("Reopened"),
    "started": N_("Started"),
    "uncompleted": N_("Completion undone"),
    "updated": N_("Changed"),
    "watcher-added": N_("Watcher added"),
}
_WHEN = ("created_at", "created")
_NEW = ("new_value", "value", "current_value")
_OLD = "old_value"
_REST = {
    "type": N_("Kind"),
    "source": N_("Source"),
    "actor_id": N_("Actor's ID"),
    "actor_type": N_("Actor's type"),
    "id": N_("ID"),
}
_KNOWN = frozenset(("verb", "field", "text", "description", _OLD, *_WHEN, *_NEW, *_REST))
_CELL = 300
_START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, repr=False)
class Activity(Entry):
    """One entry; everything is read when it is asked for. `names` by number, from the whole answer."""

    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def when(self) -> Line | None:
        """When it happened."""
        found = first(self.entry, _WHEN)
        return None if found is None else line(_("When"), found)

    @property
    def verb(self) -> str:
        """What was done; a word that is not known as it was sent."""
        word = on_one_line(told(self.entry, "verb"))
        return _(_VERBS[word]) if word in _VERBS else word

    @cached_property
    def who(self) -> str:
        """Who did it, by name where the answer has one, else its source (Member, Guest, Webhook); ""."""
        kind = told(self.entry, "actor_type")
        actor = scalar(self.entry, "actor")
        if actor is not None and isinstance(actor.value, dict) and (name := name_of(actor)):
            return name
        for key in ("actor_id", "actor"):
            found = scalar(self.entry, key)
            if found is not None and (person := self.names.get(key_of(found)) or persons.person(found, kind)):
                return person
        return on_one_line(told(self.entry, "source"))

    @property
    def change(self) -> str:
        """ "deadline: 15 Nov → not sent"; what the field was and what it became, as sent. "" for no field."""
        name = on_one_line(told(self.entry, "field"))
        old = scalar(self.entry, _OLD)
        new = first(self.entry, _NEW)
        if not name and (old is None or is_blank(old.value)):
            return ""
        return _("{field}: {old} → {new}").format(
            field=name or _("(no field named)"), old=_value(old), new=_value(new)
        )

    @property
    def text(self) -> str:
        """What was said with it, and Tallyfy's own description; each once."""
        if not self.readable:
            return raw(self.entry)
        found = (scalar(self.entry, key) for key in ("description", "text"))
        return "\n".join(dict.fromkeys(text for one in found if one is not None and (text := _plain(one))))

    @property
    def excerpt(self) -> str:
        """The change, else what was said, on one line."""
        short = on_one_line((self.change or self.text.replace("\n", " · "))[: 4 * _CELL])
        return short if len(short) <= _CELL else short[: _CELL - 1] + "…"

    @property
    def lines(self) -> Iterator[Line]:
        """What else there is to say of it, and whatever is not known, as it was sent."""
        if self.readable:
            yield from lines_of(self.entry, {_OLD: N_("Before")})
            yield from lines_of(self.entry, dict.fromkeys(_NEW, N_("After")))
            yield from lines_of(self.entry, _REST)
            yield from extras(self.entry, _KNOWN)


def _value(found: Found | None) -> str:
    if found is None:
        return _("not returned")
    return on_one_line(shown(found)) or _("empty")


def _plain(found: Found) -> str:
    value = found.value
    is_html = isinstance(value, str) and looks_like_html(value[:LONGEST_HTML])
    return html_words(found) if is_html else shown(found)


@dataclass(frozen=True, slots=True, repr=False)
class Activities:
    """The entries, the newest first; those without a time stand at the end, as sent."""

    state: State
    entries: tuple[Activity, ...] = ()
    whole: Found | None = None

    def __repr__(self) -> str:
        return f"Activities({self.state}, {len(self.entries)})"  # never content


def activities(root: object) -> Activities:
    """The task's history from `activities`."""
    found = listed(root, "activities", "activity")
    names = persons.names(root) if found.entries else {}
    entries = (Activity(entry, names) for entry in found.entries)
    return Activities(found.state, tuple(sorted(entries, key=_age)), found.whole)


def _age(activity: Activity) -> float:
    """For sorting: smaller is newer."""
    found = first(activity.entry, _WHEN)
    time = None if found is None else read_time(found.value, "created_at")
    return float("inf") if time is None else -_seconds(time)


def _seconds(time: Time) -> float:
    at = time.at if isinstance(time, Moment) else datetime(time.year, time.month, time.day, tzinfo=UTC)
    return (at - _START).total_seconds()
