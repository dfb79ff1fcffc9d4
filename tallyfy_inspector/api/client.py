"""Asks Tallyfy: one GET by the route table becomes one `Exchange`. The only file that imports httpx.

What holds here and nowhere else: only GET exists; `Authorization` is set on one request at a time, after the
token's origin was compared with the request's; no redirect is followed, no cookie kept, no netrc read;
this computer itself is never reached through a proxy. httpx's transport is used beneath its client, since
the client prepares redirects even when told not to follow them.

Any answer is an Exchange, also one that breaks off half-way. What it means is for `api.problems`; what may
be asked is for `api.routes`. Knows no keyring: the token comes from the callable it is given.

    TransportError  <-  httpx.HTTPError, httpx.InvalidURL, OSError, a proxy setting that cannot be used
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import ssl
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from tallyfy_inspector import __version__
from tallyfy_inspector.api import paging, process_tasks, routes, trust
from tallyfy_inspector.api.body import Body
from tallyfy_inspector.api.echo import without_token
from tallyfy_inspector.api.exchange import (
    Credential,
    CutOff,
    Exchange,
    FetchRequest,
    ListRequest,
    ProcessAnswer,
    ProcessRequest,
    TransportError,
)
from tallyfy_inspector.api.hosts import host_named
from tallyfy_inspector.api.phases import Phases
from tallyfy_inspector.api.proxies import host_and_port
from tallyfy_inspector.api.proxy_answer import ProxyAnswer
from tallyfy_inspector.api.retrying import Rest
from tallyfy_inspector.api.ways import Way, Ways
from tallyfy_inspector.texts import _

if TYPE_CHECKING:
    import httpx

HEADERS: tuple[tuple[str, str], ...] = (
    ("Accept", "application/json"),
    ("X-Tallyfy-Client", "APIClient"),
    ("Accept-Encoding", "gzip, identity"),
    ("User-Agent", f"tallyfy-inspector/{__version__}"),
)
"""Sent with every request, beside `Authorization`: the code samples of the page "Authentication"."""

Headers = tuple[tuple[str, str], ...]

# Anything else could break out of the header, or never was a token.
_TOKEN = re.compile(r"[\x21-\x7e]+")


class Client:
    """Meets `ports.Fetcher`. Nothing is opened, and httpx not loaded, before the first request."""

    def __init__(
        self,
        token: Callable[[], Awaitable[Credential | None]],
        clock: Callable[[], datetime],
        *,
        max_body: int = 256 * 2**20,
        connect_timeout: float = 10.0,
        read_timeout: float = 60.0,
        body_timeout: float = 600.0,
        ways: Ways | None = None,
    ) -> None:
        """`max_body` is in decoded bytes; the time-outs in seconds, `read_timeout` from one piece of the
        answer to the next, `body_timeout` for all pieces of a body. `ways` finds proxy and authorities;
        without it they are the system's."""
        self._token = token
        self._clock = clock
        self._max_body = max_body
        self._page_body = min(max_body, paging.LONGEST_PAGE)
        self._timeouts = {
            "connect": connect_timeout,
            "pool": connect_timeout,
            "read": read_timeout,
            "write": read_timeout,
        }
        # A server that sends a letter a second keeps each of the limits above.
        self._headers_within = 2 * connect_timeout + read_timeout
        self._body_within = body_timeout
        self._ways = ways or Ways()
        self._transports: dict[Way, httpx.AsyncHTTPTransport] = {}

    async def fetch(self, request: FetchRequest) -> Exchange:
        """GET the task, along its process when that is known. Raises TransportError when nothing came, and
        passes on what the token's callable raises."""
        return await self._get_signed_in(_task_url(request))

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        """GET every page of a list, one after the other, `paging.MOST_PAGES` at the most; ends with the first
        that is not good. Raises as `fetch` does."""

        async def get(page: int) -> Exchange:
            return await self._get_signed_in(_list_url(request, page), self._page_body)

        return await _every_page(get)

    async def process(self, request: ProcessRequest, rest: Rest | None = None) -> ProcessAnswer:
        """GET a process and every page of its tasks, as `api.process_tasks` does. Raises as `fetch` does."""
        with _refusing(request.base_url):  # before the first is asked: what is no ID is none on any page
            process_tasks.process_url(request)

        async def get(url: str, max_body: int) -> Exchange:
            return await self._get_signed_in(url, min(self._max_body, max_body))

        return await process_tasks.read_process(get, request, rest)

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        """GET {base_url}/me with `token`; raises TransportError when nothing came."""
        with _refusing(base_url):
            url = routes.url(base_url, "me", {})
        return await self._get(url, Credential(routes.origin(url), token))

    async def organizations(self, base_url: str, token: str) -> tuple[Exchange, ...]:
        """GET every page of {base_url}/me/organizations with `token`, as `fetch_list` does."""

        async def get(page: int) -> Exchange:
            with _refusing(base_url):
                url = routes.url(base_url, "me_organizations", {}, page=page)
            return await self._get(url, Credential(routes.origin(url), token), self._page_body)

        return await _every_page(get)

    async def aclose(self) -> None:
        """Close every connection. The client may be used again; it then opens new ones."""
        while self._transports:
            _proxy, transport = self._transports.popitem()
            await transport.aclose()

    async def _get_signed_in(self, url: str, max_body: int | None = None) -> Exchange:
        credential = await self._token()
        if credential is None:
            raise TransportError("no_token", host_named(url))
        return await self._get(url, credential, max_body)

    async def _get(self, url: str, credential: Credential, max_body: int | None = None) -> Exchange:
        import httpx

        _check(url, credential)
        way = await self._ways.way_to(url)
        transport = self._transport(way, host_named(url))
        headers = [*HEADERS, ("Authorization", f"Bearer {credential.token}")]
        started_at, phases, heard = self._clock(), Phases(), ProxyAnswer()

        async def note(event: str, info: object) -> None:
            await phases.note(event, info)
            await heard.note(event, info)

        told = {"timeout": self._timeouts, "trace": note}
        try:
            request = httpx.Request("GET", url, headers=headers, extensions=told)
            async with asyncio.timeout(self._headers_within):
                response = await transport.handle_async_request(request)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise await self._ways.why_not(error, url, way, heard) from error
        body = Body(", ".join(response.headers.get_list("content-encoding")), max_body or self._max_body)
        cut_off = await _read(response, body, self._body_within)
        timings = phases.timings()
        answered = Exchange(
            url=url,
            status=response.status_code,
            reason=response.reason_phrase,
            request_headers=_without_authorization(_as_sent(request.headers)),
            response_headers=_as_sent(response.headers),
            body=body.content(),
            wire_bytes=body.wire_bytes,
            started_at=started_at,
            timings=timings,
            cut_off=cut_off,
            http_version=response.http_version,
            proxy=None if way.proxy is None else host_and_port(way.proxy),
        )
        return without_token(answered, credential.token)

    def _transport(self, way: Way, host: str) -> httpx.AsyncHTTPTransport:
        if way not in self._transports:
            try:
                self._transports[way] = _new_transport(way)
            except (ValueError, ImportError, TypeError):
                # The setting may hold a password, so neither it nor the error goes further.
                detail = _("The proxy set up on this computer is of a kind this program cannot use.")
                raise TransportError("proxy_kind", host, detail) from None
        return self._transports[way]


