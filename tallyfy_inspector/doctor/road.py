"""The road to a server, straight or through a proxy, walked step by step with bare sockets.

Blocking functions: a check calls them in a thread of their own. They send no HTTP but a proxy's CONNECT, and
never a token. Knows no check and no words for people.
"""

from __future__ import annotations

import base64
import socket
import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

_PORTS = {"http": 80, "https": 443}
_LONGEST_HEAD = 16_384


class ProxyRefusedError(Exception):
    """The proxy did not open the road; `status` is its answer's number, 0 when that was no HTTP."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class Hop:
    """A proxy: where it is, whether it is spoken to in TLS itself, and what lets one in."""

    host: str
    port: int
    secure: bool
    authorization: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Road:
    """To `host` and `port`; `secure` for https; through `proxy`, or straight where that is None."""

    host: str
    port: int
    secure: bool
    proxy: Hop | None = None

    @property
    def first(self) -> tuple[str, int]:
        """The computer that is connected to: the proxy where there is one."""
        return (self.host, self.port) if self.proxy is None else (self.proxy.host, self.proxy.port)


def road_to(base_url: str, proxy: str | None) -> Road:
    """The road to `base_url`; raises ValueError for a proxy that is none of HTTP's."""
    parts = urlsplit(base_url)
    secure = parts.scheme == "https"
    hop = None if proxy is None else _hop(proxy)
    return Road(parts.hostname or "", parts.port or _PORTS[parts.scheme], secure, hop)


def _hop(proxy: str) -> Hop:
    parts = urlsplit(proxy)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("proxy")
    allowed = None
    if parts.username is not None:
        told = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        allowed = "Basic " + base64.b64encode(told.encode()).decode()
    return Hop(parts.hostname, parts.port or _PORTS[parts.scheme], parts.scheme == "https", allowed)


def addresses(host: str, port: int) -> int:
    """How many addresses `host` has; raises OSError."""
    return len({found[4][0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def reach(road: Road, seconds: float) -> None:
    """Connect to the first computer on the road and hang up; raises OSError."""
    socket.create_connection(road.first, seconds).close()


def handshake(road: Road, trust: ssl.SSLContext, seconds: float) -> tuple[str, bytes | None]:
    """Agree on encryption with the server itself and hang up: the version of TLS, and the certificate in DER.

    Raises OSError (ssl.SSLError among them) and ProxyRefusedError.
    """
    with socket.create_connection(road.first, seconds) as plain:
        stream = plain if road.proxy is None else _through(plain, road, road.proxy, trust)
        with trust.wrap_socket(stream, server_hostname=road.host) as secured:
            return secured.version() or "TLS", secured.getpeercert(binary_form=True)


def _through(plain: socket.socket, road: Road, proxy: Hop, trust: ssl.SSLContext) -> socket.socket:
    if proxy.secure:  # TLS within TLS is more than a bare socket can do
        trust.wrap_socket(plain, server_hostname=proxy.host).close()
        raise ProxyRefusedError(0)
    place = f"[{road.host}]" if ":" in road.host else road.host
    head = f"CONNECT {place}:{road.port} HTTP/1.1\r\nHost: {place}:{road.port}\r\n"
    if proxy.authorization is not None:
        head += f"Proxy-Authorization: {proxy.authorization}\r\n"
    plain.sendall(f"{head}\r\n".encode("latin-1"))
    status = _status(_head(plain))
    if not 200 <= status < 300:
        raise ProxyRefusedError(status)
    return plain


def _head(stream: socket.socket) -> bytes:
    """The answer up to its blank line, byte by byte: what follows belongs to TLS."""
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < _LONGEST_HEAD:
        byte = stream.recv(1)
        if not byte:
            break
        head += byte
    return head


def _status(head: bytes) -> int:
    words = head.split(b"\r\n", 1)[0].split()
    is_http = len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() and len(words[1]) == 3
    return int(words[1]) if is_http else 0
