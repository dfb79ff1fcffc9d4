"""With whom the program speaks: with Tallyfy, once for each thing that was asked, and with nobody else.

Project-wide: it mirrors no source. Python tells of each connection that is opened (its audit events), whoever
opens it; and only the files below know how to open one.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.demo.catalogue import TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.running import fetched, in_window, settled
from tests.support.wire import Wire

PACKAGE = Path(__file__).resolve().parent.parent / "tallyfy_inspector"
OPENS = {
    "api/client.py": {"httpx"},  # asks Tallyfy
    "api/failures.py": {"socket"},  # names of errors
    "api/proxies.py": {"urllib.request"},  # which proxies the system has
    "api/tls_probe.py": {"open_connection"},  # which certificate was refused
    "demo/server.py": {"http.server", "socket"},  # listens on this computer
    "doctor/road.py": {"create_connection", "socket"},  # examines the way to Tallyfy
    "selftest.py": {"PySide6.QtNetwork"},  # reads certificates
    "ui/certificate.py": {"PySide6.QtNetwork"},  # reads certificates
    "ui/single_instance.py": {"PySide6.QtNetwork", "socket"},  # a second start, on this computer
    "unix_signals.py": {"socket"},  # wakes the event loop
}
"""The files that know of connections, with what, and for what."""
KNOWN = {
    *("socket", "socketserver", "httpx", "httpcore", "anyio", "requests", "aiohttp", "websockets"),
    *("urllib.request", "http.client", "http.server", "ftplib", "smtplib", "xmlrpc.client", "telnetlib"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
}
STREAMS = {"open_connection", "open_unix_connection", "create_connection", "create_datagram_endpoint"}
"""What opens connections: modules, and names of asyncio's and socket's."""


@contextmanager
def listening() -> Iterator[set[object]]:
    """Where connections are opened to, and which names are looked up, by anything in this process."""
    found: set[object] = set()
    open_ = [True]

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if open_[0] and event == "socket.connect" and isinstance(arguments[1], tuple):
            found.add(arguments[1][:2])
        elif open_[0] and event in ("socket.getaddrinfo", "socket.gethostbyname"):
            found.add(arguments[0])

    sys.addaudithook(hear)  # it stays until the process ends, and hears nothing any more
    try:
        yield found
    finally:
        open_[0] = False


@pytest.mark.skipif(sys.platform == "win32", reason="its event loop connects past Python's sockets")
def test_a_start_and_a_fetch_are_one_request_and_nothing_else(qapp: QApplication, tmp_path: Path) -> None:
    async def body(window: MainWindow) -> None:
        await fetched(window, TASKS[0].id)
        await settled()
        assert window.session.view.last_good is not None

    with Wire() as wire, listening() as found:
        environment = EnvironmentSettings("a-token-of-nobody", "organization", wire.url)
        assert in_window(qapp, tmp_path, body, Options(), environment) == 0
        assert [head.split(b"?")[0] for head in wire.heard] == [
            f"GET /organizations/organization/tasks/{TASKS[0].id}".encode()
        ]
        assert found - {"127.0.0.1", b"127.0.0.1"} == {("127.0.0.1", wire.port)}


def opened_by(file: Path) -> set[str]:
    """Of KNOWN and STREAMS, what `file` imports or calls."""
    found = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute) and node.attr in STREAMS:
            found.add(node.attr)
    return found & (KNOWN | STREAMS)


def test_only_these_files_know_how_to_open_a_connection() -> None:
    found = {file.relative_to(PACKAGE).as_posix(): opened_by(file) for file in PACKAGE.rglob("*.py")}
    assert {name: what for name, what in found.items() if what} == OPENS


@pytest.mark.parametrize("text", ["QNetworkAccessManager", "QTcpSocket", "QUdpSocket", "QSslSocket", "QWebE"])
def test_qt_itself_is_asked_for_none(text: str) -> None:
    assert [file.name for file in PACKAGE.rglob("*.py") if text in file.read_text(encoding="utf-8")] == []
