"""What an answer means for the person who asked: nothing (None), or a Problem with the next step.

To add an error message, write one function that answers a Problem (a class of `api.problem`, for what the
person can do) and name it in `_BY_STATUS`, or call it where its neighbours are called. Each function goes
from the certain sign to the general one; a status nobody thought of gets a general answer. The bodies are
those of the documentation's "Troubleshooting" and of Tallyfy's clients; 402 and 3xx stand in no source.

Knows no widget and opens no connection. A 2xx answer is judged in `api.not_a_task`, no answer at all in
`api.no_answer`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from tallyfy_inspector.api import routes
from tallyfy_inspector.api.error_body import ErrorBody, plain, read
from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.api.no_answer import from_transport
from tallyfy_inspector.api.not_a_task import asks_for_process, asks_for_task, of_success, says_error
from tallyfy_inspector.api.problem import (
    Action,
    Intercepted,
    NotFound,
    NotPermitted,
    Problem,
    Refused,
    Severity,
    SignIn,
    Wait,
    WrongAddress,
)
from tallyfy_inspector.api.retry_after import seconds, wait_hint
from tallyfy_inspector.document.parse import Document, ParseError
from tallyfy_inspector.texts import _

__all__ = ["Action", "Problem", "Severity", "classify", "from_transport"]

_PERMISSION = re.compile(
    r"forbidden|permission|not (?:been )?(?:authori[sz]ed|permitted|allowed to)|unauthori[sz]ed|access denied"
    r"|(?:not|n't) have access|insufficient|scope",
    re.IGNORECASE,
)
# What the edge answers, before the API is asked, when X-Tallyfy-Client did not arrive.
_HEADER_LOST = "apsh546"
_UNAVAILABLE = (502, 503, 504)


def classify(exchange: Exchange, parsed: Document | ParseError | None) -> Problem | None:
    """The Problem that `exchange` is, or None when it is good: 2xx with `data` and without an error.

    `parsed` is its body, parsed; the ParseError where that failed; None where it was not tried (yet).
    """
    said = read(exchange, parsed)
    details = _details(exchange, said)
    if not 200 <= exchange.status < 300:
        return _of_status(exchange.status, exchange, said, details)
    meant = _status_meant(said) if says_error(parsed) else None
    if meant is not None:
        return _of_status(meant, exchange, said, details)
    return of_success(exchange, parsed, said, details)


def _of_status(status: int, exchange: Exchange, said: ErrorBody, details: tuple[str, ...]) -> Problem:
    if 300 <= status < 400:
        return _redirect(exchange, said, details)
    if 500 <= status < 600 and status not in _BY_STATUS:
        return _server_trouble(exchange, said, details)
    return _BY_STATUS.get(status, _other)(exchange, said, details)


def _status_meant(said: ErrorBody) -> int | None:
    """The status that an error dressed up as a success would have had."""
    if said.code in ("RESOURCE_NOT_FOUND", "ENDPOINT_NOT_FOUND"):
        return 404
    message = said.message.lower().rstrip(".")
    return {"resource not found": 404, "api endpoint not found": 404, "unauthenticated": 401}.get(message)


def _details(exchange: Exchange, said: ErrorBody) -> tuple[str, ...]:
    """The server's message, its errors by field, and what Tallyfy's own support asks for."""
    lines = [*said.fields]
    if shown := said.shown:
        label = _("The page calls itself: {text}") if said.is_page else _("Message: {text}")
        lines.insert(0, label.format(text=shown))
    if said.code and said.code != said.message:
        lines.append(_("Code: {code}").format(code=plain(said.code)))
    if request_id := exchange.header("x-request-id"):
        lines.append(_("Request ID: {id}").format(id=plain(request_id)))
    if exchange.cut_off is not None:
        lines.append(_("The answer did not come whole, so some of its words may be missing."))
    return tuple(lines)


def _redirect(exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    hint = _(
        "It was not followed, so that the token goes nowhere else. Most likely the Tallyfy address is wrong "
        "(it often ends in /api), or your network wants you to sign in: open any web page to see."
    )
    return WrongAddress(_("The address leads elsewhere"), hint, "edit_base_url", _target(exchange) + details)


def _target(exchange: Exchange) -> tuple[str, ...]:
    """Where a redirect leads: the origin only, since the rest may hold a credential."""
    location = exchange.header("location")
    try:
        target = routes.origin(urljoin(exchange.url, location)) if location else None
    except ValueError:
        target = None
    return (_("It leads to: {origin}").format(origin=plain(target)),) if target else ()


def _bad_request(_exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    hint = _(
        "Check the ID and the includes: one of them is not as Tallyfy expects it. Its own words are below."
    )
    return Refused(_("Tallyfy did not understand"), hint, "edit_task", details)


def _not_signed_in(_exchange: Exchange, said: ErrorBody, details: tuple[str, ...]) -> Problem:
    if "header" in said.message.lower():
        return _header_lost(details)
    if said.is_page:
        return _blocked(details)
    hint = _(
        "Most likely its owner logged out of Tallyfy, which ends personal tokens. "
        "Sign in again with a new one."
    )
    others = _("It may also have expired (after about 6 months), or belong to another server.")
    return SignIn(_("Token not accepted"), hint, "sign_in", (others, *details))


def _payment(_exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    hint = _(
        "The organization's plan may not include the API, which needs a paid one. Its own words are below."
    )
    return Refused(_("Tallyfy asks for payment"), hint, "show_answer", details)


def _forbidden(_exchange: Exchange, said: ErrorBody, details: tuple[str, ...]) -> Problem:
    if said.is_page:
        return _blocked(details)
    if "for this organization" in said.message.lower():
        hint = _(
            "The token was made for another organization. Check the organization ID, or sign in for this one."
        )
        return NotPermitted(_("Token is for another organization"), hint, "edit_organization", details)
    if said.message and not _PERMISSION.search(said.message):
        hint = _("A rule of Tallyfy's says no, in the words below. Signing in again would not change it.")
        return Refused(_("Tallyfy does not allow this"), hint, "show_answer", details, "warning")
    hint = _(
        "The token is good, but its owner may not see this. Ask for access, or "
        "sign in as somebody who has it."
    )
    return NotPermitted(_("No permission to see this"), hint, "sign_in", details)


def _not_found(exchange: Exchange, said: ErrorBody, details: tuple[str, ...]) -> Problem:
    if _HEADER_LOST.encode() in exchange.body[:10_000]:
        return _header_lost(details)
    if said.code == "ENDPOINT_NOT_FOUND" or "endpoint not found" in said.message.lower():
        hint = _(
            "Most likely the Tallyfy address is wrong (it often ends in /api), or a proxy dropped a header."
        )
        return WrongAddress(_("No such address at Tallyfy"), hint, "edit_base_url", details)
    if asks_for_process(exchange.url) and not said.is_page:
        return _no_process(details)
    if said.is_page or not asks_for_task(exchange.url):
        hint = _(
            "The server is there, but it is not Tallyfy's API. Check the Tallyfy address: it often ends in "
            "/api."
        )
        return WrongAddress(_("Tallyfy's API is not here"), hint, "edit_base_url", details)
    if "/runs/" in exchange.url:
        hint = _(
            "The link names a process as well, and Tallyfy knows no such task in it: see which tasks it has. "
            "F5 asks for the task alone. If that fails too, the organization may be wrong."
        )
        return NotFound(_("Task not found in this process"), hint, "list_process", details)
    hint = _(
        "Nine times out of ten the organization is wrong: check its ID first. Otherwise a process ID was "
        "pasted, or the task is deleted, hidden, or not for this token's owner to see."
    )
    return NotFound(_("Task not found"), hint, "edit_organization", details)


def _no_process(details: tuple[str, ...]) -> Problem:
    hint = _(
        "Most likely the organization is wrong: check its ID first. Otherwise the process is deleted, or "
        "not for this token's owner to see."
    )
    return NotFound(_("Process not found"), hint, "edit_organization", details)


def _header_lost(details: tuple[str, ...]) -> Problem:
    hint = _(
        "Tallyfy did not receive a header that this program sends: most likely a proxy or VPN drops it. Try "
        "another network, or ask IT to let X-Tallyfy-Client through. It says nothing about the task."
    )
    return Intercepted(_("A header got lost on the way"), hint, "retry", details)


def _blocked(details: tuple[str, ...]) -> Problem:
    hint = _(
        "A firewall or proxy answered with a page, not Tallyfy itself. Try another network or VPN, or ask "
        "IT. Signing in again would not change it."
    )
    return Intercepted(_("Blocked on the way to Tallyfy"), hint, "retry", details)


def _network_sign_in(_exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    hint = _(
        "Your network or its proxy wants you to sign in: open any web page in a browser, then fetch again."
    )
    return Intercepted(_("The network asks you to sign in"), hint, "retry", details)


def _conflict(_exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    hint = _("Something in Tallyfy stands against it, in the words below. Fetch again in a moment.")
    return Refused(_("Tallyfy reports a conflict"), hint, "retry", details)


def _invalid(_exchange: Exchange, said: ErrorBody, details: tuple[str, ...]) -> Problem:
    if said.fields:
        hint = _("Tallyfy names below what it does not accept. Correct the ID or untick that include.")
    else:
        hint = _("Most likely an ID or an include is not as Tallyfy expects it. Correct it and fetch again.")
    return Refused(_("Tallyfy does not accept the request"), hint, "edit_task", details)


def _too_many(exchange: Exchange, said: ErrorBody, details: tuple[str, ...]) -> Problem:
    wait = seconds(exchange)
    hint = wait_hint(wait)
    if "hour" in said.message.lower():
        hint = _("The organization has used up an hourly limit. {wait}").format(wait=hint)
    left = exchange.header("x-ratelimit-remaining")
    if left is not None:
        details = (*details, _("Requests left: {count}").format(count=plain(left)))
    return Wait(_("Too many requests"), hint, "retry", details, "warning", retry_after=wait)


def _server_trouble(exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    wait = seconds(exchange)
    if exchange.status in _UNAVAILABLE:
        title = _("Tallyfy is not available right now")
        hint = _("The server is overloaded or being worked on. {wait} status.tallyfy.com says more.")
    else:
        title = _("Tallyfy's server failed")
        hint = _("It is not about your request. {wait} If it stays, status.tallyfy.com says more.")
    return Wait(title, hint.format(wait=wait_hint(wait)), "retry", details, retry_after=wait)


def _other(exchange: Exchange, _said: ErrorBody, details: tuple[str, ...]) -> Problem:
    title = _("Tallyfy refused with {status}").format(status=exchange.status)
    hint = _(
        "This answer is not one Tallyfy documents. Its own words are below; “Show the answer” has all of it."
    )
    return Refused(title, hint, "show_answer", details)


_BY_STATUS: Mapping[int, Callable[[Exchange, ErrorBody, tuple[str, ...]], Problem]] = {
    400: _bad_request,
    401: _not_signed_in,
    402: _payment,
    403: _forbidden,
    404: _not_found,
    407: _network_sign_in,
    408: _server_trouble,
    409: _conflict,
    422: _invalid,
    429: _too_many,
    511: _network_sign_in,
}
