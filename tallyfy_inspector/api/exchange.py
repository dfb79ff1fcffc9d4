"""What is asked of Tallyfy and what came back, as plain records. Standard library only.

An `Exchange` stands for *any* answer, good or bad; what it means is for `api.problems`. The token is in
neither record, and no repr shows content, so either may stand in a log line or a traceback.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

DEFAULT_BASE_URL = "https://go.tallyfy.com/api"


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


@dataclass(frozen=True, slots=True)
class Credential:
    """A token and the one origin (`scheme://host:port`, see `api.routes.origin`) it is ever sent to."""

    origin: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the start of the request: to the response's headers, and to the end of its body."""

    first_byte: float
    total: float


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answered request.

    `url` is what was asked, without the token. `body` is the decoded body (after gzip), as far as it came:
    `cut_off` says in words why it stops early, and is None for a whole one. `wire_bytes` counts the bytes
    as they came over the network, before they were decompressed. `request_headers` leave out
    `Authorization`; header names are lower-case, in the order sent.
    """

    url: str
    status: int
    reason: str
    request_headers: tuple[tuple[str, str], ...] = field(repr=False)
    response_headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    wire_bytes: int
    started_at: datetime
    timings: Timings
    cut_off: CutOff | None = None

    def header(self, name: str) -> str | None:
        """The first response header called `name` (in any case), or None."""
        wanted = name.lower()
        return next((value for key, value in self.response_headers if key == wanted), None)


@dataclass(frozen=True, slots=True)
class CutOff:
    """Why a body ends early. `kind`: "too_large", "inflates" (over 200 times), "connection", "timeout",
    "encoding" (a compressed body that cannot be read). `limit` is the cap in bytes where there is one."""

    kind: str
    limit: int | None = None


class TransportError(Exception):
    """No answer at all. `kind`: "dns", "refused", "tls", "connect_timeout", "read_timeout", "proxy",
    "protocol", "network", "origin" (the token belongs to another origin), "no_token", "route" (not in the
    route table). `host` is the host that was meant, `detail` a sentence without secrets, or ""."""

    def __init__(self, kind: str, host: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {host}" + (f": {detail}" if detail else ""))
        self.kind = kind
        self.host = host
        self.detail = detail
