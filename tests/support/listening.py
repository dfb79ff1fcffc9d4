"""A listener on a free port of 127.0.0.1 with a thread for each peer, all of them ended with its block.

`Wire` answers as a server, `Tunnel` lets through as a proxy; another kind is one method, `serve`.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Listening:
    """`heard` is for what the peers said; `connections` counts them."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.connections = 0
        self._ended = threading.Event()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def serve(self, peer: socket.socket) -> None:
        """Do what there is to do with one peer, in a thread of its own."""
        raise NotImplementedError

    def keep(self, end: socket.socket) -> None:
        """Have `end` closed at the end."""
        self._sockets.append(end)

    def spawn(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        """Do `work` in a thread that is waited for at the end."""
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def __enter__(self) -> Self:
        self.spawn(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        # Closing alone does not wake a thread that waits in accept or recv.
        for end in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                peer, _address = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self.keep(peer)
            self.spawn(self.serve, peer)
