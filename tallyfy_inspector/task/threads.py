"""The comments of a task: who wrote what and when, whether guests may see it, and which issue is still open.

A thread is `{"id", "content" (HTML), "author_id", "author_type", "label", "state", "created_at",
"resolve_id", …}`; the issues' own include repeats some of them. Answers to a comment may stand in it as a
list. Everything is read when it is asked for: an answer may hold thousands.

A new word of the API: a row in `_LABELS` or `_STATES`. Knows no display. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task import persons
from tallyfy_inspector.task.included import (
    LONGEST_HTML,
    Entry,
    Line,
    State,
    extras,
    first,
    flag,
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
from tallyfy_inspector.task.reading import Found, find_task, items, part
from tallyfy_inspector.texts import N_, _, ngettext

_LABELS = {
    "comment": N_("Comment"),
    "problem": N_("Issue"),
    "resolve": N_("Resolves an issue"),
    "improvement": N_("Improvement"),
    "advice": N_("Advice"),
}
_STATES = {
    "open": N_("not hidden from guests"),
    "hide-for-guests": N_("hidden from guests"),
    "collapsed": N_("collapsed"),
}
_TIMES = {"updated_at": N_("Changed"), "last_updated_at": N_("Changed"), "archived_at": N_("Archived")}
_IDS = {
    "id": N_("ID"),
    "author_id": N_("Author's ID"),
    "author_type": N_("Author's type"),
    "sent_by": N_("Sent by"),
}
_WHEN = ("created_at", "created")
_REPLIES = frozenset(("replies", "comments", "children"))
_KNOWN = frozenset(
    ("content", "author", "sent_to", "label", "state", "resolve_id", *_IDS, *_TIMES, *_WHEN, *_REPLIES)
)
_CELL = 300
_BEGINNING = 4_000


@dataclass(frozen=True, repr=False)
class Comment(Entry):
    """One entry. `depth` is 0, or how deep it stands in answers to answers. `also` is the same one's place in
    the issues. `by_id` are all comments of the answer, to find what resolved it; `names` by number."""

    depth: int = 0
    also: Path | None = None
    by_id: Mapping[str, Found] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def when(self) -> Line | None:
        """When it was written."""
        found = first(self.entry, _WHEN)
        return None if found is None else line(_("Written"), found)

    @cached_property
    def author(self) -> str:
        """Who wrote it, by name where the answer has one, else by number or address; ""."""
        kind = told(self.entry, "author_type")
        person = part(self.entry, "author")
        if person is not None and isinstance(person.value, dict) and (name := name_of(person)):
            return name
        for key in ("author_id", "sent_by", "author"):
            found = scalar(self.entry, key)
            if found is not None and (who := self.names.get(key_of(found)) or persons.person(found, kind)):
                return who
        return ""

    @property
    def kind(self) -> str:
        """Comment, issue, open or not, …; a word that is not known as it was sent."""
        word = told(self.entry, "label")
        name = _(_LABELS[word]) if word in _LABELS else on_one_line(word)
        if word != "problem":
            return name
        return _("{kind}, {state}").format(kind=name, state=self._issue_state)

    @property
    def _issue_state(self) -> str:
        if told(self.entry, "resolve_id", "resolved_at"):
            return _("resolved")
        return _("archived") if self.archived else _("open")

    @property
    def open_issue(self) -> bool:
        """Whether it is an issue that nobody has resolved."""
        resolved = told(self.entry, "resolve_id", "resolved_at")
        return told(self.entry, "label") == "problem" and not resolved and not self.archived

    @property
    def archived(self) -> bool:
        """Whether it was archived, which hides it in Tallyfy."""
        return bool(told(self.entry, "archived_at"))

    @property
    def state(self) -> str:
        """Who may see it: hidden from guests, …; a word that is not known as it was sent."""
        word = told(self.entry, "state")
        seen = _(_STATES[word]) if word in _STATES else on_one_line(word)
        return ", ".join(filter(None, (seen, _("archived") if self.archived else "")))

    @property
    def for_guests(self) -> str:
        """The state for a narrow column: "hidden", "not hidden", or as in `state`."""
        short = {"open": _("not hidden"), "hide-for-guests": _("hidden")}.get(told(self.entry, "state"))
        return short if short is not None and not self.archived else self.state

    @cached_property
    def text(self) -> str:
        """What was written, as people read it; "" when it is empty."""
        return _content(self.entry)

    @property
    def excerpt(self) -> str:
        """The beginning of it on one line."""
        short = on_one_line(_content(self.entry, _BEGINNING))
        return short if len(short) <= _CELL else short[: _CELL - 1] + "…"

    @property
    def lines(self) -> Iterator[Line]:
        """What else there is to say of it, and whatever is not known, as it was sent."""
        if not self.readable:
            return
        yield from lines_of(self.entry, _TIMES)
        sent_to = scalar(self.entry, "sent_to")
        if sent_to is not None:
            yield line(_("Told to"), sent_to, lambda found: persons.person(found, names=self.names))
        resolved = scalar(self.entry, "resolve_id")
        if resolved is not None and not is_blank(resolved.value):
            yield line(_("Resolved by"), resolved, self._resolved_by)
        yield from lines_of(self.entry, _IDS)
        yield from extras(self.entry, _KNOWN)

    def _resolved_by(self, found: Found) -> str:
        answer = self.by_id.get(key_of(found))
        if answer is None or answer is self.entry:
            return shown(found)
        other = Comment(answer, names=self.names)
        return _("{id} ({author}: {text})").format(id=shown(found), author=other.author, text=other.excerpt)


@dataclass(frozen=True, slots=True, repr=False)
class Threads:
    """All comments in the order sent. `notes` are remarks on them all, to be shown above."""

    state: State
    comments: tuple[Comment, ...] = ()
    whole: Found | None = None
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Threads({self.state}, {len(self.comments)})"  # never content


def threads(root: object) -> Threads:
    """The comments from `threads` (or `comments`), and the issues that do not stand among them."""
    own, issues = listed(root, "threads", "comments"), listed(root, "issues")
    told_twice = {identity: found.path for found in issues.entries if (identity := _id(found))}
    flat = [pair for entry in own.entries for pair in _with_replies(entry)]
    by_id = {identity: found for found, _depth in flat if (identity := _id(found))}
    more = [(found, 0) for found in issues.entries if not _id(found) or _id(found) not in by_id]
    names = persons.names(root)
    comments = tuple(
        Comment(found, depth, told_twice.get(_id(found)), by_id, names) for found, depth in (*flat, *more)
    )
    notes = tuple(_notes(root, len(flat), len(more), own.state))
    return Threads("present" if comments else own.state, comments, own.whole, notes)


def _with_replies(entry: Found) -> Iterator[tuple[Found, int]]:
    """The entry and what stands in it, in the order of reading."""
    waiting = [(entry, 0)]
    while waiting:
        found, depth = waiting.pop()
        yield found, depth
        if not isinstance(found.value, dict) or _REPLIES.isdisjoint(found.value):
            continue
        inner = (part(found, key) for key in sorted(_REPLIES))
        replies = [each for one in inner if one is not None for each in items(one)]
        waiting.extend((each, depth + 1) for each in reversed(replies))


def _id(found: Found) -> str:
    return key_of(scalar(found, "id"))


def _content(entry: Found, longest: int = LONGEST_HTML) -> str:
    """What was written, read up to `longest` characters."""
    if not isinstance(entry.value, dict):
        return raw(entry)
    found = scalar(entry, "content") or scalar(entry, "text")
    return "" if found is None else html_words(found, longest)


def _notes(root: object, listed_: int, issues: int, state: State) -> Iterator[str]:
    task = find_task(root)
    if task is None:
        return
    counted = _counted(part(task, "threads_count"))
    if counted is not None and state in ("present", "empty") and counted != listed_:
        told = ngettext(
            "Tallyfy counts {count} comment (threads_count); listed: {listed}.",
            "Tallyfy counts {count} comments (threads_count); listed: {listed}.",
            counted,
        )
        yield told.format(count=counted, listed=listed_)
    if issues and state == "not returned":
        yield _("Only issues were returned; the other comments were not.")
    elif issues and state == "present":
        yield ngettext(
            "{count} issue stands in “issues” alone.", "{count} issues stand in “issues” alone.", issues
        ).format(count=issues)
    if flag(task, "prevent_guest_comment"):
        yield _("Guests are kept from the comments of this task (prevent_guest_comment).")


def _counted(found: Found | None) -> int | None:
    """The number of `threads_count`: bare, or as `total` of an object."""
    inner = None if found is None else (scalar(found, "total") if isinstance(found.value, dict) else found)
    value = None if inner is None else inner.value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
