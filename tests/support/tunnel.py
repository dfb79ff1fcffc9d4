"""A proxy on loopback that lets every CONNECT through to one port of this computer, whatever host is named.

    with Wire(tls=…) as wire, Tunnel(wire.port) as proxy: …

So a test can ask for a host that is no loopback, as the program must through a proxy. `heard` has the head of
each CONNECT.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class Tunnel:
    """Listens on a free port of 127.0.0.1 until the block ends."""

    def __init__(self, to_port: int) -> None:
        self.heard: list[bytes] = []
        self._to_port = to_port
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for end in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def _spawn(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                peer, _address = self._listener.accept()
            except OSError:
                return
            self._sockets.append(peer)
            self._spawn(self._let_through, peer)

    def _let_through(self, peer: socket.socket) -> None:
        head = b""
        with contextlib.suppress(OSError):
            while b"\r\n\r\n" not in head:
                if not (chunk := peer.recv(65536)):
                    return
                head += chunk
            self.heard.append(head)
            server = socket.create_connection(("127.0.0.1", self._to_port))
            self._sockets.append(server)
            peer.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self._spawn(self._copy, server, peer)
            self._copy(peer, server)

    @staticmethod
    def _copy(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(65536):
                target.sendall(chunk)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
