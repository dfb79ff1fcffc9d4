"""Checks of the way to Tallyfy: proxy, name, connection, encryption. Sends no token and asks for nothing."""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta

from tallyfy_inspector.api import tls_probe, trust
from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.tls_probe import Certificate
from tallyfy_inspector.doctor import road as roads
from tallyfy_inspector.doctor.case import Case, Outcome
from tallyfy_inspector.doctor.road import ProxyRefusedError, Road
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.texts import _, ngettext

_SOON = timedelta(days=14)
_LONGEST = 120
_DEMANDS_PASSWORD = 407


async def proxy(case: Case) -> Outcome:
    """Which way it goes; a proxy by its host and port alone."""
    try:
        case.way = await case.has.way(case.has.base_url)
        case.road = roads.road_to(case.has.base_url, case.way.proxy)
    except (TransportError, VaultError) as error:
        told = error.detail if isinstance(error, TransportError) else str(error)
        return Outcome("bad", told or _("The network settings cannot be used."))
    except ValueError:
        return Outcome("bad", _("The proxy set up on this computer is of a kind this program cannot use."))
    if case.road.proxy is None:
        host = f"{case.road.host}:{case.road.port}"
        return Outcome("ok", _("None: {host} is asked directly.").format(host=host))
    host, port = case.road.first
    return Outcome("ok", _("Through the proxy {proxy}.").format(proxy=f"{host}:{port}"))


async def name(case: Case) -> Outcome:
    """Whether the name of the first computer on the way is known."""
    host, port = _road(case).first
    try:
        count = await case.blocking(lambda: roads.addresses(host, port))
    except (OSError, UnicodeError):
        return Outcome("bad", _("The name {host} is not known here.").format(host=host))
    told = ngettext("{host} has {count} address.", "{host} has {count} addresses.", count)
    return Outcome("ok", told.format(host=host, count=count))


async def connection(case: Case) -> Outcome:
    """Whether the first computer on the way takes connections."""
    road = _road(case)
    host, port = road.first
    try:
        await case.blocking(lambda: roads.reach(road, case.has.patience))
    except TimeoutError:
        return Outcome("bad", _("{host} does not answer on port {port}.").format(host=host, port=port))
    except OSError as error:
        told = _("{host} cannot be reached on port {port} ({error}).")
        return Outcome("bad", told.format(host=host, port=port, error=type(error).__name__))
    return Outcome("ok", _("{host} answers on port {port}.").format(host=host, port=port))


async def encryption(case: Case) -> Outcome:
    """Whether the server proves who it is, and until when; otherwise who vouches for what it shows."""
    road = _road(case)
    if not road.secure:
        return Outcome("skipped", _("Not encrypted: this computer talks to itself."))
    try:
        version, der = await case.blocking(
            lambda: roads.handshake(road, trust.context(case.way.authorities), case.has.patience)
        )
    except ProxyRefusedError as error:
        return _refused_by_proxy(error.status)
    except ssl.SSLCertVerificationError as error:
        return await _not_trusted(case, error)
    except OSError as error:
        told = _("No encrypted connection came about ({error}).")
        return Outcome("bad", told.format(error=type(error).__name__))
    return _trusted(version, await _decoded(case, der), case.has.now())


def _refused_by_proxy(status: int) -> Outcome:
    if status == _DEMANDS_PASSWORD:
        return Outcome("bad", _("The proxy demands a name and password, or does not accept those it got."))
    if not status:
        return Outcome("skipped", _("Behind this proxy it cannot be looked at by itself."))
    return Outcome(
        "bad", _("The proxy does not let this connection through ({status}).").format(status=status)
    )


def _trusted(version: str, certificate: Certificate | None, now: datetime) -> Outcome:
    if certificate is None:
        return Outcome("ok", _("{version}, and the certificate is trusted.").format(version=version))
    words = _("{version}, certificate issued by {issuer}, valid until {date}.").format(
        version=version, issuer=_short(certificate.issuer), date=_date(certificate.until)
    )
    ends_soon = certificate.until is not None and certificate.until - now < _SOON
    return Outcome("warning" if ends_soon else "ok", words)


async def _not_trusted(case: Case, error: ssl.SSLCertVerificationError) -> Outcome:
    reason = _short(str(error.verify_message or type(error).__name__))
    words = _("The certificate is not trusted: {reason}.").format(reason=reason)
    der = await tls_probe.served_certificate(case.has.base_url, case.way.proxy)
    shown = await _decoded(case, der)
    if shown is not None:
        told = _("It was issued by {issuer} and is valid until {date}.")
        words += " " + told.format(issuer=_short(shown.issuer), date=_date(shown.until))
    return Outcome("bad", words)


async def _decoded(case: Case, der: bytes | None) -> Certificate | None:
    # Elsewhere: what reads it may have to be loaded first, which would hold the window up.
    return None if der is None else await case.blocking(lambda: case.has.decode(der))


def _road(case: Case) -> Road:
    return case.road or roads.road_to(case.has.base_url, None)


def _date(moment: datetime | None) -> str:
    return _("an unknown day") if moment is None else moment.date().isoformat()


def _short(text: str) -> str:
    # A server's own words: they say who it is, and are not fit to be shown as they are.
    text = visible(text).strip() or _("somebody it does not name")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
