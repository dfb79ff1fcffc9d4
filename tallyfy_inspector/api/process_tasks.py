"""Asks for one process (API: run) and for all of its tasks, page by page.

The process comes first: where it is refused, its tasks would be too, and are not asked for. Pages go on as
`api.paging` says, and end at `paging.MOST_PAGES`; those that came are kept when one does not. What the
answers mean is for `task.process_tasks`. Opens no connection: `get` does, and is the client's.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

from tallyfy_inspector.api import paging, retrying, routes
from tallyfy_inspector.api.exchange import Exchange, ProcessAnswer, ProcessRequest, TransportError
from tallyfy_inspector.api.retrying import Rest


class Get(Protocol):
    """One GET of an address of the route table, with the token; `max_body` caps the answer in bytes."""

    def __call__(self, url: str, max_body: int) -> Awaitable[Exchange]:
        """The answer, whatever it is; raises TransportError when there is none."""
        ...


async def read_process(get: Get, request: ProcessRequest, rest: Rest | None = None) -> ProcessAnswer:
    """The process and all pages of its tasks. Raises ValueError with a sentence for what is no ID or address,
    before anything is asked, and TransportError as `get` does before there is a first page.
    Each GET is made again for as long as `rest` says."""

    async def patiently(url: str) -> Exchange:
        return await retrying.ask(lambda: get(url, paging.LONGEST_PAGE), rest)

    process = await patiently(process_url(request))
    if not is_good(process):
        return ProcessAnswer(process)
    pages: list[Exchange] = []
    page: int | None = 1
    while page is not None and len(pages) < paging.MOST_PAGES:
        try:
            pages.append(await patiently(tasks_url(request, page)))
        except TransportError as error:
            if not pages:
                raise
            return ProcessAnswer(process, tuple(pages), broken=error)
        page = paging.next_page(pages[-1], page)
    return ProcessAnswer(process, tuple(pages), more=page is not None)


def process_url(request: ProcessRequest) -> str:
    """Where the process itself is asked for; ValueError with a sentence."""
    return routes.url(request.base_url, "run", _segments(request))


def tasks_url(request: ProcessRequest, page: int) -> str:
    """Where page `page` of its tasks is asked for; ValueError with a sentence."""
    return routes.url(request.base_url, "run_tasks", _segments(request), page=page)


def is_good(exchange: Exchange) -> bool:
    """Whether it is worth going on after `exchange`."""
    return 200 <= exchange.status < 300 and exchange.cut_off is None


def _segments(request: ProcessRequest) -> dict[str, str]:
    return {"organization": request.organization, "run": request.run}
