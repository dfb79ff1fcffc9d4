"""A name book over a fetcher that a test answers for: what was asked, and when the answers come.

async def scene() -> None:
    desk = Desk({"users_list": views.exchange(b'{"data": []}')})
    desk.book.ask(answer); await desk.told(answer)
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import (
    Credential,
    Exchange,
    FetchRequest,
    ListName,
    ListRequest,
    ProcessAnswer,
    ProcessRequest,
)
from tallyfy_inspector.api.retrying import Rest
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.name_book import Entry, NameBook
from tallyfy_inspector.ui.view import Answer, Source
from tests.support import views
from tests.support.task_samples import TASK
from tests.support.ui import until

MEMBERS = [{"id": 20391, "full_name": "Sam Lindqvist"}, {"id": 20417, "full_name": "Mira Okafor"}]
GROUPS = [{"id": "7b253ee6ca5df14a1e3f3d6320f2fbde", "name": "Order desk"}]
Pages = Exchange | tuple[Exchange, ...] | Exception


def page(body: bytes, status: int = 200, **more: Any) -> Exchange:
    """A page with this body, as it would have been asked for."""
    url = f"{views.REQUEST.base_url}/organizations/{views.ORGANIZATION}/groups?page=1&per_page=100"
    return replace(views.exchange(body, status, **more), url=url)


def listing(data: object, **meta: object) -> Exchange:
    """A good page of a list."""
    return page(json.dumps({"data": data, "meta": meta}).encode())


def refused(
    status: int, body: bytes = b'{"error": true, "message": "You do not have permission."}'
) -> Exchange:
    """A page that is not good."""
    return page(body, status)


def answered(connection: Connection, organization: str) -> Answer:
    """A task's answer that came over `connection`."""
    request = FetchRequest(connection.base_url, organization, views.TASK)
    return replace(views.answer(TASK), source=Source(connection.name, request, connection.id))


async def asked_over_the_wire(base_url: str, bound_to: str, token: str, organization: str) -> Entry:
    """What the real client brings from `base_url` with a token of the origin `bound_to`."""

    async def credential() -> Credential:
        return Credential(bound_to, token)

    client, jobs = Client(credential, lambda: views.NOW), Jobs()
    connection = Connection("T", base_url, client, MemoryVault())
    book = NameBook(jobs, lambda: connection)
    answer = answered(connection, organization)
    try:
        book.ask(answer)
        await until(lambda: not book.entry(answer).busy)
        return book.entry(answer)
    finally:
        await jobs.aclose()
        await client.aclose()


@dataclass
class Desk:
    """`answers` by list, each given once `may_go` is set; `asked` has every request."""

    answers: Mapping[ListName, Pages] = field(
        default_factory=lambda: {"users_list": listing(MEMBERS), "groups": listing(GROUPS)}
    )
    asked: list[ListRequest] = field(default_factory=list)
    changes: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.may_go = asyncio.Event()
        self.may_go.set()
        self.jobs = Jobs()
        self.connection = self.connected()
        self.book = NameBook(self.jobs, lambda: self.connection)
        self.book.changed.connect(lambda: self.changes.append(True))

    def connected(self, name: str = "default", base_url: str = views.REQUEST.base_url) -> Connection:
        """A connection that this desk answers."""
        return Connection(name, base_url, self, MemoryVault(), id=name)

    async def fetch(self, request: FetchRequest) -> Exchange:
        """No task is asked for here."""
        raise NotImplementedError

    async def process(self, request: ProcessRequest, rest: Rest | None = None) -> ProcessAnswer:
        """Nor a process."""
        raise NotImplementedError

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        """Nor whose token it is."""
        raise NotImplementedError

    async def organizations(self, base_url: str, token: str) -> tuple[Exchange, ...]:
        """Nor where it leads."""
        raise NotImplementedError

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        """What the test said."""
        self.asked.append(request)
        await self.may_go.wait()
        answer = self.answers[request.name]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, tuple) else (answer,)

    async def told(self, answer: Answer) -> Entry:
        """Ask, wait, and see."""
        self.book.ask(answer)
        await until(lambda: not self.book.entry(answer).busy)
        return self.book.entry(answer)
