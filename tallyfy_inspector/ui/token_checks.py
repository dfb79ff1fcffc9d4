"""Whose token it is and which organizations it opens: what Test asks Tallyfy, read into one record.

Two questions of one `Fetcher`: `/me`, and where that is answered `/me/organizations`. That the second is
refused is no failure: the ID can be typed. Nothing here holds, keeps or repeats a token.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tallyfy_inspector.api.exchange import Exchange, TransportError
from tallyfy_inspector.api.problem import SignIn
from tallyfy_inspector.document.parse import ParseError, parse
from tallyfy_inspector.ports import Fetcher
from tallyfy_inspector.task.organizations import Organization, organizations
from tallyfy_inspector.task.people import whose
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.session import understand


class RefusedTokenError(Exception):
    """Tallyfy did not say whose token it is; `str(error)` is the reason, for the person."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`owner` for people; the organizations that were listed, `listed` false when Tallyfy gave no list."""

    owner: str = field(repr=False)
    organizations: tuple[Organization, ...] = ()
    listed: bool = True


async def check(fetcher: Fetcher, base_url: str, token: str, *, unaccepted: str = "") -> Checked:
    """Ask about `token`; `unaccepted` is said where Tallyfy does not accept it, "" for what is said of one
    that was in use. Raises RefusedTokenError, and TransportError when there is no answer."""
    exchange = await fetcher.who_am_i(base_url, token)
    document, _unread, problem = understand(exchange)
    if problem is not None and unaccepted and isinstance(problem, SignIn):
        problem = replace(problem, hint=unaccepted)
    if problem is not None or document is None:
        words = (problem.title, problem.hint) if problem is not None else (_("No answer"),)
        raise RefusedTokenError(". ".join(words))
    owner = whose(document.root)
    try:
        pages = await fetcher.organizations(base_url, token)
    except TransportError:
        return Checked(owner, listed=False)
    found = organizations(_root(page) for page in pages if 200 <= page.status < 300)
    return Checked(owner, found, listed=all(200 <= page.status < 300 for page in pages))


def _root(page: Exchange) -> object:
    try:
        return parse(page.body).root
    except ParseError:
        return None
