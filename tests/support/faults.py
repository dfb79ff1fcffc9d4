"""Networks that misbehave, on loopback: each fault is what a server or proxy does, and what is said of it.

    with fault.serving(authority) as wire:
        client = Client(token, now, ways=fault.ways(wire, authority), **SHORT)
        ask(fault.base_url(wire))  # then `fault.title` is what the person reads

To add one: a row in FAULTS. A fault of the certificate brings its own context; the others are answered byte
by byte (`support.wire`), plainly or, where `through` is set, by a proxy on the way to another host. SHORT are
the client's limits under which each is over within seconds; the pictures of `make shots` are taken of them
too.
"""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypedDict

from tallyfy_inspector.api.problem import (
    CutShort,
    Intercepted,
    NoConnection,
    Problem,
    WrongAddress,
)
from tallyfy_inspector.api.proxies import ProxySetting
from tallyfy_inspector.api.ways import Network, Ways
from tallyfy_inspector.ui.certificate import read_certificate
from tests.support.certificates import Authority
from tests.support.wire import CLOSE, GOOD, RESET, Step, Wire, response, unsized


class Limits(TypedDict):
    """Those of `api.client.Client`."""

    connect_timeout: float
    read_timeout: float
    body_timeout: float
    max_body: int


SHORT: Limits = {
    "connect_timeout": 1.5, "read_timeout": 0.6, "body_timeout": 1.0, "max_body": 8 * 2**20,
}  # fmt: skip

# How long a client under SHORT listens to a server that does not come to an end: to one that falls silent, to
# one whose headers go on and on, to one whose body does.
SILENCE = SHORT["read_timeout"]
HEADERS = 2 * SHORT["connect_timeout"] + SHORT["read_timeout"]
BODY = SHORT["body_timeout"]

ELSEWHERE = "https://tallyfy.example/api"
STRANGER = "https://stranger.invalid/organizations"
_MEGABYTE = b" " * 2**20

Context = Callable[[Authority], ssl.SSLContext]


@dataclass(frozen=True)
class Fault:
    """`steps` answer a request; `context` makes the server speak TLS; `trusted` says whether the client is
    given the authority; `through` is true for a proxy. `kind` and `title` are the Problem that it is; `waits`
    are the seconds after which the client gives up, 0 where it is told at once."""

    name: str
    kind: type[Problem]
    title: str
    steps: tuple[Step, ...] = (response(),)
    context: Context | None = None
    trusted: bool = True
    through: bool = False
    waits: float = 0.0

    def base_url(self, wire: Wire) -> str:
        """What is asked, at the server or, through it, at another."""
        return ELSEWHERE if self.through else wire.url

    def ways(self, wire: Wire, authority: Authority) -> Ways:
        """What somebody set who meets this fault at `wire`."""

        async def network() -> Network:
            proxy = ProxySetting(wire.url) if self.through else None
            return Network(proxy, str(authority.file) if self.trusted else "")

        return Ways(network, read_certificate)

    @contextmanager
    def serving(self, authority: Authority) -> Iterator[Wire]:
        """The server of this fault, until the block ends."""
        tls = None if self.context is None else self.context(authority)
        with Wire(lambda _head: self.steps, tls) as wire:
            yield wire


def _drip(data: bytes, seconds: float) -> tuple[Step, ...]:
    """`data`, a byte at a time."""
    return tuple(step for byte in data for step in (bytes((byte,)), seconds))


def _huge(megabytes: int) -> tuple[Step, ...]:
    length = megabytes * len(_MEGABYTE)
    return (response(b"", length=length), *([_MEGABYTE] * megabytes), CLOSE)


def _chunked(*pieces: bytes) -> tuple[Step, ...]:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return (head + b"".join(pieces), CLOSE)


def _bomb() -> bytes:
    packed = gzip.compress(b"0" * (16 * 2**20), 9, mtime=0)
    return response(packed, headers={"Content-Encoding": "gzip"})


def _refusing(status: str, **headers: str) -> Sequence[Step]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return (response(b"<html>proxy</html>", status, {"Content-Type": "text/html", **named}), CLOSE)


_PORTAL = b"<!doctype html><html><head><title>Hotel Wi-Fi</title></head><body>Sign in</body></html>"
_PAGE = "A web page came instead of data"
_HTML = {"Content-Type": "text/html; charset=utf-8"}

FAULTS: tuple[Fault, ...] = (
    Fault(
        "expired", Intercepted, "Certificate is out of date",
        context=lambda ca: ca.server(days=(-30, -1)),
    ),
    Fault(
        "not valid yet", Intercepted, "Certificate is out of date",
        context=lambda ca: ca.server(days=(5, 30)),
    ),
    Fault(
        "wrong name", WrongAddress, "Certificate is for another name",
        context=lambda ca: ca.server("tallyfy.example"),
    ),
    Fault(
        "self-signed", Intercepted, "Certificate vouches for itself",
        context=lambda ca: ca.server(signs_itself=True),
    ),
    Fault(
        "inspected", Intercepted, "Certificate is not trusted",
        context=lambda ca: ca.server(), trusted=False,
    ),
    Fault("slow headers", NoConnection, "No answer in time", (5.0, response()), waits=SILENCE),
    Fault(
        "dripping headers", NoConnection, "No answer in time",
        _drip(response(headers={"X-Slow": "a" * 400}), 0.05), waits=HEADERS,
    ),
    Fault(
        "slow body", CutShort, "The answer came to a halt",
        (response(GOOD[:20], length=len(GOOD)), 5.0), waits=SILENCE,
    ),
    Fault(
        "dripping body", CutShort, "The answer came to a halt",
        (response(b"", length=len(GOOD)), *_drip(GOOD, 0.05)), waits=BODY,
    ),
    Fault(
        "reset in mid-body", CutShort, "The answer broke off",
        (response(GOOD[:20], length=len(GOOD)), RESET),
    ),
    Fault("reset before anything", NoConnection, "Connection lost", (RESET,)),
    Fault("wrong length", CutShort, "The answer broke off", (response(length=len(GOOD) + 50), CLOSE)),
    Fault("chunked junk", CutShort, "The answer broke off", _chunked(b"5\r\n{\"dat\r\n", b"zz\r\njunk\r\n")),
    Fault("gzip bomb", CutShort, "The answer grows without end", (_bomb(),)),
    Fault("300 MB body", CutShort, "The answer is too large", _huge(300)),
    Fault(
        "redirect to another host", WrongAddress, "The address leads elsewhere",
        (response(b"", "302 Found", {"Location": STRANGER}),),
    ),
    Fault("captive portal", Intercepted, _PAGE, (response(_PORTAL, headers=_HTML),)),
    Fault("captive portal without length", Intercepted, _PAGE, tuple(unsized(_PORTAL, _HTML))),
    Fault(
        "proxy that demands a password", Intercepted, "The proxy wants a password",
        tuple(_refusing("407 Proxy Authentication Required", Proxy_Authenticate='Basic realm="corp"')),
        through=True,
    ),
    Fault(
        "proxy that demands a Windows sign-in", Intercepted, "This proxy cannot be used",
        tuple(_refusing("407 Proxy Authentication Required", Proxy_Authenticate="NTLM")),
        through=True,
    ),
    Fault(
        "proxy that refuses", Intercepted, "The proxy is in the way",
        tuple(_refusing("403 Forbidden")), through=True,
    ),
)  # fmt: skip
