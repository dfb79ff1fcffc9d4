"""The demo's server: a listening socket on loopback, one thread for it and one a connection, all daemons.

What is answered is for `answers`; here stand starting, stopping, and keeping slow or broken clients from
holding anything up. Nothing that is asked or answered is ever logged.
"""

from __future__ import annotations

import logging
import secrets
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

from tallyfy_inspector.demo.answers import Answers, Reply, Request, malformed
from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.texts import _

_log = logging.getLogger(__name__)
_HOST = "127.0.0.1"
_MOST_CONNECTIONS = 64
_LARGEST_REQUEST_BODY = 64 * 1024
_PIECES = 30

# What socketserver says it may hand over; here it is a socket.
Connection: TypeAlias = socket.socket | tuple[bytes, socket.socket]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DemoAccess:
    """Where a running demo server is reached, and what can be tried there: `tasks` are pairs of an ID and
    a sentence in the person's language that says what it shows."""

    base_url: str
    organization: str
    token: str = field(repr=False)
    first_task: str
    tasks: tuple[tuple[str, str], ...] = ()


class Demo:
    """The demo server. `now` gives the moment that all dates are relative to; `port` 0 takes any free one;
    `pace` stretches the slow answers (0.1: ten times faster)."""

    def __init__(self, now: Callable[[], datetime] = _utc_now, *, port: int = 0, pace: float = 1.0) -> None:
        self._now = now
        self._port = port
        self._pace = pace
        self._lock = threading.Lock()
        self._running: tuple[_Server, DemoAccess] | None = None

    def start(self) -> DemoAccess:
        """Start it, or answer where it already runs. Connections are accepted from now on. OSError when the
        port is taken. Each start has a token of its own."""
        with self._lock:
            if self._running is None:
                self._running = self._begin()
            return self._running[1]

    def stop(self) -> None:
        """End it, its connections and its threads. No harm when it does not run."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running[0].end()

    def _begin(self) -> tuple[_Server, DemoAccess]:
        token = f"demo-{secrets.token_hex(20)}"
        server = _Server(self._port, Answers(token, self._now), self._pace)
        server.begin()
        address = f"http://{_HOST}:{server.server_address[1]}"
        tasks = tuple((task.id, _(task.what)) for task in TASKS)
        return server, DemoAccess(address, ORGANIZATION, token, TASKS[0].id, tasks)


class _Server(ThreadingHTTPServer):
    """Accepts until `end`. Every open connection is known, so that `end` can close it."""

    daemon_threads = True
    # On Windows the option lets two programs listen on one port.
    allow_reuse_address = sys.platform != "win32"
    allow_reuse_port = False
    timeout = 0
    request_queue_size = 32

    def __init__(self, port: int, answers: Answers, pace: float) -> None:
        self.answers = answers
        self.pace = pace
        self._open: set[Connection] = set()
        self._changed = threading.Condition()
        self._ending = False
        super().__init__((_HOST, port), _Handler)
        self.socket.settimeout(0)
        self._wake, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._accept, name="demo server", daemon=True)

    def server_bind(self) -> None:
        """Bind without HTTPServer's look-up of the host's name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = _HOST, self.server_address[1]

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Stop accepting, close what is open, and wait for the threads, two seconds at the most."""
        self._waker.send(b"x")
        self._thread.join(2)
        self.server_close()
        with self._changed:
            self._ending = True
            for connection in self._open:
                _shut(connection)
            self._changed.wait_for(lambda: not self._open, timeout=2)
        self._wake.close()
        self._waker.close()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self.socket, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            while self._wake not in {key.fileobj for key, _events in selector.select()}:
                self.handle_request()

    def verify_request(self, request: Connection, _address: object) -> bool:
        """Whether there is room for one more connection."""
        with self._changed:
            free = not self._ending and len(self._open) < _MOST_CONNECTIONS
            if free:
                self._open.add(request)
            return free

    def shutdown_request(self, request: Connection) -> None:
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, _request: object, _address: object) -> None:
        """A client that broke off is no error; anything else is a fault of the demo's own."""
        if not isinstance(sys.exception(), OSError):
            _log.exception("The demo server could not answer a request")


class _Handler(BaseHTTPRequestHandler):
    """One connection. Slow clients are dropped: 15 seconds for each read, and for each write."""

    server: _Server
    protocol_version = "HTTP/1.1"
    # Otherwise what cannot be read is answered as in HTTP/0.9, without a status line.
    default_request_version = "HTTP/1.0"
    server_version = "TallyfyDemo/1"
    timeout = 15
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._drain()
        self._send(self.server.answers.reply(self._request()))

    def send_error(self, code: int, _message: str | None = None, _explain: str | None = None) -> None:
        """What http.server calls for methods without a `do_…` and for requests it cannot read."""
        self.close_connection = True
        if code == 501:
            self._drain()
            self._send(self.server.answers.reply(self._request()))
        else:
            self._send(malformed(code))

    def version_string(self) -> str:
        """The Server header."""
        return self.server_version

    def log_message(self, _format: str, *_values: object) -> None:
        """Nothing: a request line may hold what nobody wants in a log."""

    def _request(self) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, self.path, headers)

    def _drain(self) -> None:
        """Read away a request's body: closing on unread bytes would take the answer with it."""
        length = self.headers.get("Content-Length", "0")
        has_body = length != "0" or "Transfer-Encoding" in self.headers
        if has_body:
            self.close_connection = True
        if length.isascii() and length.isdecimal():
            self.rfile.read(min(int(length), _LARGEST_REQUEST_BODY))

    def _send(self, reply: Reply) -> None:
        try:
            self._write(reply)
        except OSError:
            self.close_connection = True

    def _write(self, reply: Reply) -> None:
        if not self._hold(reply.wait):
            return
        self._write_head(reply)
        if self.command == "HEAD":
            return
        body = reply.body if reply.cut_at is None else reply.body[: reply.cut_at]
        if reply.dribble:
            self._trickle(body, reply.dribble)
        else:
            self.wfile.write(body)

    def _write_head(self, reply: Reply) -> None:
        self.close_connection = self.close_connection or reply.cut_at is not None
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Cache-Control", "no-cache, private")
        self.send_header("X-Request-Id", secrets.token_hex(8))
        for name, value in reply.headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _trickle(self, body: bytes, seconds: float) -> None:
        size = max(-(-len(body) // _PIECES), 1)
        for start in range(0, len(body), size):
            if not self._hold(seconds / _PIECES):
                return
            self.wfile.write(body[start : start + size])

    def _hold(self, seconds: float) -> bool:
        """Wait `seconds` at the server's pace. False, at once, when the client goes away or the server
        ends (which shuts the connection): then nothing more is to be sent."""
        until = time.monotonic() + seconds * self.server.pace
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0:
                if not selector.select(left):
                    continue
                if not _peek(self.connection):
                    self.close_connection = True
                    return False
                # The next request is already here and stays readable.
                time.sleep(min(left, 0.02))
        return True


def _peek(connection: socket.socket) -> bytes:
    """A byte that waits to be read; b"" when the other side is gone."""
    try:
        return connection.recv(1, socket.MSG_PEEK)
    except OSError:
        return b""


def _shut(connection: Connection) -> None:
    try:
        if isinstance(connection, socket.socket):
            connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
