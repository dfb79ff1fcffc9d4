"""The loopback server of a run: documents as Tallyfy would send them, and the page with the peer.

`/10-KB/…` answers the document of that name whatever follows, compressed for who accepts it; under `/peer/`
stand a page and its script, `next` (a POST brings what became of the last one) and nothing else. Under
`/rough/` an answer is what a bad network makes of it (`rough`). Binds to 127.0.0.1, to any port that is free.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from benchmarks.rough import misbehave

Result = dict[str, Any]
PAGE = Path(__file__).with_name("peer.html")
_JSON = "application/json"


class Server:
    """What is served, and what the peer's page answered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tasks: list[dict[str, str]] = []
        self.script: Path | None = None
        self.results: SimpleQueue[Result] = SimpleQueue()
        self.url = ""
        self._packed = cache(lambda file: gzip.compress(file.read_bytes(), 6))

    def give_out(self, tasks: Sequence[dict[str, str]]) -> None:
        """Hand these to the page, one after the other; after the last one it is told nothing."""
        self._tasks = list(tasks)

    def wait(self, seconds: float) -> Result | None:
        """The page's next answer, or None when none came in time."""
        try:
            return self.results.get(timeout=seconds)
        except Empty:
            return None

    def answer(self, path: str, accepts: str) -> tuple[str, bytes, bool] | None:
        """Content type, body, and whether it is compressed; None where nothing stands."""
        first, _, rest = path.strip("/").partition("/")
        if first == "peer":
            return self._of_peer(rest)
        file = self._folder / f"{first}.json"
        if file not in self._folder.iterdir():
            return None
        compressed = "gzip" in accepts and rest != "plain"
        return _JSON, self._packed(file) if compressed else file.read_bytes(), compressed

    def _of_peer(self, name: str) -> tuple[str, bytes, bool] | None:
        if name == "next":
            task = self._tasks.pop(0) if self._tasks else None
            return _JSON, json.dumps(task).encode(), False
        if name == "page":
            return "text/html; charset=utf-8", PAGE.read_bytes(), False
        if name == "script.js" and self.script is not None:
            return "text/javascript", self.script.read_bytes(), False
        return None


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _slash, first, name = f"{self.path}//".split("/")[:3]
            if first == "rough" and misbehave(name, self.connection):
                self.close_connection = True
                return
            self._send(server.answer(self.path.partition("?")[0], self.headers.get("Accept-Encoding", "")))

        def do_POST(self) -> None:
            server.results.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._send((_JSON, b"null", False))

        def _send(self, answer: tuple[str, bytes, bool] | None) -> None:
            kind, body, compressed = answer or ("text/plain", b"", False)
            self.send_response(200 if answer else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


class _Listening(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that was ended in the middle of an answer."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server of the documents in `folder`; `url` is where it is reached."""
    server = Server(folder)
    with _Listening(("127.0.0.1", 0), _handler(server)) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        thread = Thread(target=listening.serve_forever, name="serving", daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
