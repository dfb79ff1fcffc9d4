"""What to do when no answer came at all: one Problem for every kind of `TransportError`.

To add a kind, raise it in `api.client`, name it in `TransportError`'s docstring and add its function to
`_BY_KIND` (`api.no_way` has those of proxies and certificates). Knows no httpx: the client has translated
its errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tallyfy_inspector.api.error_body import plain
from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.no_way import OF_THE_WAY
from tallyfy_inspector.api.problem import (
    Action,
    NoConnection,
    Problem,
    Refused,
    SignIn,
    WrongAddress,
)
from tallyfy_inspector.texts import _

_LOOPBACK = ("localhost", "::1")


def from_transport(error: TransportError) -> Problem:
    """The Problem for `error`; one of an unknown kind reads as a lost connection."""
    return _BY_KIND.get(error.kind, _network)(error)


def _dns(error: TransportError) -> Problem:
    hint = _(
        "The name “{host}” was not found. Check the internet connection or VPN, then the Tallyfy address."
    )
    return WrongAddress(_("Address not found"), _about(hint, error), _suspect(error), _details(error))


def _refused(error: TransportError) -> Problem:
    if error.host in _LOOPBACK or error.host.startswith("127."):
        hint = _("No server runs at this address on this computer. If it was the demo, start it again.")
    else:
        hint = _("“{host}” is there but takes no connection. Check the Tallyfy address, or try again later.")
    return NoConnection(_("Connection refused"), _about(hint, error), _suspect(error), _details(error))


def _connect_timeout(error: TransportError) -> Problem:
    hint = _("“{host}” could not be reached in time. Check the internet connection or VPN, then fetch again.")
    return NoConnection(_("No connection in time"), _about(hint, error), "retry", _details(error))


def _read_timeout(error: TransportError) -> Problem:
    hint = _("“{host}” took the request but stayed silent. Fetch again, perhaps with fewer includes.")
    return NoConnection(_("No answer in time"), _about(hint, error), "retry", _details(error))


def _protocol(error: TransportError) -> Problem:
    hint = _(
        "What came from “{host}” is no web server's answer. Most likely the Tallyfy address or port is wrong."
    )
    return WrongAddress(
        _("Not an answer of a web server"), _about(hint, error), "edit_base_url", _details(error)
    )


def _network(error: TransportError) -> Problem:
    hint = _("The connection to “{host}” failed before an answer came. Check the network, then fetch again.")
    return NoConnection(_("Connection lost"), _about(hint, error), "retry", _details(error))


def _origin(error: TransportError) -> Problem:
    hint = _(
        "The saved token was made for another server and is never sent to “{host}”. Sign in with a token for "
        "this one, or set the Tallyfy address back."
    )
    return SignIn(_("The token is for another server"), _about(hint, error), "sign_in", _details(error))


def _no_token(error: TransportError) -> Problem:
    if error.detail:
        title, hint = _("Token cannot be used"), _("Copy the token again, without anything around it.")
    else:
        title = _("Sign in first")
        hint = _("Tallyfy answers only with an access token. Sign in, and paste yours once.")
    return SignIn(title, hint, "sign_in", _details(error), severity="warning")


def _route(error: TransportError) -> Problem:
    """Nothing was sent: the reason is the route table's own sentence."""
    hint = error.detail or _("This program makes no such request.")
    return Refused(_("Cannot ask for this"), hint, "edit_task", severity="warning")


_BY_KIND: Mapping[str, Callable[[TransportError], Problem]] = {
    **OF_THE_WAY,
    "dns": _dns,
    "refused": _refused,
    "connect_timeout": _connect_timeout,
    "read_timeout": _read_timeout,
    "protocol": _protocol,
    "network": _network,
    "origin": _origin,
    "no_token": _no_token,
    "route": _route,
}


def _about(hint: str, error: TransportError) -> str:
    return hint.format(host=error.host or _("the server"))


def _suspect(error: TransportError) -> Action:
    """Tallyfy's own address is right, so something on the way is not. Any other may be mistyped."""
    return (
        "open_doctor"
        if error.host == "tallyfy.com" or error.host.endswith(".tallyfy.com")
        else "edit_base_url"
    )


def _details(error: TransportError) -> tuple[str, ...]:
    return (plain(error.detail),) if error.detail else ()
