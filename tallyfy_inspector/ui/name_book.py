"""Owner of the names behind the numbers: fetched when the person asks, once an organization, never written.

What is known stays in memory until another connection is looked at or another token comes; a job that is on
its way then is dropped. An answer from a file, or over another connection, gets no names, so that nothing is
asked of an organization that was not looked at. Sentences on what went wrong stand here as well. To read
another list: its row in `api.routes`, its reader in `task.names`, its turn in `_fetch`.

Knows no widget and no answer's content.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.api import paging
from tallyfy_inspector.api.exchange import Exchange, ListName, ListRequest, TransportError
from tallyfy_inspector.api.problem import Intercepted, NoConnection, Problem, SignIn, Wait
from tallyfy_inspector.api.problems import classify, from_transport
from tallyfy_inspector.document.parse import Document, ParseError, parse_or_error
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.task.names import NOBODY, Names, read_groups, read_members
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.view import Answer, Source

_JOB = "names"
_NOT_ALLOWED: Mapping[ListName, str] = {
    "users_list": N_("Your role may not list members; numbers stay."),
    "groups": N_("Your role may not list groups; their IDs stay."),
}
_NOT_LISTED: Mapping[ListName, str] = {
    "users_list": N_("The members were not listed: {problem}"),
    "groups": N_("The groups were not listed: {problem}"),
}
_READERS: Mapping[ListName, Callable[[object], dict[str, str]]] = {
    "users_list": read_members,
    "groups": read_groups,
}


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What is known for one answer: `names`, a sentence (`told`, "" when there is nothing to say), whether
    they are being fetched, and whether asking would help."""

    names: Names = NOBODY
    told: str = ""
    busy: bool = False
    can_ask: bool = False

    def __repr__(self) -> str:
        return f"Entry({self.names!r}, busy={self.busy}, can_ask={self.can_ask})"  # never content


class NameBook(QObject):
    """The names of the connection in use. `connection` gives it."""

    changed = Signal()

    def __init__(
        self, jobs: Jobs, connection: Callable[[], Connection], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._connection = connection
        self._kept: dict[str, Entry] = {}  # by organization
        self._asking = ""
        self._hidden = False

    def entry(self, answer: Answer | None) -> Entry:
        """What is known for the people of `answer`."""
        if answer is None:
            return Entry()
        if self._hidden:
            return Entry(NOBODY, _("Names stay hidden while the screen is shared."))
        if not isinstance(answer.source, Source):
            return Entry(NOBODY, _("Names are asked for only where Tallyfy itself answered, not for a file."))
        if not answer.source.is_over(self._connection()):
            return Entry(
                NOBODY, _("This answer came over another connection, so its names are not asked for.")
            )
        organization = answer.source.request.organization
        if organization == self._asking:
            return Entry(NOBODY, _("Fetching the names…"), busy=True)
        return self._kept.get(organization, Entry(can_ask=True))

    def known_over(self, connection: Connection, organization: str) -> Names:
        """The names of `organization` that are known already; none while they are hidden, and none over
        another connection than the one in use."""
        if self._hidden or not self._connection().is_where(connection):
            return NOBODY
        return self._kept.get(organization, Entry()).names

    def ask(self, answer: Answer | None) -> None:
        """Fetch the names for `answer`, where that can help and is not under way already."""
        if answer is None or not isinstance(answer.source, Source) or not self.entry(answer).can_ask:
            return
        self._asking = answer.source.request.organization
        self._jobs.start(_JOB, self._fetch(self._connection(), self._asking))
        self.changed.emit()

    def forget(self) -> None:
        """Know nobody, and ask no further: another connection is in use, or another token."""
        self._jobs.cancel(_JOB)
        had = bool(self._kept or self._asking)
        self._kept, self._asking = {}, ""
        if had:
            self.changed.emit()

    def hide(self, hidden: bool) -> None:
        """Give no name away for as long as `hidden`."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.changed.emit()

    async def _fetch(self, connection: Connection, organization: str) -> None:
        entry = Entry(NOBODY, _("Something in this program failed; the log says more."), can_ask=True)
        try:
            members, no_members = await _list(connection, organization, "users_list")
            groups, no_groups = await _list(connection, organization, "groups")
            names = Names(members=members, groups=groups)
            trouble = " ".join(each for each in (no_members, no_groups) if each)
            entry = Entry(names, trouble or known(names), can_ask=bool(trouble))
        except TransportError as error:
            entry = Entry(NOBODY, _sentence(from_transport(error)), can_ask=True)
        except VaultError as error:
            entry = Entry(NOBODY, str(error), can_ask=True)
        except Exception:
            self._end(organization, entry)
            raise
        self._end(organization, entry)

    def _end(self, organization: str, entry: Entry) -> None:
        self._kept[organization], self._asking = entry, ""
        self.changed.emit()


def known(names: Names) -> str:
    """How many names there are: "Names of 12 members and 2 groups, kept in memory only."."""
    members = ngettext("{count} member", "{count} members", len(names.members)).format(
        count=len(names.members)
    )
    groups = ngettext("{count} group", "{count} groups", len(names.groups)).format(count=len(names.groups))
    return _("Names of {members} and {groups}, kept in memory only.").format(members=members, groups=groups)


async def _list(connection: Connection, organization: str, name: ListName) -> tuple[dict[str, str], str]:
    """Names by ID, as far as they came, and a sentence on why they are not all; "" when they are."""
    exchanges = await connection.fetcher.fetch_list(ListRequest(connection.base_url, organization, name))
    found: dict[str, str] = {}
    trouble = ""
    for page, exchange in enumerate(exchanges, 1):
        await asyncio.sleep(0)  # many of them do not hold the window up
        parsed = parse_or_error(exchange.body)
        read = _READERS[name](parsed.root) if isinstance(parsed, Document) else {}
        found |= read if 200 <= exchange.status < 300 else {}
        trouble = _trouble(name, exchange, parsed, listed=bool(read))
        if page == paging.MOST_PAGES and paging.next_page(exchange, page) is not None:
            trouble = _("There are more names than the {count} that were read.").format(count=len(found))
    return found, trouble


def _trouble(name: ListName, exchange: Exchange, parsed: Document | ParseError, *, listed: bool) -> str:
    """Why a page is no page of the list; "" when it is, also in a shape that nobody documents."""
    problem = classify(exchange, parsed)
    if problem is None or (listed and 200 <= exchange.status < 300):
        return ""
    if exchange.status == 403 and not isinstance(problem, Intercepted):
        return _(_NOT_ALLOWED[name])
    if exchange.status == 404 and not isinstance(problem, Intercepted):
        return _(_NOT_LISTED[name]).format(problem=_("Tallyfy has no such list for this organization."))
    return _(_NOT_LISTED[name]).format(problem=_sentence(problem))


def _sentence(problem: Problem) -> str:
    """Title and, where it does not speak of a task, what to do."""
    if isinstance(problem, (SignIn, Wait, NoConnection, Intercepted)):
        return f"{problem.title}. {problem.hint}"
    return f"{problem.title}."
