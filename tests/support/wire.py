"""A tiny loopback HTTP server that answers byte by byte what a test tells it, and remembers who called.

For everything a well-behaved server cannot do: bodies that stop half-way, lengths that lie, pauses, resets.
An answer is a list of steps: bytes to send, a number of seconds to pause, or RESET; the connection then stays
open for the next request, unless the last step is CLOSE or RESET. A Wire that nobody should talk to is a
Wire whose `connections` is still 0 at the end.
"""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import json
import socket
import ssl
import struct
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from tests.support.listening import Listening

RESET: Final = "reset"
CLOSE: Final = "close"
Step = bytes | float | str
Answer = Callable[[bytes], Sequence[Step]]

GOOD = b'{"data":{"id":"d005715eb72c17884e4e3f904d9e01bf","title":"Made up"}}'


def response(
    body: bytes = GOOD,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
    length: int | None = None,
) -> bytes:
    """A whole HTTP/1.1 response; `length` makes Content-Length say something else than the truth."""
    lines = {
        "Content-Type": "application/json",
        **(headers or {}),
        "Content-Length": str(len(body) if length is None else length),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def unsized(body: bytes, headers: Mapping[str, str] | None = None) -> list[Step]:
    """A response whose end is the end of the connection."""
    head = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    return [f"HTTP/1.1 200 OK\r\n{head}\r\n".encode("latin-1") + body, CLOSE]


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def self_signed(file: Path) -> ssl.SSLContext:
    """A context with a certificate for 127.0.0.1 that only itself vouches for; written to `file` as well."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "nobody")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2120, 1, 1, tzinfo=UTC)
    )
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = builder.add_extension(address, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(pem, *plain) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


class Wire(Listening):
    """`with Wire(answer) as wire:` listens on a free port of 127.0.0.1 until the block ends; with `tls`, it
    speaks https.

    `heard` has every request's head as it came; `connections` counts the connections that were opened.
    """

    def __init__(self, answer: Answer | None = None, tls: ssl.SSLContext | None = None) -> None:
        super().__init__()
        self._answer = answer or (lambda _head: [response()])
        self._tls = tls

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def serve(self, peer: socket.socket) -> None:
        """Answer each request of one connection."""
        with contextlib.suppress(OSError), peer:
            if self._tls is None:
                self._converse(peer)
            else:
                with self._tls.wrap_socket(peer, server_side=True) as secured:
                    self._converse(secured)

    def _converse(self, peer: socket.socket) -> None:
        while head := self._head(peer):
            self.heard.append(head)
            if not self._play(peer, self._answer(head)):
                return

    def _head(self, peer: socket.socket) -> bytes:
        """The next request up to its blank line; what came instead when the caller hangs up or speaks TLS."""
        head = b""
        while b"\r\n\r\n" not in head:
            chunk = peer.recv(65536)
            head += chunk
            if not chunk or head.startswith(b"\x16\x03"):
                return head
        return head

    def _play(self, peer: socket.socket, steps: Sequence[Step]) -> bool:
        """Answer; whether the connection is to stay open."""
        for step in steps:
            if isinstance(step, bytes):
                peer.sendall(step)
            elif isinstance(step, (int, float)):
                self._ended.wait(step)
            else:
                if step == RESET:
                    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
        return True
