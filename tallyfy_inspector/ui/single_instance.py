"""One window for each profile: a second start asks the one that runs to come forward, and ends.

A socket in a folder that is this person's alone; both ends look who the other one is. One message goes over
it (`ui.hand_over` has its form), one word comes back, and only when the second start has read that word does
it say that it means it. So a window that does not answer within `PATIENCE` is taken for one that hangs, and
does not do later what the second start did itself meanwhile. To answer more than a word: `hand_over` and
`_on_bytes`. Knows no window: it says `requested`, and the program brings its window forward.
"""

from __future__ import annotations

import os
import socket
import struct
import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tallyfy_inspector.ui.hand_over import LONGEST, Outcome, Request, read, written
from tallyfy_inspector.ui.on_windows import let_others_come_forward

PATIENCE = 2.0
"""Seconds that a second start waits for the first one."""
TAKEN, REFUSED, MEANT = b"taken\n", b"refused\n", b"meant\n"
_MOST_AT_ONCE = 8


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


def hand_over(server: str, request: Request, patience: float = PATIENCE) -> Outcome:
    """Ask the window that listens at `server`, and wait for its answer, `patience` seconds at the most."""
    line = written(request)
    if line is None:
        return "refused"
    until = time.monotonic() + patience
    peer = QLocalSocket()
    peer.connectToServer(server)
    if not peer.waitForConnected(_left(until)):
        slow = peer.error() == QLocalSocket.LocalSocketError.SocketTimeoutError
        return "hangs" if slow else "nobody"
    if not is_same_user(int(peer.socketDescriptor())):
        peer.abort()
        return "nobody"
    try:
        return _answer(peer, line, until)
    finally:
        peer.abort()


def _answer(peer: QLocalSocket, line: bytes, until: float) -> Outcome:
    peer.write(line)
    peer.flush()
    while not peer.canReadLine() and peer.waitForReadyRead(_left(until)):
        pass
    if not peer.canReadLine():  # one that closed just now is gone, not slow
        return "hangs" if peer.state() == QLocalSocket.LocalSocketState.ConnectedState else "nobody"
    if bytes(peer.readLine(LONGEST).data()) != TAKEN:
        return "refused"
    let_others_come_forward()  # before the other window does
    peer.write(MEANT)
    peer.flush()
    while peer.bytesToWrite() and peer.waitForBytesWritten(_left(until)):
        pass
    return "taken"


def _left(until: float) -> int:
    return max(1, int((until - time.monotonic()) * 1000))


class SingleInstance(QObject):
    """The end that listens."""

    requested = Signal(object)  # Request

    def __init__(self, name: str, parent: QObject | None = None, patience: float = PATIENCE) -> None:
        super().__init__(parent)
        self._name = name
        self._patience = patience
        self._peers: dict[QLocalSocket, Request | None] = {}  # what each asks for, once that was read
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_AT_ONCE)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Listen, in place of one who no longer does; False when another one does, or it cannot be."""
        if self._is_alive():
            return False
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more, and leave nothing behind."""
        self._server.close()

    def _is_alive(self) -> bool:
        peer = QLocalSocket()
        peer.connectToServer(self._name)
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
        self._peers[peer] = None
        peer.disconnected.connect(lambda: self._forget(peer))
        peer.readyRead.connect(lambda: self._on_bytes(peer))
        leaves = QTimer(peer, singleShot=True, interval=int(self._patience * 1000))
        leaves.timeout.connect(lambda: peer.abort())  # who says nothing does not stay
        leaves.start()
        self._on_bytes(peer)

    def _forget(self, peer: QLocalSocket) -> None:
        self._peers.pop(peer, None)
        peer.deleteLater()

    def _on_bytes(self, peer: QLocalSocket) -> None:
        if self._peers.get(peer) is None and not self._has_asked(peer):
            return
        if peer.canReadLine() or peer.bytesAvailable() > len(MEANT):
            means_it = bytes(peer.readLine(LONGEST).data()) == MEANT
            request = self._peers[peer]
            peer.readyRead.disconnect()
            peer.disconnectFromServer()
            if means_it:
                self.requested.emit(request)

    def _has_asked(self, peer: QLocalSocket) -> bool:
        """Read what `peer` asks for, once it is there, and answer; whether it can be done."""
        if not peer.canReadLine() and peer.bytesAvailable() <= LONGEST:
            return False
        request = read(bytes(peer.readLine(LONGEST + 2).data()))
        self._peers[peer] = request
        peer.write(TAKEN if request is not None else REFUSED)
        peer.flush()
        if request is None:
            peer.readyRead.disconnect()
            peer.disconnectFromServer()
        return request is not None
