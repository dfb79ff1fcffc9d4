"""A process (API: run) and its tasks, as rows of a list to choose from.

The process is `{"data": {"id", "name", "status", "checklist_title", "whole_progress": {"total"}, …}}`; each
page of its tasks `{"data": [task, …], "meta": {"pagination": {"total", …}}}`, where a task has what
"Get task" has without its includes. Shapes: Tallyfy's API documentation, "Get process" and "Get process
tasks"; anything else reads as far as it goes and nothing raises. Guest links (`owners.taskUrls`) are
credentials and not read.

Page by page, so that who reads many may pause in between: `read_rows` for each, then `listing` for them all.
A new column is one more member of `TaskRow`. Knows no request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from tallyfy_inspector.task.dates import moment_words, read_moment
from tallyfy_inspector.task.durations import duration_words, overdue_words
from tallyfy_inspector.task.facts import status_label
from tallyfy_inspector.task.names import NOBODY, Names
from tallyfy_inspector.task.person import Kind, identity
from tallyfy_inspector.task.process import status_words
from tallyfy_inspector.task.readable import is_blank, shown
from tallyfy_inspector.task.reading import Found, find_task, inside, items, member, part
from tallyfy_inspector.texts import _, ngettext

HIDDEN = "auto-skipped"
"""The API's word for the status of a task that a rule, or somebody, has hidden."""

_WAITING = ("not-started", "in-progress", "active")
_OWNERS: tuple[tuple[str, Kind], ...] = (("users", "member"), ("guests", "guest"), ("groups", "group"))
_NAMED = 3  # people to name; the others are counted
_LONGEST_TITLE = 600  # characters; Tallyfy's own limit


class Assignee(NamedTuple):
    """One who has a task to do: `id` as sent, and the `name` where the answer has one, else "" each."""

    kind: Kind
    id: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class TaskRow:
    """One task. All texts may be shown. `id` is "" where none was sent: it cannot be fetched then. `status`
    is the API's word; `deadline` is in UTC, None where there is none or it cannot be read: then
    `deadline_sent` has what was sent. `assigned` is None where the answer does not say. `waiting`: the answer
    says that somebody is still to do it."""

    id: str
    title: str
    status: str
    status_words: str
    deadline: datetime | None
    deadline_sent: str
    assigned: tuple[Assignee, ...] | None
    waiting: bool

    def __repr__(self) -> str:
        return "<TaskRow>"  # never content

    @property
    def hidden(self) -> bool:
        """Whether people do not see this task."""
        return self.status == HIDDEN

    def assignees(self, names: Names = NOBODY) -> str:
        """ "Ada, buyer@customer.example, 2 members, 1 group": those whom the answer or `names` name, the
        others counted. "" where the answer does not say."""
        return "" if self.assigned is None else _assignees(self.assigned, names)

    def deadline_words(self, zone: tzinfo) -> str:
        """The deadline in `zone`; as sent where it cannot be read, "" where there is none."""
        return self.deadline_sent if self.deadline is None else moment_words(self.deadline, zone)

    def overdue(self, now: datetime) -> str:
        """How late it is at `now`, in the words of the verdict; "" where nobody is late with it."""
        if self.deadline is None or not self.waiting or self.deadline >= now:
            return ""
        return overdue_words(opened=False).format(duration=duration_words(now - self.deadline))


@dataclass(frozen=True, slots=True, repr=False)
class Listing:
    """A process and its tasks, in the order sent, each once. `total` is how many Tallyfy says there are in
    the list, None where it does not say. `hidden_left_out` says whether the list leaves hidden tasks out:
    None where the answers do not tell. `ended`: the last page is among those that were read."""

    id: str
    name: str
    status_words: str
    template: str
    rows: tuple[TaskRow, ...]
    total: int | None
    hidden_left_out: bool | None
    ended: bool = True

    def __repr__(self) -> str:
        return f"Listing({len(self.rows)})"  # never content

    @property
    def complete(self) -> bool:
        """Whether nothing that Tallyfy lists is left out here, as far as it says how many it has."""
        return self.ended and (self.total is None or len(self.rows) >= self.total)


def read_rows(root: object) -> tuple[TaskRow, ...]:
    """The tasks of one page, given as its parsed root; () for what holds none."""
    listed = _list(root)
    return () if listed is None else tuple(_row(each) for each in items(listed) if _is_task(each))


def listing(
    process: object, pages: Sequence[object], rows: Iterable[TaskRow], *, ended: bool = True
) -> Listing:
    """The whole, of the parsed roots of the process and of the pages, and of the `rows` read from these;
    `ended`: there is no page after them."""
    found = find_task(process) or Found(None, ())
    kept = tuple(_each_once(rows))
    if _is_archived(found):
        kept = tuple(replace(row, waiting=False) for row in kept)
    total = next((count for page in pages if (count := _total(page)) is not None), None)
    return Listing(
        id=_text(found, "id"),
        name=_one_line(found, "name", "title"),
        status_words=_status_words(found),
        template=_one_line(found, "checklist_title"),
        rows=kept,
        total=total,
        hidden_left_out=_leaves_hidden_out(found, kept, total, ended=ended),
        ended=ended,
    )


def _status_words(process: Found) -> str:
    """As in all that is told of the process."""
    status = member(process, "status")
    return status_words(status) if status is not None and _text(process, "status") else ""


def _is_archived(process: Found) -> bool:
    """Nobody is late with a task of such a process."""
    return bool(_text(process, "archived_at")) or _text(process, "status").lower() == "archived"


