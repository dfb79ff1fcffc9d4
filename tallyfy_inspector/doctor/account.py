"""Checks with the token that is in place: is it accepted, is the organization there, do the clocks agree?

Says nothing of what came back but the program's own words for it: no name and no address of the token's
owner, no organization, no ID.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tallyfy_inspector.api.exchange import Exchange, TransportError
from tallyfy_inspector.api.no_answer import from_transport
from tallyfy_inspector.api.problems import classify
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.doctor.case import Case, Outcome
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.texts import _, ngettext

_MOST_OFF = 60  # seconds; what lies within is the road's
_FORBIDDEN = 403


async def token(case: Case) -> Outcome:
    """Whether there is one for this address. It is read as for any fetch, and not shown."""
    try:
        stored = await case.has.token()
    except VaultError as error:
        return Outcome("bad", str(error))
    if stored is None:
        return Outcome("skipped", _("None in place: sign in first."))
    if stored.origin != origin(case.has.base_url):
        return Outcome("skipped", _("The one in place belongs to another address, and is not sent here."))
    case.credential = stored
    return Outcome("ok", _("There is one for this address."))


async def me(case: Case) -> Outcome:
    """Whether Tallyfy accepts the token. Whose it is, is not told."""
    if case.credential is None:
        return Outcome("skipped", _("Not tried without a token."))
    try:
        exchange = await case.has.who_am_i(case.has.base_url, case.credential.token)
    except TransportError as error:
        return _no_answer(error)
    case.me, case.me_at = exchange, case.has.now()
    return _judged(exchange, _("Tallyfy accepts the token ({status})."))


async def organization(case: Case) -> Outcome:
    """Whether Tallyfy answers for the organization that is set."""
    if not case.has.organization:
        return Outcome("skipped", _("No organization is set."))
    try:
        exchange = await case.has.organization_answer(case.has.base_url, case.has.organization)
    except TransportError as error:
        return _no_answer(error)
    except VaultError as error:
        return Outcome("bad", str(error))
    if exchange.status == _FORBIDDEN:
        told = _("It answers, but lets this token see little of it, or nothing ({status}).")
        return Outcome("warning", told.format(status=exchange.status))
    return _judged(exchange, _("Tallyfy answers for the organization ({status})."))


async def clock(case: Case) -> Outcome:
    """How far this computer's clock is off the server's."""
    sent = None if case.me is None else _moment(case.me.header("Date"))
    if sent is None or case.me_at is None:
        return Outcome("skipped", _("The server did not say what time it is."))
    seconds = round(abs((case.me_at - sent).total_seconds()))
    if seconds <= _MOST_OFF:
        return Outcome("ok", _("It agrees with the server's."))
    fast = case.me_at > sent
    told = (
        ngettext("It is {count} second fast.", "It is {count} seconds fast.", seconds)
        if fast
        else ngettext("It is {count} second slow.", "It is {count} seconds slow.", seconds)
    )
    return Outcome("warning", told.format(count=seconds))


def _judged(exchange: Exchange, good: str) -> Outcome:
    if 200 <= exchange.status < 300:
        return Outcome("ok", good.format(status=exchange.status))
    problem = classify(exchange, None)
    title = problem.title if problem is not None else exchange.status
    return Outcome("bad", _("{problem} ({status}).").format(problem=title, status=exchange.status))


def _no_answer(error: TransportError) -> Outcome:
    return Outcome("bad", _("No answer came: {problem}.").format(problem=from_transport(error).title))


def _moment(header: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
