"""Which kind of `TransportError` an error of the network is: the border where foreign errors get our names.

Knows httpx's errors by their class names, so that this stays without the library; sockets' and OpenSSL's own
errors are looked for behind them, since httpx has a single class for a wrong name, a closed port and a bad
certificate. To tell one more apart: a row in `_BEHIND` or `_OF_HTTPX`, and its words in `api.no_answer`.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping

# The first row that fits decides; a class stands for its subclasses as well.
_OF_HTTPX: tuple[tuple[str, str], ...] = (
    ("ConnectTimeout", "connect_timeout"),
    ("PoolTimeout", "connect_timeout"),
    ("TimeoutException", "read_timeout"),
    ("TimeoutError", "read_timeout"),
    ("ProtocolError", "protocol"),
    ("UnsupportedProtocol", "protocol"),
    ("InvalidURL", "protocol"),
)
_BEHIND: tuple[tuple[type[OSError], str], ...] = (
    (socket.gaierror, "dns"),
    (ConnectionRefusedError, "refused"),
)
# OpenSSL's numbers, and those of Windows and macOS, where the system checks. Any other means that nobody
# known vouches for the certificate.
_CERTIFICATE_KINDS: Mapping[int, str] = {
    **dict.fromkeys((9, 10, 0x800B0101, -67818, -67819), "tls_expired"),
    **dict.fromkeys((62, 64, 0x800B010F, -67602), "tls_name"),
    18: "tls_self_signed",
}
# Python's ways of saying "not yet" and "the other end has gone" in the middle of a handshake.
_NOT_ABOUT_TRUST = (ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLEOFError, ssl.SSLSyscallError)


def kind(error: BaseException, *, through_proxy: bool) -> str:
    """The `kind` of the TransportError that stands for `error`. What fails while connecting through a proxy
    is the proxy, except for a certificate."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _of_certificate(cause)
    if any(isinstance(cause, ssl.SSLError) and not isinstance(cause, _NOT_ABOUT_TRUST) for cause in causes):
        return "tls"
    names = {ancestor.__name__ for ancestor in type(error).__mro__}
    if "ProxyError" in names or (through_proxy and names & {"ConnectError", "ConnectTimeout"}):
        return "proxy"
    for cause_type, its_kind in _BEHIND:
        if any(isinstance(cause, cause_type) for cause in causes):
            return its_kind
    # A server that hangs up without a word speaks no other protocol; httpx has one class for both.
    hung_up = "RemoteProtocolError" in names and "disconnected" in str(error)
    found = next((its_kind for name, its_kind in _OF_HTTPX if name in names), "network")
    return "network" if hung_up else found


def detail(error: BaseException) -> str:
    """OpenSSL's own words for a refused certificate ("certificate has expired"); "" for anything else."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return str(getattr(cause, "verify_message", ""))
    return ""


def _of_certificate(error: ssl.SSLCertVerificationError) -> str:
    # Windows' numbers come as signed ones from some callers.
    code = getattr(error, "verify_code", 0)
    found = _CERTIFICATE_KINDS.get(code) or _CERTIFICATE_KINDS.get(code & 0xFFFFFFFF)
    return found or "tls_issuer"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error`, what it came from, and what stands in its groups; each once."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__]
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions
