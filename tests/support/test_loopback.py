"""No test gets beyond this computer, and what stays on it works as ever."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket

import pytest

from tests.support import loopback
from tests.support.logfail import ExpectLog

# Addresses that no computer has (RFC 5737, RFC 3849): nothing is sent even if the guard should fail.
FAR = [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")]


@pytest.mark.parametrize(
    "host", [None, "", "127.0.0.1", "127.8.9.10", "::1", "localhost", b"localhost", "LOCALHOST."]
)
def test_near(host: object) -> None:
    assert loopback.is_near(host)


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "2001:db8::1", "tallyfy.example", "localhost.example", "0.0.0.0"]
)
def test_far(host: object) -> None:
    assert not loopback.is_near(host)


@pytest.mark.parametrize(("family", "host"), FAR)
def test_a_connection_beyond_is_refused_and_written_down(
    family: socket.AddressFamily, host: str, expect_log: ExpectLog
) -> None:
    expect_log("tests.loopback", host)
    with (
        contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as one,
        pytest.raises(OSError, match="stay on loopback") as caught,
    ):
        one.connect((host, 443))
    assert caught.value.errno == errno.ENETUNREACH


def test_so_is_one_that_asks_for_a_number(expect_log: ExpectLog) -> None:
    expect_log("tests.loopback", "192.0.2.1")
    with socket.socket() as one, pytest.raises(OSError, match="stay on loopback"):
        one.connect_ex(("192.0.2.1", 443))


def test_a_name_is_not_looked_up(expect_log: ExpectLog) -> None:
    expect_log("tests.loopback", "tallyfy.example")
    with pytest.raises(OSError, match="stay on loopback"):
        socket.getaddrinfo("tallyfy.example", 443)


def test_asyncio_is_held_back_too(expect_log: ExpectLog) -> None:
    expect_log("tests.loopback", "192.0.2.1")
    with pytest.raises(OSError, match="stay on loopback"):
        asyncio.run(asyncio.open_connection("192.0.2.1", 443))


def test_an_invalid_name_is_not_found_without_a_word() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nobody.invalid", 443)


def test_loopback_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.create_connection(("localhost", server.getsockname()[1]), timeout=5)
        with client:
            assert client.getpeername() == server.getsockname()
