"""What a network does to answers, for the loopback server of a run: one of each under `/rough/NAME/…`.

To add one: a row in ROUGH, a function that speaks to the socket of a request. `good` is the 10 KB document,
under its own path; whoever asks for all of them in turn has the mixed day of a person behind a bad network.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
from collections.abc import Callable

_JSON = "application/json"
_SILENT = 20.0  # seconds
_TASK = b'{"data":{"id":"d005715eb72c17884e4e3f904d9e01bf","title":"Made up","status":"active"}}'


def _answer(status: str, body: bytes, kind: str = _JSON, length: int | None = None, more: str = "") -> bytes:
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n{more}"
    return f"{head}Connection: close\r\n\r\n".encode("ascii") + body


def _says(data: bytes) -> Callable[[socket.socket], None]:
    return lambda peer: peer.sendall(data)


def _reset(peer: socket.socket) -> None:
    peer.sendall(_answer("200 OK", _TASK[:20], length=len(_TASK)))
    _drop(peer)


def _drop(peer: socket.socket) -> None:
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _say_nothing(peer: socket.socket) -> None:
    peer.settimeout(_SILENT)
    peer.recv(1)  # until the client has had enough


ROUGH: dict[str, Callable[[socket.socket], None]] = {
    "denied": _says(_answer("401 Unauthorized", b'{"error":true,"message":"Unauthenticated."}')),
    "gone": _says(_answer("404 Not Found", b'{"message":"Resource not found","code":"RESOURCE_NOT_FOUND"}')),
    "portal": _says(_answer("200 OK", b"<html><title>Sign in</title></html>", "text/html")),
    "moved": _says(_answer("302 Found", b"", more="Location: https://stranger.invalid/\r\n")),
    "junk": _says(_answer("200 OK", b'{"data": {"id": ')),
    "short": _says(_answer("200 OK", _TASK, length=len(_TASK) + 50)),
    "bomb": _says(_answer("200 OK", gzip.compress(b"0" * 2**22, 9), more="Content-Encoding: gzip\r\n")),
    "hang-up": lambda _peer: None,
    "reset": _reset,
    "busy": _says(_answer("429 Too Many Requests", b'{"message":"x"}', more="Retry-After: 0\r\n")),
    "down": _says(_answer("503 Service Unavailable", b'{"message":"x"}')),
    "dropped": _drop,
    "silent": _say_nothing,
}
"""Each ends with the connection closed by the server."""


def misbehave(name: str, peer: socket.socket) -> bool:
    """Answer the request on `peer` as `name` says; whether there is such a one."""
    act = ROUGH.get(name)
    if act is None:
        return False
    with contextlib.suppress(OSError):  # the client has had enough
        act(peer)
    return True
