"""Which certificate a server shows, asked after ours was refused: THE one place where none is checked.

A connection of its own is opened, the handshake is made without a check, the certificate is taken and the
connection closed. Nothing is sent over it: no request, no token. What it says is told to the person and
decides nothing. Through a proxy the way is asked for first (CONNECT, as before every request); a proxy that
is itself reached by https, or that wants more, leaves the question open: None.

Taking the certificate apart is the caller's, who has a reader of X.509 (`ui.certificate`); this knows none.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

PATIENCE = 5.0
"""Seconds for all of it."""

_LONGEST_HEAD = 65_536
_NO_ANSWER = (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands in a certificate: `issuer` and `subject` are names for people, "" where there is none;
    `until` is its last moment in UTC. As the server says it: not checked, and unfit to be shown as is."""

    issuer: str
    subject: str
    until: datetime | None = None


ReadCertificate = Callable[[bytes], Certificate | None]
"""Takes a certificate's DER apart; None for what is none. Never raises."""


async def served_certificate(url: str, proxy: str | None = None, patience: float = PATIENCE) -> bytes | None:
    """The DER of the certificate that the server of `url` (https) shows, on the way through `proxy`; None
    where it cannot be told. Raises nothing but the caller's own cancellation."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
        async with asyncio.timeout(patience):
            return await (_straight(host, port) if proxy is None else _through(proxy, host, port))
    except _NO_ANSWER:
        return None


def unchecked_context() -> ssl.SSLContext:
    """Takes whatever certificate comes; for looking at it, never for sending anything."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def _straight(host: str, port: int) -> bytes | None:
    _reader, writer = await asyncio.open_connection(
        host, port, ssl=unchecked_context(), server_hostname=host, limit=_LONGEST_HEAD
    )
    return await _taken(writer)


async def _through(proxy: str, host: str, port: int) -> bytes | None:
    parts = urlsplit(proxy)
    if parts.scheme != "http" or parts.hostname is None:
        return None
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80, limit=_LONGEST_HEAD)
    try:
        writer.write(_connect_request(proxy, host, port))
        await writer.drain()
        if (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1][:1] != b"2":
            return None
        await writer.start_tls(unchecked_context(), server_hostname=host)
    except IndexError:
        return None
    finally:
        certificate = await _taken(writer)
    return certificate


async def _taken(writer: asyncio.StreamWriter) -> bytes | None:
    """The certificate of a connection whose handshake is over; leaves it closed."""
    tls: ssl.SSLObject | None = writer.get_extra_info("ssl_object")
    try:
        return None if tls is None else tls.getpeercert(binary_form=True)
    finally:
        # No good-bye: some servers never answer one, and nothing was said that could be cut off.
        with contextlib.suppress(Exception):
            writer.transport.abort()


def _connect_request(proxy: str, host: str, port: int) -> bytes:
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    parts = urlsplit(proxy)
    if parts.username is not None:  # the same proxy was told them for the request before
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(pair).decode()}")
    return "\r\n".join((*lines, "", "")).encode("latin-1", "replace")