async def _every_page(get: Callable[[int], Awaitable[Exchange]]) -> tuple[Exchange, ...]:
    """What `get` answers for each page, until the last one, the first that is not good, or too many."""
    exchanges: list[Exchange] = []
    page: int | None = 1
    while page is not None and len(exchanges) < paging.MOST_PAGES:
        exchanges.append(await get(page))
        page = paging.next_page(exchanges[-1], page)
    return tuple(exchanges)


def _new_transport(way: Way) -> httpx.AsyncHTTPTransport:
    import httpx

    for name in ("httpx", "httpcore"):  # they log addresses and headers below this level
        logging.getLogger(name).setLevel(logging.WARNING)
    checked, proxy = trust.context(way.authorities), way.proxy
    try:
        through = None if proxy is None else httpx.Proxy(proxy, ssl_context=_trust_for_proxy(proxy, checked))
    except httpx.InvalidURL:
        raise ValueError("proxy") from None
    return httpx.AsyncHTTPTransport(verify=checked, trust_env=False, proxy=through)


def _trust_for_proxy(proxy: str, checked: ssl.SSLContext) -> ssl.SSLContext | None:
    return checked if proxy.lower().startswith("https:") else None


def _task_url(request: FetchRequest) -> str:
    segments = {"organization": request.organization, "task": request.task}
    name = "task"
    if request.run is not None:
        name, segments = "run_task", {**segments, "run": request.run}
    with _refusing(request.base_url):
        return routes.url(request.base_url, name, segments, request.includes)


def _list_url(request: ListRequest, page: int) -> str:
    with _refusing(request.base_url):
        return routes.url(request.base_url, request.name, {"organization": request.organization}, page=page)


@contextlib.contextmanager
def _refusing(base_url: str) -> Iterator[None]:
    """What the route table refuses becomes a TransportError of the kind "route"."""
    try:
        yield
    except ValueError as refusal:
        raise TransportError("route", host_named(base_url), str(refusal)) from None


def _check(url: str, credential: Credential) -> None:
    """Let the token go to `url`, or raise TransportError: this stands before every `Authorization`."""
    if not _same_origin(credential.origin, url):
        raise TransportError("origin", host_named(url))
    if not _TOKEN.fullmatch(credential.token):
        detail = _("The token is empty, or holds blanks or other characters that no token has.")
        raise TransportError("no_token", host_named(url), detail)


def _same_origin(bound_to: str, url: str) -> bool:
    try:
        return routes.origin(bound_to) == routes.origin(url)
    except ValueError:
        return False


async def _read(response: httpx.Response, body: Body, within: float) -> CutOff | None:
    """Feed `body` until it is whole, cut off, or not whole `within` seconds. Leaves the response closed, also
    when cancelled."""
    import httpx

    stop: CutOff | None = None
    try:
        async with asyncio.timeout(within):
            async for chunk in response.aiter_raw():
                if stop is None and (stop := body.feed(chunk)) is not None:
                    # Leaving the loop here would leave the generators below unfinished, to be torn down by
                    # the garbage collector wherever it runs. Once closed, the next read ends them in order.
                    await response.aclose()
    except (httpx.TimeoutException, TimeoutError):
        return stop or CutOff("timeout")
    except (httpx.HTTPError, httpx.StreamError, OSError):
        return stop or CutOff("connection")
    finally:
        # The answer is here: a connection that does not close well must not spoil it.
        with contextlib.suppress(Exception):
            await response.aclose()
    headers = response.headers
    return stop or body.finish(length_was_told="content-length" in headers or "transfer-encoding" in headers)


def _as_sent(headers: httpx.Headers) -> Headers:
    """Each header with its name as it was written, which httpx puts in small letters."""
    values = (value for _name, value in headers.multi_items())
    names = (name.decode("latin-1") for name, _value in headers.raw)
    return tuple(zip(names, values, strict=True))


def _without_authorization(headers: Headers) -> Headers:
    return tuple((name, value) for name, value in headers if name.lower() != "authorization")
