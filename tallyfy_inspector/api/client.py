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

import contextlib
import logging
import re
import ssl
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tallyfy_inspector import __version__
from tallyfy_inspector.api import failures, paging, routes
from tallyfy_inspector.api.body import Body
from tallyfy_inspector.api.exchange import (
    Credential,
    CutOff,
    Exchange,
    FetchRequest,
    ListRequest,
    TransportError,
)
from tallyfy_inspector.api.phases import Phases
from tallyfy_inspector.api.proxies import proxy_for
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
    ) -> None:
        """`max_body` is in decoded bytes; the time-outs in seconds, `read_timeout` from one piece of the
        answer to the next."""
        self._token = token
        self._clock = clock
        self._max_body = max_body
        self._timeouts = {
            "connect": connect_timeout,
            "pool": connect_timeout,
            "read": read_timeout,
            "write": read_timeout,
        }
        # Keyed by the proxy's address, None standing for the straight way.
        self._transports: dict[str | None, httpx.AsyncHTTPTransport] = {}

    async def fetch(self, request: FetchRequest) -> Exchange:
        """GET the task, along its process when that is known. Raises TransportError when nothing came, and
        passes on what the token's callable raises."""
        return await self._get_signed_in(_task_url(request))

    async def fetch_list(self, request: ListRequest) -> tuple[Exchange, ...]:
        """GET every page of a list, one after the other, `paging.MOST_PAGES` at the most; ends with the first
        that is not good. Raises as `fetch` does."""
        exchanges: list[Exchange] = []
        page: int | None = 1
        while page is not None and len(exchanges) < paging.MOST_PAGES:
            url = _list_url(request, page)
            exchanges.append(await self._get_signed_in(url, min(self._max_body, paging.LONGEST_PAGE)))
            page = paging.next_page(exchanges[-1], page)
        return tuple(exchanges)

    async def who_am_i(self, base_url: str, token: str) -> Exchange:
        """GET {base_url}/me with `token`; raises TransportError when nothing came."""
        with _refusing(base_url):
            url = routes.url(base_url, "me", {})
        return await self._get(url, Credential(routes.origin(url), token))

    async def aclose(self) -> None:
        """Close every connection. The client may be used again; it then opens new ones."""
        while self._transports:
            _proxy, transport = self._transports.popitem()
            await transport.aclose()

    async def _get_signed_in(self, url: str, max_body: int | None = None) -> Exchange:
        credential = await self._token()
        if credential is None:
            raise TransportError("no_token", _host(url))
        return await self._get(url, credential, max_body)

    async def _get(self, url: str, credential: Credential, max_body: int | None = None) -> Exchange:
        import httpx

        _check(url, credential)
        proxy = proxy_for(url)
        transport = self._transport(proxy, _host(url))
        headers = [*HEADERS, ("Authorization", f"Bearer {credential.token}")]
        started_at, phases = self._clock(), Phases()
        told = {"timeout": self._timeouts, "trace": phases.note}
        try:
            request = httpx.Request("GET", url, headers=headers, extensions=told)
            response = await transport.handle_async_request(request)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            kind = failures.kind(error, through_proxy=proxy is not None)
            raise TransportError(kind, _host(url), failures.detail(error)) from error
        body = Body(", ".join(response.headers.get_list("content-encoding")), max_body or self._max_body)
        cut_off = await _read(response, body)
        timings = phases.timings()
        return Exchange(
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
        )

    def _transport(self, proxy: str | None, host: str) -> httpx.AsyncHTTPTransport:
        if proxy not in self._transports:
            try:
                self._transports[proxy] = _new_transport(proxy)
            except (ValueError, ImportError, TypeError):
                # The setting may hold a password, so neither it nor the error goes further.
                detail = _("The proxy set up on this computer is of a kind this program cannot use.")
                raise TransportError("proxy", host, detail) from None
        return self._transports[proxy]


def _new_transport(proxy: str | None) -> httpx.AsyncHTTPTransport:
    import httpx
    import truststore

    for name in ("httpx", "httpcore"):  # they log addresses and headers below this level
        logging.getLogger(name).setLevel(logging.WARNING)
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        through = None if proxy is None else httpx.Proxy(proxy, ssl_context=_trust_for_proxy(proxy, trust))
    except httpx.InvalidURL:
        raise ValueError("proxy") from None
    return httpx.AsyncHTTPTransport(verify=trust, trust_env=False, proxy=through)


def _trust_for_proxy(proxy: str, trust: ssl.SSLContext) -> ssl.SSLContext | None:
    return trust if proxy.lower().startswith("https:") else None


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
        raise TransportError("route", _host(base_url), str(refusal)) from None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _check(url: str, credential: Credential) -> None:
    """Let the token go to `url`, or raise TransportError: this stands before every `Authorization`."""
    if not _same_origin(credential.origin, url):
        raise TransportError("origin", _host(url))
    if not _TOKEN.fullmatch(credential.token):
        detail = _("The token is empty, or holds blanks or other characters that no token has.")
        raise TransportError("no_token", _host(url), detail)


def _same_origin(bound_to: str, url: str) -> bool:
    try:
        return routes.origin(bound_to) == routes.origin(url)
    except ValueError:
        return False


async def _read(response: httpx.Response, body: Body) -> CutOff | None:
    """Feed `body` until it is whole or cut off. Leaves the response closed, also when cancelled."""
    import httpx

    try:
        async for chunk in response.aiter_raw():
            if stop := body.feed(chunk):
                return stop
    except httpx.TimeoutException:
        return CutOff("timeout")
    except (httpx.HTTPError, OSError):
        return CutOff("connection")
    finally:
        # The answer is here: a connection that does not close well must not spoil it.
        with contextlib.suppress(Exception):
            await response.aclose()
    headers = response.headers
    return body.finish(length_was_told="content-length" in headers or "transfer-encoding" in headers)


def _as_sent(headers: httpx.Headers) -> Headers:
    """Each header with its name as it was written, which httpx puts in small letters."""
    values = (value for _name, value in headers.multi_items())
    names = (name.decode("latin-1") for name, _value in headers.raw)
    return tuple(zip(names, values, strict=True))


def _without_authorization(headers: Headers) -> Headers:
    return tuple((name, value) for name, value in headers if name.lower() != "authorization")
