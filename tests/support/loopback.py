"""Keeps tests on this computer: no connection beyond loopback, no name looked up.

An attempt is refused and written to the log as an error, which fails the test (logfail.py) even when the
code under test survives the refusal. A name under `.invalid` is "not found" without asking anyone, so that
a test of that case needs no network.
"""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
from typing import Any

import pytest

log = logging.getLogger("tests.loopback")
_look_up = socket.getaddrinfo


def is_near(host: object) -> bool:
    """Whether `host` (a name, an address, or None for "here") is this computer's loopback."""
    if host in (None, "", b""):
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name.lower().rstrip(".") == "localhost"


def is_address(host: object) -> bool:
    """Whether `host` is an address already, which is taken apart without asking a name server."""
    try:
        ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return True


def refuse(host: object) -> OSError:
    """Write down the attempt and make the error that a computer without a network would raise."""
    log.error("a test tried to reach %s", host)
    return OSError(errno.ENETUNREACH, "refused: tests stay on loopback")


def checked_target(family: int, address: Any) -> None:
    """Let `address` pass when it is a local socket or loopback; raise OSError otherwise."""
    if family in (socket.AF_INET, socket.AF_INET6) and not is_near(address[0]):
        raise refuse(address[0])


def look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    """`socket.getaddrinfo` for loopback and for plain addresses."""
    name = str(host.decode() if isinstance(host, bytes) else host).lower().rstrip(".")
    if name == "invalid" or name.endswith(".invalid"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if is_near(host) or is_address(host):
        return _look_up(host, port, *args, **kwargs)
    raise refuse(host)


def stay_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the guard in place until `monkeypatch` is undone."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self: socket.socket, address: Any) -> None:
        checked_target(self.family, address)
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        checked_target(self.family, address)
        return real_connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
