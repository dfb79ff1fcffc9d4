"""What to do when the way to the server is the trouble: encryption, a certificate that is refused, a proxy.

One function for each kind of `TransportError` of these, all in `OF_THE_WAY`; `api.no_answer` has the others.
Who issued a certificate is told as the server says it, in quotes, since anybody may write any name there.
Knows no certificate and opens no connection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tallyfy_inspector.api.error_body import plain
from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.problem import Intercepted, Problem, WrongAddress
from tallyfy_inspector.texts import _

_LONGEST_ISSUER = 80


def _tls(error: TransportError) -> Problem:
    hint = _(
        "“{host}” and this computer did not agree on an encrypted connection, so nothing was sent. Check the "
        "Tallyfy address and its port; a proxy or firewall may also be in the way."
    )
    return Intercepted(_("Connection is not secure"), _about(hint, error), "retry", _details(error))


def _expired(error: TransportError) -> Problem:
    hint = _(
        "The certificate of “{host}” is not valid at this computer's time, so nothing was sent. Check the "
        "date and clock of this computer first. {served}"
    )
    return Intercepted(_("Certificate is out of date"), _about(hint, error), "retry", _details(error))


def _wrong_name(error: TransportError) -> Problem:
    hint = _(
        "What answered as “{host}” showed a certificate for another name, so nothing was sent. Check the "
        "Tallyfy address; a sign-in page of the network does this too. {served}"
    )
    return WrongAddress(
        _("Certificate is for another name"), _about(hint, error), "edit_base_url", _details(error)
    )


def _self_signed(error: TransportError) -> Problem:
    hint = _(
        "What answered as “{host}” vouches for itself, and nobody else does, so nothing was sent. If it is a "
        "server of your company, ask IT for its CA file and set that under “Network…”. {served}"
    )
    return Intercepted(_("Certificate vouches for itself"), _about(hint, error), "network", _details(error))


def _issuer(error: TransportError) -> Problem:
    if error.issuer:
        hint = _(
            "{served} This computer does not trust that one, so nothing was sent. Most likely your company "
            "inspects traffic: ask IT for its CA file, then set it under “Network…”."
        )
    else:
        hint = _(
            "This computer does not trust whoever vouches for “{host}”, so nothing was sent. Most likely "
            "your company inspects traffic: ask IT for its CA file, then set it under “Network…”."
        )
    return Intercepted(_("Certificate is not trusted"), _about(hint, error), "network", _details(error))


def _proxy(error: TransportError) -> Problem:
    hint = _(
        "The proxy set up on this computer did not let the request through to “{host}”. Check the VPN and "
        "the proxy settings, or ask IT; then fetch again."
    )
    return Intercepted(_("The proxy is in the way"), _about(hint, error), "retry", _details(error))


def _proxy_auth(error: TransportError) -> Problem:
    hint = _(
        "The proxy on the way to “{host}” asks for a user name and password, or does not accept those it "
        "got. Set them under “Network…”; they are kept in the keyring."
    )
    return Intercepted(_("The proxy wants a password"), _about(hint, error), "network", _details(error))


def _proxy_kind(error: TransportError) -> Problem:
    """The reason is `api.proxies`' or `api.ways`' own sentence."""
    hint = error.detail or _("Ask IT for an HTTP proxy, and set it under “Network…”.")
    return Intercepted(_("This proxy cannot be used"), hint, "network")


def _ca_file(error: TransportError) -> Problem:
    """The reason is `api.trust`'s own sentence; nothing is asked without the file."""
    hint = error.detail or _("Choose it again under “Network…”.")
    return Intercepted(_("The CA file cannot be used"), hint, "network")


OF_THE_WAY: Mapping[str, Callable[[TransportError], Problem]] = {
    "tls": _tls,
    "tls_expired": _expired,
    "tls_name": _wrong_name,
    "tls_self_signed": _self_signed,
    "tls_issuer": _issuer,
    "proxy": _proxy,
    "proxy_auth": _proxy_auth,
    "proxy_kind": _proxy_kind,
    "ca_file": _ca_file,
}


def _about(hint: str, error: TransportError) -> str:
    host = error.host or _("the server")
    return hint.format(host=host, served=_served(error, host)).strip()


def _served(error: TransportError, host: str) -> str:
    """Who issued what was served; "" where that is not known."""
    issuer = plain(error.issuer)
    if not issuer:
        return ""
    issuer = issuer if len(issuer) <= _LONGEST_ISSUER else issuer[: _LONGEST_ISSUER - 1] + "…"
    return _("The certificate served for “{host}” was issued by “{issuer}”.").format(host=host, issuer=issuer)


def _details(error: TransportError) -> tuple[str, ...]:
    return (plain(error.detail),) if error.detail else ()
