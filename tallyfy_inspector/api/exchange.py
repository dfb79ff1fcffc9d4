"""What is asked of Tallyfy and what came back, as plain records. Standard library only.

An `Exchange` stands for *any* answer, good or bad; what it means is for `api.problems`. The token is in
neither record, and no repr shows content, so either may stand in a log line or a traceback.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

DEFAULT_BASE_URL = "https://go.tallyfy.com/api"
REQUEST_VERSION = "HTTP/1.1"


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One task to look at.

    `base_url` has a scheme, a host and perhaps a path, without a slash at its end. `task`, `organization`
    and `run` are IDs as `api.routes` accepts them; `run` is None when only the task is known. `includes`
    are the keys of `with=`, in the order they are sent.
    """

    base_url: str
    organization: str
    task: str
    run: str | None = None
    includes: tuple[str, ...] = ()


ListName = Literal["users_list", "groups"]
"""The lists of an organization that may be read: routes of that name in `api.routes`."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One list of an organization to read, all of its pages. `base_url` and `organization` as in
    FetchRequest."""

    base_url: str
    organization: str
    name: ListName


@dataclass(frozen=True, slots=True)
class ProcessRequest:
    """One process (API: run) and all of its tasks. `base_url` and `organization` as in FetchRequest."""

    base_url: str
    organization: str
    run: str


@dataclass(frozen=True, slots=True)
class ProcessAnswer:
    """`process` answers the process itself; `pages` its tasks, page by page in order: at least one where
    `process` is good, and none where it is not, since the tasks were then not asked for. The last page is the
    first that is not good, if any. `broken` is what came instead of the page after them; `more`: there is
    one after them, and it was not asked for, since there were so many."""

    process: Exchange
    pages: tuple[Exchange, ...] = ()
    broken: TransportError | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Credential:
    """A token and the one origin (`scheme://host:port`, see `api.routes.origin`) it is ever sent to."""

    origin: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds, by phase; None for a phase that did not happen or was not measured.

    `connect` is finding and reaching the server (and a proxy's part in it), `tls` agreeing on encryption;
    neither happens on a connection that was open already. `first_byte` is from sending the request to the
    answer's headers, `body` from there to its last byte, `total` all of it with what lies in between.
    """

    first_byte: float
    total: float
    connect: float | None = None
    tls: float | None = None
    body: float | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answered request.

    `url` is what was asked, without the token. Nothing in it holds the token, even where a server sent that
    back (`api.echo`): it is masked. `body` is the decoded body (after gzip), as far as it came:
    `cut_off` says in words why it stops early, and is None for a whole one. `wire_bytes` counts the bytes
    as they came over the network, before they were decompressed. `request_headers` leave out
    `Authorization`; headers are in the order sent, their names written as they were. `http_version` is the
    one that the answer names; what is asked goes out as `REQUEST_VERSION`. `proxy` is host and port of the
    proxy it went through, None for the straight way.
    """

    url: str
    status: int
    reason: str = field(repr=False)
    request_headers: tuple[tuple[str, str], ...] = field(repr=False)
    response_headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    wire_bytes: int
    started_at: datetime
    timings: Timings
    cut_off: CutOff | None = None
    http_version: str = "HTTP/1.1"
    proxy: str | None = None

    def header(self, name: str) -> str | None:
        """The first response header called `name` (in any case), or None."""
        wanted = name.lower()
        return next((value for key, value in self.response_headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class CutOff:
    """Why a body ends early. `kind`: "too_large", "inflates" (over 200 times), "connection", "timeout",
    "encoding" (a compressed body that cannot be read). `limit` is the cap in bytes where there is one."""

    kind: str
    limit: int | None = None


class TransportError(Exception):
    """No answer at all. `kind`: "dns", "refused", "tls" (no encryption agreed on), "tls_expired", "tls_name",
    "tls_self_signed", "tls_issuer" (a certificate that is refused), "connect_timeout", "read_timeout",
    "proxy", "proxy_auth" (it wants a password), "proxy_kind" (one that cannot be used), "ca_file" (the extra
    file cannot be used), "protocol", "network", "origin" (the token belongs to another origin), "no_token",
    "route" (not in the route table). `host` is the host that was meant, `detail` a sentence without
    secrets, or "". `issuer` names who issued a certificate that was refused, as the server says it, "" where
    that is not known: it is not in `str(error)`."""

    def __init__(self, kind: str, host: str, detail: str = "", issuer: str = "") -> None:
        super().__init__(f"{kind}: {host}" + (f": {detail}" if detail else ""))
        self.kind = kind
        self.host = host
        self.detail = detail
        self.issuer = issuer
