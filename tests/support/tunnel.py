"""A proxy on loopback that lets every CONNECT through to one port of this computer, whatever host is named.

    with Wire(tls=…) as wire, Tunnel(wire.port) as proxy: …

So a test can ask for a host that is no loopback, as the program must through a proxy. `heard` has the head of
each CONNECT.
"""

from __future__ import annotations

import contextlib
import socket

from tests.support.listening import Listening


class Tunnel(Listening):
    """Listens on a free port of 127.0.0.1 until the block ends."""

    def __init__(self, to_port: int) -> None:
        super().__init__()
        self._to_port = to_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, peer: socket.socket) -> None:
        """Let one peer through, whatever host it names."""
        head = b""
        with contextlib.suppress(OSError):
            while b"\r\n\r\n" not in head:
                if not (chunk := peer.recv(65536)):
                    return
                head += chunk
            self.heard.append(head)
            server = socket.create_connection(("127.0.0.1", self._to_port))
            self.keep(server)
            peer.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.spawn(self._copy, server, peer)
            self._copy(peer, server)

    @staticmethod
    def _copy(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(65536):
                target.sendall(chunk)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
