"""One window for each profile: a second start asks the one that runs to come forward, and ends.

A socket in a folder that is this person's alone; both ends look who the other one is. One message goes over
it (`ui.hand_over` has its form), and one word comes back. A window that does not answer within `PATIENCE` is
taken for one that hangs. To answer more than a word: `hand_over` and `_on_bytes`. Knows no window: it says
`requested`, and the program brings its window forward.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tallyfy_inspector.ui.hand_over import LONGEST, Request, read, written

PATIENCE = 2.0
"""Seconds that a second start waits for the first one."""
TAKEN, REFUSED = b"taken\n", b"refused\n"
_MOST_AT_ONCE = 8

Outcome = Literal["taken", "nobody", "hangs", "refused"]


def is_same_user(descriptor: int) -> bool:
    """Whether who stands at the other end of the socket `descriptor` is this person. Only Linux tells;
    elsewhere the folder and `UserAccessOption` keep others out."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    try:
        with socket.socket(fileno=os.dup(descriptor)) as peer:
            size = struct.calcsize("3i")
            _pid, user, _group = struct.unpack(
                "3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
            )
    except OSError:
        return False
    return bool(user == os.getuid())


def hand_over(path: Path, request: Request, patience: float = PATIENCE) -> Outcome:
    """Ask the window that listens at `path`, and wait for its answer, `patience` seconds at the most."""
    line = written(request)
    if line is None:
        return "refused"
    until = time.monotonic() + patience
    peer = QLocalSocket()
    peer.connectToServer(_name(path))
    if not peer.waitForConnected(_left(until)):
        slow = peer.error() == QLocalSocket.LocalSocketError.SocketTimeoutError
        return "hangs" if slow else "nobody"
    if not is_same_user(int(peer.socketDescriptor())):
        peer.abort()
        return "nobody"
    peer.write(line)
    peer.flush()
    while not peer.canReadLine() and peer.waitForReadyRead(_left(until)):
        pass
    answer = bytes(peer.readLine(LONGEST).data()) if peer.canReadLine() else b""
    peer.abort()
    if not answer:
        return "hangs"
    return "taken" if answer == TAKEN else "refused"


def _name(path: Path) -> str:
    """What Qt calls it: Windows has pipes, which stand in no folder."""
    return f"{path.parent.name}-{path.name}" if sys.platform == "win32" else str(path)


def _left(until: float) -> int:
    return max(1, int((until - time.monotonic()) * 1000))


class SingleInstance(QObject):
    """The end that listens."""

    requested = Signal(object)  # Request

    def __init__(self, path: Path, parent: QObject | None = None, patience: float = PATIENCE) -> None:
        super().__init__(parent)
        self._path = path
        self._patience = patience
        self._peers: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_AT_ONCE)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Listen, in place of one who no longer does; False when another one does, or it cannot be."""
        if self._is_alive():
            return False
        QLocalServer.removeServer(_name(self._path))
        return self._server.listen(_name(self._path))

    def close(self) -> None:
        """Listen no more, and leave nothing behind."""
        self._server.close()

    def _is_alive(self) -> bool:
        peer = QLocalSocket()
        peer.connectToServer(_name(self._path))
        alive = peer.waitForConnected(200)
        alive = alive or peer.error() == QLocalSocket.LocalSocketError.SocketTimeoutError
        peer.abort()
        return alive

    def _on_connection(self) -> None:
        while (peer := self._server.nextPendingConnection()) is not None:
            if is_same_user(int(peer.socketDescriptor())):
                self._listen_to(peer)
            else:
                peer.abort()
                peer.deleteLater()

    def _listen_to(self, peer: QLocalSocket) -> None:
        peer.setReadBufferSize(LONGEST + 1)
        self._peers.add(peer)
        peer.disconnected.connect(lambda: self._forget(peer))
        peer.readyRead.connect(lambda: self._on_bytes(peer))
        leaves = QTimer(peer, singleShot=True, interval=int(self._patience * 1000))
        leaves.timeout.connect(lambda: peer.abort())  # who says nothing does not stay
        leaves.start()
        self._on_bytes(peer)

    def _forget(self, peer: QLocalSocket) -> None:
        self._peers.discard(peer)
        peer.deleteLater()

    def _on_bytes(self, peer: QLocalSocket) -> None:
        if not peer.canReadLine() and peer.bytesAvailable() <= LONGEST:
            return
        request = read(bytes(peer.readLine(LONGEST + 2).data()))
        peer.readyRead.disconnect()
        peer.write(TAKEN if request is not None else REFUSED)
        peer.flush()
        peer.disconnectFromServer()
        if request is not None:
            self.requested.emit(request)
