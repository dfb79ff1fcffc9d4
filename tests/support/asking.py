"""A client and a request for tests that ask a `Wire`, each in one call and with its own event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from tallyfy_inspector.api import routes
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import (
    Credential,
    Exchange,
    FetchRequest,
    ListRequest,
    ProcessRequest,
    TransportError,
)
from tests.support.wire import Answer, Step, Wire, response

NOW = datetime(2026, 11, 23, 12, 1, 3, tzinfo=UTC)
TOKEN = "eyJhbGciOiJSUzI1NiJ9.CANARYTOKEN.c2lnbmF0dXJl"
ORG = "3d53f2fd6326517fb7dc6e1bbfa9a0e3"
TASK = "d005715eb72c17884e4e3f904d9e01bf"
RUN = "0a9e5ff3c9b3d3a6b1b5a3c7f9cbb1f2"
T = TypeVar("T")


PAGED = b'{"data": {"id": "1"}, "meta": {"pagination": {"total_pages": 2}}}'
QUESTIONS: Mapping[str, Callable[[Client, str], Coroutine[Any, Any, object]]] = {
    "fetch": lambda client, url: client.fetch(ask(url, run=RUN, includes=("run",))),
    "fetch_list": lambda client, url: client.fetch_list(ListRequest(url, ORG, "groups")),
    "process": lambda client, url: client.process(ProcessRequest(url, ORG, RUN)),
    "who_am_i": lambda client, url: client.who_am_i(url, TOKEN),
    "organizations": lambda client, url: client.organizations(url, TOKEN),
}
"""All that a client can be asked, by the method's name."""


def heard_of(name: str) -> list[bytes]:
    """The heads that one of QUESTIONS sends to a server that has two pages of everything."""
    with Wire(always(response(PAGED))) as wire:
        client = client_for(Credential(wire.url, TOKEN))
        asyncio.run(closing(client, QUESTIONS[name](client, wire.url)))
    return wire.heard


def ask(base_url: str, **more: Any) -> FetchRequest:
    return FetchRequest(base_url, ORG, TASK, **more)


def client_for(credential: Credential | None, **options: Any) -> Client:
    async def token() -> Credential | None:
        return credential

    return Client(token, lambda: NOW, **options)


async def closing(client: Client, work: Coroutine[Any, Any, T]) -> T:
    try:
        return await work
    finally:
        await client.aclose()


def fetch(base_url: str, *, bound_to: str | None = None, **options: Any) -> Exchange:
    client = client_for(Credential(routes.origin(bound_to or base_url), TOKEN), **options)
    return asyncio.run(closing(client, client.fetch(ask(base_url))))


def refusal(base_url: str, **options: Any) -> TransportError:
    with pytest.raises(TransportError) as caught:
        fetch(base_url, **options)
    return caught.value


def always(*steps: Step) -> Answer:
    return lambda _head: steps


def lines_of(head: bytes) -> list[str]:
    return head.decode("latin-1").split("\r\n")