def read_listing(process: object, pages: Sequence[object]) -> Listing:
    """The same in one go, for few pages."""
    return listing(process, pages, [row for page in pages for row in read_rows(page)])


def remarks(listed: Listing) -> tuple[str, ...]:
    """What to say under the list of what is not in it; () when it is whole as far as one can tell."""
    said = []
    if not listed.complete:
        said.append(_only(len(listed.rows), listed.total))
    if listed.hidden_left_out:
        said.append(_("Hidden tasks are left out: Tallyfy does not list them here."))
    elif listed.hidden_left_out is None:
        said.append(_("Whether hidden tasks are left out, the answer does not say."))
    return tuple(said)


def _only(count: int, total: int | None) -> str:
    if total is not None and total > count:
        return _("Only the first {count} of {total} tasks are listed here.").format(count=count, total=total)
    first = ngettext(
        "Only the first {count} task is listed here: there are more.",
        "Only the first {count} tasks are listed here: there are more.",
        count,
    )
    return first.format(count=count)


def counted(listed: Listing) -> str:
    """ "12 tasks", or "the first 12 tasks", for a heading and an announcement."""
    count = len(listed.rows)
    if listed.complete:
        return ngettext("{count} task", "{count} tasks", count).format(count=count)
    return ngettext("the first {count} task", "the first {count} tasks", count).format(count=count)


def _list(root: object) -> Found | None:
    """Where the tasks stand: in `data`, also beside other keys, or bare."""
    found = inside(Found(root, ()))
    if isinstance(found.value, dict) and not items(found):
        return part(found, "data") or part(found, "tasks")
    return found


def _is_task(entry: Found) -> bool:
    return isinstance(inside(entry).value, dict) and not is_blank(inside(entry).value)


def _row(entry: Found) -> TaskRow:
    task = inside(entry)
    status = _text(task, "status")
    sent = _text(task, "deadline")
    return TaskRow(
        id=_text(task, "id"),
        title=_one_line(task, "title"),
        status=status,
        status_words=status_label(status),
        deadline=_moment(sent),
        deadline_sent=sent,
        assigned=_assigned(part(task, "owners")),
        waiting=status.lower() in _WAITING and not _text(task, "archived_at"),
    )


def _moment(sent: str) -> datetime | None:
    moment = read_moment(sent)
    if moment is None:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):  # the first or the last day a calendar here knows
        return None


def _assigned(owners: Found | None) -> tuple[Assignee, ...] | None:
    if owners is None or not isinstance(owners.value, dict):
        return None
    people = [(kind, _entries(part(owners, key))) for key, kind in _OWNERS]
    if all(entries is None for _kind, entries in people):
        return None
    return tuple(_assignee(kind, each) for kind, entries in people for each in entries or ())


def _assignee(kind: Kind, person: Found) -> Assignee:
    id_ = identity(person, kind)
    if isinstance(person.value, dict):
        return Assignee(kind, id_, _one_line(person, "full_name", "name", "email"))
    return Assignee(kind, id_, id_ if kind == "guest" else "")


def _assignees(assigned: Sequence[Assignee], names: Names) -> str:
    if not assigned:
        return _("nobody")
    named: list[str] = []
    others: dict[Kind, int] = {}
    for each in assigned:
        name = (each.name or names.of(each.kind, each.id)) if len(named) < _NAMED else ""
        if name:
            named.append(name)
        else:
            others[each.kind] = others.get(each.kind, 0) + 1
    return ", ".join([*named, *(_number_of(kind, count) for kind, count in others.items())])


def _entries(found: Found | None) -> tuple[Found, ...] | None:
    """Those in one list; None where it was not sent as one."""
    if found is None or not isinstance(found.value, (list, dict)):
        return None
    return tuple(each for each in items(found) if not is_blank(each.value))


def _number_of(kind: Kind, count: int) -> str:
    match kind:
        case "member":
            return ngettext("{count} member", "{count} members", count).format(count=count)
        case "guest":
            return ngettext("{count} guest", "{count} guests", count).format(count=count)
    return ngettext("{count} group", "{count} groups", count).format(count=count)


def _each_once(rows: Iterable[TaskRow]) -> Iterable[TaskRow]:
    """A task may stand on two pages, when another one came in between."""
    seen: set[str] = set()
    for row in rows:
        if not row.id or row.id not in seen:
            seen.add(row.id)
            yield row


def _leaves_hidden_out(
    process: Found, rows: Sequence[TaskRow], total: int | None, *, ended: bool
) -> bool | None:
    """Told by the rows, or by the process, which counts all of its tasks, also those that are hidden."""
    if any(row.hidden for row in rows):
        return False
    progress = part(process, "whole_progress")
    of_process = None if progress is None else _count(member(progress, "total"))
    if of_process is None or not ended or (total is not None and len(rows) < total):
        return None
    return of_process > len(rows)


def _total(page: object) -> int | None:
    meta = member(Found(page, ()), "meta")
    pagination = None if meta is None else member(meta, "pagination")
    return None if pagination is None else _count(member(pagination, "total"))


def _count(found: Found | None) -> int | None:
    value = None if found is None else found.value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _one_line(found: Found, *keys: str) -> str:
    text = next((text for key in keys if (text := _text(found, key))), "")
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"


def _text(found: Found, key: str) -> str:
    """The member as it may be shown; "" when it is absent, blank, or no string or number."""
    inner = member(found, key)
    if inner is None or isinstance(inner.value, (bool, dict, list)):
        return ""
    return shown(inner)
